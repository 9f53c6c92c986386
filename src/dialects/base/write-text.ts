import type { TextClause } from "../../schema/elements/text-clause.js";
import type { TypeEngine } from "../../schema/types/type-engine.js";
import type { CompileState } from "./compile-state.js";

const parameter = /(?<![:\w\\]):(\w+)(?!:)/gu;
const escapedColon = /\\(:\w*)(?![:\w])/gu;

/**
 * Writes a text: a parameter that has a value becomes a parameter or literal, one without stays a parameter, and `\:`
 * becomes a colon.
 */
export function writeText(
  clause: TextClause,
  state: CompileState,
  write: (value: unknown, type: TypeEngine) => string,
): string {
  const text = state.doublesPercents ? clause.text.replaceAll("%", "%%") : clause.text;
  const bound = text.replace(parameter, (_whole, name: string) => {
    const given = clause.parameters.get(name);
    if (given === undefined) return state.parameter(name);
    return state.literalBinds ? write(given.value, given.type) : state.bind(name, writeValue(given.value));
  });
  return bound.replace(escapedColon, "$1");
}

function writeValue(value: unknown): null | number | bigint | string | Uint8Array | boolean {
  switch (typeof value) {
    case "number":
    case "bigint":
    case "string":
    case "boolean":
      return value;
    default:
      if (value === null || value === undefined) return null;
      if (value instanceof Uint8Array) return value;
      return value instanceof Date ? value.toISOString().replace("T", " ").replace("Z", "") : JSON.stringify(value);
  }
}
