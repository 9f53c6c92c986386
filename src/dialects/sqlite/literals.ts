import type { TypeEngine } from "../../schema/types/type-engine.js";
import type { DateFields } from "../base/date-fields.js";
import { Literals as BaseLiterals } from "../base/literals.js";

/** Values as SQLite writes them: dates are text with all six digits of the fraction, and JSON is text. */
export class Literals extends BaseLiterals {
  override boolean(value: boolean): string {
    return value ? "1" : "0";
  }

  protected override dateText(fields: DateFields, type: TypeEngine): string {
    return this.string(stored(fields, type));
  }

  protected override dateParameter(value: Date, type: TypeEngine): string {
    const [date = "", time = ""] = value.toISOString().replace("Z", "").split("T");
    const [clock = "", fraction = ""] = time.split(".");
    return stored({ date, time: clock, microseconds: fraction.padEnd(6, "0"), offset: null }, type);
  }
}

function stored({ date, time, microseconds }: DateFields, type: TypeEngine): string {
  if (type.affinity === "Date") return date;
  const isShort = (type as { readonly options?: { readonly truncateMicroseconds?: boolean } }).options;
  const clock = `${time === "" ? "00:00:00" : time}${isShort?.truncateMicroseconds === true ? "" : `.${microseconds}`}`;
  return type.affinity === "Time" ? clock : `${date} ${clock}`;
}
