import type { DriverConnection, QueryResult, SqlParams, SqlValue } from "../database/connection.js";
import type { DatabaseUrl } from "../database/database-url.js";
import type { CompiledStatement, Dialect } from "../dialects/dialect.js";
import { Result } from "../operations/result.js";
import type { Executable } from "../schema/executable.js";

/**
 * A connection to a database that takes SQL strings and `sa` clauses; {@link connect} opens one.
 *
 * @example
 * ```ts
 * import { connect } from "alembic-ts";
 *
 * const connection = await connect("sqlite:///app.db");
 * const rows = await connection.execute("SELECT name FROM account WHERE id = :id", { id: 1 });
 * console.log(rows.first()?.["name"]);
 * await connection.close();
 * ```
 */
export class Connection {
  /** The connection below: one statement at a time, as SQL text. */
  readonly driver: DriverConnection;
  /** The dialect of the database. */
  readonly dialect: Dialect;

  constructor(driver: DriverConnection, dialect: Dialect) {
    this.driver = driver;
    this.dialect = dialect;
  }

  /** Where the database is. */
  get url(): DatabaseUrl {
    return this.driver.url;
  }

  /** Whether a transaction is open. */
  get inTransaction(): boolean {
    return this.driver.inTransaction;
  }

  /**
   * Runs one statement. Bound values of a string are written `:name`.
   *
   * @returns the rows as objects, with SQLAlchemy's shortcuts.
   * @throws the driver's error where the database refuses the statement.
   */
  async execute(statement: string | Executable, params?: SqlParams): Promise<Result> {
    if (typeof statement === "string") return new Result(await this.driver.execute(statement, params));
    let answer: QueryResult | undefined;
    for (const compiled of this.dialect.compile(statement)) {
      answer = await this.driver.execute(compiled.sql, mergeParams(compiled, params));
    }
    return new Result(answer ?? { columns: [], rows: [], rowCount: 0 });
  }

  /**
   * Runs one statement and reads one value.
   *
   * @returns the first column of the first row, or `undefined` where there is no row.
   * @throws the driver's error where the database refuses the statement.
   */
  async scalar(statement: string | Executable, params?: SqlParams): Promise<SqlValue | undefined> {
    return (await this.execute(statement, params)).scalar();
  }

  /**
   * Begins a transaction. A migration run that is configured with a connection in a transaction leaves it to the caller
   * to commit.
   */
  async begin(): Promise<void> {
    await this.driver.begin("immediate");
  }

  /** Commits the transaction. */
  async commit(): Promise<void> {
    await this.driver.commit();
  }

  /** Rolls the transaction back. */
  async rollback(): Promise<void> {
    await this.driver.rollback();
  }

  /** Closes the connection; an open transaction is rolled back. */
  async close(): Promise<void> {
    await this.driver.close();
  }
}

function mergeParams(compiled: CompiledStatement, params: SqlParams | undefined): SqlParams | undefined {
  if (params === undefined) return compiled.params;
  if (compiled.params === undefined || Array.isArray(params) || Array.isArray(compiled.params)) return params;
  return { ...compiled.params, ...params };
}
