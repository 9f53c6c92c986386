import type { QueryResult, SqlValue } from "../../database/connection.js";

/** The data of a {@link Result}; the values may have been converted since the database returned them. */
type Answer<Value> = Omit<QueryResult, "rows" | "tuples"> & {
  readonly rows: readonly Record<string, Value>[];
  readonly tuples?: readonly (readonly Value[])[];
  /** The values as the database returned them; absent if no value was converted. */
  readonly stored?: () => readonly (readonly SqlValue[])[];
};

/**
 * The rows that a statement returned, each an object keyed by column name: an array with the shortcuts of SQLAlchemy's
 * result. Of two columns with one name an object has the last; {@link tuples} has both.
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
export class Result<Value = SqlValue> extends Array<Record<string, Value>> {
  /** Names of the columns, in the statement's order. */
  readonly columns: readonly string[];
  /** Rows changed by an INSERT, UPDATE or DELETE, or rows read by a query. */
  readonly rowCount: number;
  readonly #tuples: readonly (readonly Value[])[] | undefined;
  readonly #stored: (() => readonly (readonly SqlValue[])[]) | undefined;

  constructor(answer: Answer<Value>) {
    super();
    for (const row of answer.rows) this.push(row);
    this.columns = answer.columns;
    this.rowCount = answer.rowCount;
    this.#tuples = answer.tuples;
    this.#stored = answer.stored;
  }

  /** `map` and the like return plain arrays. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  /** The rows as a plain array. */
  get rows(): readonly Record<string, Value>[] {
    return this;
  }

  /** All rows. */
  all(): readonly Record<string, Value>[] {
    return [...this];
  }

  /** The first row, or `undefined` where there is none. */
  first(): Record<string, Value> | undefined {
    return this[0];
  }

  /** The rows as lists of values in the order of the columns, for columns that have one name. */
  tuples(): readonly (readonly Value[])[] {
    return this.#tuples ?? this.all().map((row) => this.columns.map((name) => row[name] as Value));
  }

  /**
   * The rows as {@link tuples} has them, with values that no type has converted: JSON is the text that the database has,
   * with all digits of its numbers.
   */
  stored(): readonly (readonly SqlValue[])[] {
    return this.#stored?.() ?? (this.tuples() as readonly (readonly unknown[])[] as readonly (readonly SqlValue[])[]);
  }

  /** The first column of the first row, or `undefined` where there is no row. */
  scalar(): Value | undefined {
    return this.scalars()[0];
  }

  /** The first column of every row. */
  scalars(): Value[] {
    const [name] = this.columns;
    if (name === undefined) return [];
    return this.#tuples?.map(([first]) => first as Value) ?? this.all().map((row) => row[name] as Value);
  }
}
