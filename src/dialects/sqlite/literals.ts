import type { TypeEngine } from "../../schema/types/type-engine.js";
import { Literals as BaseLiterals } from "../base/literals.js";
import type { DateFields } from "../base/values/date-fields.js";

/** Values as SQLite writes them: dates are text with all six digits of the fraction, and JSON is text. */
export class Literals extends BaseLiterals {
  override boolean(value: boolean): string {
    return value ? "1" : "0";
  }

  /** A moment without its offset, as SQLAlchemy stores it: with one, its type cannot read the value again. */
  protected override dateTimeText({ date, time, microseconds }: DateFields, type: TypeEngine): string {
    if (type.affinity === "Date") return date;
    const { options } = type as { readonly options?: { readonly truncateMicroseconds?: boolean } };
    const fraction = options?.truncateMicroseconds === true ? "" : `.${microseconds}`;
    const clock = `${time === "" ? "00:00:00" : time}${fraction}`;
    return type.affinity === "Time" ? clock : `${date} ${clock}`;
  }
}
