import type { DriverConnection, StatementRunner } from "../../database/connection.js";
import type { DatabaseUrl } from "../../database/database-url.js";
import type { MysqlConnection } from "../../database/mysql/mysql-connection.js";
import type { OpenDatabaseOptions } from "../../database/open-database-options.js";
import type { Dialect } from "../../dialects/dialect.js";
import type { Inspector } from "../../dialects/inspector.js";
import { MysqlInspector } from "../../dialects/mysql/inspector.js";
import { MysqlDialect } from "../../dialects/mysql/mysql-dialect.js";
import type { Backend, TransactionFacts } from "../backend.js";
import type { TemporaryTables } from "../temporary-tables.js";
import { copySchema } from "./copy-schema.js";
import type { ScratchDatabase } from "./scratch-database.js";

/** MySQL, by the package `mysql2`, which users install. A `mysql:` URL may lead to MariaDB, as in Python. */
export class MysqlBackend implements Backend {
  readonly name: string = "mysql";
  readonly schemes: readonly string[] = ["mysql"];
  #dialect: Dialect = new MysqlDialect();
  // Python's Alembic can write the version between two steps, because the lock of a step ends with it.
  readonly transactions: TransactionFacts = { transactionalDdl: false, lockScope: "transaction" };

  /** After `open()` the dialect of the actual server. */
  get dialect(): Dialect {
    return this.#dialect;
  }

  async open(url: DatabaseUrl, options: OpenDatabaseOptions): Promise<MysqlConnection> {
    const { openMysql } = await import("../../database/mysql/open-mysql.js");
    return this.#suited(await openMysql(url, options));
  }

  async adopt(client: unknown): Promise<MysqlConnection | undefined> {
    const { adoptClient } = await import("../../database/mysql/adopt-client.js");
    const connection = await adoptClient(client);
    return connection === undefined ? undefined : this.#suited(connection);
  }

  inspector(connection: StatementRunner): Inspector {
    return new MysqlInspector(connection, "mysql", databaseOf(connection));
  }

  async scratch(beside: DriverConnection): Promise<ScratchDatabase | undefined> {
    const { ScratchDatabase } = await import("./scratch-database.js");
    return ScratchDatabase.open(beside as MysqlConnection);
  }

  async temporaryTables(beside: DriverConnection): Promise<TemporaryTables | undefined> {
    const { MysqlTemporaryTables } = await import("./temporary-tables.js");
    return MysqlTemporaryTables.open(beside as MysqlConnection);
  }

  copySchema(from: DriverConnection, to: DriverConnection, schemas: readonly string[]): Promise<void> {
    return copySchema(from, to, schemas);
  }

  async #suited(connection: MysqlConnection): Promise<MysqlConnection> {
    if (!connection.isMariadb) return connection;
    const { MysqlDialectOnMariadb } = await import("../../dialects/mysql/mariadb-dialect.js");
    this.#dialect = new MysqlDialectOnMariadb(connection.hasUuid);
    return connection;
  }
}

/** The database that a connection is in, if the connection knows it. */
export function databaseOf(connection: StatementRunner): string | null {
  const { database } = connection as { readonly database?: unknown };
  return typeof database === "string" && database !== "" ? database : null;
}
