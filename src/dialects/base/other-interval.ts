import type { TypeEngine } from "../../schema/types/type-engine.js";
import type { Types } from "./types.js";

/** Says that the INTERVAL of one dialect has parts that another one's has not. */
export function otherInterval(type: TypeEngine, { dialectName }: Types): string {
  return `sa.${type.namespace}.INTERVAL() cannot be written for ${dialectName}; use sa.Interval(), which every dialect has`;
}
