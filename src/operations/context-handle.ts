import type { Dialect } from "../dialects/dialect.js";
import type { Bind } from "./bind.js";
import type { CallQueue } from "./call-queue.js";
import type { ConfigView, EnvironmentView } from "./environment-view.js";
import type { MigrationContextOptions, MigrationContextView } from "./migration-context-view.js";
import type { OperationsHost } from "./operations-host.js";

/** The view of a run that a script gets: what it asks for joins the queue of its other calls. */
export class ContextHandle implements MigrationContextView {
  readonly #host: OperationsHost;
  readonly #queue: CallQueue;
  readonly #bind: Bind;

  constructor(host: OperationsHost, queue: CallQueue, bind: Bind) {
    this.#host = host;
    this.#queue = queue;
    this.#bind = bind;
  }

  get dialect(): Dialect {
    return this.#host.dialect;
  }

  get bind(): Bind | undefined {
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
