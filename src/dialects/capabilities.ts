/**
 * What a database can do and how a script for it looks. Code outside of the dialects asks here and never compares a
 * dialect's name.
 */
export interface Capabilities {
  /** Whether a failed transaction takes schema changes back. Default `false`. */
  readonly transactionalDdl: boolean;
  /** What ends a statement in a script. Default `;`. */
  readonly statementTerminator: string;
  /** What stands on its own after each statement in a script. Default `null` for nothing. */
  readonly batchSeparator: string | null;
  /** Whether a script has the batch separator after what begins a transaction. Default `false`. */
  readonly separatesBegin: boolean;
  /** Whether a script has the batch separator after its COMMIT. Default `false`. */
  readonly separatesCommit: boolean;
  /** What begins a transaction in a script, terminator included. Default `BEGIN;`. */
  readonly beginScript: string;
  /** What commits a transaction in a script, terminator included. Default `COMMIT;`. */
  readonly commitScript: string;
  /** Whether tables and columns may have comments. Default `false`. */
  readonly supportsComments: boolean;
  /** Whether CREATE TABLE carries the comments, so that no statement of their own is needed. Default `false`. */
  readonly inlineComments: boolean;
  /** Whether ADD COLUMN carries the column's comment. Default `false`. */
  readonly inlineColumnComments: boolean;
  /** Whether constraints can be added to and taken from a table that is there. Default `true`. */
  readonly supportsAlter: boolean;
  /** Whether batch mode rebuilds a table where the changes ask for it and nobody said otherwise. Default `false`. */
  readonly rebuildsTables: boolean;
  /** Whether named constraints keep their names from the rebuilt table, so that they are dropped first. Default `false`. */
  readonly dropsConstraintsBeforeRebuild: boolean;
  /** Whether there is a boolean type. Default `true`. */
  readonly supportsNativeBoolean: boolean;
  /** Whether a boolean column has a CHECK where there is no boolean type and the type asks for one. Default `true`. */
  readonly checksBooleans: boolean;
  /** Whether there are enum types. Default `false`. */
  readonly supportsNativeEnum: boolean;
  /** Whether there are UUIDs. Default `false`. */
  readonly supportsNativeUuid: boolean;
  /** Whether columns may be identities. Default `false`. */
  readonly supportsIdentityColumns: boolean;
  /** Whether there are sequences. Default `false`. */
  readonly supportsSequences: boolean;
  /** Whether a sequence that is optional gives a column its numbers nevertheless. Default `false`. */
  readonly usesOptionalSequences: boolean;
  /**
   * How an INSERT asks for a key that an expression gave: not at all, `RETURNING` with the column's name alone or with
   * its table, `RETURNING … INTO`, or `OUTPUT`. Default `none`.
   */
  readonly returning: "none" | "name" | "qualified" | "into" | "output";
  /** Whether an INSERT also asks for the number that the database gives a new row. Default `false`. */
  readonly asksForNumbers: boolean;
  /** Whether INSERT takes `DEFAULT VALUES`. Default `false`. */
  readonly supportsDefaultValues: boolean;
  /** Whether ids of an identity column are only taken between `SET IDENTITY_INSERT` statements. Default `false`. */
  readonly switchesIdentityInsert: boolean;
  /** Whether generated columns of a rebuilt table may be added with ALTER TABLE. Default `true`. */
  readonly addsComputedColumns: boolean;
  /** Longest name of a table, column or label. */
  readonly maxIdentifierLength: number;
  /** Longest name of an index. */
  readonly maxIndexNameLength: number;
  /** Longest name of a constraint. */
  readonly maxConstraintNameLength: number;
  /** The schema that is meant where none is named, as far as it is known without a database. */
  readonly defaultSchemaName: string | null;
}

/** Capabilities of a database of which nothing special is known. */
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
  dropsConstraintsBeforeRebuild: false,
  supportsNativeBoolean: true,
  checksBooleans: true,
  supportsNativeEnum: false,
  supportsNativeUuid: false,
  supportsIdentityColumns: false,
  supportsSequences: false,
  usesOptionalSequences: false,
  returning: "none",
  asksForNumbers: false,
  supportsDefaultValues: false,
  switchesIdentityInsert: false,
  addsComputedColumns: true,
  maxIdentifierLength: 9999,
  maxIndexNameLength: 9999,
  maxConstraintNameLength: 9999,
  defaultSchemaName: null,
};
