import type { Inspector } from "../dialects/inspector.js";
import type { Connection } from "../runtime/connection.js";

/**
 * Looks into the schema of a database: tables, columns, constraints, indexes, views, triggers.
 *
 * @returns an inspector, named like SQLAlchemy's; it keeps what it has read.
 *
 * @example
 * ```ts
 * import { connect, inspect } from "alembic-ts";
 *
 * const connection = await connect("sqlite:///app.db");
 * const inspector = inspect(connection);
 * console.log(await inspector.getTableNames());
 * await connection.close();
 * ```
 */
export function inspect(connection: Connection): Inspector {
  return connection.dialect.inspector(connection.driver);
}
