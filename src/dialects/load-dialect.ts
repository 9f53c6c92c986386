import { CommandError } from "../support/command-error.js";
import type { Dialect } from "./dialect.js";

const loaders: Readonly<Record<string, () => Promise<Dialect>>> = {
  sqlite: async () => new (await import("./sqlite/sqlite-dialect.js")).SqliteDialect(),
  postgresql: async () => new (await import("./postgresql/postgresql-dialect.js")).PostgresqlDialect(),
  mysql: async () => new (await import("./mysql/mysql-dialect.js")).MysqlDialect(),
  mariadb: async () => new (await import("./mysql/mariadb-dialect.js")).MariadbDialect(),
  mssql: async () => new (await import("./mssql/mssql-dialect.js")).MssqlDialect(),
  oracle: async () => new (await import("./oracle/oracle-dialect.js")).OracleDialect(),
};

/**
 * Loads one dialect, and no other.
 *
 * @returns a dialect of its own; nothing is kept.
 * @throws {@link CommandError} when there is no dialect of this name.
 *
 * @example
 * ```ts
 * import { loadDialect } from "alembic-ts";
 *
 * const dialect = await loadDialect("mysql");
 * console.log(dialect.quoteIdentifier("order"));
 * ```
 */
export async function loadDialect(name: string): Promise<Dialect> {
  const load = Object.hasOwn(loaders, name) ? loaders[name] : undefined;
  if (load === undefined) throw new CommandError(`Can't load plugin: sqlalchemy.dialects:${name}`);
  return load();
}
