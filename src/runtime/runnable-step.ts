import type { MigrationStep } from "../graph/steps/migration-step.js";
import type { Operations } from "../operations/operations.js";

/** Values that `context.runMigrations({ … })` hands to every `upgrade()` and `downgrade()`. */
export type RunArguments = Readonly<Record<string, unknown>>;

/** A step of a plan together with the script that it runs; a stamp runs none. */
export interface RunnableStep {
  readonly step: MigrationStep;
  /** Path of the script, for messages. */
  readonly path?: string | undefined;
  /** Whether nothing in the script, which is not loaded yet, sees what became of a call of `op`. */
  readonly isPlain?: boolean;
  /** Calls the script's `upgrade()` or `downgrade()`. */
  run?(op: Operations, args: RunArguments): Promise<void>;
  /** Makes the stack of an error that passes through the script point at the lines of its source. */
  mapError?(error: unknown): Promise<void>;
}

/**
 * Decides which steps a run takes, given the version rows. It is called inside the run's transaction, so what it decides
 * still holds when the steps run.
 */
export type StepsFunction<Context> = (
  heads: readonly string[],
  context: Context,
) => Promise<readonly RunnableStep[]> | readonly RunnableStep[];
