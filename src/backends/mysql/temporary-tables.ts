import type { QueryResult, Row, SqlParams } from "../../database/connection.js";
import type { MysqlConnection } from "../../database/mysql/mysql-connection.js";
import { shownChecks, shownColumn } from "../../dialects/mysql/reflection/shown-table.js";
import type { TemporaryTables } from "../temporary-tables.js";

/**
 * Temporary tables in a session of their own. If they are enough for a comparison, no scratch database is created: the
 * server waits for its disk less often, and the user needs no privilege for another database.
 */
export class MysqlTemporaryTables implements TemporaryTables {
  readonly #connection: MysqlConnection;
  /** The collation of columns without one of their own. */
  readonly #collation: string;

  private constructor(connection: MysqlConnection, collation: string) {
    this.#connection = connection;
    this.#collation = collation;
  }

  /**
   * Opens a session.
   *
   * @returns `undefined` if this user may not create temporary tables, or if `beside` is a client that the caller passed in,
   * because no second session can be opened then.
   */
  static async open(beside: MysqlConnection): Promise<MysqlTemporaryTables | undefined> {
    const connection = await beside.another();
    if (connection === undefined) return undefined;
    try {
      // A server can require that each table has a primary key.
      await connection.execute("CREATE TEMPORARY TABLE alembic_probe (probe INT PRIMARY KEY)");
      await connection.execute("DROP TEMPORARY TABLE alembic_probe");
      const { rows } = await connection.execute("SELECT @@collation_database AS collation");
      return new MysqlTemporaryTables(connection, String(rows[0]?.["collation"]));
    } catch {
      await connection.close();
      return undefined;
    }
  }

  execute(sql: string, params?: SqlParams): Promise<QueryResult> {
    return this.#connection.execute(sql, params);
  }

  readColumn(name: string, createTable: string): ReturnType<TemporaryTables["readColumn"]> {
    return this.#read(name, createTable, async (shown) => {
      const { rows } = await this.#connection.execute(`SHOW FULL COLUMNS FROM ${name}`);
      const { isMariadb } = this.#connection;
      return shownColumn(shown, rows[0] as Row, { collation: this.#collation, isMariadb });
    });
  }

  readChecks(name: string, createTable: string): ReturnType<TemporaryTables["readChecks"]> {
    return this.#read(name, createTable, async (shown) => shownChecks(shown));
  }

  close(): Promise<void> {
    return this.#connection.close();
  }

  async #read<T>(
    name: string,
    createTable: string,
    read: (shown: string) => Promise<T | undefined>,
  ): Promise<T | undefined> {
    try {
      await this.#connection.execute(createTable.replace(/^\s*CREATE TABLE/, "CREATE TEMPORARY TABLE"));
      const { rows } = await this.#connection.execute(`SHOW CREATE TABLE ${name}`);
      return await read(String(rows[0]?.["Create Table"]));
    } catch {
      return undefined;
    } finally {
      // If the table stays, the next one of its name cannot be created here and goes to a scratch database.
      await this.#connection.execute(`DROP TEMPORARY TABLE IF EXISTS ${name}`).catch(() => undefined);
    }
  }
}
