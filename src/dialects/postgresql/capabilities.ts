import { type Capabilities, defaultCapabilities } from "../capabilities.js";

/** What PostgreSQL can do. */
export const capabilities: Capabilities = {
  ...defaultCapabilities,
  tableHints: "only",
  isolationLevels: Object.fromEntries(
    ["READ COMMITTED", "READ UNCOMMITTED", "REPEATABLE READ", "SERIALIZABLE"].map((level) => [
      level,
      `SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL ${level}`,
    ]),
  ),
  dbapiModule: "psycopg2",
  onConflict: "constraints",
  returning: "qualified",
  asksForNumbers: true,
  transactionalDdl: true,
  supportsComments: true,
  dropsConstraintsBeforeRebuild: true,
  supportsNativeEnum: true,
  supportsNativeUuid: true,
  supportsIdentityColumns: true,
  supportsSequences: true,
  supportsDefaultValues: true,
  maxIdentifierLength: 63,
  maxIndexNameLength: 63,
  maxConstraintNameLength: 63,
};
