import type { ClientBase, Connection } from "pg";
import { type QueryEnd, SimpleQuery } from "./simple-query.js";
import type { WirePipeline, WireResult } from "./wire.js";

/** How many statements are held back at most. */
const together = 16;

/**
 * Sends statements to the server without waiting for the results of those before, which the protocol allows: the server
 * executes them in order and returns one result after the other.
 *
 * `pg` sends a query when the one before has ended. So the messages of all are written here, and each query is handed to
 * `pg` when the one before ends, without being sent again.
 */
export class PgPipeline implements WirePipeline {
  readonly #client: ClientBase;
  #connection: Connection | undefined;
  /** Those that were sent, the oldest first, which `pg` is working on. */
  readonly #sent: SimpleQuery[] = [];
  /** Those of them whose messages are to be written. */
  #unwritten: SimpleQuery[] = [];
  /** Those that are sent with the next one. */
  #held: SimpleQuery[] = [];
  #idle: (() => void)[] = [];

  constructor(client: ClientBase) {
    this.#client = client;
  }

  get isIdle(): boolean {
    return this.#sent.length === 0;
  }

  /** Sends a statement, and those before it that are held back. */
  query(text: string): Promise<WireResult> {
    const result = this.hold(text);
    this.flush();
    return result;
  }

  /** Holds a statement back until the next {@link PgPipeline.query}, or until the program waits for something. */
  hold(text: string): Promise<WireResult> {
    return new Promise((resolve, reject) => {
      const end = (outcome: QueryEnd): void => {
        this.#next();
        if ("error" in outcome) reject(outcome.error);
        else resolve(outcome.result);
      };
      // Code that waits for something else does not know that a statement is held back.
      if (this.#held.length === 0) setImmediate(() => this.flush());
      this.#held.push(new SimpleQuery(text, (connection) => this.#write(connection), end));
      if (this.#held.length >= together) this.flush();
    });
  }

  /** Sends what is held back. */
  flush(): void {
    if (this.#held.length === 0) return;
    const { isIdle } = this;
    this.#sent.push(...this.#held);
    this.#unwritten.push(...this.#held);
    this.#held = [];
    if (isIdle) this.#handOver();
    else if (this.#connection !== undefined) this.#write(this.#connection);
  }

  /** Drops what is held back; its promises do not settle. */
  drop(): void {
    this.#held = [];
  }

  /** Waits until every statement that was sent has ended. */
  async idle(): Promise<void> {
    if (!this.isIdle) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  /** Called when `pg` begins a query too: the first one of an idle pipeline writes the messages of all. */
  #write(connection: Connection): void {
    this.#connection = connection;
    const queries = this.#unwritten;
    if (queries.length === 0) return;
    this.#unwritten = [];
    connection.stream.cork();
    for (const { text } of queries) connection.query(text);
    connection.stream.uncork();
  }

  /** Called while `pg` ends a query, so that the next one is there before the message that follows. */
  #next(): void {
    this.#sent.shift();
    if (this.#sent.length > 0) {
      this.#handOver();
      return;
    }
    const waiting = this.#idle;
    this.#idle = [];
    for (const wake of waiting) wake();
  }

  #handOver(): void {
    const query = this.#sent[0];
    if (query !== undefined) this.#client.query(query);
  }
}
