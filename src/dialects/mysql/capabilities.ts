import { type Capabilities, defaultCapabilities } from "../capabilities.js";

/** What MySQL can do. */
export const capabilities: Capabilities = {
  ...defaultCapabilities,
  tableHints: "behind",
  isolationLevels: Object.fromEntries(
    ["READ COMMITTED", "READ UNCOMMITTED", "REPEATABLE READ", "SERIALIZABLE"].map((level) => [
      level,
      `SET SESSION TRANSACTION ISOLATION LEVEL ${level}`,
    ]),
  ),
  dbapiModule: "MySQLdb",
  supportsComments: true,
  inlineComments: true,
  inlineColumnComments: true,
  supportsNativeBoolean: false,
  supportsNativeEnum: true,
  maxIdentifierLength: 255,
  maxIndexNameLength: 64,
  maxConstraintNameLength: 64,
};
