import type { DriverConnection } from "../database/connection.js";
import type { Dialect } from "../dialects/dialect.js";
import type { Logger } from "../support/logger.js";
import type { OnLateCall } from "./call-queue.js";
import type { CallScopes } from "./call-scopes.js";
import type { EnvironmentView } from "./environment-view.js";
import type { MigrationContextOptions } from "./migration-context-view.js";
import type { StatementSink } from "./statement-sink.js";

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

/** What {@link Operations} need from the run that they are part of. */
export interface OperationsHost {
  readonly dialect: Dialect;
  readonly sink: StatementSink;
  /** The database, or `undefined` in offline mode. */
  readonly connection: DriverConnection | undefined;
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
  /** Told of a call that comes after its script has ended; answers whether it raises the failure itself. */
  readonly onLateCall?: OnLateCall;
  /** When it aborts, callbacks of a script are waited for no longer. */
  readonly signal?: AbortSignal | undefined;
  /** Tells calls made inside a callback from those around it; left out, the innermost callback is taken. */
  readonly callScopes?: CallScopes;
}
