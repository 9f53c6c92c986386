import type { Select } from "../../schema/statements/select.js";
import type { CompileState } from "../base/compile-state.js";
import { Selects as BaseSelects } from "../base/selects.js";
import { CompileError } from "../compile-error.js";

/** SELECT as SQL Server writes it: TOP for the first rows, OFFSET … FETCH for others. */
export class Selects extends BaseSelects {
  protected override beforeColumns({ parts }: Select, state: CompileState): string {
    if (parts.limit === null || parts.offset !== null) return "";
    return `TOP ${this.dialect.expressions.write(parts.limit, state.with({ literalBinds: true }))} `;
  }

  protected override isUnordered({ parts }: Select): boolean {
    return parts.limit === null && parts.offset === null;
  }

  protected override limit({ parts }: Select, state: CompileState): string {
    if (parts.offset === null) return "";
    if (parts.orderBy.length === 0) {
      throw new CompileError("MSSQL requires an orderBy when using an OFFSET or a non-simple LIMIT clause");
    }
    const { expressions } = this.dialect;
    const offset = `\n OFFSET ${expressions.write(parts.offset, state)} ROWS`;
    if (parts.limit === null) return offset;
    return `${offset}\n FETCH FIRST ${expressions.write(parts.limit, state)} ROWS ONLY`;
  }
}
