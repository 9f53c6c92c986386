import { randomBytes } from "node:crypto";
import type { DriverConnection, QueryResult, SqlParams } from "../../database/connection.js";
import type { DatabaseUrl } from "../../database/database-url.js";
import type { MysqlConnection } from "../../database/mysql/mysql-connection.js";

/** The prefix of the names of scratch databases. */
export const scratchPrefix = "alembic_scratch_";

const quoted = (name: string): string => `\`${name.replaceAll("`", "``")}\``;

/**
 * An empty database on the same server, for comparisons that need the server. `close()` drops it. MySQL cannot roll
 * back schema changes, so nothing is created in the database that is compared. The session that creates a scratch
 * database holds a lock of the same name. If that lock is free, a killed program left the database behind, and the
 * next program drops it.
 */
export class ScratchDatabase implements DriverConnection {
  readonly paramstyle = "qmark";
  readonly #connection: MysqlConnection;
  readonly #name: string;
  /** The database that a shared connection returns to after each statement; `undefined` for a connection of our own. */
  readonly #home: string | undefined;
  #isClosed = false;

  private constructor(connection: MysqlConnection, name: string, home: string | undefined) {
    this.#connection = connection;
    this.#name = name;
    this.#home = home;
  }

  /**
   * Creates a database with the character set and the collation of the connection's current database.
   *
   * @returns the database; `undefined` if the user may not create one, or if that would commit the open transaction of
   * a shared connection.
   */
  static async open(beside: MysqlConnection): Promise<ScratchDatabase | undefined> {
    const own = await beside.another();
    if (own === undefined && beside.inTransaction) return undefined;
    const connection = own ?? beside;
    const name = `${scratchPrefix}${randomBytes(6).toString("hex")}`;
    try {
      await dropLeftOver(connection);
      await connection.execute("SELECT GET_LOCK(?, 0)", [name]);
      const { rows } = await connection.execute(
        "SELECT @@character_set_database AS charset, @@collation_database AS collation",
      );
      const { charset, collation } = rows[0] ?? {};
      await connection.execute(`CREATE DATABASE ${name} CHARACTER SET ${charset} COLLATE ${collation}`);
    } catch {
      await own?.close();
      return undefined;
    }
    const scratch = new ScratchDatabase(connection, name, own === undefined ? beside.database : undefined);
    if (own !== undefined) await connection.execute(`USE ${name}`);
    return scratch;
  }

  /** The name of the database. */
  get database(): string {
    return this.#name;
  }

  get dialectName(): string {
    return this.#connection.dialectName;
  }

  get url(): DatabaseUrl {
    return this.#connection.url;
  }

  get inTransaction(): boolean {
    return this.#connection.inTransaction;
  }

  async execute(sql: string, params?: SqlParams): Promise<QueryResult> {
    if (this.#home === undefined) return this.#connection.execute(sql, params);
    await this.#connection.execute(`USE ${this.#name}`);
    try {
      return await this.#connection.execute(sql, params);
    } finally {
      await this.#connection.execute(`USE ${quoted(this.#home)}`);
    }
  }

  begin(): Promise<void> {
    return this.#connection.begin();
  }

  commit(): Promise<void> {
    return this.#connection.commit();
  }

  rollback(): Promise<void> {
    return this.#connection.rollback();
  }

  async beginRun(): Promise<void> {
    // No other run uses this database, so there is nothing to lock.
  }

  endRun(): Promise<void> {
    return this.#connection.rollback();
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#connection.rollback();
    await this.#connection.execute(`DROP DATABASE IF EXISTS ${this.#name}`);
    if (this.#home === undefined) await this.#connection.close();
    else await this.#connection.execute("SELECT RELEASE_LOCK(?)", [this.#name]);
  }
}

/** Drops the scratch databases of programs that have ended. */
async function dropLeftOver(connection: MysqlConnection): Promise<void> {
  // On a cluster only the node of the session knows such a lock.
  const cluster = await connection.execute("SHOW VARIABLES LIKE 'wsrep_on'");
  if (cluster.rows[0]?.["Value"] === "ON") return;
  const { rows } = await connection.execute(
    "SELECT SCHEMA_NAME AS name FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE ? AND IS_FREE_LOCK(SCHEMA_NAME) = 1",
    [`${scratchPrefix.replaceAll("_", "\\_")}%`],
  );
  for (const { name } of rows) {
    // A program takes the lock before it creates the database, so a free lock means that the program has ended.
    if (new RegExp(`^${scratchPrefix}[0-9a-f]{12}$`).test(String(name)))
      await connection.execute(`DROP DATABASE IF EXISTS ${name}`).catch(() => undefined);
  }
}
