import type { StatementRunner } from "../database/connection.js";
import type { Column } from "../schema/column.js";
import type { EnumType } from "../schema/types/enum-type.js";
import type { ReflectedColumn, ReflectedEnum } from "./inspector.js";

/** A column's default on both sides, as SQL text; `null` where there is none. */
export interface DefaultsToCompare {
  readonly inspectedColumn: Column;
  readonly metadataColumn: Column;
  readonly inspected: string | null;
  readonly metadata: string | null;
}

/** The type of a column as the database reports it. */
export type ReflectedType = Pick<ReflectedColumn, "type" | "typeText" | "collation">;

/** Two spellings of a default, and the column type that they are for. */
export interface DefaultSpellings {
  /** Type of the column as SQL writes it. */
  readonly typeText: string;
  readonly one: string;
  readonly other: string;
}

/** The parts of a CREATE TABLE that a database keeps, as written. */
export interface StoredTable {
  /** The elements in the parentheses: columns and constraints. */
  readonly elements: readonly string[];
  /** The options after them. */
  readonly options: string;
}

/** How enum types are made, changed and dropped, on databases that have them. */
export interface EnumStatements {
  create(type: EnumType): string;
  drop(type: EnumType): string;
  /**
   * Changes the values of an existing type.
   *
   * @param used - values that the same migration uses, which it cannot do with an added value.
   */
  change(found: ReflectedEnum, labels: readonly string[], used: ReadonlySet<string>): EnumChange;
}

/** The statements that change the values of an enum type, and those that undo it. */
export interface EnumChange {
  readonly upgrade: string;
  readonly downgrade: string;
  /** Whether the type is made anew, because its values cannot be removed. */
  readonly isRewrite: boolean;
}

/** The rules of a dialect for comparing a database with models: which differences in text do not matter. */
export interface CompareHooks {
  /** Groups of synonymous type names, in lower case. */
  readonly typeSynonyms: readonly ReadonlySet<string>[];
  /** Parts of a type that must agree where both sides have them, such as a character set; the first group counts. */
  readonly typeParts: readonly RegExp[];
  /** Options of an identity that cannot be read back. */
  readonly identityOptionsIgnored: ReadonlySet<string>;
  /** Whether `ON DELETE RESTRICT` is the default. */
  readonly restrictIsNoAction: boolean;
  /**
   * Whether the inspector returns the expressions of indexes. Where it does not, indexes with expressions are not
   * compared.
   */
  readonly reflectsExpressionIndexes: boolean;
  /** Whether the database stores the text of expressions unchanged, so that CHECKs can be compared by their text. */
  readonly keepsExpressionText: boolean;
  /** Whether a constraint without a name can be dropped, by its kind and columns. */
  readonly addressesUnnamedConstraints: boolean;
  /** Whether a unique constraint is the same as a unique index. */
  readonly uniquesAreIndexes: boolean;
  /**
   * Whether the database has an index for each foreign key: it creates a missing one, and refuses to drop the last one.
   */
  readonly foreignKeysNeedIndexes: boolean;
  /** Whether the inspector returns the options of an index as they were given, so that they can be compared. */
  readonly comparesIndexOptions: boolean;
  /** Whether each change of a column has to repeat its complete definition. */
  readonly restatesColumns: boolean;
  /** Whether names that differ in letter case only are the same name. */
  readonly ignoresCase: boolean;
  /** Whether a table is one that a run keeps beside the version table for itself, which is never compared. */
  isOwnTable?(name: string, versionTable: string): boolean;
  /** Whether a schema is the server's own, which is never compared. */
  isSystemSchema?(name: string): boolean;
  /**
   * Why the type of a column differs from that of the models, where both were read from the database.
   *
   * @param given - the models' type as DDL, which may leave things to the database.
   * @returns `undefined` where they are the same.
   */
  reflectedTypeDifference?(inspected: ReflectedType, wanted: ReflectedType, given: string): string | undefined;
  /** Whether the database surely writes a type of the models, given as DDL, as this text. */
  isWrittenAs?(given: string, typeText: string): boolean;
  /** Whether a default means the same as none, such as `NULL`. */
  isNoDefault(sql: string): boolean;
  /** Whether the defaults are the same, by their text alone. */
  areDefaultsEqual(defaults: DefaultsToCompare): boolean;
  /** Enum types; absent where there are none. */
  readonly enums?: EnumStatements;
  /** Whether a column gets its numbers from a sequence that no model names, so that it counts as without a default. */
  isNumberedBySequence?(metadataColumn: Column): boolean;
  /** The name that the database gives to a primary key without one, where the inspector returns it. */
  usualPrimaryKeyName?(table: string): string;
  /** A default in the form that DDL requires, such as an expression in parentheses. */
  wrapDefault(sql: string): string;
  /** The same in the form that Alembic writes into a Python revision, with more parentheses than DDL needs. */
  wrapDefaultInPython(sql: string): string;
  /** Normalizes an expression, so that equal expressions have equal texts. */
  normalizeExpression(expression: string): string;
  /**
   * Splits a CREATE TABLE statement that the database stores unchanged.
   *
   * @returns `undefined` where the text cannot be split, such as one with comments.
   *
   */
  splitTable?(sql: string): StoredTable | undefined;
  /**
   * Asks the database whether two defaults are the same value in a column of this type.
   *
   * @param scratch - an empty database that can be written to.
   * @param probe - the kind of table that can be made there.
   * @returns `undefined` where it cannot decide.
   *
   */
  decideDefaults?(
    scratch: StatementRunner,
    spellings: DefaultSpellings,
    probe: "TABLE" | "TEMPORARY TABLE",
  ): Promise<boolean | undefined>;
}
