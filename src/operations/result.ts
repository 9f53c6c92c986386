import type { QueryResult, Row, SqlValue } from "../database/connection.js";

/**
 * The rows that a statement gave, each an object keyed by column name: an array with the shortcuts of SQLAlchemy's
 * result.
 *
 * @example
 * ```ts
 * import type { Operations } from "alembic-ts";
 *
 * export async function upgrade(op: Operations): Promise<void> {
 *   const accounts = await op.getBind().execute("SELECT id, name FROM account WHERE active = :active", { active: 1 });
 *   for (const account of accounts) await op.execute(`INSERT INTO log (name) VALUES ('${account["name"]}')`);
 * }
 * ```
 */
export class Result extends Array<Row> {
  /** Names of the columns, in the statement's order. */
  readonly columns: readonly string[];
  /** Rows changed by an INSERT, UPDATE or DELETE, or rows read by a query. */
  readonly rowCount: number;

  constructor(answer: QueryResult) {
    super();
    for (const row of answer.rows) this.push(row);
    this.columns = answer.columns;
    this.rowCount = answer.rowCount;
  }

  /** `map` and its kin give plain arrays. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  /** The rows as a plain array. */
  get rows(): readonly Row[] {
    return this;
  }

  /** All rows. */
  all(): readonly Row[] {
    return [...this];
  }

  /** The first row, or `undefined` where there is none. */
  first(): Row | undefined {
    return this[0];
  }

  /** The first column of the first row, or `undefined` where there is no row. */
  scalar(): SqlValue | undefined {
    const [name] = this.columns;
    return name === undefined ? undefined : this[0]?.[name];
  }

  /** The first column of every row. */
  scalars(): SqlValue[] {
    const [name] = this.columns;
    return name === undefined ? [] : this.all().map((row) => row[name] ?? null);
  }
}
