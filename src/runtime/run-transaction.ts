import type { DriverConnection, RunOptions } from "../database/connection.js";
import { InterruptedError } from "../database/interrupted-error.js";
import { isError } from "../support/is-built-in.js";
import { type Committed, RunInterruptedError } from "./errors/run-interrupted-error.js";
import type { TransactionPolicy } from "./run-policy.js";

/**
 * The transactions of one online run, begun and ended by its policy. The write lock is taken by `BEGIN IMMEDIATE`
 * before the version rows are read, so two runs at once never both take a step.
 */
export class RunTransaction {
  readonly policy: TransactionPolicy;
  readonly #driver: DriverConnection;
  readonly #options: RunOptions;
  readonly #onEndError: ((error: unknown) => void) | undefined;
  #prepared = false;
  #commits = 0;
  #splitsStep = false;

  /** `onEndError` is told when the driver could not end a run that had failed already. */
  constructor(
    driver: DriverConnection,
    policy: TransactionPolicy,
    options: RunOptions,
    onEndError?: (error: unknown) => void,
  ) {
    this.#driver = driver;
    this.policy = policy;
    this.#options = options;
    this.#onEndError = onEndError;
  }

  /** Whether {@link RunTransaction.around} is running. */
  get prepared(): boolean {
    return this.#prepared;
  }

  /** How many transactions were committed. */
  get commits(): number {
    return this.#commits;
  }

  /** Whether the last commit came in the middle of a step. */
  get splitsStep(): boolean {
    return this.#splitsStep;
  }

  /** Runs `work` as the whole run: commits at its end, rolls back what is open where it fails. */
  async around<T>(work: () => Promise<T>): Promise<T> {
    if (this.policy === "external" || this.#prepared) return work();
    this.#prepared = true;
    try {
      await this.#driver.beginRun(this.#options);
      const result = await this.#committing(work).catch(async (error: unknown) => {
        // The caller needs the error that ended the run; a driver's failure to tidy up comes second.
        await this.#driver.endRun().catch((second: unknown) => this.#onEndError?.(second));
        throw error;
      });
      await this.#driver.endRun();
      return result;
    } finally {
      this.#prepared = false;
    }
  }

  async #committing<T>(work: () => Promise<T>): Promise<T> {
    try {
      if (this.policy === "read") return await work();
      if (this.policy === "run") await this.begin();
      const result = await work();
      await this.commit();
      return result;
    } catch (error) {
      await this.#undo(error);
      throw error instanceof InterruptedError ? new RunInterruptedError(this.#committed(), error) : error;
    }
  }

  /** Opens the transaction that the next step is part of, unless it is open. Returns whether it was opened. */
  async begin(): Promise<boolean> {
    if (this.policy === "external" || this.policy === "read" || this.#driver.inTransaction) return false;
    await this.#driver.begin("immediate");
    return true;
  }

  /** Commits what is open, unless it is not the run's own; `splitsStep` where a step is not at its end yet. */
  async commit({ splitsStep = false } = {}): Promise<void> {
    if (this.policy === "external" || this.policy === "read" || !this.#driver.inTransaction) return;
    await this.#driver.commit();
    this.#commits += 1;
    this.#splitsStep = splitsStep;
  }

  #committed(): Committed {
    if ((this.#driver.standing ?? []).length > 0) return "schema changes";
    if (this.#commits === 0) return "nothing";
    return this.#splitsStep ? "part of a step" : "steps";
  }

  async #undo(error: unknown): Promise<void> {
    if (!this.#driver.inTransaction) return;
    try {
      await this.#driver.rollback();
    } catch (rollbackError) {
      throw new AggregateError([error, rollbackError], isError(error) ? error.message : String(error));
    }
  }
}
