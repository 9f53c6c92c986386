import type { DatabaseUrl } from "../database-url.js";
import { DatabaseUrlError } from "../database-url-error.js";
import { loadDriver } from "../drivers/load-driver.js";
import type { OpenDatabaseOptions } from "../open-database-options.js";
import { lockPgliteFolder } from "./pglite-folder-lock.js";
import { PgliteWire } from "./pglite-wire.js";
import { PostgresqlConnection } from "./postgresql-connection.js";

/** Opens a PGlite database: `pglite:///folder`, or `pglite://` for one in memory. */
export async function openPglite(url: DatabaseUrl, options: OpenDatabaseOptions): Promise<PostgresqlConnection> {
  const { driverName, username, host, port, database, query } = url;
  const [unknown] = Object.keys(query);
  if (driverName !== "pglite" || unknown !== undefined) {
    throw new DatabaseUrlError(
      `${url} is not understood: ${unknown === undefined ? `the scheme is pglite://` : `PGlite has no option '${unknown}'`}`,
    );
  }
  if (username !== undefined || host !== undefined || port !== undefined) {
    throw new DatabaseUrlError(
      `${url} names a host, but PGlite is in this process: pglite:///folder (three slashes), or pglite:// for memory`,
    );
  }
  const { PGlite } = await loadDriver("@electric-sql/pglite", () => import("@electric-sql/pglite"));
  const isInMemory = database === undefined || database === "";
  const unlock = isInMemory ? () => undefined : await lockPgliteFolder(database, options);
  try {
    const instance = await PGlite.create(isInMemory ? "memory://" : `file://${database}`);
    const close = async (): Promise<void> => {
      await instance.close();
      unlock();
    };
    return await PostgresqlConnection.open(new PgliteWire(instance, close), url, options);
  } catch (error) {
    unlock();
    throw error;
  }
}
