import { optionKeys, requireKnownOptions } from "../arguments/option-keys.js";
import { splitOptions } from "../arguments/split-options.js";
import type { ClauseElement } from "../elements/clause-element.js";

/** A word behind the first word of a statement, or at its end. */
export interface StatementPrefix {
  readonly word: string;
  /** The only dialect that has it; `null` for all. */
  readonly dialect: string | null;
}

/** Options of `prefixWith()` and `suffixWith()`. */
export interface PrefixOptions {
  /** The only dialect that writes the words; left out, all do. */
  readonly dialect?: string | null;
}

const prefixOptionKeys = optionKeys<PrefixOptions>({ dialect: true });

/** Words, then options. */
export type PrefixArguments = readonly string[] | readonly [...words: string[], options: PrefixOptions];

/**
 * The words of a call.
 *
 * @throws {@link ArgumentError} when an option is not known.
 */
export function statementWords(call: string, args: PrefixArguments): readonly StatementPrefix[] {
  const { items, options } = splitOptions<string, PrefixOptions>(args);
  requireKnownOptions(call, options, prefixOptionKeys);
  return items.map((word) => ({ word, dialect: options.dialect ?? null }));
}

/** What a database is told about how to read a table. */
export interface TableHint {
  readonly table: ClauseElement;
  /** The hint; `%(name)s` in it is the table's name. */
  readonly text: string;
  /** The only dialect that has it; `null` for all. */
  readonly dialect: string | null;
}

/**
 * The hint of a call.
 *
 * @throws {@link ArgumentError} when an option is not known.
 */
export function tableHint(table: ClauseElement, text: string, options: PrefixOptions): TableHint {
  requireKnownOptions("withHint", options, prefixOptionKeys);
  return { table, text, dialect: options.dialect ?? null };
}
