import type { Dialect } from "../dialects/dialect.js";
import type { CallQueue } from "./calls/call-queue.js";
import type { MigrationContextView } from "./migration-context-view.js";
import type { ConfigView, EnvironmentView, MigrationContextOptions, OperationsHost } from "./operations-host.js";
import type { QueuedConnection } from "./queued-connection.js";

/** The view of a run that a script gets. Its calls join the queue of the script's other calls. */
export class QueuedContext implements MigrationContextView {
  readonly #host: OperationsHost;
  readonly #queue: CallQueue;
  readonly #bind: QueuedConnection;

  constructor(host: OperationsHost, queue: CallQueue, bind: QueuedConnection) {
    this.#host = host;
    this.#queue = queue;
    this.#bind = bind;
  }

  get dialect(): Dialect {
    return this.#host.dialect;
  }

  get bind(): QueuedConnection | undefined {
    return this.#host.asSql ? undefined : this.#bind;
  }

  get asSql(): boolean {
    return this.#host.asSql;
  }

  get opts(): MigrationContextOptions {
    return this.#host.opts;
  }

  get environmentContext(): EnvironmentView | undefined {
    return this.#host.context.environmentContext;
  }

  get config(): ConfigView | undefined {
    return this.environmentContext?.config;
  }

  isOfflineMode(): boolean {
    return this.#host.asSql;
  }

  getCurrentRevision(): Promise<string | undefined> {
    return this.#queue.enqueue(() => this.#host.context.getCurrentRevision());
  }

  getCurrentHeads(): Promise<readonly string[]> {
    return this.#queue.enqueue(() => this.#host.context.getCurrentHeads());
  }

  autocommitBlock<T>(work: () => Promise<T> | T): Promise<T> {
    return this.#queue.enqueue((queue) => this.#host.context.autocommitBlock(() => queue.scope(work)));
  }
}
