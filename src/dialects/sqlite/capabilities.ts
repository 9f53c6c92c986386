import { type Capabilities, defaultCapabilities } from "../capabilities.js";

/**
 * What SQLite can do. A script says `Will assume non-transactional DDL.`, as Alembic's does; online, a run is one
 * transaction here.
 */
export const capabilities: Capabilities = {
  ...defaultCapabilities,
  returning: "name",
  supportsAlter: false,
  rebuildsTables: true,
  supportsNativeBoolean: false,
  supportsDefaultValues: true,
  addsComputedColumns: false,
};
