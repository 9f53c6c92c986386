import type { Backend } from "../backends/backend.js";
import { loadBackend, loadRegistered } from "../backends/load-backend.js";
import { CommandError } from "../support/command-error.js";
import { Connection } from "./connection.js";

/** Built-in backends whose drivers have clients that a program may have opened itself. */
const backends = ["postgresql", "mysql"];

/**
 * Makes a connection of a client that the program has opened itself. `context.configure({ connection })` takes such a
 * client as it is; this function is for programs that also run statements of their own.
 *
 * It accepts a client or a pool of `pg` or `mysql2`, a PGlite instance, and a Drizzle database on one of them. With
 * Kysely, pass the pool that its dialect got. Any other client is shown to the backends that {@link registerBackend} added
 * and that have `adopt()`. The client must be connected. Closing the connection leaves the client open.
 *
 * @throws {@link CommandError} when no backend knows the client.
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
    const connection = await adoptedBy(await loadBackend(name), client);
    if (connection !== undefined) return connection;
  }
  const registered = await loadRegistered();
  for (const one of registered) {
    const connection = one.status === "fulfilled" ? await adoptedBy(one.value, client) : undefined;
    if (connection !== undefined) return connection;
  }
  // The backend that would have known the client may be one that could not be loaded.
  const broken = registered.find((one) => one.status === "rejected");
  throw new CommandError(
    `Unknown client: ${wayOf(client) ?? "pass a client or pool of pg or mysql2, or a PGlite instance; for another driver, register a backend"}`,
    broken === undefined
      ? {}
      : { hint: `A registered backend could not be loaded: ${String(broken.reason)}`, cause: broken.reason },
  );
}

async function adoptedBy(backend: Backend, client: object): Promise<Connection | undefined> {
  const driver = await backend.adopt?.(client);
  return driver === undefined ? undefined : new Connection(driver, backend);
}

/** Members by which the objects of other libraries are known. */
interface OtherClient {
  readonly $client?: unknown;
  readonly getExecutor?: unknown;
  readonly acquireConnection?: unknown;
  readonly client?: unknown;
  readonly raw?: unknown;
  readonly unsafe?: unknown;
  readonly begin?: unknown;
  readonly $queryRaw?: unknown;
  readonly prepare?: unknown;
  readonly exec?: unknown;
  readonly executeMultiple?: unknown;
}

/** What to pass in place of an object of a library that does not show its client; `undefined` for an unknown object. */
function wayOf(client: object): string | undefined {
  const other = client as OtherClient;
  const has = (...names: (keyof OtherClient)[]): boolean => names.every((name) => typeof other[name] === "function");
  if (typeof other.$client === "object" && other.$client !== null) return wayOf(other.$client);
  if (has("getExecutor")) return "a Kysely instance does not show its client; pass the pool that its dialect got";
  if (has("raw") && typeof other.client === "object")
    return "a Knex instance has a pool of its own kind; pass what 'await knex.client.acquireConnection()' returns, and release it afterwards";
  if (has("unsafe", "begin"))
    return "the package 'postgres' is not supported; pass a client or pool of pg, or open the database with connect(url)";
  if (has("$queryRaw")) return "a Prisma client does not show its connection; open the database with connect(url)";
  if (has("prepare", "exec") || has("executeMultiple"))
    return "a SQLite database is opened by its URL, with locks that other programs respect: connect('sqlite:///app.db')";
  return undefined;
}
