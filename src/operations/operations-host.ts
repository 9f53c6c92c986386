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

/** How far a long piece of work has come. */
export interface OperationProgress {
  /** Name of the call in the script, such as `batchAlterTable`. */
  readonly directive: string;
  /** The table that is worked on. */
  readonly table: string;
  /** What is being done to it. */
  readonly phase: "copy" | "verify";
  /** Rows that are done. */
  readonly done: number;
  /** Rows there are. */
  readonly total: number;
}

/** What the environment handed to `context.configure()`: what operations read of it, and the rest, which the runtime adds. */
export interface MigrationContextOptions {
  /** The models' metadata, whose naming convention names the constraints and indexes that a script leaves unnamed. */
  readonly targetMetadata?: unknown;
  /** How parameters are written in offline scripts. */
  readonly dialectOpts?: { readonly paramstyle?: Paramstyle } | undefined;
  /** Render bound values as literals in offline scripts. */
  readonly literalBinds?: boolean | undefined;
}

/** What the run hands in about itself; a script sees more of it through `op.getContext()`. */
export interface HostContext {
  /** The environment; none where a program made the context for itself. */
  readonly environmentContext?: EnvironmentView | undefined;
  /** The revision that the database is at; refused where there are several. */
  getCurrentRevision(): Promise<string | undefined>;
  /** The rows of the version table; offline, the revision that the script starts from. */
  getCurrentHeads(): Promise<readonly string[]>;
  /** Runs `work` outside a transaction: commits before it and begins again after it. */
  autocommitBlock<T>(work: () => Promise<T> | T): Promise<T>;
}

/** What operations ask of the kind of database that they work on, see `Backend`. */
export interface OperationsBackend {
  /** Builds tables anew with what only the database knows of them; left out, they are made from schema objects. */
  readonly rebuilder?: Rebuilder;
  /** Looks after indexes that a statement would leave, or take for done, in a broken state. */
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
  /** What that kind of database can do; left out, nothing but to run statements. */
  readonly backend?: OperationsBackend | undefined;
  /** Whether the run writes a script and has no database. */
  readonly asSql: boolean;
  /** What the environment configured, in Alembic's words camelCased. */
  readonly opts: MigrationContextOptions;
  /** The run itself. */
  readonly context: HostContext;
  /** Receives warnings; left out, they are dropped. */
  readonly logger?: Logger;
  /** Told how far the copy of a large table is; left out, nobody is told. */
  readonly onProgress?: (progress: OperationProgress) => void;
  /** Told what a directive is about to remove; left out, nobody is told and nothing is counted. */
  readonly notice?: ((message: string) => void) | undefined;
  /** Told of a call that comes after its script has ended; returns whether it throws the failure itself. */
  readonly onLateCall?: OnLateCall;
  /** When it aborts, callbacks of a script are waited for no longer. */
  readonly signal?: AbortSignal | undefined;
  /** Tells calls made inside a callback from those around it; left out, the innermost callback is taken. */
  readonly callScopes?: CallScopes;
}

/** A table, and what a batch asks of it. */
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
   * Builds a table anew with what a batch asks for; a failure leaves the table as it was.
   *
   * @throws {CommandError} when the batch does not fit the table.
   * @throws {RebuildError} when the new table is not what it should be.
   */
  rebuild(host: OperationsHost, request: RebuildRequest): Promise<void>;
}

/** Knows of indexes that are there and do not work, on databases that can have such. */
export interface IndexGuard {
  /**
   * Called before an index is made on a database: what is there under its name and broken is removed.
   *
   * @throws {CommandError} when it must not be removed.
   */
  beforeCreate(node: CreateIndex, host: OperationsHost): Promise<void>;
  /** The error to raise for an index that was not made, with what is left of it. */
  explain(error: unknown, node: CreateIndex, host: OperationsHost): Promise<unknown>;
}

/** What a script can ask of the configuration. */
export interface ConfigView {
  /** An option of the main section of the ini file. */
  getMainOption(name: string, defaultValue?: string): string | undefined;
  /** An option of any section of the ini file. */
  getSectionOption(section: string, name: string, defaultValue?: string): string | undefined;
  /** What the program that runs the command handed over. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** What a script can ask of the environment that its run is part of. */
export interface EnvironmentView {
  readonly config: ConfigView;
  /** The values of `-x`, as a list, or by name where they are written `name=value`. */
  getXArgument(options?: { readonly asDictionary?: false }): readonly string[];
  getXArgument(options: { readonly asDictionary: true }): Readonly<Record<string, string>>;
  /** The value of `--tag`. */
  getTagArgument(): string | undefined;
}
