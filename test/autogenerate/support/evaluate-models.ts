import type { MetaData } from "../../../src/schema/metadata.js";
import { sa } from "../../../src/schema/sa.js";

/** Runs a module of models: its declarations are JavaScript as well. */
export function evaluateModels(source: string): MetaData {
  const body = source.replaceAll(/^import .*\n/gm, "").replaceAll(/^export const /gm, "const ");
  return new Function("sa", `${body}\nreturn metadata;`)(sa) as MetaData;
}
