import * as library from "../../src/browser/index.js";
import type { DialectName } from "./protocol.js";

const classes = {
  sqlite: library.SqliteDialect,
  postgresql: library.PostgresqlDialect,
  mysql: library.MysqlDialect,
  mariadb: library.MariadbDialect,
  mssql: library.MssqlDialect,
  oracle: library.OracleDialect,
} as const;

/** A dialect by its name. */
export async function loadDialect(name: DialectName) {
  return new classes[name]();
}
