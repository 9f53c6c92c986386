import { randomBytes } from "node:crypto";
import type { DriverConnection, QueryResult, SqlParams } from "../../database/connection.js";
import type { DatabaseUrl } from "../../database/database-url.js";

/**
 * An empty schema in a transaction that is rolled back, for comparisons that need the server. It is used through the
 * connection whose database is compared: the schema is first in the search path while a statement of the scratch runs,
 * and not in it afterwards, so that other reads of the database never see it. Other sessions cannot see it, because
 * nothing is committed.
 */
export class ScratchSchema implements DriverConnection {
  readonly dialectName: string;
  readonly paramstyle = "numeric_dollar";
  readonly #connection: DriverConnection;
  readonly #path: string;
  readonly #ownsTransaction: boolean;
  #isClosed = false;

  private constructor(connection: DriverConnection, path: string, ownsTransaction: boolean) {
    this.#connection = connection;
    this.#path = path;
    this.#ownsTransaction = ownsTransaction;
    this.dialectName = connection.dialectName;
  }

  /** Creates the schema; if this user may not, the temporary schema of the session is used. */
  static async open(connection: DriverConnection): Promise<ScratchSchema> {
    const ownsTransaction = !connection.inTransaction;
    if (ownsTransaction) await connection.begin();
    await connection.execute("SAVEPOINT alembic_scratch");
    const { rows } = await connection.execute("SELECT current_setting('search_path') AS path");
    const before = String(rows[0]?.["path"] ?? "");
    let name = `alembic_scratch_${randomBytes(6).toString("hex")}`;
    await connection.execute("SAVEPOINT alembic_scratch_schema");
    try {
      await connection.execute(`CREATE SCHEMA ${name}`);
    } catch {
      await connection.execute("ROLLBACK TO SAVEPOINT alembic_scratch_schema");
      name = "pg_temp";
    }
    const path = before.trim() === "" || before.trim() === '""' ? name : `${name}, ${before}`;
    return new ScratchSchema(connection, path, ownsTransaction);
  }

  get url(): DatabaseUrl {
    return this.#connection.url;
  }

  get inTransaction(): boolean {
    return true;
  }

  async execute(sql: string, params?: SqlParams): Promise<QueryResult> {
    await this.#connection.execute(`SAVEPOINT alembic_scratch_step; SET LOCAL search_path TO ${this.#path}`);
    try {
      const result = await this.#connection.execute(sql, params);
      await this.#connection.execute(
        `SET LOCAL search_path TO ${withoutFirst(this.#path)}; RELEASE SAVEPOINT alembic_scratch_step`,
      );
      return result;
    } catch (error) {
      await this.#connection.execute(
        "ROLLBACK TO SAVEPOINT alembic_scratch_step; RELEASE SAVEPOINT alembic_scratch_step",
      );
      throw error;
    }
  }

  async begin(): Promise<void> {
    await this.#connection.execute("SAVEPOINT alembic_scratch_begin");
  }

  async commit(): Promise<void> {
    await this.#connection.execute("RELEASE SAVEPOINT alembic_scratch_begin");
  }

  async rollback(): Promise<void> {
    await this.#connection.execute("ROLLBACK TO SAVEPOINT alembic_scratch_begin");
  }

  async beginRun(): Promise<void> {
    // Nothing is prepared: the transaction is open already, and nobody else can see what happens in it.
  }

  async endRun(): Promise<void> {
    // The changes stay until the scratch is closed.
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (!this.#connection.inTransaction) return;
    await this.#connection.execute("ROLLBACK TO SAVEPOINT alembic_scratch; RELEASE SAVEPOINT alembic_scratch");
    if (this.#ownsTransaction) await this.#connection.rollback();
  }
}

/** The search path as it was before the scratch. */
function withoutFirst(path: string): string {
  const at = path.indexOf(", ");
  return at < 0 ? "''" : path.slice(at + 2);
}
