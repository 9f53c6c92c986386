import type { Connection, Pool, PoolConnection } from "mysql2";
import { DatabaseUrl } from "../database-url.js";
import { MysqlConnection } from "./mysql-connection.js";
import { MysqlWire } from "./mysql-wire.js";

/** The members that identify a client, so that its package need not be loaded. */
interface AnyClient {
  readonly $client?: unknown;
  readonly connection?: unknown;
  readonly pool?: unknown;
  readonly query?: unknown;
  readonly getConnection?: unknown;
  readonly threadId?: unknown;
  readonly promise?: unknown;
  readonly format?: unknown;
}

/**
 * Makes a connection of a client that somebody else opened: a connection or a pool of `mysql2` or `mysql2/promise`, or
 * an object that has one of them as `$client`, as Drizzle does. Closing it leaves the client open, and returns a
 * connection of a pool to the pool. A pool gives the second connection that locks the version rows; a single connection
 * cannot.
 *
 * @returns `undefined` when it is none of these.
 */
export async function adoptClient(client: unknown): Promise<MysqlConnection | undefined> {
  if ((typeof client !== "object" && typeof client !== "function") || client === null) return undefined;
  const { $client, connection, pool, query, getConnection, promise, format, threadId } = client as AnyClient;
  if ($client !== undefined) return adoptClient($client);
  if (typeof query !== "function") return undefined;
  if (typeof promise !== "function") {
    const inner = [pool, connection].find((one) => typeof (one as AnyClient | undefined)?.promise === "function");
    return inner === undefined ? undefined : adoptClient(inner);
  }
  if (typeof getConnection === "function") {
    const wire = await wireFromPool(client as Pool);
    return MysqlConnection.open(wire, urlOf((client as unknown as PoolConfig).config?.connectionConfig), {});
  }
  if (typeof format !== "function" || typeof threadId !== "number") return undefined;
  const own = client as Connection;
  return MysqlConnection.open(new MysqlWire(own, async () => undefined), urlOf(own.config), {});
}

interface PoolConfig {
  readonly config?: { readonly connectionConfig?: Config };
}

interface Config {
  readonly host?: string;
  readonly port?: number;
  readonly user?: string;
  readonly database?: string;
}

async function wireFromPool(pool: Pool): Promise<MysqlWire> {
  const client = await new Promise<PoolConnection>((resolve, reject) => {
    pool.getConnection((error, one) => (error === null ? resolve(one) : reject(error)));
  });
  return new MysqlWire(
    client,
    async () => client.release(),
    () => soonFrom(pool),
  );
}

/** How long a pool may take for a second connection: one that is used up would let a run wait for itself. */
const patience = 1000;

/** A further connection of a pool that has one to give; one that comes too late goes back to it. */
async function soonFrom(pool: Pool): Promise<MysqlWire | undefined> {
  let isLate = false;
  let timer: NodeJS.Timeout | undefined;
  const wire = wireFromPool(pool).then(async (one) => {
    if (isLate) await one.close();
    return one;
  });
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => {
      isLate = true;
      wire.catch(() => undefined);
      resolve(undefined);
    }, patience);
  });
  try {
    return await Promise.race([wire, late]);
  } finally {
    clearTimeout(timer);
  }
}

function urlOf({ host, port, user, database }: Config = {}): DatabaseUrl {
  return new DatabaseUrl({ driverName: "mysql", host, port, username: user, database });
}
