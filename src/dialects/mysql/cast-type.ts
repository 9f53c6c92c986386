import { EnumType } from "../../schema/types/enum-type.js";
import { SET } from "../../schema/types/mysql/enum.js";
import { CHAR } from "../../schema/types/mysql/varchar.js";
import { DECIMAL, NUMERIC } from "../../schema/types/numeric.js";
import { StringType } from "../../schema/types/string-type.js";
import type { TypeEngine } from "../../schema/types/type-engine.js";
import type { Types } from "../base/types.js";

/** The type as MySQL's CAST names it; `undefined` where CAST does not know it. */
export function castType(given: TypeEngine, types: Types): string | undefined {
  const type = types.resolve(given);
  switch (type.affinity) {
    case "Integer":
      return (type as { unsigned?: boolean }).unsigned === true ? "UNSIGNED INTEGER" : "SIGNED INTEGER";
    case "DateTime":
      return type.visitName === "TIMESTAMP" ? "DATETIME" : types.write(type);
    case "Date":
    case "Time":
      return types.write(type);
    case "_Binary":
      return "BINARY";
    case "JSON":
      return "JSON";
    case "Numeric":
      if (type instanceof DECIMAL) return types.write(type);
      return type instanceof NUMERIC || type.visitName === "numeric"
        ? types.write(type).replace("NUMERIC", "DECIMAL")
        : undefined;
    case "String":
      if (!(type instanceof StringType) || type instanceof EnumType || type instanceof SET) return undefined;
      return types.write(new CHAR({ length: type.length, collation: type.collation }));
    default:
      return undefined;
  }
}
