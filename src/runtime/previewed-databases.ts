import { AsyncLocalStorage } from "node:async_hooks";
import type { Backend } from "../backends/backend.js";
import type { OnlineBackend } from "../backends/load-backend.js";
import type { DriverConnection } from "../database/connection.js";
import type { DatabaseUrl } from "../database/database-url.js";
import type { OpenDatabaseOptions } from "../database/open-database-options.js";
import type { PrivateCopy } from "../database/private-copy.js";
import type { RolledBackRun } from "../database/rolled-back-run.js";
import { CommandError } from "../support/command-error.js";
import type { Connection } from "./connection.js";

/** Where `connect()` goes in a preview; each run has its own, so two runs at once do not meet. */
const inUse = new AsyncLocalStorage<PreviewedDatabases>();

/** The databases that the calling preview works on; `undefined` in an ordinary run. */
export function previewInUse(): PreviewedDatabases | undefined {
  return inUse.getStore();
}

/**
 * What a preview works on in place of the databases that its run connects to, so that an environment and its scripts run
 * as they are: a private copy, made when it is first asked for, or a transaction of the database itself that is rolled
 * back.
 */
export class PreviewedDatabases {
  readonly #signal: AbortSignal | undefined;
  readonly #beforeCopy: () => void;
  readonly #beforeRollback: (url: DatabaseUrl) => void;
  readonly #copies = new Map<string, Promise<PrivateCopy>>();
  readonly #owners = new WeakMap<DriverConnection, PrivateCopy | RolledBackRun>();

  /** `beforeCopy` is called before each copy is made, `beforeRollback` before a run on a database itself. */
  constructor(
    signal: AbortSignal | undefined,
    { beforeCopy, beforeRollback }: { beforeCopy(): void; beforeRollback(url: DatabaseUrl): void },
  ) {
    this.#signal = signal;
    this.#beforeCopy = beforeCopy;
    this.#beforeRollback = beforeRollback;
  }

  /** Runs `work`, whose calls of `connect()` all come here. */
  use<T>(work: () => Promise<T>): Promise<T> {
    return inUse.run(this, work);
  }

  /** Opens the copy of a database, or the database itself in a transaction that is rolled back. */
  async open(backend: OnlineBackend, url: DatabaseUrl, options: OpenDatabaseOptions): Promise<DriverConnection> {
    if (backend.privateCopy === undefined && backend.rolledBack !== undefined) {
      this.#beforeRollback(url);
      const run = await backend.rolledBack(await backend.open(url, options));
      this.#owners.set(run.connection, run);
      return run.connection;
    }
    const copy = await this.#copyOf(backend, url, options);
    const driver = await backend.open(copy.url, options);
    this.#owners.set(driver, copy);
    return driver;
  }

  /** What a connection is on. */
  ownerOf(driver: DriverConnection): PrivateCopy | RolledBackRun | undefined {
    return this.#owners.get(driver);
  }

  /** @throws CommandError where a connection was not opened here. */
  requireOwn(connection: Connection | undefined): void {
    if (connection === undefined || this.#owners.has(connection.driver)) return;
    throw new CommandError(
      "A preview works on what env.ts opens with connect(), aside or in a transaction that is rolled back, but this " +
        "environment was handed a connection that is open already: nothing was run",
    );
  }

  /** Deletes all copies. */
  async discard(): Promise<void> {
    for (const made of await Promise.allSettled(this.#copies.values())) {
      if (made.status === "fulfilled") made.value.discard();
    }
  }

  async #copyOf(backend: Backend, url: DatabaseUrl, options: OpenDatabaseOptions): Promise<PrivateCopy> {
    const key = `${url.dialectName} ${url.host ?? ""}:${url.port ?? ""} ${url.database ?? ""}`;
    const known = this.#copies.get(key);
    if (known !== undefined) return known;
    if (backend.privateCopy === undefined) {
      throw new CommandError(
        `There is no preview of a ${backend.name} database, which is not copied aside and does not roll schema changes back; write the SQL with --sql and read it`,
      );
    }
    this.#beforeCopy();
    const made = backend.privateCopy(url, { ...options, signal: this.#signal });
    this.#copies.set(key, made);
    return made;
  }
}
