import { isBytes, isDate } from "../../support/is-built-in.js";
import { BooleanType } from "../types/boolean-type.js";
import { DateTime } from "../types/date-time.js";
import { Integer } from "../types/integer.js";
import { LargeBinary } from "../types/large-binary.js";
import { NullType } from "../types/null-type.js";
import { Float } from "../types/numeric.js";
import { StringType } from "../types/string-type.js";
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
