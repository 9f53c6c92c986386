import type { FirstRows, Select, SelectParts } from "../../schema/statements/select.js";
import type { CompileState } from "../base/compile-state.js";
import { Selects as BaseSelects } from "../base/selects.js";
import { CompileError } from "../compile-error.js";

/** SELECT as SQL Server writes it: TOP for the first rows, OFFSET … FETCH for others. */
export class Selects extends BaseSelects {
  protected override beforeColumns({ parts }: Select, state: CompileState): string {
    const first = parts.limit ?? (parts.fetch !== null && needsTop(parts.fetch) ? parts.fetch.count : null);
    if (first === null || parts.offset !== null) return "";
    const words = `${parts.fetch?.percent === true ? "PERCENT " : ""}${parts.fetch?.withTies === true ? "WITH TIES " : ""}`;
    return `TOP ${this.dialect.expressions.write(first, state.with({ literalBinds: true }))} ${words}`;
  }

  protected override isUnordered({ parts }: Select): boolean {
    return parts.limit === null && parts.offset === null && parts.fetch === null;
  }

  protected override limit({ parts }: Select, state: CompileState): string {
    if (parts.offset === null) return "";
    requireOrder(parts);
    const { expressions } = this.dialect;
    const offset = `\n OFFSET ${expressions.write(parts.offset, state)} ROWS`;
    if (parts.limit === null) return offset;
    return `${offset}\n FETCH FIRST ${expressions.write(parts.limit, state)} ROWS ONLY`;
  }

  protected override fetch(first: FirstRows, select: Select, state: CompileState): string {
    const { parts } = select;
    if (needsTop(first)) {
      if (parts.offset === null) return "";
      throw new CompileError("MSSQL has PERCENT and WITH TIES for the first rows only, without an OFFSET");
    }
    requireOrder(parts);
    const offset = parts.offset === null ? "\n OFFSET 0 ROWS" : "";
    return offset + super.fetch(first, select, state);
  }
}

/** Whether the first rows are written with TOP: FETCH knows neither a percentage nor rows at the same place. */
const needsTop = ({ percent, withTies }: FirstRows): boolean => percent === true || withTies === true;

function requireOrder({ orderBy }: SelectParts): void {
  if (orderBy.length === 0)
    throw new CompileError("MSSQL requires an orderBy when using an OFFSET or a non-simple LIMIT clause");
}
