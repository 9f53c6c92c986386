import type { DriverConnection } from "../database/connection.js";
import { openDatabase } from "../database/open-database.js";
import type { MigrationContext } from "../runtime/migration-context.js";

/** URLs of a database in memory, for the dialects that have one. */
const inMemory: Readonly<Record<string, string>> = { sqlite: "sqlite://" };

/** Opens an empty database like the one of the context; `undefined` where there is none to be had without a server. */
export function openScratchFor(context: MigrationContext): (() => Promise<DriverConnection>) | undefined {
  const url = inMemory[context.connection?.driver.dialectName ?? ""];
  return url === undefined ? undefined : () => openDatabase(url);
}
