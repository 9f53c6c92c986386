import {
  type Backend,
  DatabaseUrl,
  type DriverConnection,
  type Inspector,
  loadBackend,
  openDatabase,
  PlainDialect,
  type QueryResult,
  type RunOptions,
  registerBackend,
  type SqlParams,
  type StatementRunner,
} from "alembic-ts";

/** A client of the database's own package, as a program opens it. */
export class ToyClient {
  readonly database: DriverConnection;

  constructor(database: DriverConnection) {
    this.database = database;
  }
}

/** A connection takes SQL and returns rows. This one passes them on to SQLite; a real one calls the package of its database. */
class ToyConnection implements DriverConnection {
  readonly dialectName = "toy";
  readonly paramstyle = "qmark";
  readonly url: DatabaseUrl;
  readonly #inner: DriverConnection;
  readonly #isAdopted: boolean;

  constructor(url: DatabaseUrl, inner: DriverConnection, { isAdopted = false } = {}) {
    this.url = url;
    this.#inner = inner;
    this.#isAdopted = isAdopted;
  }

  get inTransaction(): boolean {
    return this.#inner.inTransaction;
  }
  execute(sql: string, params?: SqlParams): Promise<QueryResult> {
    return this.#inner.execute(sql, params);
  }
  begin(mode?: "deferred" | "immediate"): Promise<void> {
    return this.#inner.begin(mode);
  }
  commit(): Promise<void> {
    return this.#inner.commit();
  }
  rollback(): Promise<void> {
    return this.#inner.rollback();
  }
  beginRun(options?: RunOptions): Promise<void> {
    return this.#inner.beginRun(options);
  }
  endRun(): Promise<void> {
    return this.#inner.endRun();
  }
  async close(): Promise<void> {
    // A client that somebody else opened stays open.
    if (!this.#isAdopted) await this.#inner.close();
  }
}

export async function loadToy(): Promise<Backend> {
  const sqlite = await loadBackend("sqlite");
  return {
    name: "toy",
    schemes: ["toy"],
    dialect: new PlainDialect({ name: "toy", types: { datetime: () => "TIMESTAMP" } }),
    transactions: { transactionalDdl: false, lockScope: "transaction" },
    open: async (url, options) => new ToyConnection(url, await openDatabase("sqlite://", options)),
    adopt: async (client) =>
      client instanceof ToyClient
        ? new ToyConnection(new DatabaseUrl({ driverName: "toy" }), client.database, { isAdopted: true })
        : undefined,
    inspector: (connection: StatementRunner): Inspector => sqlite.inspector!(connection),
  };
}

registerBackend({ schemes: ["toy"], load: loadToy });
