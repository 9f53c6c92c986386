import type { Select } from "../../schema/statements/select.js";
import type { CompileState } from "../base/compile-state.js";
import { Selects as BaseSelects } from "../base/selects.js";

/** SELECT as SQLite writes it. */
export class Selects extends BaseSelects {
  protected override readonly allRows: string = "-1";

  protected override limit(select: Select, state: CompileState): string {
    const { limit, offset } = select.parts;
    const text = super.limit(select, state);
    return limit !== null && offset === null ? `${text} OFFSET 0` : text;
  }
}
