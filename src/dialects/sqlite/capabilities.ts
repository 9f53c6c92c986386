import { type Capabilities, defaultCapabilities } from "../capabilities.js";

/**
 * What SQLite can do. As in Alembic, a script has no transactional DDL; an online run is one transaction here.
 *
 */
export const capabilities: Capabilities = {
  ...defaultCapabilities,
  isolationLevels: { "READ UNCOMMITTED": "PRAGMA read_uncommitted = 1", SERIALIZABLE: "PRAGMA read_uncommitted = 0" },
  dbapiModule: "sqlite3",
  onConflict: "columns",
  returning: "name",
  supportsAlter: false,
  rebuildsTables: true,
  limitsTextLength: false,
  describedTypes: { TIMESTAMP: "DATETIME" },
  supportsNativeBoolean: false,
  supportsDefaultValues: true,
  addsComputedColumns: false,
};
