import type { StatementRunner } from "../../database/connection.js";
import type { Inspector } from "../../dialects/inspector.js";
import { MysqlInspector } from "../../dialects/mysql/inspector.js";
import { MariadbDialect } from "../../dialects/mysql/mariadb-dialect.js";
import { databaseOf, MysqlBackend } from "./mysql-backend.js";

/** MariaDB, which differs from MySQL in its dialect. */
export class MariadbBackend extends MysqlBackend {
  override readonly name = "mariadb";
  override readonly schemes = ["mariadb"];
  readonly #mariadb = new MariadbDialect();

  override get dialect(): MariadbDialect {
    return this.#mariadb;
  }

  override inspector(connection: StatementRunner): Inspector {
    return new MysqlInspector(connection, "mariadb", databaseOf(connection));
  }
}
