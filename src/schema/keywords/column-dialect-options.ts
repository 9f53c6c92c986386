import { optionKeys } from "../arguments/option-keys.js";
import { type OtherDialectOptions, otherDialectKeys } from "./other-dialect-options.js";

/** The keywords of dialects that a column takes. */
export interface ColumnDialectOptions extends OtherDialectOptions {
  /** SQLite: ON CONFLICT of NOT NULL, such as `FAIL`. */
  readonly sqliteOnConflictNotNull?: string | null | undefined;
  /** SQLite: ON CONFLICT of the primary key, such as `FAIL`, where this column is the whole key. */
  readonly sqliteOnConflictPrimaryKey?: string | null | undefined;
  /** SQLite: ON CONFLICT of UNIQUE, such as `IGNORE`, where the constraint is of this column alone. */
  readonly sqliteOnConflictUnique?: string | null | undefined;
  /** SQL Server: the step of IDENTITY. */
  readonly mssqlIdentityIncrement?: number | null | undefined;
  /** SQL Server: the first number of IDENTITY. */
  readonly mssqlIdentityStart?: number | null | undefined;
}

/** The names of {@link ColumnDialectOptions}. */
export const columnDialectKeys = optionKeys<ColumnDialectOptions>({
  ...otherDialectKeys.names,
  sqliteOnConflictNotNull: true,
  sqliteOnConflictPrimaryKey: true,
  sqliteOnConflictUnique: true,
  mssqlIdentityIncrement: true,
  mssqlIdentityStart: true,
});

/** The keywords of dialects that the change of a column takes. */
export interface AlterColumnDialectOptions extends OtherDialectOptions {
  /** PostgreSQL: the expression by which old values become new ones when the type changes. */
  readonly postgresqlUsing?: string | undefined;
  /** SQLite, in a batch: the expression over the old columns that gives the column its values, in place of a cast. */
  readonly sqliteUsing?: string | undefined;
}

/** The names of {@link AlterColumnDialectOptions}. */
export const alterColumnDialectKeys = optionKeys<AlterColumnDialectOptions>({
  ...otherDialectKeys.names,
  postgresqlUsing: true,
  sqliteUsing: true,
});

/** The keywords of dialects that the drop of a column takes. */
export interface DropColumnDialectOptions extends OtherDialectOptions {
  /** SQL Server: first drops the CHECK of the column. */
  readonly mssqlDropCheck?: boolean | undefined;
  /** SQL Server: first drops the DEFAULT of the column, which is a constraint there. */
  readonly mssqlDropDefault?: boolean | undefined;
  /** SQL Server: first drops the foreign key of the column. */
  readonly mssqlDropForeignKey?: boolean | undefined;
}

/** The names of {@link DropColumnDialectOptions}. */
export const dropColumnDialectKeys = optionKeys<DropColumnDialectOptions>({
  ...otherDialectKeys.names,
  mssqlDropCheck: true,
  mssqlDropDefault: true,
  mssqlDropForeignKey: true,
});

/** The keywords of dialects that a sequence takes. */
export interface SequenceDialectOptions extends OtherDialectOptions {
  /** Oracle: ORDER or NOORDER; the same as `order`. */
  readonly oracleOrder?: boolean | null | undefined;
}

/** The names of {@link SequenceDialectOptions}. */
export const sequenceDialectKeys = optionKeys<SequenceDialectOptions>({ ...otherDialectKeys.names, oracleOrder: true });

/** The keywords of dialects that an identity takes. */
export interface IdentityDialectOptions extends SequenceDialectOptions {
  /** Oracle: ON NULL, which also numbers rows that are given NULL; the same as `onNull`. */
  readonly oracleOnNull?: boolean | null | undefined;
}

/** The names of {@link IdentityDialectOptions}. */
export const identityDialectKeys = optionKeys<IdentityDialectOptions>({
  ...sequenceDialectKeys.names,
  oracleOnNull: true,
});
