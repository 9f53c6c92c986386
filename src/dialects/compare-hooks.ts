import type { DriverConnection } from "../database/connection.js";
import type { Column } from "../schema/column.js";

/** A column's default on both sides, as SQL text; `null` where there is none. */
export interface DefaultsToCompare {
  readonly inspectedColumn: Column;
  readonly metadataColumn: Column;
  readonly inspected: string | null;
  readonly metadata: string | null;
}

/** Two spellings of a default, and the column type that they are for. */
export interface DefaultSpellings {
  /** Type of the column as SQL writes it. */
  readonly typeText: string;
  readonly one: string;
  readonly other: string;
}

/** The parts of a CREATE TABLE that a database keeps, as written. */
export interface StoredTable {
  /** What stands between the parentheses: columns and constraints. */
  readonly elements: readonly string[];
  /** What follows them. */
  readonly options: string;
}

/** What a dialect has to say when a database is compared with models: which differences in text are none. */
export interface CompareHooks {
  /** Groups of type names, in lower case, that mean the same. */
  readonly typeSynonyms: readonly ReadonlySet<string>[];
  /** Parts of a type that must agree where both sides have them, such as a character set; the first group counts. */
  readonly typeParts: readonly RegExp[];
  /** Options of an identity that the database does not tell. */
  readonly identityOptionsIgnored: ReadonlySet<string>;
  /** Whether `ON DELETE RESTRICT` is what happens with no clause at all. */
  readonly restrictIsNoAction: boolean;
  /** Whether the inspector tells expressions of indexes; where not, those of the models are left out. */
  readonly reflectsExpressionIndexes: boolean;
  /** Whether the database keeps the text of expressions to the letter, so that equal texts mean equal CHECKs. */
  readonly keepsExpressionText: boolean;
  /** Whether a constraint with no name can be dropped, by its kind and columns. */
  readonly addressesUnnamedConstraints: boolean;
  /** Whether names that differ in letter case only are the same name. */
  readonly ignoresCase: boolean;
  /** Whether a default says what a column without one has, such as `NULL`. */
  isNoDefault(sql: string): boolean;
  /** Whether the defaults are the same, by their text alone. */
  areDefaultsEqual(defaults: DefaultsToCompare): boolean;
  /** Whether a column of the models has its numbers from a sequence that no model names, so that its default is none. */
  isNumberedBySequence?(metadataColumn: Column): boolean;
  /** A default in the form in which DDL takes it, such as in parentheses where it is an expression. */
  wrapDefault(sql: string): string;
  /** The same as Alembic writes it into a Python revision, which wraps more than DDL needs. */
  wrapDefaultInPython(sql: string): string;
  /** An expression in one wording, so that equal texts mean equal expressions. */
  normalizeExpression(expression: string): string;
  /**
   * Takes apart the CREATE TABLE that a database keeps to the letter.
   *
   * @returns `undefined` where the text is not plain enough, such as one with comments.
   */
  splitTable?(sql: string): StoredTable | undefined;
  /**
   * Lets the database itself decide whether two defaults are the same value in a column of this type.
   *
   * @param scratch - an empty database that may be written to.
   * @returns `undefined` where it cannot tell.
   */
  decideDefaults?(scratch: DriverConnection, spellings: DefaultSpellings): Promise<boolean | undefined>;
}
