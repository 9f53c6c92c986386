import type { ClauseElement } from "../../../schema/elements/clause-element.js";
import type { StatementPrefix, TableHint } from "../../../schema/statements/statement-words.js";
import type { Capabilities } from "../../capabilities.js";
import { CompileError } from "../../compile-error.js";
import type { CompileState } from "../compile-state.js";

/** Whether something of a statement is for a dialect. */
const isFor = (dialect: string | null, name: string): boolean =>
  dialect === null || dialect === "*" || dialect === name;

/** The words of a statement that a dialect has, each with the space behind it. */
export function wordsFor(words: readonly StatementPrefix[], name: string): string {
  return words
    .filter(({ dialect }) => isFor(dialect, name))
    .map(({ word }) => `${word} `)
    .join("");
}

/** The hints of a statement for a dialect, by their tables; a later one replaces one before it. */
export function hintsFor(
  hints: readonly TableHint[],
  name: string,
  nameOf: (table: ClauseElement) => string,
): ReadonlyMap<ClauseElement, string> {
  const own = hints.filter(({ dialect }) => isFor(dialect, name));
  return new Map(own.map(({ table, text }) => [table, filled(text, () => nameOf(table))] as const));
}

const filled = (text: string, name: () => string): string =>
  text.replaceAll(/%\(name\)s|%%/g, (found) => (found === "%%" ? "%" : name()));

/** The hints of a statement as comments, each with the space behind it, for databases that read them there. */
export function hintComments(hints: ReadonlyMap<ClauseElement, string>, { tableHints }: Capabilities): string {
  return tableHints === "comment" ? [...hints.values()].map((text) => `/*+ ${text} */ `).join("") : "";
}

/**
 * A table of a FROM with its hint.
 *
 * @throws {@link CompileError} when the database does not know the hint.
 */
export function hintedTable(
  written: string,
  table: ClauseElement,
  { hints }: CompileState,
  { tableHints }: Capabilities,
): string {
  const hint = hints?.get(table);
  if (hint === undefined || tableHints === "none" || tableHints === "comment") return written;
  if (tableHints === "behind") return `${written} ${hint}`;
  if (hint.toUpperCase() === "ONLY") return `ONLY ${written}`;
  throw new CompileError(`Unrecognized hint: '${hint}'`);
}
