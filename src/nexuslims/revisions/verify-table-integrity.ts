import type { SqlValue } from "../../index.js";
import { DataIntegrityError } from "./data-integrity-error.js";
import { quoted } from "./quoted.js";

/** The connection for {@link verifyTableIntegrity}, such as that of `op.getBind()`. */
export interface IntegrityConnection {
  /** Executes one statement and returns its rows. */
  execute(sql: string): Promise<{ readonly rows: readonly Readonly<Record<string, SqlValue>>[] }>;
}

/** How often each value of a column is expected. */
export type Distribution = ReadonlyMap<SqlValue, number> | Readonly<Record<string, number>>;

/** Further checks besides the number of rows. */
export interface VerifyTableIntegrityOptions {
  /** The smallest and the greatest key; by default keys are not checked. */
  readonly expectedPkRange?: readonly [SqlValue, SqlValue] | undefined;
  /** How often each value of {@link distributionColumn} is expected; by default values are not checked. */
  readonly expectedDistribution?: Distribution | undefined;
  /** The column of {@link expectedDistribution}. */
  readonly distributionColumn?: string | undefined;
  /** The key's column; default `id`. */
  readonly pkColumn?: string | undefined;
}

/**
 * Verifies that a rebuilt table has the rows of the old one; for revisions that copy a table.
 *
 * @param connection - the connection of `op.getBind()`.
 * @param table - the table to check.
 * @param expectedCount - the number of rows that it must have.
 * @throws {DataIntegrityError} when the count, the range of keys or the distribution of values differs; the migration
 * then rolls back and the file is as it was.
 * @example
 * ```ts
 * import type { Operations } from "alembic-ts";
 * import { verifyTableIntegrity } from "alembic-ts/nexuslims";
 *
 * export async function upgrade(op: Operations): Promise<void> {
 *   const connection = op.getBind();
 *   const count = Number(await connection.scalar("SELECT COUNT(*) FROM upload_log"));
 *   await op.execute("CREATE TABLE upload_log_new AS SELECT * FROM upload_log");
 *   await verifyTableIntegrity(connection, "upload_log_new", count);
 * }
 * ```
 */
export async function verifyTableIntegrity(
  connection: IntegrityConnection,
  table: string,
  expectedCount: number,
  options: VerifyTableIntegrityOptions = {},
): Promise<void> {
  const { expectedPkRange, expectedDistribution, distributionColumn, pkColumn = "id" } = options;
  const name = quoted(table);

  const [counted] = (await connection.execute(`SELECT COUNT(*) AS n FROM ${name}`)).rows;
  if (!same(counted?.["n"], expectedCount)) {
    throw new DataIntegrityError(table, "Row count mismatch", shown(expectedCount), shown(counted?.["n"]));
  }

  if (expectedPkRange !== undefined) {
    const key = quoted(pkColumn);
    // In one query SQLite would read the whole table; in separate ones it reads only the two ends of the key.
    const ends = `(SELECT MIN(${key}) FROM ${name}) AS low, (SELECT MAX(${key}) FROM ${name}) AS high`;
    const [found] = (await connection.execute(`SELECT ${ends}`)).rows;
    const [low, high] = expectedPkRange;
    if (!same(found?.["low"], low) || !same(found?.["high"], high)) {
      throw new DataIntegrityError(
        table,
        "Primary key range mismatch",
        `(${shown(low)}, ${shown(high)})`,
        `(${shown(found?.["low"])}, ${shown(found?.["high"])})`,
      );
    }
  }

  if (expectedDistribution !== undefined && distributionColumn !== undefined) {
    const expected = describe(expectedDistribution);
    const actual = describe(await distributionOf(connection, name, quoted(distributionColumn), expectedDistribution));
    if (expected !== actual) {
      throw new DataIntegrityError(table, `Distribution mismatch in ${distributionColumn}`, expected, actual);
    }
  }
}

/** Whether two values are the same number or text; a large integer may come as a bigint. */
function same(found: SqlValue | undefined, expected: SqlValue): boolean {
  const left = found ?? null;
  if (typeof left === "bigint" || typeof expected === "bigint") {
    return left !== null && expected !== null && String(left) === String(expected);
  }
  return left === expected;
}

function shown(value: SqlValue | undefined): string {
  if (value === null || value === undefined) return "none";
  return typeof value === "string" ? `'${value}'` : String(value);
}

/** The largest number of values that are counted without GROUP BY: each is a column of the query, compared with every row. */
const COUNTED_SINGLY = 16;

/** Counts how often each value of a column occurs. */
async function distributionOf(
  connection: IntegrityConnection,
  name: string,
  column: string,
  expected: Distribution,
): Promise<Distribution> {
  const texts = entriesOf(expected).map(([value]) => value);
  if (texts.length <= COUNTED_SINGLY && texts.every((text) => typeof text === "string")) {
    // GROUP BY sorts all values, which takes three times as long. Affinity and collation could make other values equal.
    const counts = texts.map((text, at) => {
      const literal = `'${text.replaceAll("'", "''")}' COLLATE BINARY`;
      return `COUNT(*) FILTER (WHERE ${column} = ${literal} AND typeof(${column}) = 'text') AS n${at}`;
    });
    const [found] = (await connection.execute(`SELECT ${["COUNT(*) AS n", ...counts].join(", ")} FROM ${name}`)).rows;
    const known = new Map(texts.map((text, at) => [text, Number(found?.[`n${at}`])]));
    if ([...known.values()].reduce((sum, count) => sum + count, 0) === Number(found?.["n"])) return known;
  }
  const { rows } = await connection.execute(
    `SELECT ${column} AS value, COUNT(*) AS n FROM ${name} GROUP BY 1 ORDER BY 1`,
  );
  return new Map(rows.map((row) => [row["value"] ?? null, Number(row["n"])]));
}

function entriesOf(distribution: Distribution): [SqlValue, number][] {
  // By its shape: a script in another realm, as Jest has them, makes its maps with another class.
  return Symbol.iterator in distribution ? [...distribution] : Object.entries(distribution);
}

function describe(distribution: Distribution): string {
  const parts = entriesOf(distribution)
    .filter(([, count]) => count > 0)
    .map(([value, count]) => `${shown(value)}: ${count}`);
  return `{${parts.sort().join(", ")}}`;
}
