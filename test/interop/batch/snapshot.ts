import { openDatabase } from "../../../src/backends/open-database.js";
import { quoteName } from "../../../src/database/quote-name.js";

/** A row of `t`: its key column `k`, its row number, and its values as SQL literals, which show their storage class. */
export interface SnapshotRow {
  readonly key: string;
  readonly rowid: string | null;
  readonly values: readonly string[];
}

/** All that a batch on `t` could lose. */
export interface Snapshot {
  readonly rows: readonly SnapshotRow[];
  /** The rows of all other tables. */
  readonly others: Readonly<Record<string, unknown>>;
  readonly sequence: unknown;
  /** Type and name of each object that has a statement. */
  readonly objects: readonly string[];
  /** The findings of SQLite's own checks. */
  readonly problems: readonly string[];
}

/** A text as its bytes, because `quote()` ends at the first NUL. */
const literal = (quoted: string): string =>
  `CASE typeof(${quoted}) WHEN 'text' THEN 'text ' || hex(${quoted}) ELSE quote(${quoted}) END`;

/**
 * Reads a database.
 *
 * @param columns - columns of `t`; a new one, `null`, has no values.
 */
export async function readSnapshot(
  path: string,
  columns: readonly (string | null)[],
  { isSound = true } = {},
): Promise<Snapshot> {
  const connection = await openDatabase(`sqlite:///${path}`);
  const all = async (sql: string) => (await connection.execute(sql)).rows;
  try {
    const [numbered] = await all("SELECT count(*) AS n FROM pragma_table_list('t') WHERE wr = 0");
    const rowid = Number(numbered?.["n"]) > 0 ? "CAST(rowid AS TEXT)" : "NULL";
    const values = columns.map((column, at) => `${column === null ? "NULL" : literal(quoteName(column))} AS v${at}`);
    const rows = await all(`SELECT ${["k", `${rowid} AS number`, ...values].join(", ")} FROM t ORDER BY k`);
    const master = await all("SELECT type, name FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name");
    const others: Record<string, unknown> = {};
    for (const { type, name } of master)
      if (type === "table" && name !== "t" && name !== "sqlite_sequence")
        others[String(name)] = await all(`SELECT rowid AS number, * FROM ${quoteName(String(name))}`);
    const hasSequence = master.some(({ name }) => name === "sqlite_sequence");
    const checks = isSound ? ["PRAGMA integrity_check", "PRAGMA foreign_key_check"] : [];
    const problems: string[] = [];
    for (const check of checks)
      for (const row of await all(check)) problems.push(Object.values(row).map(String).join(" "));
    return {
      rows: rows.map((row) => ({
        key: String(row["k"]),
        rowid: row["number"] === null ? null : String(row["number"]),
        values: columns.map((_, at) => String(row[`v${at}`])),
      })),
      others,
      sequence: hasSequence ? await all("SELECT name, CAST(seq AS TEXT) AS seq FROM sqlite_sequence") : null,
      objects: master.map(({ type, name }) => `${type} ${name}`),
      problems: problems.toSorted(),
    };
  } finally {
    await connection.close();
  }
}

/** The text of a value, as SQLite casts it. */
function textOf(value: string): string {
  const [, bytes] = /^(?:text |X')([0-9A-F]*)/.exec(value) ?? [];
  const text = bytes === undefined ? value : Buffer.from(bytes, "hex").toString("latin1");
  // As a text, infinity is Inf; as a literal, it is a number that is too large.
  return text === "Inf" ? "Infinity" : text.replace(/^(-?)9\.0e\+999$/, "$1Infinity");
}

const isText = (value: string): boolean => value.startsWith("text ");

/** Whether two values are the same, or numbers that are equal in 15 digits and both texts or both numbers. */
export function sameNumber(one: string, other: string): boolean {
  if (one === other) return true;
  const [first, second] = [one, other].map((value) => Number(textOf(value)).toPrecision(14));
  return first !== "NaN" && first === second && isText(one) === isText(other);
}

/**
 * Whether a converted value has all that the old one had: the same text, or the same number where it was a number or the
 * script asked for numbers.
 */
export function isKept(was: string, is: string, conversion: "storage" | "asked"): boolean {
  if (textOf(was) === textOf(is)) return true;
  if (conversion === "storage" && isText(was)) return false;
  const [before, after] = [was, is].map((value) => (textOf(value).trim() === "" ? Number.NaN : Number(textOf(value))));
  return !is.startsWith("X'") && before === after;
}
