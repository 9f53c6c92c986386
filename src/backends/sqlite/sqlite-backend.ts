import type { BackupOptions, DriverConnection, StatementRunner } from "../../database/connection.js";
import { DatabaseUrl } from "../../database/database-url.js";
import type { OpenDatabaseOptions } from "../../database/open-database-options.js";
import type { PrivateCopy, PrivateCopyOptions } from "../../database/private-copy.js";
import type { SqliteConnection } from "../../database/sqlite/sqlite-connection.js";
import type { Inspector } from "../../dialects/inspector.js";
import { SqliteInspector } from "../../dialects/sqlite/inspector.js";
import { SqliteDialect } from "../../dialects/sqlite/sqlite-dialect.js";
import type { Rebuilder } from "../../operations/operations-host.js";
import type { Backend, TransactionFacts } from "../backend.js";

/**
 * SQLite on sql.js. The driver, and with it WebAssembly, is loaded by the first call that needs a database: a command
 * that only needs the dialect must not spend that time.
 */
export class SqliteBackend implements Backend<SqliteConnection> {
  readonly name = "sqlite";
  readonly schemes = ["sqlite"];
  #dialect: SqliteDialect | undefined;
  /**
   * SQLite rolls schema changes back. That the dialect's own `transactionalDdl` is false is Alembic's view of Python's
   * driver, which commits before them; it decides how offline scripts look.
   */
  readonly transactions: TransactionFacts = { transactionalDdl: true, lockScope: "transaction" };

  readonly rebuilder: Rebuilder = {
    rebuild: async (host, request) => (await import("./rebuild/rebuild-table.js")).rebuildTable(host, request),
  };

  /** Made when it is first used, because a command that only reads the version needs no dialect. */
  get dialect(): SqliteDialect {
    this.#dialect ??= new SqliteDialect();
    return this.#dialect;
  }

  async open(url: DatabaseUrl, options: OpenDatabaseOptions): Promise<SqliteConnection> {
    const { openSqlite } = await import("../../database/sqlite/open-sqlite.js");
    return openSqlite(url, options);
  }

  inspector(connection: StatementRunner): Inspector {
    return new SqliteInspector(connection);
  }

  scratch(): Promise<SqliteConnection> {
    return this.open(new DatabaseUrl({ driverName: "sqlite" }), {});
  }

  async copySchema(from: DriverConnection, to: SqliteConnection, schemas: readonly string[]): Promise<void> {
    const { copySchema } = await import("./copy-schema.js");
    return copySchema({ from, to, schemas }, this.dialect);
  }

  async privateCopy(url: DatabaseUrl, options: PrivateCopyOptions): Promise<PrivateCopy> {
    const { copySqlite } = await import("../../database/sqlite/copy-sqlite.js");
    return copySqlite(url, options);
  }

  backup(connection: SqliteConnection, path: string, options: BackupOptions): Promise<void> {
    return connection.backup(path, options);
  }
}
