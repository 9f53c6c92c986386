import type { DriverConnection, StatementRunner } from "../../database/connection.js";
import type { DatabaseUrl } from "../../database/database-url.js";
import type { OpenDatabaseOptions } from "../../database/open-database-options.js";
import type { PostgresqlConnection } from "../../database/postgresql/postgresql-connection.js";
import type { RolledBackRun } from "../../database/rolled-back-run.js";
import type { Inspector } from "../../dialects/inspector.js";
import { PostgresqlInspector } from "../../dialects/postgresql/inspector.js";
import { PostgresqlDialect } from "../../dialects/postgresql/postgresql-dialect.js";
import type { Backend, TransactionFacts } from "../backend.js";
import { InvalidIndexes } from "./invalid-indexes.js";

/**
 * PostgreSQL: a server, by the package `pg`, or PGlite in this process, by `@electric-sql/pglite`. Users install the
 * package that they need.
 */
export class PostgresqlBackend implements Backend {
  readonly name = "postgresql";
  readonly schemes = ["postgresql", "postgres", "pglite"];
  readonly dialect = new PostgresqlDialect();
  readonly transactions: TransactionFacts = { transactionalDdl: true, lockScope: "transaction" };
  readonly indexGuard = new InvalidIndexes();

  async open(url: DatabaseUrl, options: OpenDatabaseOptions): Promise<PostgresqlConnection> {
    if (url.dialectName === "pglite") {
      const { openPglite } = await import("../../database/postgresql/open-pglite.js");
      return openPglite(url, options);
    }
    const { openPostgresql } = await import("../../database/postgresql/open-postgresql.js");
    return openPostgresql(url, options);
  }

  async adopt(client: unknown): Promise<DriverConnection | undefined> {
    const { adoptClient } = await import("../../database/postgresql/adopt-client.js");
    return adoptClient(client);
  }

  async scratch(beside: DriverConnection): Promise<DriverConnection> {
    const { ScratchSchema } = await import("./scratch-schema.js");
    return ScratchSchema.open(beside);
  }

  async rolledBack(connection: DriverConnection): Promise<RolledBackRun> {
    const { PreviewRun } = await import("../../database/postgresql/preview/preview-run.js");
    return new PreviewRun(connection);
  }

  inspector(connection: StatementRunner): Inspector {
    return new PostgresqlInspector(connection);
  }
}
