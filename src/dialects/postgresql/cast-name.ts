import { EnumType } from "../../schema/types/enum-type.js";
import type { TypeEngine } from "../../schema/types/type-engine.js";
import type { Types } from "../base/types.js";

const cast = new Set(["Integer", "DateTime", "Date", "Time", "Interval", "JSON", "ARRAY", "Uuid"]);

/** The type that a parameter is cast to; `undefined` where the server takes it as it comes. */
export function castName(type: TypeEngine, types: Types): string | undefined {
  if (type instanceof EnumType) return type.nativeEnum && type.enumName !== null ? types.write(type) : "VARCHAR";
  if (type.affinity === "String") return "VARCHAR";
  return cast.has(type.affinity) ? types.write(type) : undefined;
}
