export { DatabaseFileError } from "./database/database-file-error.js";
export { databaseUrl } from "./database/database-url.js";
export { NewerDatabaseError } from "./database/newer-database-error.js";
export { UnstampedDatabaseError } from "./database/unstamped-database-error.js";
export { type EventType, eventTypes, metadata, models, type RecordStatus, recordStatuses } from "./models.js";
export { ProtectedRun, type ProtectedRunOptions } from "./protection/protected-run.js";
export { type CopyRowsOptions, copyRows } from "./revisions/copy-rows.js";
export { DataIntegrityError } from "./revisions/data-integrity-error.js";
export { historyOptions } from "./revisions/history-options.js";
export {
  type MigrationReport,
  type PreservedRows,
  reportPreservedRows,
  say,
  type WorkDone,
} from "./revisions/migration-report.js";
export { refuseColumns } from "./revisions/refuse-columns.js";
export { type CheckedColumn, refuseValues } from "./revisions/refuse-values.js";
export { type RefusedColumn, RefusedValuesError } from "./revisions/refused-values-error.js";
export { skipEmptyRevision } from "./revisions/skip-empty-revision.js";
export { UnknownColumnsError } from "./revisions/unknown-columns-error.js";
export {
  type Distribution,
  type IntegrityConnection,
  type VerifyTableIntegrityOptions,
  verifyTableIntegrity,
} from "./revisions/verify-table-integrity.js";
