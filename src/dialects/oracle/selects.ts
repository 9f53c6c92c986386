import type { RowLock, Select } from "../../schema/statements/select.js";
import type { CompileState } from "../base/compile-state.js";
import { Selects as BaseSelects } from "../base/selects.js";

/** SELECT as Oracle writes it. */
export class Selects extends BaseSelects {
  protected override readonly noTable: string = " FROM DUAL";

  protected override readonly ordersByLabel: boolean = false;

  protected override limit({ parts }: Select, state: CompileState): string {
    const { expressions } = this.dialect;
    const offset = parts.offset === null ? "" : `\n OFFSET ${expressions.write(parts.offset, state)} ROWS`;
    return parts.limit === null ? offset : `${offset}\n FETCH FIRST ${expressions.write(parts.limit, state)} ROWS ONLY`;
  }

  protected override readonly compounds = {
    union: "UNION",
    unionAll: "UNION ALL",
    except: "MINUS",
    exceptAll: "EXCEPT ALL",
    intersect: "INTERSECT",
    intersectAll: "INTERSECT ALL",
  };

  protected override lock({ nowait, skipLocked }: RowLock): string {
    return ` FOR UPDATE${nowait ? " NOWAIT" : skipLocked ? " SKIP LOCKED" : ""}`;
  }
}
