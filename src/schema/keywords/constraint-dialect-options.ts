import { optionKeys } from "../arguments/option-keys.js";
import type { ColumnNames } from "./index-dialect-options.js";
import { type OtherDialectOptions, otherDialectKeys } from "./other-dialect-options.js";

/** The keyword of SQLite that every constraint takes. */
export interface ConstraintDialectOptions extends OtherDialectOptions {
  /** SQLite: ON CONFLICT and this word, such as `IGNORE`, in a primary key, unique constraint or CHECK of a table. */
  readonly sqliteOnConflict?: string | null | undefined;
}

/** The names of {@link ConstraintDialectOptions}. */
export const constraintDialectKeys = optionKeys<ConstraintDialectOptions>({
  ...otherDialectKeys.names,
  sqliteOnConflict: true,
});

/** The keywords of dialects that a primary key takes. */
export interface PrimaryKeyDialectOptions extends ConstraintDialectOptions {
  /** PostgreSQL: INCLUDE, columns that the index of the key holds besides it. */
  readonly postgresqlInclude?: ColumnNames | null | undefined;
  /** MySQL: USING, the kind of index, `btree` or `hash`. */
  readonly mysqlUsing?: string | null | undefined;
  /** MariaDB: USING, the kind of index, `btree` or `hash`; by default that of `mysqlUsing`. */
  readonly mariadbUsing?: string | null | undefined;
  /** SQL Server: `true` writes CLUSTERED, `false` NONCLUSTERED. */
  readonly mssqlClustered?: boolean | null | undefined;
}

/** The names of {@link PrimaryKeyDialectOptions}. */
export const primaryKeyDialectKeys = optionKeys<PrimaryKeyDialectOptions>({
  ...constraintDialectKeys.names,
  postgresqlInclude: true,
  mysqlUsing: true,
  mariadbUsing: true,
  mssqlClustered: true,
});

/** The keywords of dialects that a unique constraint takes. */
export interface UniqueDialectOptions extends ConstraintDialectOptions {
  /** PostgreSQL: INCLUDE, columns that the index of the constraint holds besides its own. */
  readonly postgresqlInclude?: ColumnNames | null | undefined;
  /** PostgreSQL: `true` writes NULLS NOT DISTINCT, `false` NULLS DISTINCT. */
  readonly postgresqlNullsNotDistinct?: boolean | null | undefined;
  /** SQL Server: `true` writes CLUSTERED, `false` NONCLUSTERED. */
  readonly mssqlClustered?: boolean | null | undefined;
}

/** The names of {@link UniqueDialectOptions}. */
export const uniqueDialectKeys = optionKeys<UniqueDialectOptions>({
  ...constraintDialectKeys.names,
  postgresqlInclude: true,
  postgresqlNullsNotDistinct: true,
  mssqlClustered: true,
});

/** The keywords of dialects that a CHECK or a foreign key takes. */
export interface NotValidOptions extends ConstraintDialectOptions {
  /** PostgreSQL: NOT VALID, so that the rows that exist are not looked at. */
  readonly postgresqlNotValid?: boolean | null | undefined;
}

/** The names of {@link NotValidOptions}. */
export const notValidKeys = optionKeys<NotValidOptions>({ ...constraintDialectKeys.names, postgresqlNotValid: true });
