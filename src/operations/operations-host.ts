import type { DriverConnection, StatementRunner } from "../database/connection.js";
import type { Dialect, Paramstyle } from "../dialects/dialect.js";
import type { Inspector } from "../dialects/inspector.js";
import { UnsupportedError } from "../dialects/unsupported-error.js";
import type { CreateIndex } from "../schema/ddl/index-nodes.js";
import type { ClauseElement } from "../schema/elements/clause-element.js";
import type { Logger } from "../support/logger.js";
import type { BatchAlterTableOptions } from "./batch/batch-alter-table-options.js";
import type { CallScopes, OnLateCall } from "./calls/call-queue.js";
import type { StatementSink } from "./statements/statement-sink.js";

/** The values that a statement is about to remove. */
export interface DroppedValues {
  readonly table: string;
  /** The column that is dropped; `undefined` where it is the whole table. */
  readonly column: string | undefined;
  /** The rows that have values there. */
  readonly rows: number;
  /** A sentence that says so. */
  readonly message: string;
}

/** The progress of long work. */
export interface OperationProgress {
  /** Name of the call in the script, such as `batchAlterTable`. */
  readonly directive: string;
  /** The table that is being changed. */
  readonly table: string;
  /** The phase of the work. */
  readonly phase: "copy" | "verify";
  /** Rows that are done. */
  readonly done: number;
  /** Rows in total. */
  readonly total: number;
}

/** The options of `context.configure()` that operations read; the runtime adds the rest. */
export interface MigrationContextOptions {
  /** The models' metadata, whose naming convention names the constraints and indexes that a script leaves unnamed. */
  readonly targetMetadata?: unknown;
  /** How parameters are written in offline scripts. */
  readonly dialectOpts?: { readonly paramstyle?: Paramstyle } | undefined;
  /** Render bound values as literals in offline scripts. */
  readonly literalBinds?: boolean | undefined;
}

/** The part of the run's context that operations use; a script sees more of it through `op.getContext()`. */
export interface HostContext {
  /** The environment; none where a program made the context for itself. */
  readonly environmentContext?: EnvironmentView | undefined;
  /** The revision that the database is at; it throws where there are several. */
  getCurrentRevision(): Promise<string | undefined>;
  /** The rows of the version table; offline, the revision that the script starts from. */
  getCurrentHeads(): Promise<readonly string[]>;
  /** Runs `work` outside a transaction: commits before it and begins again after it. */
  autocommitBlock<T>(work: () => Promise<T> | T): Promise<T>;
}

/** The parts of a `Backend` that operations use. */
export interface OperationsBackend {
  /** Builds tables anew with facts that only the database has; without it, they are made from schema objects. */
  readonly rebuilder?: Rebuilder;
  /** Looks after broken indexes, which a statement may leave behind or take for complete. */
  readonly indexGuard?: IndexGuard;
  /** Reads the schema of a database. */
  inspector?(connection: StatementRunner): Inspector;
}

/**
 * Reads the schema of the database of a run.
 *
 * @throws {UnsupportedError} when its backend has no inspector.
 */
export function inspectorOf(
  { backend, dialect }: Pick<OperationsHost, "backend" | "dialect">,
  connection: StatementRunner,
): Inspector {
  if (backend?.inspector !== undefined) return backend.inspector(connection);
  throw new UnsupportedError(
    `The backend of ${dialect.name} has no inspector, so the schema of a database cannot be read; write scripts for it in offline mode, with --sql`,
    "inspector",
    dialect.name,
  );
}

/** What {@link Operations} need from the run that they are part of. */
export interface OperationsHost {
  readonly dialect: Dialect;
  readonly sink: StatementSink;
  /** The database, or `undefined` in offline mode. */
  readonly connection: DriverConnection | undefined;
  /** The backend of that kind of database; without it, statements are only run. */
  readonly backend?: OperationsBackend | undefined;
  /** Whether the run writes a script and has no database. */
  readonly asSql: boolean;
  /** The options of the environment, under Alembic's names in camelCase. */
  readonly opts: MigrationContextOptions;
  /** The run itself. */
  readonly context: HostContext;
  /** Receives warnings; by default they are dropped. */
  readonly logger?: Logger;
  /** Receives the progress of the copy of a large table; by default nothing does. */
  readonly onProgress?: (progress: OperationProgress) => void;
  /** Called with a sentence about data that a directive is about to remove; without it, nothing is counted. */
  readonly notice?: ((loss: DroppedValues) => void) | undefined;
  /** Called for a call that comes after its script has ended; returns whether it throws the failure itself. */
  readonly onLateCall?: OnLateCall;
  /** When it aborts, the run no longer waits for callbacks of a script. */
  readonly signal?: AbortSignal | undefined;
  /** Distinguishes calls made inside a callback from those around it; without it, the innermost callback is assumed. */
  readonly callScopes?: CallScopes;
}

/** A table and the changes of a batch. */
export interface RebuildRequest {
  readonly tableName: string;
  readonly options: BatchAlterTableOptions;
  /** The changes, in the order of the script. */
  readonly nodes: readonly ClauseElement[];
}

/**
 * Builds a table anew where the database knows more of it than a schema object holds, such as the text of its CREATE
 * TABLE. Without one, a batch makes the new table from a `sa.Table` and copies the rows, as Alembic does.
 */
export interface Rebuilder {
  /**
   * Builds a table anew with the changes of a batch; a failure leaves the table as it was.
   *
   * @throws {CommandError} when the batch does not fit the table.
   * @throws {RebuildError} when the new table is not what it should be.
   */
  rebuild(host: OperationsHost, request: RebuildRequest): Promise<void>;
}

/** Handles indexes that exist but do not work, on databases that can have such. */
export interface IndexGuard {
  /**
   * Called before an index is created: removes a broken index of the same name.
   *
   * @throws {CommandError} when it must not be removed.
   */
  beforeCreate(node: CreateIndex, host: OperationsHost): Promise<void>;
  /** Returns the error to raise for an index that could not be created, with a note on what is left of it. */
  explain(error: unknown, node: CreateIndex, host: OperationsHost): Promise<unknown>;
}

/** The part of the configuration that a script can read. */
export interface ConfigView {
  /** An option of the main section of the ini file. */
  getMainOption(name: string, defaultValue?: string): string | undefined;
  /** An option of any section of the ini file. */
  getSectionOption(section: string, name: string, defaultValue?: string): string | undefined;
  /** Objects of the program that runs the command. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** The part of the run's environment that a script can read. */
export interface EnvironmentView {
  readonly config: ConfigView;
  /** The values of `-x`, as a list, or by name where they are written `name=value`. */
  getXArgument(options?: { readonly asDictionary?: false }): readonly string[];
  getXArgument(options: { readonly asDictionary: true }): Readonly<Record<string, string>>;
  /** The value of `--tag`. */
  getTagArgument(): string | undefined;
}
