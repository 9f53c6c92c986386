import { EnumType } from "../../schema/types/enum-type.js";
import { JsonType } from "../../schema/types/json-type.js";
import type { Float, Numeric } from "../../schema/types/numeric.js";
import type { TypeEngine } from "../../schema/types/type-engine.js";
import type { Uuid } from "../../schema/types/uuid.js";
import { fixedDigits } from "../format/fixed-digits.js";
import type { HostBridge } from "../host/host-bridge.js";
import { localMicros, momentOf } from "../modules/time/moment-of.js";
import { makeTimedelta } from "../modules/time/timedelta.js";
import { getAttribute } from "../protocol/attributes.js";
import { callNow } from "../protocol/call.js";
import { activeRun, evaluateNow } from "../protocol/run.js";
import { text } from "../protocol/text.js";
import { raise } from "../values/py-exception.js";
import { PyFloat } from "../values/py-float.js";
import type { Value } from "../values/value.js";

/** A type of a script that converts the values that are read from the database. */
interface ReadingType {
  readonly impl: TypeEngine;
  processResultValue(value: Value, dialectName: string): Value;
}

/** The members of enum classes that were passed to `sa.Enum()`, by their text in the database. */
export const enumMembers = new WeakMap<TypeEngine, ReadonlyMap<string, Value>>();

/** The number of decimals that SQLAlchemy uses if the type has none. */
const defaultDecimals = 10;

/** Returns a class of Python's standard library. */
function classOf(module: string, name: string): Value {
  const { importer } = activeRun();
  if (importer === undefined) return raise("ImportError", `No module named '${module}'`);
  return getAttribute(evaluateNow(importer(module, true)), name);
}

const fromIso = (name: "datetime" | "date" | "time", value: string): Value =>
  callNow(getAttribute(classOf("datetime", name), "fromisoformat"), [value]);

function decimal(value: unknown, decimals: number): Value {
  const type = classOf("decimal", "Decimal");
  if (typeof value === "bigint") return callNow(type, [`${value}${decimals > 0 ? `.${"0".repeat(decimals)}` : ""}`]);
  // Databases with exact numbers return them as text.
  if (typeof value !== "number") return callNow(type, [String(value)]);
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  return callNow(type, [sign + fixedDigits(Math.abs(value), decimals)]);
}

/** Reads a duration. Databases without a type for durations store the time from the beginning of 1970. */
function interval(value: string): Value {
  const epoch = momentOf(fromIso("datetime", "1970-01-01 00:00:00"));
  const moment = momentOf(fromIso("datetime", value));
  if (moment === undefined || epoch === undefined) return value;
  return makeTimedelta(localMicros(moment) - localMicros(epoch));
}

/** Finds JSON that Python may read differently: numbers with a fraction or many digits, and keys that JavaScript reorders. */
const isOwnJson = /\d[.eE]|\d{16}|-0|"\d+"\s*:|NaN|Infinity/;

/** Reads JSON as Python does. */
function jsonValue(bridge: HostBridge, value: string): Value {
  if (!isOwnJson.test(value))
    try {
      return bridge.show(JSON.parse(value));
    } catch {
      // Python's own error follows.
    }
  return callNow(classOf("json", "loads"), [value]);
}

/** Converts a value from the driver to the Python value that SQLAlchemy returns for a column of that type. */
export function resultValue(bridge: HostBridge, value: unknown, given: TypeEngine, dialectName: string): Value {
  const type = given.forDialect(dialectName);
  if ("processResultValue" in type) {
    const reading = type as unknown as ReadingType;
    return reading.processResultValue(resultValue(bridge, value, reading.impl, dialectName), dialectName);
  }
  if (value === null || value === undefined) return null;
  const isText = typeof value === "string";
  if (type instanceof JsonType && isText) return jsonValue(bridge, value);
  if (type instanceof EnumType && isText) return enumMember(type, value);
  switch (type.affinity) {
    case "DateTime":
      return isText ? fromIso("datetime", value) : bridge.show(value);
    case "Date":
      return isText ? fromIso("date", value) : bridge.show(value);
    case "Time":
      return isText ? fromIso("time", value) : bridge.show(value);
    case "Interval":
      return isText && /^\d{4}-/.test(value) ? interval(value) : bridge.show(value);
    case "Numeric":
    case "Float": {
      const { asdecimal, decimalReturnScale, scale } = type as Numeric | Float;
      if (asdecimal) return decimal(value, decimalReturnScale ?? scale ?? defaultDecimals);
      // A NUMERIC column of SQLite stores integers as integers.
      const isFloat = isText || (typeof value === "number" && type.affinity === "Float");
      return isFloat ? new PyFloat(Number(value)) : bridge.show(value);
    }
    case "Uuid": {
      if (!isText) return bridge.show(value);
      const made = callNow(classOf("uuid", "UUID"), [value]);
      return (type as Uuid).asUuid ? made : text(made);
    }
    default:
      return bridge.show(value);
  }
}

function enumMember(type: EnumType, value: string): Value {
  const members = enumMembers.get(type);
  const found = members === undefined ? value : members.get(value);
  if (found !== undefined && (members !== undefined || type.enums.includes(value))) return found;
  const name = type.name === null ? "None" : String(type.name);
  return raise(
    "LookupError",
    `'${value}' is not among the defined enum values. Enum name: ${name}. Possible values: ${type.enums.join(", ")}`,
  );
}
