import type { RowLock, Select } from "../../schema/statements/select.js";
import type { CompileState } from "../base/compile-state.js";
import { Selects as BaseSelects } from "../base/selects.js";

/** SELECT as PostgreSQL writes it. */
export class Selects extends BaseSelects {
  protected override distinct({ parts }: Select, state: CompileState): string {
    if (parts.distinctOn.length === 0) return super.distinct({ parts } as Select, state);
    const on = parts.distinctOn.map((one) => this.dialect.expressions.operand(one, "comma", state));
    return `DISTINCT ON (${on.join(", ")}) `;
  }

  protected override limit(select: Select, state: CompileState): string {
    const text = super.limit(select, state);
    return select.parts.limit === null ? text : ` ${text}`;
  }

  protected override fetchNumber(written: string): string {
    return `(${written})`;
  }

  protected override lock({ read, nowait, skipLocked }: RowLock): string {
    return `${read ? " FOR SHARE" : " FOR UPDATE"}${nowait ? " NOWAIT" : skipLocked ? " SKIP LOCKED" : ""}`;
  }
}
