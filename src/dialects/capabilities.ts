/**
 * What a database can do, and the format of a script for it. Code outside of the dialects uses these fields and never
 * compares a dialect's name.
 *
 */
export interface Capabilities {
  /** Whether a rollback undoes schema changes. Default `false`. */
  readonly transactionalDdl: boolean;
  /** The text that ends a statement in a script. Default `;`. */
  readonly statementTerminator: string;
  /** The line after each statement in a script, such as `GO`. Default `null` for none. */
  readonly batchSeparator: string | null;
  /** Whether a script has the batch separator after the statement that begins a transaction. Default `false`. */
  readonly separatesBegin: boolean;
  /** Whether a script has the batch separator after its COMMIT. Default `false`. */
  readonly separatesCommit: boolean;
  /** The statement that begins a transaction in a script, with its terminator. Default `BEGIN;`. */
  readonly beginScript: string;
  /** The statement that commits a transaction in a script, with its terminator. Default `COMMIT;`. */
  readonly commitScript: string;
  /** Whether tables and columns may have comments. Default `false`. */
  readonly supportsComments: boolean;
  /** Whether CREATE TABLE carries the comments, so that no statement of their own is needed. Default `false`. */
  readonly inlineComments: boolean;
  /** Whether ADD COLUMN carries the column's comment. Default `false`. */
  readonly inlineColumnComments: boolean;
  /** Whether ALTER TABLE can add and drop constraints. Default `true`. */
  readonly supportsAlter: boolean;
  /**
   * Whether batch mode with `recreate: "auto"` rebuilds a table for changes that ALTER TABLE cannot make. Default
   * `false`.
   */
  readonly rebuildsTables: boolean;
  /** Whether named constraints keep their names from the rebuilt table, so that they are dropped first. Default `false`. */
  readonly dropsConstraintsBeforeRebuild: boolean;
  /** Whether a column holds no more characters than its type says. Default `true`. */
  readonly limitsTextLength: boolean;
  /**
   * The types that SQLAlchemy's driver puts in place of others where a type asks for `dialect.type_descriptor()`, by the rule
   * of the other type. Default: none.
   */
  readonly describedTypes: Readonly<Record<string, "VARCHAR" | "NVARCHAR" | "DATETIME" | "VARCHAR2" | "CLOB">>;
  /** Whether there is a boolean type. Default `true`. */
  readonly supportsNativeBoolean: boolean;
  /** Whether a boolean column with `createConstraint` gets a CHECK where there is no boolean type. Default `true`. */
  readonly checksBooleans: boolean;
  /** Whether there are enum types. Default `false`. */
  readonly supportsNativeEnum: boolean;
  /** Whether there are UUIDs. Default `false`. */
  readonly supportsNativeUuid: boolean;
  /** Whether columns may be identities. Default `false`. */
  readonly supportsIdentityColumns: boolean;
  /** Whether there are sequences. Default `false`. */
  readonly supportsSequences: boolean;
  /** Whether an optional sequence is used to number the rows. Default `false`. */
  readonly usesOptionalSequences: boolean;
  /** Whether an INSERT says what happens where a row is there already: by columns, or by a constraint's name too. */
  readonly onConflict: "none" | "columns" | "constraints";
  /**
   * How an INSERT returns a key that an expression computed: not at all, `RETURNING` with the column's name alone or
   * with its table, `RETURNING … INTO`, or `OUTPUT`. Default `none`.
   *
   */
  readonly returning: "none" | "name" | "qualified" | "into" | "output";
  /**
   * Where the hints of a statement are written: nowhere, behind the table, in a comment behind SELECT, or before the
   * table, where only `ONLY` is known. Default `none`.
   */
  readonly tableHints: "none" | "behind" | "comment" | "only";
  /** Whether an INSERT also returns the number that the database generates for a row. Default `false`. */
  readonly asksForNumbers: boolean;
  /** Whether INSERT takes `DEFAULT VALUES`. Default `false`. */
  readonly supportsDefaultValues: boolean;
  /** Whether explicit values of an identity column need `SET IDENTITY_INSERT` statements. Default `false`. */
  readonly switchesIdentityInsert: boolean;
  /** Whether generated columns of a rebuilt table may be added with ALTER TABLE. Default `true`. */
  readonly addsComputedColumns: boolean;
  /**
   * The isolation levels that a session may have, by name, each with the statement that sets it, besides `AUTOCOMMIT`.
   * Default: none.
   */
  readonly isolationLevels: Readonly<Record<string, string>>;
  /** Python's module of its driver, by which scripts ask for the kind of a connection. Default `dbapi`. */
  readonly dbapiModule: string;
  /** Longest name of a table, column or label. */
  readonly maxIdentifierLength: number;
  /** Longest name of an index. */
  readonly maxIndexNameLength: number;
  /** Longest name of a constraint. */
  readonly maxConstraintNameLength: number;
  /** The default schema, where it is known without a database. */
  readonly defaultSchemaName: string | null;
}

/** The capabilities of a database by default. */
export const defaultCapabilities: Capabilities = {
  transactionalDdl: false,
  statementTerminator: ";",
  batchSeparator: null,
  separatesBegin: false,
  separatesCommit: false,
  beginScript: "BEGIN;",
  commitScript: "COMMIT;",
  supportsComments: false,
  inlineComments: false,
  inlineColumnComments: false,
  supportsAlter: true,
  rebuildsTables: false,
  limitsTextLength: true,
  dropsConstraintsBeforeRebuild: false,
  describedTypes: {},
  supportsNativeBoolean: true,
  checksBooleans: true,
  supportsNativeEnum: false,
  supportsNativeUuid: false,
  supportsIdentityColumns: false,
  supportsSequences: false,
  usesOptionalSequences: false,
  onConflict: "none",
  tableHints: "none",
  returning: "none",
  asksForNumbers: false,
  supportsDefaultValues: false,
  isolationLevels: {},
  dbapiModule: "dbapi",
  switchesIdentityInsert: false,
  addsComputedColumns: true,
  maxIdentifierLength: 9999,
  maxIndexNameLength: 9999,
  maxConstraintNameLength: 9999,
  defaultSchemaName: null,
};
