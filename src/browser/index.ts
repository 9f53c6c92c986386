// The entry point for web pages. No module that it imports uses a Node API; test/architecture checks this.

// Revisions and databases without files

export { memoryDatabaseBytes, openMemoryDatabase } from "./open-memory-database.js";
export { pythonRevision } from "./python-revision.js";
export { type RevisionScript, RevisionSet, type RevisionSetOptions } from "./revision-set.js";
export type { SqlJs, SqlJsDatabase, SqlJsStatement } from "./sql-js.js";
export { typescriptRevision } from "./typescript-revision.js";

// The schema model, operations, autogenerate and the migration context

export { produceMigrations } from "../autogenerate/produce-migrations.js";
export { renderTypescriptCode } from "../autogenerate/render/render-typescript-code.js";
export { RevisionContext, type RevisionContextParts } from "../autogenerate/revision-context.js";
export { Operations } from "../operations/operations.js";
export { ops } from "../operations/ops.js";
export { Connection } from "../runtime/connection.js";
export { MigrationContext } from "../runtime/migration-context.js";
export { sa } from "../schema/sa.js";

// The graph of revisions

export { drawDot } from "../graph/picture/draw-dot.js";
export { drawMermaid } from "../graph/picture/draw-mermaid.js";
export { drawSvg } from "../graph/picture/draw-svg.js";
export { graphView } from "../graph/picture/graph-view.js";
export { Revision } from "../graph/revision.js";
export { RevisionMap } from "../graph/revision-map.js";
export { walkRevisions } from "../graph/walk-revisions.js";

// Dialects

export { MssqlDialect } from "../dialects/mssql/mssql-dialect.js";
export { MariadbDialect } from "../dialects/mysql/mariadb-dialect.js";
export { MysqlDialect } from "../dialects/mysql/mysql-dialect.js";
export { OracleDialect } from "../dialects/oracle/oracle-dialect.js";
export { PostgresqlDialect } from "../dialects/postgresql/postgresql-dialect.js";
export { SqliteDialect } from "../dialects/sqlite/sqlite-dialect.js";

// Errors and logs

export { CommandError } from "../support/command-error.js";
export { type Logger, LogLevel } from "../support/logger.js";
