import type { Inspector } from "../dialects/inspector.js";
import type { QueuedConnection } from "../operations/queued-connection.js";
import type { Connection } from "../runtime/connection.js";

/**
 * Returns an inspector, which reads the schema of a database: tables, columns, constraints, indexes, views, triggers.
 * In a script, pass `op.getBind()`: its reads are queued with the operations and see the operations before them.
 *
 * @throws {@link CommandError} in offline mode, where there is no database.
 * @returns an inspector with SQLAlchemy's method names. It caches what it has read.
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
 *
 * @example
 * ```ts
 * import { inspect, type Operations } from "alembic-ts";
 *
 * export async function upgrade(op: Operations): Promise<void> {
 *   if (await inspect(op.getBind()).hasTable("account")) await op.dropTable("account");
 * }
 * ```
 *
 */
export function inspect(connection: Connection | QueuedConnection): Inspector {
  return connection.inspector();
}
