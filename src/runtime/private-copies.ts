import { AsyncLocalStorage } from "node:async_hooks";
import type { Backend } from "../backends/backend.js";
import type { OnlineBackend } from "../backends/load-backend.js";
import type { DriverConnection } from "../database/connection.js";
import type { DatabaseUrl } from "../database/database-url.js";
import type { OpenDatabaseOptions } from "../database/open-database-options.js";
import type { PrivateCopy } from "../database/private-copy.js";
import { CommandError } from "../support/command-error.js";
import type { Connection } from "./connection.js";

/** The copies that `connect()` goes to; each run has its own, so two runs at once do not meet. */
const inUse = new AsyncLocalStorage<PrivateCopies>();

/** The copies that the calling run works on; `undefined` in an ordinary run. */
export function copiesInUse(): PrivateCopies | undefined {
  return inUse.getStore();
}

/**
 * Copies of the databases that a run connects to. Each is made when it is first asked for, and replaces its
 * database until the end, so that an environment and its scripts run as they are.
 */
export class PrivateCopies {
  readonly #signal: AbortSignal | undefined;
  readonly #beforeCopy: () => void;
  readonly #copies = new Map<string, Promise<PrivateCopy>>();
  readonly #owners = new WeakMap<DriverConnection, PrivateCopy>();

  /** `beforeCopy` is called before each copy is made. */
  constructor(signal: AbortSignal | undefined, beforeCopy: () => void) {
    this.#signal = signal;
    this.#beforeCopy = beforeCopy;
  }

  /** Runs `work`, whose calls of `connect()` all go to copies. */
  use<T>(work: () => Promise<T>): Promise<T> {
    return inUse.run(this, work);
  }

  /** Opens the copy of a database. */
  async open(backend: OnlineBackend, url: DatabaseUrl, options: OpenDatabaseOptions): Promise<DriverConnection> {
    const copy = await this.#copyOf(backend, url, options);
    const driver = await backend.open(copy.url, options);
    this.#owners.set(driver, copy);
    return driver;
  }

  /** The copy that a connection is on. */
  copyAt(driver: DriverConnection): PrivateCopy | undefined {
    return this.#owners.get(driver);
  }

  /** @throws CommandError where a connection is on anything but a copy. */
  requireCopy(connection: Connection | undefined): void {
    if (connection === undefined || this.#owners.has(connection.driver)) return;
    throw new CommandError(
      "A preview works on a private copy of what env.ts opens with connect(), but this environment was handed a " +
        "connection that is open already: nothing was run",
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
        `There is no preview of a ${backend.name} database, which cannot be copied aside; write the SQL with --sql and read it`,
      );
    }
    this.#beforeCopy();
    const made = backend.privateCopy(url, { ...options, signal: this.#signal });
    this.#copies.set(key, made);
    return made;
  }
}
