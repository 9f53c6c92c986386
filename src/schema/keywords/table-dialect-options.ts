import { optionKeys } from "../arguments/option-keys.js";
import {
  type MariadbTableOptions,
  type MysqlTableOptions,
  mariadbTableKeys,
  mysqlTableKeys,
} from "./mysql-table-options.js";
import { type OtherDialectOptions, otherDialectKeys } from "./other-dialect-options.js";

/** The keywords of dialects that a table takes. */
export interface TableDialectOptions extends OtherDialectOptions, MysqlTableOptions, MariadbTableOptions {
  /** SQLite: writes AUTOINCREMENT, so that numbers of deleted rows are not given again. */
  readonly sqliteAutoincrement?: boolean | null | undefined;
  /** SQLite: STRICT, so that values must have the type of their column. */
  readonly sqliteStrict?: boolean | null | undefined;
  /** SQLite: `false` writes WITHOUT ROWID. */
  readonly sqliteWithRowid?: boolean | null | undefined;
  /** PostgreSQL, for reflection: finds tables of foreign keys without the search path. No SQL has it. */
  readonly postgresqlIgnoreSearchPath?: boolean | null | undefined;
  /** PostgreSQL: INHERITS, one table or several. */
  readonly postgresqlInherits?: string | readonly string[] | null | undefined;
  /** PostgreSQL: ON COMMIT of a temporary table, such as `PRESERVE ROWS`. */
  readonly postgresqlOnCommit?: string | null | undefined;
  /** PostgreSQL: PARTITION BY, such as `RANGE (made_at)`. */
  readonly postgresqlPartitionBy?: string | null | undefined;
  /** PostgreSQL: the tablespace of the table. */
  readonly postgresqlTablespace?: string | null | undefined;
  /** PostgreSQL: USING, the access method, such as `heap`. */
  readonly postgresqlUsing?: string | null | undefined;
  /** PostgreSQL: WITH, the storage parameters, such as `{ fillfactor: 70 }`. */
  readonly postgresqlWith?: Readonly<Record<string, unknown>> | null | undefined;
  /** PostgreSQL before version 12: WITH OIDS or WITHOUT OIDS. */
  readonly postgresqlWithOids?: boolean | null | undefined;
  /** Oracle: COMPRESS, or COMPRESS FOR and this word. */
  readonly oracleCompress?: boolean | string | number | null | undefined;
  /** Oracle: ON COMMIT of a temporary table, such as `DELETE ROWS`. */
  readonly oracleOnCommit?: string | null | undefined;
  /** Oracle, for reflection: also finds tables by synonyms. No SQL has it. */
  readonly oracleResolveSynonyms?: boolean | null | undefined;
  /** Oracle: the tablespace of the table. */
  readonly oracleTablespace?: string | null | undefined;
}

/** The names of {@link TableDialectOptions}. */
export const tableDialectKeys = optionKeys<TableDialectOptions>({
  ...otherDialectKeys.names,
  ...mysqlTableKeys.names,
  ...mariadbTableKeys.names,
  sqliteAutoincrement: true,
  sqliteStrict: true,
  sqliteWithRowid: true,
  postgresqlIgnoreSearchPath: true,
  postgresqlInherits: true,
  postgresqlOnCommit: true,
  postgresqlPartitionBy: true,
  postgresqlTablespace: true,
  postgresqlUsing: true,
  postgresqlWith: true,
  postgresqlWithOids: true,
  oracleCompress: true,
  oracleOnCommit: true,
  oracleResolveSynonyms: true,
  oracleTablespace: true,
});
