import type { SqlValue } from "../../database/connection.js";
import type { TypeEngine } from "../../schema/types/type-engine.js";
import { Literals as BaseLiterals, hex } from "../base/literals.js";
import { type DateFields, isoDateTime, isoTime } from "../base/values/date-fields.js";
import { pythonNumber } from "../base/values/python-number.js";

/** Values as Oracle writes them: dates are read from text by a function. */
export class Literals extends BaseLiterals {
  override boolean(value: boolean): string {
    return value ? "1" : "0";
  }

  protected override dateText(fields: DateFields, type: TypeEngine): string {
    if (type.affinity === "Date") return `TO_DATE('${fields.date}', 'YYYY-MM-DD')`;
    if (type.affinity === "Time") return this.string(isoTime(fields));
    const text = isoDateTime(fields);
    return fields.microseconds === "000000"
      ? `TO_DATE('${text}', 'YYYY-MM-DD HH24:MI:SS')`
      : `TO_TIMESTAMP('${text}', 'YYYY-MM-DD HH24:MI:SS.FF')`;
  }

  protected override interval(value: unknown, type: TypeEngine): string | undefined {
    if (typeof value !== "number" || !isNative(type)) return super.interval(value, type);
    return `NUMTODSINTERVAL(${Number.isInteger(value) ? value.toFixed(1) : pythonNumber(value)}, 'SECOND')`;
  }

  protected override intervalValue(seconds: number, type: TypeEngine): SqlValue {
    return isNative(type) ? seconds : super.intervalValue(seconds, type);
  }

  protected override hexadecimal(value: Uint8Array): string {
    return `HEXTORAW('${hex(value)}')`;
  }
}

const isNative = (type: TypeEngine): boolean => (type as { readonly native?: boolean }).native !== false;
