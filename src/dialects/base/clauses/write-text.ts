import type { TextClause, TextParameter } from "../../../schema/elements/text-clause.js";
import { NullType } from "../../../schema/types/null-type.js";
import { CompileError } from "../../compile-error.js";
import { escapedColon, textParameter } from "../../literal-text.js";
import type { CompileState } from "../compile-state.js";

/**
 * Pieces of SQL in which a colon does not begin a parameter, in every dialect: strings, quoted names and comments. A
 * quote that is doubled inside of a string ends one string and begins the next, which is the same here.
 */
export const commonQuotes: readonly string[] = [
  `'[^']*'`,
  `"[^"]*"`,
  String.raw`--[^\n]*`,
  String.raw`/\*(?:[\s\S]*?\*/|[\s\S]*)`,
];

/** The quoted pieces, escaped colons and parameters of a text; one pass from left to right finds each once. */
export function textPattern(quotes: readonly string[]): RegExp {
  return new RegExp(`(?<quoted>${quotes.join("|")})|${escapedColon}|${textParameter}`, "g");
}

/** The pattern of texts where a dialect has no further quotes. */
export const commonPattern = textPattern(commonQuotes);

/**
 * Writes a text: a parameter that has a value becomes a parameter or literal, one without stays a parameter, and `\:`
 * becomes a colon. Inside of quotes and comments nothing is a parameter.
 *
 * @throws {@link CompileError} when a parameter in the text of a schema object has no value.
 */
export function writeText(
  clause: TextClause,
  state: CompileState,
  pattern: RegExp,
  write: (parameter: TextParameter, name: string) => string,
): string {
  const text = state.doublesPercents ? clause.text.replaceAll("%", "%%") : clause.text;
  if (!text.includes(":")) return text;
  return text.replace(pattern, (whole, ...found) => {
    const { quoted, escaped, name } = found.at(-1) as Readonly<Record<string, string | undefined>>;
    if (quoted !== undefined) return quoted.replace(escapedColons, "$<escaped>");
    if (escaped !== undefined) return escaped;
    return name === undefined ? whole : writeParameter(name, clause, state, write);
  });
}

/** Writes four spaces for each tab of a text outside of its quoted pieces. */
export function spaceTabs(text: string, pattern: RegExp): string {
  if (!text.includes("\t")) return text;
  let result = "";
  let from = 0;
  const spaced = (to: number): string => text.slice(from, to).replaceAll("\t", "    ");
  for (const { 0: whole, index, groups } of text.matchAll(pattern)) {
    if (groups?.["quoted"] === undefined || /^(?:--|\/\*|#)/.test(whole)) continue;
    result += spaced(index) + whole;
    from = index + whole.length;
  }
  return result + spaced(text.length);
}

const escapedColons = new RegExp(escapedColon, "g");

function writeParameter(
  name: string,
  clause: TextClause,
  state: CompileState,
  write: (parameter: TextParameter, name: string) => string,
): string {
  const given = clause.parameters.get(name);
  if (given !== undefined) return write(given, name);
  const { values } = state;
  if (values !== undefined && Object.hasOwn(values, name)) {
    return write({ value: values[name], type: new NullType() }, name);
  }
  if (state.isSchema)
    throw new CompileError(
      `A value is required for bind parameter '${name}': give it with bindparams(), or write the colon as \\: where it belongs to the text`,
    );
  return state.literalBinds ? "NULL" : state.parameter(name);
}
