import fc from "fast-check";
import { expect, test } from "vitest";
import { openDatabase } from "../../../src/backends/open-database.js";
import type { DriverConnection } from "../../../src/database/connection.js";
import { parseAddedColumn } from "../../../src/database/sqlite/statements/added-column.js";
import { TableText } from "../../../src/database/sqlite/statements/table-text.js";
import { reservedWords as mssqlWords } from "../../../src/dialects/mssql/reserved-words.js";
import { reservedWords as sqliteWords } from "../../../src/dialects/sqlite/reserved-words.js";

const TABLE = "CREATE TABLE t (a)";

/** The text of a table after SQLite has run a statement; undefined where it refuses it. */
async function altered(connection: DriverConnection, table: string, statement: string): Promise<string | undefined> {
  await connection.execute("BEGIN");
  try {
    await connection.execute(table);
    await connection.execute(statement);
    const { rows } = await connection.execute("SELECT sql FROM sqlite_schema WHERE type = 'table' AND sql NOT NULL");
    return String(rows.find(({ sql }) => !/sqlite_sequence/.test(String(sql)))?.["sql"]);
  } catch {
    return undefined;
  } finally {
    await connection.execute("ROLLBACK");
  }
}

/** The same by our own edit; undefined where it is left to SQLite. */
function edited(table: string, statement: string): string | undefined {
  const column = parseAddedColumn(statement);
  const text = TableText.read(table);
  return column !== undefined && text?.add(column) ? text.sql : undefined;
}

const SPACES = ["", " ", "\n", "\t", "\r\n", "  ", " /* , ) */ ", " -- x, )\n"];
const NAMES = [
  "b",
  "B",
  "Cc",
  "_d",
  "é",
  '"b"',
  '"x ""y"""',
  "`b`",
  "[b, )]",
  "key",
  "select",
  "'b'",
  "primary",
  "a$",
  "\u00a0",
];
const TYPES = [
  "",
  "INTEGER",
  "varchar(50)",
  "NUMERIC(10, 2)",
  "NUMERIC( 10,2 )",
  "DOUBLE PRECISION",
  "X(1,2,3)",
  "INT(-1)",
  "x(y)",
  "'text'",
  "ANY",
];
const RESTS = ["", "DEFAULT 1", "DEFAULT -1.5", "DEFAULT - 1", "DEFAULT 'it''s'", "DEFAULT 1abc", "DEFAULT", "DEFAULT +'x'", "DEFAULT x",
  "COLLATE NOCASE", "COLLATE missing", "DEFAULT 1 COLLATE rtrim", "DEFAULT 1 DEFAULT 2", "NULL", "NOT NULL", "UNIQUE", "CHECK (b)", "junk, c",
  "DEFAULT (1)", "DEFAULT 0x1F", "DEFAULT 1e3", "DEFAULT 'open", "GENERATED ALWAYS AS (1)", "PRIMARY KEY"]; // biome-ignore format: one line a kind
const CONSTRAINTS = [
  "",
  ", PRIMARY KEY (a)",
  ", CONSTRAINT k UNIQUE (a), CHECK (a > 0)",
  ", CHECK (a <> ',)') UNIQUE (a)",
  ", FOREIGN KEY (a) REFERENCES u (x, y)",
];
const COLUMNS = [
  "a",
  '"a" INTEGER',
  "a DECIMAL(4, 2) DEFAULT (1 + (2))",
  "a TEXT CHECK (a IN ('(', ','))",
  "a, b",
  "a, [b c]",
  "a CONSTRAINT n NOT NULL",
  "a INTEGER PRIMARY KEY AUTOINCREMENT",
];
const TAILS = ["", " WITHOUT ROWID", " STRICT", "\n"];

test("when a column is added to the text of a table then the text is SQLite's, or SQLite runs the statement", async () => {
  const connection = await openDatabase("sqlite://");
  /** One of a list, mostly of its first items, which are the plain ones. */
  const one = <T>(list: readonly T[], plain = list.length) =>
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...list.slice(0, plain)) },
      { weight: 1, arbitrary: fc.constantFrom(...list) },
    );
  const space = one(SPACES, 6);
  let count = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(one(COLUMNS), one(CONSTRAINTS), one(TAILS, 2), space, space),
      fc.tuple(one(["COLUMN ", ""]), one(NAMES, 10), one(TYPES, 6), one(RESTS, 5), space, space, one(["", ";", " ; "])),
      async ([columns, constraints, tail, before, after], [word, name, type, rest, inside, end, semicolon]) => {
        const table = `CREATE TABLE t${before}(${before}${columns}${after}${constraints}${after})${tail}`;
        const statement = `ALTER TABLE t ADD ${word}${name}${inside || " "}${type} ${rest}${end}${semicolon}`;
        const stored = await altered(connection, table, "SELECT 1");
        if (stored === undefined) return;
        const ours = edited(stored, statement);
        if (ours === undefined) return;
        count++;
        expect({ statement, sql: ours }).toEqual({ statement, sql: await altered(connection, table, statement) });
      },
    ),
    {
      numRuns: Number(process.env["COUNT"] ?? 400),
      ...(process.env["SEED"] ? { seed: Number(process.env["SEED"]) } : {}),
    },
  );
  await connection.close();
  expect(count).toBeGreaterThan(60);
});

test("when a word is no name to SQLite then its column is not added to the text", async () => {
  const connection = await openDatabase("sqlite://");
  const words = new Set([...sqliteWords, ...mssqlWords].map((word) => word.toUpperCase()));
  for (const word of [...words, "GENERATED", "ALWAYS", "RETURNING", "NOTHING", "MATERIALIZED", "WITHIN"]) {
    for (const statement of [`ALTER TABLE t ADD ${word} INTEGER`, `ALTER TABLE t ADD COLUMN b ${word}`]) {
      const ours = edited(TABLE, statement);
      if (ours !== undefined) expect(ours).toBe(await altered(connection, TABLE, statement));
    }
  }
  await connection.close();
});

test("when a table has very many columns then SQLite decides on the next one", () => {
  const many = Array.from({ length: 1000 }, (_, index) => `c${index}`).join(", ");
  expect(edited(`CREATE TABLE t (${many})`, "ALTER TABLE t ADD COLUMN b TEXT")).toBeUndefined();
});

test.each(["ALTER TABLE É ADD COLUMN b TEXT", "ALTER TABLE sqlite_x ADD COLUMN b TEXT", "ALTER TABLE SQLITE_X ADD b"])(
  "when the statement is %j then it is left to SQLite",
  (statement) => expect(parseAddedColumn(statement)).toBeUndefined(),
);
