import type { RowLock, Select } from "../../schema/statements/select.js";
import type { CompileState } from "../base/compile-state.js";
import { Selects as BaseSelects } from "../base/selects.js";

/** SELECT as MySQL writes it. */
export class Selects extends BaseSelects {
  protected override get noTableBeforeWhere(): string {
    return " FROM DUAL";
  }

  protected override limit({ parts }: Select, state: CompileState): string {
    const { expressions } = this.dialect;
    const limit = parts.limit === null ? undefined : expressions.write(parts.limit, state);
    if (parts.offset === null) return limit === undefined ? "" : ` \n LIMIT ${limit}`;
    return ` \n LIMIT ${expressions.write(parts.offset, state)}, ${limit ?? "18446744073709551615"}`;
  }

  protected override lock({ read, nowait, skipLocked }: RowLock): string {
    return `${read ? " LOCK IN SHARE MODE" : " FOR UPDATE"}${nowait ? " NOWAIT" : skipLocked ? " SKIP LOCKED" : ""}`;
  }
}
