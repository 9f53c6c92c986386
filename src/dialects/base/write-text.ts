import type { TextClause, TextParameter } from "../../schema/elements/text-clause.js";
import { NullType } from "../../schema/types/null-type.js";
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
  write: (parameter: TextParameter, name: string) => string,
): string {
  const text = state.doublesPercents ? clause.text.replaceAll("%", "%%") : clause.text;
  const bound = text.replace(parameter, (_whole, name: string) => {
    const given = clause.parameters.get(name);
    if (given !== undefined) return write(given, name);
    const { values } = state;
    if (values !== undefined && Object.hasOwn(values, name)) {
      return write({ value: values[name], type: new NullType() }, name);
    }
    return state.literalBinds ? "NULL" : state.parameter(name);
  });
  return bound.replace(escapedColon, "$1");
}
