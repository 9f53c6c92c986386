import { optionKeys } from "../arguments/option-keys.js";

/** The table options of MySQL that its manual documents. */
export interface MysqlTableOptions {
  /** The first number that AUTO_INCREMENT gives. */
  readonly mysqlAutoIncrement?: number | string | null | undefined;
  /** AUTOEXTEND_SIZE: by how much the file grows. */
  readonly mysqlAutoextendSize?: number | string | null | undefined;
  /** AVG_ROW_LENGTH: about how long a row is. */
  readonly mysqlAvgRowLength?: number | string | null | undefined;
  /** CHARACTER SET, which is the same as CHARSET. */
  readonly mysqlCharacterSet?: string | null | undefined;
  /** CHARSET: the character set of columns that name none. */
  readonly mysqlCharset?: string | null | undefined;
  /** CHECKSUM: `1` keeps a checksum of the rows. */
  readonly mysqlChecksum?: number | string | null | undefined;
  /** COLLATE: the collation of columns that name none. */
  readonly mysqlCollate?: string | null | undefined;
  /** COMMENT; the option `comment` is for all dialects. */
  readonly mysqlComment?: string | null | undefined;
  /** COMPRESSION of pages, such as `'ZLIB'`, in quotes. */
  readonly mysqlCompression?: string | null | undefined;
  /** CONNECTION: the server of a FEDERATED table. */
  readonly mysqlConnection?: string | null | undefined;
  /** DATA DIRECTORY: the folder of the rows, in quotes. */
  readonly mysqlDataDirectory?: string | null | undefined;
  /** DEFAULT CHARACTER SET, which is the same as CHARSET. */
  readonly mysqlDefaultCharacterSet?: string | null | undefined;
  /** DEFAULT CHARSET, which is the same as CHARSET. */
  readonly mysqlDefaultCharset?: string | null | undefined;
  /** DEFAULT COLLATE, which is the same as COLLATE. */
  readonly mysqlDefaultCollate?: string | null | undefined;
  /** DELAY_KEY_WRITE: `1` writes keys when the table is closed. */
  readonly mysqlDelayKeyWrite?: number | string | null | undefined;
  /** ENCRYPTION, `'Y'` or `'N'`, in quotes. */
  readonly mysqlEncryption?: string | null | undefined;
  /** ENGINE: the storage engine, such as `InnoDB`. */
  readonly mysqlEngine?: string | null | undefined;
  /** ENGINE_ATTRIBUTE, in quotes. */
  readonly mysqlEngineAttribute?: string | null | undefined;
  /** INDEX DIRECTORY: the folder of the indexes, in quotes. */
  readonly mysqlIndexDirectory?: string | null | undefined;
  /** INSERT_METHOD: which table of a MERGE table takes new rows. */
  readonly mysqlInsertMethod?: string | null | undefined;
  /** KEY_BLOCK_SIZE: the size of a page, in kilobytes. */
  readonly mysqlKeyBlockSize?: number | string | null | undefined;
  /** MAX_ROWS: how many rows are expected at most. */
  readonly mysqlMaxRows?: number | string | null | undefined;
  /** MIN_ROWS: how many rows are expected at least. */
  readonly mysqlMinRows?: number | string | null | undefined;
  /** PACK_KEYS: `1` makes indexes smaller, `0` makes changes faster. */
  readonly mysqlPackKeys?: number | string | null | undefined;
  /** PASSWORD, which servers ignore. */
  readonly mysqlPassword?: string | null | undefined;
  /** ROW_FORMAT, such as `DYNAMIC` or `COMPRESSED`. */
  readonly mysqlRowFormat?: string | null | undefined;
  /** SECONDARY_ENGINE: the engine of a copy for analysis. */
  readonly mysqlSecondaryEngine?: string | null | undefined;
  /** SECONDARY_ENGINE_ATTRIBUTE, in quotes. */
  readonly mysqlSecondaryEngineAttribute?: string | null | undefined;
  /** STATS_AUTO_RECALC: whether InnoDB renews its statistics by itself. */
  readonly mysqlStatsAutoRecalc?: number | string | null | undefined;
  /** STATS_PERSISTENT: whether InnoDB stores its statistics. */
  readonly mysqlStatsPersistent?: number | string | null | undefined;
  /** STATS_SAMPLE_PAGES: how many pages InnoDB reads for its statistics. */
  readonly mysqlStatsSamplePages?: number | string | null | undefined;
  /** TABLESPACE: the tablespace of the table. */
  readonly mysqlTablespace?: string | null | undefined;
  /** UNION: the tables of a MERGE table, in parentheses. */
  readonly mysqlUnion?: string | null | undefined;
  /** PARTITION BY, such as `HASH(id)`. */
  readonly mysqlPartitionBy?: string | null | undefined;
  /** PARTITIONS: the number of partitions. */
  readonly mysqlPartitions?: number | string | null | undefined;
  /** SUBPARTITION BY, such as `KEY(id)`. */
  readonly mysqlSubpartitionBy?: string | null | undefined;
  /** SUBPARTITIONS: the number of parts of a partition. */
  readonly mysqlSubpartitions?: number | string | null | undefined;
}

/** The names of {@link MysqlTableOptions}. */
export const mysqlTableKeys = optionKeys<MysqlTableOptions>({
  mysqlAutoIncrement: true,
  mysqlAutoextendSize: true,
  mysqlAvgRowLength: true,
  mysqlCharacterSet: true,
  mysqlCharset: true,
  mysqlChecksum: true,
  mysqlCollate: true,
  mysqlComment: true,
  mysqlCompression: true,
  mysqlConnection: true,
  mysqlDataDirectory: true,
  mysqlDefaultCharacterSet: true,
  mysqlDefaultCharset: true,
  mysqlDefaultCollate: true,
  mysqlDelayKeyWrite: true,
  mysqlEncryption: true,
  mysqlEngine: true,
  mysqlEngineAttribute: true,
  mysqlIndexDirectory: true,
  mysqlInsertMethod: true,
  mysqlKeyBlockSize: true,
  mysqlMaxRows: true,
  mysqlMinRows: true,
  mysqlPackKeys: true,
  mysqlPassword: true,
  mysqlRowFormat: true,
  mysqlSecondaryEngine: true,
  mysqlSecondaryEngineAttribute: true,
  mysqlStatsAutoRecalc: true,
  mysqlStatsPersistent: true,
  mysqlStatsSamplePages: true,
  mysqlTablespace: true,
  mysqlUnion: true,
  mysqlPartitionBy: true,
  mysqlPartitions: true,
  mysqlSubpartitionBy: true,
  mysqlSubpartitions: true,
});

/** The table options of MariaDB that its manual documents. */
export interface MariadbTableOptions {
  /** The first number that AUTO_INCREMENT gives. */
  readonly mariadbAutoIncrement?: number | string | null | undefined;
  /** AVG_ROW_LENGTH: about how long a row is. */
  readonly mariadbAvgRowLength?: number | string | null | undefined;
  /** CHARACTER SET, which is the same as CHARSET. */
  readonly mariadbCharacterSet?: string | null | undefined;
  /** CHARSET: the character set of columns that name none. */
  readonly mariadbCharset?: string | null | undefined;
  /** CHECKSUM: `1` keeps a checksum of the rows. */
  readonly mariadbChecksum?: number | string | null | undefined;
  /** COLLATE: the collation of columns that name none. */
  readonly mariadbCollate?: string | null | undefined;
  /** COMMENT; the option `comment` is for all dialects. */
  readonly mariadbComment?: string | null | undefined;
  /** CONNECTION: the server of a FEDERATED table. */
  readonly mariadbConnection?: string | null | undefined;
  /** DATA DIRECTORY: the folder of the rows, in quotes. */
  readonly mariadbDataDirectory?: string | null | undefined;
  /** DEFAULT CHARACTER SET, which is the same as CHARSET. */
  readonly mariadbDefaultCharacterSet?: string | null | undefined;
  /** DEFAULT CHARSET, which is the same as CHARSET. */
  readonly mariadbDefaultCharset?: string | null | undefined;
  /** DEFAULT COLLATE, which is the same as COLLATE. */
  readonly mariadbDefaultCollate?: string | null | undefined;
  /** DELAY_KEY_WRITE: `1` writes keys when the table is closed. */
  readonly mariadbDelayKeyWrite?: number | string | null | undefined;
  /** ENCRYPTED, `YES` or `NO`. */
  readonly mariadbEncrypted?: string | null | undefined;
  /** ENCRYPTION_KEY_ID: the number of the key. */
  readonly mariadbEncryptionKeyId?: number | string | null | undefined;
  /** ENGINE: the storage engine, such as `InnoDB`. */
  readonly mariadbEngine?: string | null | undefined;
  /** IETF_QUOTES of a CSV table, `YES` or `NO`. */
  readonly mariadbIetfQuotes?: string | null | undefined;
  /** INDEX DIRECTORY: the folder of the indexes, in quotes. */
  readonly mariadbIndexDirectory?: string | null | undefined;
  /** INSERT_METHOD: which table of a MERGE table takes new rows. */
  readonly mariadbInsertMethod?: string | null | undefined;
  /** KEY_BLOCK_SIZE: the size of a page, in kilobytes. */
  readonly mariadbKeyBlockSize?: number | string | null | undefined;
  /** MAX_ROWS: how many rows are expected at most. */
  readonly mariadbMaxRows?: number | string | null | undefined;
  /** MIN_ROWS: how many rows are expected at least. */
  readonly mariadbMinRows?: number | string | null | undefined;
  /** PACK_KEYS: `1` makes indexes smaller, `0` makes changes faster. */
  readonly mariadbPackKeys?: number | string | null | undefined;
  /** PAGE_CHECKSUM of an Aria table. */
  readonly mariadbPageChecksum?: number | string | null | undefined;
  /** PAGE_COMPRESSED: `1` compresses pages. */
  readonly mariadbPageCompressed?: number | string | null | undefined;
  /** PAGE_COMPRESSION_LEVEL, from 0 to 9. */
  readonly mariadbPageCompressionLevel?: number | string | null | undefined;
  /** PASSWORD, which servers ignore. */
  readonly mariadbPassword?: string | null | undefined;
  /** ROW_FORMAT, such as `DYNAMIC` or `COMPRESSED`. */
  readonly mariadbRowFormat?: string | null | undefined;
  /** SEQUENCE: `1` makes the table a sequence. */
  readonly mariadbSequence?: number | string | null | undefined;
  /** STATS_AUTO_RECALC: whether InnoDB renews its statistics by itself. */
  readonly mariadbStatsAutoRecalc?: number | string | null | undefined;
  /** STATS_PERSISTENT: whether InnoDB stores its statistics. */
  readonly mariadbStatsPersistent?: number | string | null | undefined;
  /** STATS_SAMPLE_PAGES: how many pages InnoDB reads for its statistics. */
  readonly mariadbStatsSamplePages?: number | string | null | undefined;
  /** TABLESPACE: the tablespace of the table. */
  readonly mariadbTablespace?: string | null | undefined;
  /** TRANSACTIONAL of an Aria table. */
  readonly mariadbTransactional?: number | string | null | undefined;
  /** UNION: the tables of a MERGE table, in parentheses. */
  readonly mariadbUnion?: string | null | undefined;
  /** PARTITION BY, such as `HASH(id)`. */
  readonly mariadbPartitionBy?: string | null | undefined;
  /** PARTITIONS: the number of partitions. */
  readonly mariadbPartitions?: number | string | null | undefined;
  /** SUBPARTITION BY, such as `KEY(id)`. */
  readonly mariadbSubpartitionBy?: string | null | undefined;
  /** SUBPARTITIONS: the number of parts of a partition. */
  readonly mariadbSubpartitions?: number | string | null | undefined;
}

/** The names of {@link MariadbTableOptions}. */
export const mariadbTableKeys = optionKeys<MariadbTableOptions>({
  mariadbAutoIncrement: true,
  mariadbAvgRowLength: true,
  mariadbCharacterSet: true,
  mariadbCharset: true,
  mariadbChecksum: true,
  mariadbCollate: true,
  mariadbComment: true,
  mariadbConnection: true,
  mariadbDataDirectory: true,
  mariadbDefaultCharacterSet: true,
  mariadbDefaultCharset: true,
  mariadbDefaultCollate: true,
  mariadbDelayKeyWrite: true,
  mariadbEncrypted: true,
  mariadbEncryptionKeyId: true,
  mariadbEngine: true,
  mariadbIetfQuotes: true,
  mariadbIndexDirectory: true,
  mariadbInsertMethod: true,
  mariadbKeyBlockSize: true,
  mariadbMaxRows: true,
  mariadbMinRows: true,
  mariadbPackKeys: true,
  mariadbPageChecksum: true,
  mariadbPageCompressed: true,
  mariadbPageCompressionLevel: true,
  mariadbPassword: true,
  mariadbRowFormat: true,
  mariadbSequence: true,
  mariadbStatsAutoRecalc: true,
  mariadbStatsPersistent: true,
  mariadbStatsSamplePages: true,
  mariadbTablespace: true,
  mariadbTransactional: true,
  mariadbUnion: true,
  mariadbPartitionBy: true,
  mariadbPartitions: true,
  mariadbSubpartitionBy: true,
  mariadbSubpartitions: true,
});
