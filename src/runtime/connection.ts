import type { Backend } from "../backends/backend.js";
import type { DriverConnection, SqlValue } from "../database/connection.js";
import type { DatabaseUrl } from "../database/database-url.js";
import type { Dialect, ResultValue } from "../dialects/dialect.js";
import type { Inspector } from "../dialects/inspector.js";
import { inspectorOf } from "../operations/operations-host.js";
import type { Result } from "../operations/statements/result.js";
import { runStatement, type StatementParams } from "../operations/statements/run-statement.js";
import type { Executable } from "../schema/elements/clause-element.js";

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
  /** The driver's connection: one statement at a time, as SQL text. */
  readonly driver: DriverConnection;
  /** The backend of its kind of database. */
  readonly backend: Backend;

  constructor(driver: DriverConnection, backend: Backend) {
    this.driver = driver;
    this.backend = backend;
  }

  /** The dialect of the database. */
  get dialect(): Dialect {
    return this.backend.dialect;
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
   * Runs one statement, or the same one for each object of a list. Bound values of a string are written `:name`. Values
   * for a clause go through the types of its columns, and choose the columns of an INSERT or UPDATE.
   *
   * @returns the rows as objects, with SQLAlchemy's shortcuts. Columns of an `sa.select()` have the values of their
   * types: JSON is read, and a boolean is true or false.
   * @throws {@link CommandError} when a parameter has no value, or rows have values for different columns.
   * @throws {@link CompileError} when SQL has no such value, or the value does not fit its column.
   * @throws the driver's error where the database refuses the statement.
   */
  async execute(statement: string, params?: StatementParams): Promise<Result>;
  async execute(statement: string | Executable, params?: StatementParams): Promise<Result<ResultValue>>;
  async execute(statement: string | Executable, params?: StatementParams): Promise<Result<ResultValue>> {
    const { dialect, driver } = this;
    return runStatement(statement, params, { dialect, paramstyle: driver.paramstyle }, (one) =>
      driver.execute(one.sql, one.params),
    );
  }

  /**
   * Runs one statement and reads one value.
   *
   * @returns the first column of the first row, or `undefined` where there is no row.
   * @throws the driver's error where the database refuses the statement.
   */
  async scalar(statement: string, params?: StatementParams): Promise<SqlValue | undefined>;
  async scalar(statement: string | Executable, params?: StatementParams): Promise<ResultValue | undefined>;
  async scalar(statement: string | Executable, params?: StatementParams): Promise<ResultValue | undefined> {
    return (await this.execute(statement, params)).scalar();
  }

  /**
   * Begins a transaction. A migration run that is configured with a connection in a transaction leaves it to the caller
   * to commit.
   */
  async begin(): Promise<void> {
    await this.driver.begin("immediate");
  }

  /** Commits the transaction; without one there is nothing to do, as each statement was committed at once. */
  async commit(): Promise<void> {
    if (this.driver.inTransaction) await this.driver.commit();
  }

  /** Rolls the transaction back. */
  async rollback(): Promise<void> {
    await this.driver.rollback();
  }

  /**
   * Reads the schema of the database.
   *
   * @returns an inspector; it keeps what it has read.
   * @throws {@link UnsupportedError} when the backend has none.
   */
  inspector(): Inspector {
    const { backend, dialect, driver } = this;
    return inspectorOf({ backend, dialect }, driver);
  }

  /** Closes the connection; an open transaction is rolled back. */
  async close(): Promise<void> {
    await this.driver.close();
  }
}
