export { type CopyRowsOptions, copyRows } from "./copy-rows.js";
export { DataIntegrityError } from "./data-integrity-error.js";
export { DatabaseFileError } from "./database-file-error.js";
export { databaseUrl } from "./database-url.js";
export { type EventType, eventTypes } from "./event-types.js";
export { historyOptions } from "./history-options.js";
export type { MigrationReport, WorkDone } from "./migration-report.js";
export { metadata, models } from "./models.js";
export { NewerDatabaseError } from "./newer-database-error.js";
export { type PreservedRows, preserved } from "./preserved.js";
export { ProtectedRun, type ProtectedRunOptions } from "./protected-run.js";
export { type RecordStatus, recordStatuses } from "./record-statuses.js";
export { refuseColumns } from "./refuse-columns.js";
export { type CheckedColumn, refuseValues } from "./refuse-values.js";
export { type RefusedColumn, RefusedValuesError } from "./refused-values-error.js";
export { say } from "./say.js";
export { skipEmptyRevision } from "./skip-empty-revision.js";
export { UnknownColumnsError } from "./unknown-columns-error.js";
export { UnstampedDatabaseError } from "./unstamped-database-error.js";
export {
  type Distribution,
  type IntegrityConnection,
  type VerifyTableIntegrityOptions,
  verifyTableIntegrity,
} from "./verify-table-integrity.js";
