import type { ClientBase, Pool, PoolClient } from "pg";
import { CommandError } from "../../support/command-error.js";
import { DatabaseUrl } from "../database-url.js";
import { PgWire } from "./pg-wire.js";
import { type PgliteLike, PgliteWire } from "./pglite-wire.js";
import { PostgresqlConnection } from "./postgresql-connection.js";

/** The members that identify a client, so that neither package need be loaded. */
interface AnyClient {
  readonly $client?: unknown;
  readonly execProtocol?: unknown;
  readonly query?: unknown;
  readonly connect?: unknown;
  readonly totalCount?: unknown;
  readonly connection?: unknown;
  readonly release?: unknown;
  readonly format?: unknown;
}

/**
 * Makes a connection of a client that somebody else opened: a client or a pool of `pg`, a PGlite instance, or an object
 * that has one of them as `$client`, as Drizzle does. Closing the connection leaves the client open, and returns a
 * client of a pool to the pool.
 *
 * @returns `undefined` when it is none of these.
 */
export function adoptClient(client: unknown): Promise<PostgresqlConnection> | undefined {
  if ((typeof client !== "object" && typeof client !== "function") || client === null) return undefined;
  const { $client, execProtocol, query, connect, totalCount, connection, release, format } = client as AnyClient;
  if ($client !== undefined) return adoptClient($client);
  if (typeof execProtocol === "function") {
    const url = new DatabaseUrl({ driverName: "pglite" });
    return PostgresqlConnection.open(new PgliteWire(client as PgliteLike, async () => undefined), url, {});
  }
  // Connections of mysql2 have all this too, and a method that writes values into SQL.
  if (typeof query !== "function" || typeof connect !== "function" || typeof format === "function") return undefined;
  if (typeof totalCount === "number") return adoptPool(client as Pool);
  const isPgClient = connection !== undefined || typeof release === "function";
  return isPgClient ? openClient(client as ClientBase, async () => undefined) : undefined;
}

async function adoptPool(pool: Pool): Promise<PostgresqlConnection> {
  const client: PoolClient = await pool.connect();
  return openClient(client, async () => client.release());
}

async function openClient(client: ClientBase, release: () => Promise<void>): Promise<PostgresqlConnection> {
  const { host, port, user, database, _connected, _connecting } = client as ClientBase & {
    readonly _connected?: boolean;
    readonly _connecting?: boolean;
    readonly host?: string;
    readonly port?: number;
    readonly user?: string;
    readonly database?: string;
  };
  // A client of pg keeps statements until somebody connects it, so a run would wait forever.
  if (_connected === false && _connecting !== true)
    throw new CommandError("The client of pg is not connected: call 'await client.connect()' first, or pass a pool");
  const url = new DatabaseUrl({ driverName: "postgresql", host, port, username: user, database });
  return PostgresqlConnection.open(new PgWire(client, { release, isOwn: false }), url, {});
}
