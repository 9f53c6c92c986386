import { type Capabilities, defaultCapabilities } from "../capabilities.js";

/** What SQL Server can do. */
export const capabilities: Capabilities = {
  ...defaultCapabilities,
  tableHints: "behind",
  transactionalDdl: true,
  batchSeparator: "GO",
  separatesCommit: true,
  beginScript: "BEGIN TRANSACTION;",
  supportsComments: true,
  describedTypes: { CHAR: "VARCHAR", NCHAR: "NVARCHAR", text: "VARCHAR", TEXT: "VARCHAR" },
  supportsNativeBoolean: false,
  checksBooleans: false,
  returning: "output",
  asksForNumbers: true,
  supportsSequences: true,
  supportsDefaultValues: true,
  switchesIdentityInsert: true,
  maxIdentifierLength: 128,
  maxIndexNameLength: 128,
  maxConstraintNameLength: 128,
};
