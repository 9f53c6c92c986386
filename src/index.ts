// cli
export type { CliHost, HostSignal } from "./cli/cli-host.js";
export { type MainOptions, main } from "./cli/main.js";
// commands
export type { BranchesOptions } from "./commands/branches.js";
export type { CheckResult } from "./commands/check.js";
export { command } from "./commands/command.js";
export type { CurrentOptions } from "./commands/current.js";
export { DatabaseNotAtHead } from "./commands/database-not-at-head.js";
export type { EditOptions } from "./commands/edit.js";
export type { EnsureVersionOptions } from "./commands/ensure-version.js";
export type { HeadsOptions } from "./commands/heads.js";
export type { HistoryOptions } from "./commands/history.js";
export type { InitOptions, InitResult } from "./commands/init.js";
export type { TemplateView } from "./commands/list-templates.js";
export type { MergeOptions } from "./commands/merge.js";
export type { RevisionOptions as NewRevisionOptions } from "./commands/revision.js";
export type { RevisionView } from "./commands/revision-view.js";
export type { StampOptions } from "./commands/stamp.js";
export type { MoveOptions } from "./commands/upgrade.js";
// config
export { Config, type ConfigFromValuesOptions } from "./config/config.js";
export type { ConfigArguments } from "./config/config-arguments.js";
export type { ConfigServices } from "./config/config-services.js";
export type { ConfigValue } from "./config/config-value.js";
export { type LoadConfigOptions, loadConfig } from "./config/load-config.js";
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
export { drawGraph, type GraphNode } from "./graph/draw-graph.js";
export { type DrawRevisionsOptions, drawRevisions } from "./graph/draw-revisions.js";
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
// operations
export { AbstractOperations } from "./operations/abstract-operations.js";
export type { BatchAlterTableOptions, Recreate } from "./operations/batch/batch-alter-table-options.js";
export { RebuildError } from "./operations/batch/rebuild/rebuild-error.js";
export type { ColumnInfo, ColumnReflectListener, ReflectKeywords } from "./operations/batch/reflect-keywords.js";
export { BatchOperations } from "./operations/batch-operations.js";
export type { Bind } from "./operations/bind.js";
export { CustomOperation } from "./operations/custom-operation.js";
export { IrreversibleError } from "./operations/directives/irreversible-error.js";
export type { IrreversibleReason } from "./operations/directives/irreversible-reason.js";
export type { DiffTuple, Reversal } from "./operations/directives/migrate-operation.js";
export type { Implementation, OperationClass } from "./operations/implementations.js";
export type { MigrationContextView } from "./operations/migration-context-view.js";
export { type BatchCallback, Operations } from "./operations/operations.js";
export type { OperationProgress, OperationsHost } from "./operations/operations-host.js";
export { ops } from "./operations/ops.js";
export { Result } from "./operations/result.js";
export type { StatementOrigin, StatementSink } from "./operations/statement-sink.js";
// runtime
export type { ConfigureKeywords, ConfigureOptions, OutputBuffer } from "./runtime/configure-options.js";
export { connect } from "./runtime/connect.js";
export { Connection } from "./runtime/connection.js";
export type { CommandContextOptions, ContextOptions, RunHooks } from "./runtime/context-options.js";
export {
  EnvironmentContext,
  type EnvironmentParts,
  type EnvironmentScript,
  type RevisionNumber,
} from "./runtime/environment-context.js";
export { MigrationContext, type MigrationContextParts } from "./runtime/migration-context.js";
export { RunInterruptedError } from "./runtime/run-interrupted-error.js";
export type { RunListener, RunPlan, RunStatement } from "./runtime/run-listener.js";
export type { RunArguments, RunnableStep, StepsFunction } from "./runtime/runnable-step.js";
export { ScriptError } from "./runtime/script-error.js";
export { type FailedStatement, StatementError } from "./runtime/statement-error.js";
export type { VersionApplyCallback, VersionApplyEvent } from "./runtime/version-apply.js";
export { ArgumentError } from "./schema/argument-error.js";
export { sa } from "./schema/sa.js";
// script
export { Script } from "./script/script.js";
export { ScriptDirectory } from "./script/script-directory.js";
export { AlembicError } from "./support/alembic-error.js";
export { type Clock, systemClock } from "./support/clock.js";
export { CommandError } from "./support/command-error.js";
export type { IdSource } from "./support/id-source.js";
export { type Logger, LogLevel, silentLogger } from "./support/logger.js";
export { MemoryOutput } from "./support/memory-output.js";
export type { Output } from "./support/output.js";
