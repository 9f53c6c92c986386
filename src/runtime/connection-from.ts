import { loadBackend } from "../backends/load-backend.js";
import { CommandError } from "../support/command-error.js";
import { Connection } from "./connection.js";

/** Backends whose drivers have clients that a program may have opened itself. */
const backends = ["postgresql", "mysql"];

/**
 * Makes a connection of a client that the program has opened itself, for `context.configure({ connection })`.
 *
 * It accepts a client or a pool of `pg` or `mysql2`, a PGlite instance, and a Drizzle database on one of them. With
 * Kysely, pass the pool that its dialect got. The client must be connected. Closing the connection leaves the client
 * open.
 *
 * @throws {@link CommandError} when the client is none of these.
 * @example
 * ```ts
 * import { connectionFrom, type EnvironmentContext } from "alembic-ts";
 *
 * declare const pool: object; // new pg.Pool()
 *
 * export default async function env(context: EnvironmentContext): Promise<void> {
 *   const connection = await connectionFrom(pool);
 *   try {
 *     context.configure({ connection });
 *     await context.beginTransaction(() => context.runMigrations());
 *   } finally {
 *     await connection.close();
 *   }
 * }
 * ```
 */
export async function connectionFrom(client: object): Promise<Connection> {
  for (const name of backends) {
    const backend = await loadBackend(name);
    const driver = await backend.adopt?.(client);
    if (driver !== undefined) return new Connection(driver, backend);
  }
  throw new CommandError(
    "Unknown client: pass a client or pool of pg or mysql2, or a PGlite instance; for another driver, register a backend",
  );
}
