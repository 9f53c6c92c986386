import { AlembicError } from "../../support/alembic-error.js";
import type { AheadOutcome } from "../connection.js";
import { statementFailure } from "./failure.js";
import type { WirePipeline, WireResult } from "./wire.js";

/** How many may be on their way; more would fill the buffers of the network, which nobody empties meanwhile. */
const atMost = 64;

/**
 * The statements that a connection has sent, or is about to send, without waiting for their results. The first failure is
 * kept: every call after it fails with it, until the transaction is rolled back.
 */
export class StatementsAhead {
  readonly #pipeline: WirePipeline;
  readonly #read: (result: WireResult) => number;
  #ends: Promise<void>[] = [];
  #failure: { readonly error: unknown } | undefined;

  /** @param read - returns the number of rows that a statement changed. */
  constructor(pipeline: WirePipeline, read: (result: WireResult) => number) {
    this.#pipeline = pipeline;
    this.#read = read;
  }

  /** Whether every statement has ended well. */
  get isSettled(): boolean {
    return this.#ends.length === 0 && this.#failure === undefined;
  }

  /** Adds a statement. Returns what to wait for before the next one is added; `undefined` for nothing. */
  add(sql: string, outcome: AheadOutcome): Promise<void> | undefined {
    const end = this.#pipeline.hold(sql).then((result) => outcome.result(this.#read(result)));
    this.#ends.push(end.catch((error: unknown) => this.#fail(error, sql, outcome)));
    if (this.#ends.length < atMost) return undefined;
    this.#pipeline.flush();
    return this.#ends.splice(0, atMost / 2)[atMost / 2 - 1];
  }

  /**
   * Waits until all that was sent has ended.
   *
   * @throws the first failure.
   */
  async settle(): Promise<void> {
    this.#pipeline.flush();
    const ends = this.#ends;
    this.#ends = [];
    await Promise.all(ends);
    this.check();
  }

  /** @throws the first failure that is known. */
  check(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  #fail(error: unknown, sql: string, outcome: AheadOutcome): void {
    if (this.#failure !== undefined) return;
    const isKnown = error instanceof AlembicError;
    this.#failure = { error: isKnown ? error : outcome.failure(statementFailure(error, sql, undefined)) };
  }
}
