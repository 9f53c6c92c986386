import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDatabase } from "../../../src/backends/open-database.js";
import type { DriverConnection } from "../../../src/database/connection.js";
import { SchemaEdits } from "../../../src/database/sqlite/schema-edits.js";
import type { SqliteConnection } from "../../../src/database/sqlite/sqlite-connection.js";
import { parseAddedColumn } from "../../../src/database/sqlite/statements/added-column.js";
import { statementNames } from "../../../src/database/sqlite/statements/statement-names.js";
import { python } from "../../interop/python.js";
import { PythonPeer } from "./python-peer.js";
import { temporaryFolder } from "./temporary-folder.js";

const folder = temporaryFolder();

// Edits from the first column on, so that short runs have them.
const { firstEdit } = SchemaEdits;
beforeEach(() => {
  SchemaEdits.firstEdit = 0;
});
afterEach(() => {
  SchemaEdits.firstEdit = firstEdit;
});

test.each([
  ["ALTER TABLE t ADD COLUMN a INTEGER", "t"],
  ["alter table t add a", "t"],
  ['ALTER TABLE "T ""x""" ADD COLUMN "not" VARCHAR(50) DEFAULT \'x\'', 'T "x"'],
  ["ALTER TABLE [t] ADD COLUMN a NUMERIC(10, 2) DEFAULT -1;", "t"],
  ["ALTER TABLE t ADD COLUMN a TEXT COLLATE NOCASE", "t"],
  ["ALTER TABLE main.t ADD COLUMN a INTEGER", undefined],
  ["ALTER TABLE t ADD COLUMN a INTEGER NOT NULL", undefined],
  ["ALTER TABLE t ADD COLUMN a INTEGER DEFAULT (1 + 1)", undefined],
  ["ALTER TABLE t ADD COLUMN a TEXT DEFAULT CURRENT_TIMESTAMP", undefined],
  ["ALTER TABLE t ADD COLUMN a INTEGER REFERENCES u (id)", undefined],
  ["ALTER TABLE t ADD COLUMN a INTEGER CHECK (a > 0)", undefined],
  ["ALTER TABLE t ADD COLUMN a INTEGER GENERATED ALWAYS AS (1)", undefined],
  ["ALTER TABLE t ADD COLUMN a INTEGER DEFAULT 1 CONSTRAINT x CHECK (a)", undefined],
  ["ALTER TABLE t RENAME COLUMN a TO b", undefined],
  ["ALTER TABLE sqlite_sequence ADD COLUMN a", undefined],
  ["SELECT 'ALTER TABLE t ADD COLUMN a'", undefined],
])("when the statement is %j then the table of the plain column is %s", (sql, table) => {
  expect(parseAddedColumn(sql)?.table).toBe(table);
});

test.each([
  ["CREATE TABLE t (a)", ["t"]],
  ['create table if not exists "T ""x""" (a)', ['t "x"']],
  ["CREATE INDEX i ON t (a)", ["t"]],
  ["CREATE UNIQUE INDEX IF NOT EXISTS i ON [t] (a) WHERE a > 1", ["t"]],
  ["UPDATE version SET v = 'x'", ["update", "version", "set", "v"]],
  ["INSERT INTO t SELECT * FROM u", "any"],
  ["CREATE TABLE t AS SELECT * FROM u", "any"],
  ["CREATE TABLE main.t (a)", "any"],
  ["CREATE TEMP TABLE t (a)", "any"],
  ["CREATE VIEW v AS SELECT 1", "any"],
  ["CREATE TABLE sqlite_x (a)", "any"],
  ["CREATE INDEX sqlite_x ON t (a)", "any"],
  ["CREATE INDEX main.i ON t (a)", "any"],
  ["SELECT 1", "any"],
])("when the statement is %j then it depends on %j", (sql, names) => {
  expect(statementNames(sql)).toEqual(names);
});

/** Runs statements, each of which may fail; gives what they gave and what is there in the end. */
async function play(connection: DriverConnection, statements: readonly string[], inRun: boolean): Promise<unknown> {
  const log: unknown[] = [];
  if (inRun) await connection.beginRun();
  await connection.begin("immediate");
  for (const sql of statements) {
    try {
      const { rows, rowCount, columns } = await connection.execute(sql);
      log.push({ sql, rows, rowCount, columns });
    } catch (error) {
      log.push({ sql, error: (error as { reason?: string }).reason });
    }
  }
  if (connection.inTransaction) await connection.commit();
  if (inRun) await connection.endRun();
  const { rows } = await connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid");
  const content: unknown[] = [];
  for (const { type, name } of rows) {
    if (type === "table") content.push((await connection.execute(`SELECT * FROM "${name}"`)).rows);
  }
  expect((await connection.execute("PRAGMA integrity_check")).rows).toEqual([{ integrity_check: "ok" }]);
  return { log, rows, content };
}

const START = [
  "CREATE TABLE version (v TEXT)",
  "INSERT INTO version VALUES ('one')",
  "CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT, x TEXT UNIQUE)",
  "INSERT INTO a (x) VALUES ('first'), ('second')",
  'CREATE TABLE "B c" (id INTEGER, PRIMARY KEY (id)) WITHOUT ROWID',
  "CREATE INDEX ix ON a (x)",
  "CREATE VIEW seen AS SELECT * FROM a",
  "CREATE TRIGGER tr AFTER UPDATE ON version BEGIN INSERT INTO a (x) VALUES (new.v); END",
];

const MOVES = [
  "ALTER TABLE a ADD COLUMN c1 INTEGER",
  "ALTER TABLE A ADD COLUMN c2 VARCHAR(20) DEFAULT 'dé'",
  'ALTER TABLE "a" ADD c3',
  "ALTER TABLE a ADD COLUMN C1 TEXT",
  'ALTER TABLE "B c" ADD COLUMN d NUMERIC(4, 2) DEFAULT -1.5',
  "ALTER TABLE `b C` ADD COLUMN e",
  "ALTER TABLE missing ADD COLUMN x",
  "ALTER TABLE seen ADD COLUMN x",
  "ALTER TABLE a ADD COLUMN n INTEGER NOT NULL DEFAULT 7",
  "ALTER TABLE a ADD COLUMN broken INTEGER DEFAULT",
  "UPDATE version SET v = v || '+'",
  "UPDATE version SET v = (SELECT count(*) FROM a)",
  "INSERT INTO a (x, c1) VALUES ('third', 3)",
  "INSERT INTO a (x) VALUES ('row ' || (SELECT count(*) FROM a))",
  'INSERT INTO "B c" (id) VALUES (1)',
  "SELECT * FROM seen",
  "SELECT * FROM a",
  "PRAGMA table_info(a)",
  "CREATE INDEX IF NOT EXISTS ix2 ON a (c1)",
  'CREATE UNIQUE INDEX ix3 ON "B c" (d)',
  "CREATE INDEX ix4 ON b (y)",
  "CREATE TABLE b (id INTEGER PRIMARY KEY AUTOINCREMENT, y TEXT UNIQUE, z REFERENCES a (c1))",
  "CREATE TABLE a (again)",
  "CREATE TABLE sqlite_mine (x)",
  "CREATE INDEX sqlite_ix ON version (v)",
  "CREATE TABLE copied AS SELECT * FROM a",
  "CREATE TABLE main.d (x)",
  "CREATE TABLE seen (x)",
  "CREATE TABLE e (x",
  "ALTER TABLE b ADD COLUMN c1 INTEGER",
  "INSERT INTO b (y, c1) VALUES ('b', 1)",
  "ALTER TABLE a RENAME TO a2",
  "ALTER TABLE a2 RENAME TO a",
  "ALTER TABLE a DROP COLUMN c1",
  "DROP TABLE a",
  "CREATE TABLE IF NOT EXISTS a (id INTEGER PRIMARY KEY, x)",
  "SAVEPOINT s",
  "ROLLBACK TO s",
  "RELEASE s",
];

test("when columns are added in a run then everything is as with SQLite's own statement", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...MOVES), { maxLength: 25 }), async (moves) => {
      const results: unknown[] = [];
      for (const inRun of [true, false]) {
        const connection = await openDatabase("sqlite://");
        for (const sql of START) await connection.execute(sql);
        results.push(await play(connection, moves, inRun));
        await connection.close();
      }
      expect(results[0]).toEqual(results[1]);
    }),
    {
      numRuns: Number(process.env["SCHEMA_EDIT_RUNS"] ?? 60),
      seed: process.env["SEED"] ? Number(process.env["SEED"]) : Date.now(),
    },
  );
});

test("when columns were added in a run then other connections see them at once", async () => {
  const url = `sqlite:///${folder("a.db")}`;
  const connection = await openDatabase(url);
  await connection.execute("CREATE TABLE t (a)");
  await connection.execute("INSERT INTO t VALUES (1)");
  const other = await openDatabase(url);
  await other.execute("INSERT INTO t VALUES (2)");
  expect((await other.execute("SELECT * FROM t")).columns).toEqual(["a"]);
  await connection.beginRun();
  await connection.begin("immediate");
  await connection.execute("ALTER TABLE t ADD COLUMN b INTEGER DEFAULT 5");
  await connection.commit();
  await connection.endRun();
  expect((await other.execute("SELECT * FROM t")).rows).toEqual([
    { a: 1, b: 5 },
    { a: 2, b: 5 },
  ]);
  await connection.close();
  await other.close();
  if (python() === undefined) return;
  const peer = new PythonPeer(folder("a.db"));
  expect(await peer.run("SELECT a, b FROM t")).toEqual([
    [1, 5],
    [2, 5],
  ]);
  await peer.close();
});

test("when a run that added columns is rolled back then file and connection are as before", async () => {
  const connection = await openDatabase(`sqlite:///${folder("a.db")}`);
  await connection.execute("CREATE TABLE t (a)");
  const before = readFileSync(folder("a.db"));
  await connection.beginRun();
  await connection.begin("immediate");
  await connection.execute("ALTER TABLE t ADD COLUMN b");
  await connection.rollback();
  await connection.begin("immediate");
  expect((await connection.execute("PRAGMA table_info(t)")).rows).toHaveLength(1);
  await connection.execute("ALTER TABLE t ADD COLUMN b");
  await connection.rollback();
  await connection.endRun();
  await expect(connection.execute("INSERT INTO sqlite_schema (name) VALUES ('x')")).rejects.toThrow(
    "may not be modified",
  );
  await connection.close();
  expect(readFileSync(folder("a.db")).equals(before)).toBe(true);
});

test("when the edits of a run cannot be written then its commit fails, and it can be rolled back", async () => {
  const connection = await openDatabase(`sqlite:///${folder("a.db")}`);
  await connection.execute("CREATE TABLE t (a)");
  await connection.beginRun();
  await connection.begin("immediate");
  await connection.execute("PRAGMA query_only = ON");
  await connection.execute("ALTER TABLE t ADD COLUMN b INTEGER");
  for (const work of [() => connection.execute("SELECT * FROM t"), () => connection.commit()]) {
    await expect(work()).rejects.toThrow("attempt to write a readonly database");
  }
  await connection.rollback();
  await connection.execute("PRAGMA query_only = OFF");
  await connection.endRun();
  expect((await connection.execute("PRAGMA table_info(t)")).rows).toHaveLength(1);
  await connection.close();
});

test("when a run that added columns asks for a backup then it is refused as after any change", async () => {
  const connection = await openDatabase(`sqlite:///${folder("a.db")}`);
  await connection.execute("CREATE TABLE t (a)");
  await connection.beginRun();
  await connection.begin("immediate");
  await connection.execute("ALTER TABLE t ADD COLUMN b INTEGER");
  await expect((connection as SqliteConnection).backup(folder("copy.db"))).rejects.toThrow(
    "must be taken before its first write",
  );
  await connection.commit();
  await connection.endRun();
  expect((await connection.execute("PRAGMA table_info(t)")).rows).toHaveLength(2);
  await connection.close();
});

test.each([
  [0, 1],
  [3, 4],
  [firstEdit, firstEdit + 1],
  [10, 10],
])(
  "when a run of ten columns edits after %i columns then SQLite reads the schema anew %i times",
  async (from, readings) => {
    SchemaEdits.firstEdit = from;
    const connection = await openDatabase(`sqlite:///${folder("columns.db")}`);
    await connection.execute("CREATE TABLE t (a)");
    const version = async (): Promise<number> =>
      Number((await connection.execute("PRAGMA schema_version")).rows[0]?.["schema_version"]);
    const before = await version();
    await connection.beginRun();
    await connection.begin("immediate");
    for (let column = 0; column < 10; column++) await connection.execute(`ALTER TABLE t ADD COLUMN c${column} INTEGER`);
    await connection.commit();
    await connection.endRun();
    expect((await version()) - before).toBe(readings);
    expect((await connection.execute("SELECT count(*) AS n FROM pragma_table_info('t')")).rows).toEqual([{ n: 11 }]);
    await connection.close();
  },
);
