import { TextClause } from "../schema/elements/text-clause.js";

const nameCharacter = String.raw`[\w$\u0080-\uffff]`;

/** The pattern of a parameter of a text clause, with its `name`. */
export const textParameter = String.raw`(?<![:\\\w$\u0080-\uffff]):(?<name>${nameCharacter}+)(?!:|${nameCharacter})`;

/** The pattern of a colon that a text clause writes as `\:`; the group `escaped` stays. */
export const escapedColon = String.raw`\\(?<escaped>:${nameCharacter}*)(?!:|${nameCharacter})`;

const changedColons = new RegExp(`${escapedColon}|${textParameter}`, "g");

/** Escapes SQL for a text clause: a colon that the clause would interpret gets a `\` before it. */
export function escapeColons(sql: string): string {
  // Checked first, because most texts have no colon, and a lookbehind at each position is slow.
  return sql.includes(":") ? sql.replaceAll(changedColons, (found) => `\\${found}`) : sql;
}

/** SQL from a database as a clause: a colon in it is no parameter. */
export function literalText(sql: string): TextClause {
  return new TextClause(escapeColons(sql));
}
