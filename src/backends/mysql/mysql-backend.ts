import type { StatementRunner } from "../../database/connection.js";
import type { DatabaseUrl } from "../../database/database-url.js";
import type { MysqlConnection } from "../../database/mysql/mysql-connection.js";
import type { OpenDatabaseOptions } from "../../database/open-database-options.js";
import type { Dialect } from "../../dialects/dialect.js";
import type { Inspector } from "../../dialects/inspector.js";
import { MysqlInspector } from "../../dialects/mysql/inspector.js";
import { MysqlDialect } from "../../dialects/mysql/mysql-dialect.js";
import type { Backend, TransactionFacts } from "../backend.js";

/** MySQL, by the package `mysql2`, which users install. A `mysql:` URL may lead to MariaDB, as in Python. */
export class MysqlBackend implements Backend {
  readonly name: string = "mysql";
  readonly schemes: readonly string[] = ["mysql"];
  #dialect: Dialect = new MysqlDialect();
  // Python's Alembic can write the version between two steps, for which no lock of a step lasts.
  readonly transactions: TransactionFacts = { transactionalDdl: false, lockScope: "transaction" };

  /** After `open()` the one of the server that was found. */
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
    return new MysqlInspector(connection);
  }

  async #suited(connection: MysqlConnection): Promise<MysqlConnection> {
    if (!connection.isMariadb) return connection;
    const { MysqlDialectOnMariadb } = await import("../../dialects/mysql/mariadb-dialect.js");
    this.#dialect = new MysqlDialectOnMariadb();
    return connection;
  }
}
