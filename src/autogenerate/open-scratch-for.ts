import { Connection } from "../runtime/connection.js";
import type { MigrationContext } from "../runtime/migration-context.js";

/** Opens an empty database like the one of the context; `undefined` where that takes a server. */
export function openScratchFor({ connection }: MigrationContext): (() => Promise<Connection>) | undefined {
  const backend = connection?.backend;
  return backend?.scratch === undefined ? undefined : async () => new Connection(await backend.scratch!(), backend);
}
