import { MariadbDialect } from "../../dialects/mysql/mariadb-dialect.js";
import { MysqlBackend } from "./mysql-backend.js";

/** MariaDB, which differs from MySQL in its dialect. */
export class MariadbBackend extends MysqlBackend {
  override readonly name = "mariadb";
  override readonly schemes = ["mariadb"];
  override readonly dialect = new MariadbDialect();
}
