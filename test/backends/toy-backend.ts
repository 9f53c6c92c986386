import {
  type Backend,
  type DatabaseUrl,
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

/** A connection takes SQL and returns rows. This one passes them on to SQLite; a real one calls the package of its database. */
class ToyConnection implements DriverConnection {
  readonly dialectName = "toy";
  readonly paramstyle = "qmark";
  readonly url: DatabaseUrl;
  readonly #inner: DriverConnection;

  constructor(url: DatabaseUrl, inner: DriverConnection) {
    this.url = url;
    this.#inner = inner;
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
  close(): Promise<void> {
    return this.#inner.close();
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
    inspector: (connection: StatementRunner): Inspector => sqlite.inspector!(connection),
  };
}

registerBackend({ schemes: ["toy"], load: loadToy });
