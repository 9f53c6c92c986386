import type { CallScopes } from "../operations/calls/call-queue.js";
import type { DroppedValues } from "../operations/operations-host.js";
import type { StatementSink } from "../operations/statements/statement-sink.js";
import type { Logger } from "../support/logger.js";
import type { ContextOptions } from "./options/context-options.js";
import type { RunContext } from "./options/version-apply.js";
import type { RunTransaction } from "./run-transaction.js";
import type { VersionTable } from "./version-table.js";

/** The context of a run as its parts use it, so that they need not import its class. */
export interface StepContext extends RunContext {
  readonly opts: ContextOptions;
  readonly logger: Logger;
  /** Where statements go. */
  readonly sink: StatementSink;
  /** The version table's statements. */
  readonly versionTable: VersionTable;
  /** The transactions of an online run. */
  readonly transaction: RunTransaction | undefined;
  /** Told what directives are about to remove. */
  readonly notice?: ((loss: DroppedValues) => void) | undefined;
  /** Makes the storage that tells the calls of callbacks apart; `undefined` where the host has none. */
  newCallScopes?(): CallScopes;
  /** Creates the version table where it is missing; offline, always. */
  ensureVersionTable(): Promise<void>;
  /** Runs `work` in the transaction of one step, where a script has one for each. */
  beginStep<T>(work: () => Promise<T>): Promise<T>;
  /** Runs `work` outside a transaction. */
  autocommitBlock<T>(work: () => Promise<T> | T): Promise<T>;
}
