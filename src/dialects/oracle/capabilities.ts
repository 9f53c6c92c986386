import { type Capabilities, defaultCapabilities } from "../capabilities.js";

/** What Oracle can do. */
export const capabilities: Capabilities = {
  ...defaultCapabilities,
  tableHints: "comment",
  statementTerminator: "",
  batchSeparator: "/",
  separatesBegin: true,
  separatesCommit: true,
  beginScript: "SET TRANSACTION READ WRITE",
  commitScript: "COMMIT",
  supportsComments: true,
  describedTypes: { VARCHAR: "VARCHAR2", TEXT: "CLOB" },
  supportsIdentityColumns: true,
  returning: "into",
  asksForNumbers: true,
  supportsSequences: true,
  usesOptionalSequences: true,
  maxIdentifierLength: 128,
  maxIndexNameLength: 128,
  maxConstraintNameLength: 128,
};
