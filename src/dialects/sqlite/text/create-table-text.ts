/** A foreign key in the definition of a column, or of the table after the columns. */
export interface ReferencesText {
  readonly table: string;
  /** Empty for the primary key. */
  readonly columns: readonly string[];
  readonly onDelete: string | null;
  readonly onUpdate: string | null;
  readonly match: string | null;
  readonly deferrable: boolean | null;
  readonly initially: "DEFERRED" | "IMMEDIATE" | null;
}

/** One part of an index, a primary key or a unique constraint. */
export interface IndexedPartText {
  /** The column's name, or `null` where the part is an expression. */
  readonly column: string | null;
  /** The part without collation and order: the name without its quotes, or the expression as written. */
  readonly expression: string;
  readonly collation: string | null;
  readonly order: "ASC" | "DESC" | null;
  readonly nulls: "FIRST" | "LAST" | null;
  /** The part as written. */
  readonly text: string;
}

interface ConstraintText {
  /** Name after CONSTRAINT. */
  readonly name: string | null;
  /** The clause as written, with its CONSTRAINT. */
  readonly text: string;
}

/** The word after ON CONFLICT. */
export type OnConflictText = "ROLLBACK" | "ABORT" | "FAIL" | "IGNORE" | "REPLACE";

export interface PrimaryKeyText extends ConstraintText {
  readonly kind: "primaryKey";
  /** Empty in the clause of a column. */
  readonly parts: readonly IndexedPartText[];
  readonly order: "ASC" | "DESC" | null;
  readonly autoincrement: boolean;
  readonly onConflict: OnConflictText | null;
}

export interface UniqueText extends ConstraintText {
  readonly kind: "unique";
  /** Empty in the clause of a column. */
  readonly parts: readonly IndexedPartText[];
  readonly onConflict: OnConflictText | null;
}

export interface CheckText extends ConstraintText {
  readonly kind: "check";
  /** The text between the parentheses, verbatim. */
  readonly expression: string;
  readonly onConflict: OnConflictText | null;
}

export interface ForeignKeyText extends ConstraintText {
  readonly kind: "foreignKey";
  /** Empty in the clause of a column. */
  readonly columns: readonly string[];
  readonly references: ReferencesText;
}

export interface NotNullText extends ConstraintText {
  readonly kind: "notNull";
  readonly onConflict: OnConflictText | null;
}

/** NULL as a clause, which has no effect. */
export interface NullText extends ConstraintText {
  readonly kind: "null";
  readonly onConflict: OnConflictText | null;
}

export interface DefaultText extends ConstraintText {
  readonly kind: "default";
  /** The expression after DEFAULT, without parentheses around the whole. */
  readonly expression: string;
  readonly isParenthesised: boolean;
}

export interface CollateText extends ConstraintText {
  readonly kind: "collate";
  readonly collation: string;
}

export interface GeneratedText extends ConstraintText {
  readonly kind: "generated";
  readonly expression: string;
  readonly stored: boolean;
}

/** The name of a constraint without a constraint, which SQLite accepts and forgets. */
export interface NameOnlyText extends ConstraintText {
  readonly kind: "nameOnly";
}

export type TableConstraintText = PrimaryKeyText | UniqueText | CheckText | ForeignKeyText | NameOnlyText;
export type ColumnConstraintText =
  | TableConstraintText
  | NotNullText
  | NullText
  | DefaultText
  | CollateText
  | GeneratedText;

/** A column's definition. */
export interface ColumnText {
  readonly name: string;
  /** The type as written; empty where there is none. */
  readonly type: string;
  readonly constraints: readonly ColumnConstraintText[];
  /** The whole definition as written. */
  readonly text: string;
  /** Comments before the definition and after it. */
  readonly comments: readonly string[];
}

/** A constraint of the table, with the comments around it. */
export type CommentedTableConstraintText = TableConstraintText & { readonly comments: readonly string[] };

/** A CREATE TABLE statement in parts. */
export interface CreateTableText {
  readonly schema: string | null;
  readonly name: string;
  readonly temporary: boolean;
  readonly columns: readonly ColumnText[];
  readonly constraints: readonly CommentedTableConstraintText[];
  readonly withoutRowid: boolean;
  readonly strict: boolean;
}

/** A CREATE INDEX statement in parts. */
export interface CreateIndexText {
  readonly schema: string | null;
  readonly name: string;
  readonly table: string;
  readonly unique: boolean;
  readonly parts: readonly IndexedPartText[];
  /** Condition of a partial index, as written. */
  readonly where: string | null;
}

/** A part of a table's statement: its text and the comments before it. */
export interface ElementText {
  readonly text: string;
  readonly comments?: readonly string[];
}

/** The parts of a CREATE TABLE statement; the caller quotes the names. */
export interface TableParts {
  /** Name as it is written in the statement, quoted where needed. */
  readonly quotedName: string;
  readonly columns: readonly ElementText[];
  readonly constraints: readonly ElementText[];
  readonly withoutRowid?: boolean;
  readonly strict?: boolean;
}

/** Writes a CREATE TABLE statement from its parts, one element a line, each verbatim. */
export function assembleCreateTable(parts: TableParts): string {
  const elements = [...parts.columns, ...parts.constraints].map(({ text, comments = [] }) =>
    [...comments, text].map((line) => `\t${line}`).join("\n"),
  );
  const options = [...(parts.withoutRowid ? ["WITHOUT ROWID"] : []), ...(parts.strict ? ["STRICT"] : [])].join(", ");
  return `CREATE TABLE ${parts.quotedName} (\n${elements.join(", \n")}\n)${options === "" ? "" : ` ${options}`}`;
}
