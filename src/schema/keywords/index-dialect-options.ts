import { optionKeys } from "../arguments/option-keys.js";
import type { ClauseElement } from "../elements/clause-element.js";
import { type OtherDialectOptions, otherDialectKeys } from "./other-dialect-options.js";

/** Names of columns, or the columns. */
export type ColumnNames = readonly (string | ClauseElement)[];

/** How many characters of a column an index holds: one number for all, or one for each column by its name. */
export type IndexLength = number | Readonly<Record<string, number>>;

/** The parameters of an Oracle VECTOR index. */
export interface OracleVectorIndex {
  /** `HNSW`, a graph in memory, which is the default, or `IVF`, partitions. */
  readonly indexType?: "HNSW" | "IVF";
  /** DISTANCE, such as `COSINE`. */
  readonly distance?: string;
  /** WITH TARGET ACCURACY, in percent. */
  readonly accuracy?: number;
  /** HNSW: the neighbors of a vector. */
  readonly hnswNeighbors?: number;
  /** HNSW: how many candidates are considered. */
  readonly hnswEfconstruction?: number;
  /** IVF: the number of partitions. */
  readonly ivfNeighborPartitions?: number;
  /** IVF: the vectors that are sampled for a partition. */
  readonly ivfSamplePerPartition?: number;
  /** IVF: the least number of vectors in a partition. */
  readonly ivfMinVectorsPerPartition?: number;
  /** PARALLEL: how many processes make the index. */
  readonly parallel?: number;
}

/** The keywords of dialects that an index takes. */
export interface IndexDialectOptions extends OtherDialectOptions {
  /** SQLite: WHERE, the condition of the rows in the index. */
  readonly sqliteWhere?: string | ClauseElement | null | undefined;
  /** PostgreSQL: CONCURRENTLY, so that others can write meanwhile; not in a transaction. */
  readonly postgresqlConcurrently?: boolean | null | undefined;
  /** PostgreSQL: INCLUDE, columns that the index holds besides its key. */
  readonly postgresqlInclude?: ColumnNames | null | undefined;
  /** PostgreSQL, of reflection: whether the index is invalid. No SQL has it. */
  readonly postgresqlInvalid?: boolean | null | undefined;
  /** PostgreSQL: `true` writes NULLS NOT DISTINCT, `false` NULLS DISTINCT. */
  readonly postgresqlNullsNotDistinct?: boolean | null | undefined;
  /** PostgreSQL: the operator class of each column, by its name. */
  readonly postgresqlOps?: Readonly<Record<string, string>> | null | undefined;
  /** PostgreSQL: the tablespace of the index. */
  readonly postgresqlTablespace?: string | null | undefined;
  /** PostgreSQL: USING, the kind of index, such as `gin`. */
  readonly postgresqlUsing?: string | null | undefined;
  /** PostgreSQL: WHERE, the condition of the rows in the index. */
  readonly postgresqlWhere?: string | ClauseElement | null | undefined;
  /** PostgreSQL: WITH, the storage parameters, such as `{ fillfactor: 70 }`. */
  readonly postgresqlWith?: Readonly<Record<string, unknown>> | null | undefined;
  /** MySQL: how many characters of a text the index holds. */
  readonly mysqlLength?: IndexLength | null | undefined;
  /** MySQL: a word before INDEX, `FULLTEXT` or `SPATIAL`. */
  readonly mysqlPrefix?: string | null | undefined;
  /** MySQL: USING, the kind of index, `btree` or `hash`. */
  readonly mysqlUsing?: string | null | undefined;
  /** MySQL: WITH PARSER, such as `ngram`, of a FULLTEXT index. */
  readonly mysqlWithParser?: string | null | undefined;
  /** MariaDB: how many characters of a text the index holds. */
  readonly mariadbLength?: IndexLength | null | undefined;
  /** MariaDB: a word before INDEX, `FULLTEXT` or `SPATIAL`. */
  readonly mariadbPrefix?: string | null | undefined;
  /** MariaDB: USING, the kind of index, `btree` or `hash`; by default that of `mysqlUsing`. */
  readonly mariadbUsing?: string | null | undefined;
  /** MariaDB: WITH PARSER, of a FULLTEXT index; by default that of `mysqlWithParser`. */
  readonly mariadbWithParser?: string | null | undefined;
  /** SQL Server: `true` writes CLUSTERED, `false` NONCLUSTERED. */
  readonly mssqlClustered?: boolean | null | undefined;
  /** SQL Server: COLUMNSTORE, by columns and not by rows. */
  readonly mssqlColumnstore?: boolean | null | undefined;
  /** SQL Server: INCLUDE, columns that the index holds besides its key. */
  readonly mssqlInclude?: ColumnNames | null | undefined;
  /** SQL Server: WHERE, the condition of the rows in the index. */
  readonly mssqlWhere?: string | ClauseElement | null | undefined;
  /** Oracle: BITMAP, for columns with few different values. */
  readonly oracleBitmap?: boolean | null | undefined;
  /** Oracle: COMPRESS, with the number of columns in front that are compressed. */
  readonly oracleCompress?: boolean | number | null | undefined;
  /** Oracle: VECTOR, with its parameters, or `true` for those of the database. */
  readonly oracleVector?: boolean | OracleVectorIndex | null | undefined;
}

/** The names of {@link IndexDialectOptions}. */
export const indexDialectKeys = optionKeys<IndexDialectOptions>({
  ...otherDialectKeys.names,
  sqliteWhere: true,
  postgresqlConcurrently: true,
  postgresqlInclude: true,
  postgresqlInvalid: true,
  postgresqlNullsNotDistinct: true,
  postgresqlOps: true,
  postgresqlTablespace: true,
  postgresqlUsing: true,
  postgresqlWhere: true,
  postgresqlWith: true,
  mysqlLength: true,
  mysqlPrefix: true,
  mysqlUsing: true,
  mysqlWithParser: true,
  mariadbLength: true,
  mariadbPrefix: true,
  mariadbUsing: true,
  mariadbWithParser: true,
  mssqlClustered: true,
  mssqlColumnstore: true,
  mssqlInclude: true,
  mssqlWhere: true,
  oracleBitmap: true,
  oracleCompress: true,
  oracleVector: true,
});
