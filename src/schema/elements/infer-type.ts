import { isBytes, isDate } from "../../support/is-built-in.js";
import { BooleanType } from "../types/boolean-type.js";
import { DateTime } from "../types/date-time.js";
import { Integer } from "../types/integer.js";
import { LargeBinary } from "../types/large-binary.js";
import { NullType } from "../types/null-type.js";
import { Float } from "../types/numeric.js";
import { StringType } from "../types/string-type.js";
import { TypeDecorator } from "../types/type-decorator.js";
import type { TypeEngine } from "../types/type-engine.js";

/** The SQL type that a plain JavaScript value has by itself. */
export function inferType(value: unknown): TypeEngine {
  switch (typeof value) {
    case "string":
      return new StringType();
    case "bigint":
      return new Integer();
    case "number":
      return Number.isInteger(value) ? new Integer() : new Float();
    case "boolean":
      return new BooleanType();
    default:
      if (isDate(value)) return new DateTime();
      if (isBytes(value)) return new LargeBinary();
      return new NullType();
  }
}

/** The type of a plain value beside a value of another type: that one where the value fits it, or else its own. */
export function typeBeside(value: unknown, met: TypeEngine | undefined): TypeEngine {
  const own = inferType(value);
  if (met === undefined || met.affinity === "NullType") return own;
  if (met instanceof TypeDecorator) return met;
  if (own.affinity === "NullType" || own.affinity === met.affinity || accepts(met, value)) return met;
  return own;
}

/** The kinds of types whose values `+` joins. */
const concatenable = new Set(["String", "JSON", "ARRAY", "HSTORE"]);

/** Whether `+` joins values of these types, as it joins texts. An unknown type counts as the type of the other value. */
export function areJoined(...types: readonly TypeEngine[]): boolean {
  const kinds = types.map(({ affinity }) => affinity).filter((kind) => kind !== "NullType");
  return kinds.length > 0 && kinds.every((kind) => concatenable.has(kind));
}

/** Values that a script writes plainly for types that have no JavaScript value of their own. */
function accepts(type: TypeEngine, value: unknown): boolean {
  switch (type.affinity) {
    case "Numeric":
    case "Float":
      return (
        (typeof value === "number" && !Number.isInteger(value)) ||
        (typeof value === "string" && /^[+-]?\d+(\.\d+)?$/.test(value))
      );
    case "Date":
    case "DateTime":
    case "Time":
    case "Interval":
      return typeof value === "string" || isDate(value);
    case "Uuid":
    case "_Binary":
      return typeof value === "string" || isBytes(value);
    default:
      return false;
  }
}
