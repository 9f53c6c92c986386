import type { Inspector } from "../dialects/inspector.js";
import type { Bind } from "../operations/bind.js";
import type { Connection } from "../runtime/connection.js";

/**
 * Looks into the schema of a database: tables, columns, constraints, indexes, views, triggers. In a script it is asked of
 * `op.getBind()`, and its reads join the queue of the operations: they see what was asked for before them.
 *
 * @throws {@link CommandError} in offline mode, where there is no database to look into.
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
 *
 * @example
 * ```ts
 * import { inspect, type Operations } from "alembic-ts";
 *
 * export async function upgrade(op: Operations): Promise<void> {
 *   if (await inspect(op.getBind()).hasTable("account")) await op.dropTable("account");
 * }
 * ```
 */
export function inspect(connection: Connection | Bind): Inspector {
  return connection.inspector();
}
