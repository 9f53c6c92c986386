export { backup } from "./database/backup.js";
export type {
  BackupOptions,
  BackupProgress,
  DriverConnection,
  LockWait,
  QueryResult,
  Row,
  RunOptions,
  SqlParams,
  SqlValue,
} from "./database/connection.js";
export { DatabaseError, type DatabaseErrorDetails } from "./database/database-error.js";
export { DatabaseLockedError } from "./database/database-locked-error.js";
export { DatabaseUrl, type DatabaseUrlParts, parseDatabaseUrl } from "./database/database-url.js";
export { DatabaseUrlError } from "./database/database-url-error.js";
export { type ForeignKeyViolation, ForeignKeyViolationError } from "./database/foreign-key-violation-error.js";
export { InterruptedError } from "./database/interrupted-error.js";
export { OnlineUnsupportedError } from "./database/online-unsupported-error.js";
export { type OpenDatabaseOptions, openDatabase } from "./database/open-database.js";
export { LockingUnavailableError } from "./database/sqlite/locking-unavailable-error.js";
export { SqlJsBuildError } from "./database/sqlite/sql-js-build-error.js";
export type { Capabilities } from "./dialects/capabilities.js";
export { CompileError } from "./dialects/compile-error.js";
export type { CompiledStatement, CompileOptions, Dialect } from "./dialects/dialect.js";
export { loadDialect } from "./dialects/load-dialect.js";
export { UnsupportedError } from "./dialects/unsupported-error.js";
export { downgradeSteps } from "./graph/downgrade-steps.js";
export { type HeadChange, type HeadChanges, HeadMaintainer, headChanges } from "./graph/head-maintainer.js";
export { MigrationInfo } from "./graph/migration-info.js";
export type { HeadMove, MigrationStep } from "./graph/migration-step.js";
export { Revision, type RevisionOptions } from "./graph/revision.js";
export {
  catchRevisionErrors,
  type RevisionErrorWords,
  revisionCommandError,
  revisionErrorWords,
} from "./graph/revision-command-error.js";
export {
  CycleDetected,
  DependencyCycleDetected,
  DependencyLoopDetected,
  LoopDetected,
  MissingRevisionError,
  MultipleHeads,
  RangeNotAncestorError,
  ResolutionError,
  RevisionError,
} from "./graph/revision-error.js";
export type { RevisionIds } from "./graph/revision-ids.js";
export { type IterateRevisionsOptions, RevisionMap, type RevisionMapOptions } from "./graph/revision-map.js";
export { RevisionStep } from "./graph/revision-step.js";
export { branchPointText, cmdFormat, logEntry, type RevisionTextOptions } from "./graph/revision-text.js";
export { StampStep } from "./graph/stamp-step.js";
export { stampSteps } from "./graph/stamp-steps.js";
export { upgradeSteps } from "./graph/upgrade-steps.js";
export { walkRevisions } from "./graph/walk-revisions.js";
export { ArgumentError } from "./schema/argument-error.js";
export { sa } from "./schema/sa.js";
export { AlembicError } from "./support/alembic-error.js";
export { type Clock, systemClock } from "./support/clock.js";
export { CommandError } from "./support/command-error.js";
export type { IdSource } from "./support/id-source.js";
export { type Logger, LogLevel, silentLogger } from "./support/logger.js";
export { MemoryOutput } from "./support/memory-output.js";
export type { Output } from "./support/output.js";
