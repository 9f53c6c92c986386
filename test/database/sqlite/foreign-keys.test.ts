import { afterEach, beforeEach, expect, test } from "vitest";
import { openDatabase } from "../../../src/backends/open-database.js";
import type { DriverConnection } from "../../../src/database/connection.js";
import { ForeignKeyViolationError } from "../../../src/database/foreign-key-violation-error.js";

let connection: DriverConnection;
beforeEach(async () => {
  connection = await openDatabase("sqlite://");
  await run("PRAGMA foreign_keys = ON");
  await run("CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT)");
  await run(
    "CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES parent (id) ON DELETE CASCADE, note TEXT)",
  );
  await run("INSERT INTO parent VALUES (1, 'a'), (2, 'b')");
  await run("INSERT INTO child VALUES (10, 1, 'x'), (11, 2, 'y')");
});
afterEach(() => connection.close());

const run = (sql: string) => connection.execute(sql);
const count = async (table: string) => (await run(`SELECT count(*) AS n FROM ${table}`)).rows[0]?.["n"];

async function inRun(...statements: string[]): Promise<unknown> {
  await connection.beginRun();
  try {
    await connection.begin("immediate");
    for (const statement of statements) await run(statement);
    await connection.commit();
    return undefined;
  } catch (error) {
    await connection.rollback();
    return error;
  } finally {
    await connection.endRun();
  }
}

/** A pre-existing violation that the run is not to blame for. */
async function orphan(id: number, parent: number): Promise<void> {
  await run("PRAGMA foreign_keys = OFF");
  await run(`INSERT INTO child VALUES (${id}, ${parent}, 'orphan')`);
  await run("PRAGMA foreign_keys = ON");
}

const REBUILD_PARENT = [
  "CREATE TABLE new_parent (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
  "INSERT INTO new_parent SELECT * FROM parent",
  "DROP TABLE parent",
  "ALTER TABLE new_parent RENAME TO parent",
];

test("when a run rebuilds a parent table then no child row is lost, and the setting is back afterwards", async () => {
  expect(await inRun(...REBUILD_PARENT)).toBeUndefined();
  expect(await count("child")).toBe(2);
  expect((await run("PRAGMA foreign_keys")).rows).toEqual([{ foreign_keys: 1 }]);
  await expect(run("INSERT INTO child VALUES (12, 99, 'z')")).rejects.toThrow("FOREIGN KEY constraint failed");
});

test("when a run leaves a row without its parent then it fails, names the row, and nothing is committed", async () => {
  const error = await inRun("DELETE FROM parent WHERE id = 2", "UPDATE child SET note = 'changed'");
  expect(error).toBeInstanceOf(ForeignKeyViolationError);
  expect((error as ForeignKeyViolationError).violations).toEqual([
    { table: "child", columns: ["parent_id"], parent: "parent", rowIds: [11], count: 1 },
  ]);
  expect((error as Error).message).toContain("1 row of child (parent_id) without a row in parent, rowid 11");
  expect(await count("parent")).toBe(2);
  expect((await run("SELECT note FROM child")).rows).toEqual([{ note: "x" }, { note: "y" }]);
});

test("when a violation was there before then the run does not fail for it", async () => {
  await orphan(12, 77);
  expect(await inRun(...REBUILD_PARENT)).toBeUndefined();
  const error = await inRun("UPDATE child SET parent_id = 78 WHERE id = 11");
  expect((error as ForeignKeyViolationError).violations[0]?.rowIds).toEqual([11]);
});

test("when a rebuild gives an old violation a new row id then it is still the old one", async () => {
  await orphan(12, 77);
  const statements = [
    "CREATE TABLE new_child (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES parent (id), note TEXT)",
    "INSERT INTO new_child SELECT id + 100, parent_id, note FROM child",
    "DROP TABLE child",
    "ALTER TABLE new_child RENAME TO child",
  ];
  expect(await inRun(...statements)).toBeUndefined();
});

test("when the table with an old violation is renamed then it is still the old one", async () => {
  await orphan(12, 77);
  expect(await inRun("ALTER TABLE child RENAME TO kid")).toBeUndefined();
  expect(await inRun("ALTER TABLE kid RENAME COLUMN parent_id TO owner_id")).toBeUndefined();
});

test("when one violation is repaired and another made then the new one is found", async () => {
  await orphan(12, 77);
  const error = await inRun("DELETE FROM child WHERE id = 12", "INSERT INTO child VALUES (13, 78, 'z')");
  expect((error as ForeignKeyViolationError).violations[0]?.rowIds).toEqual([13]);
});

test("when a table without row ids is violated then the count tells", async () => {
  await run("CREATE TABLE w (k TEXT PRIMARY KEY, p INTEGER REFERENCES parent (id)) WITHOUT ROWID");
  const error = await inRun("INSERT INTO w VALUES ('a', 5), ('b', 6)");
  expect((error as ForeignKeyViolationError).violations).toEqual([
    { table: "w", columns: ["p"], parent: "parent", rowIds: [null, null], count: 2 },
  ]);
});

test("when a foreign key refers to columns that are not unique then the other keys are still checked", async () => {
  await run("PRAGMA foreign_keys = OFF");
  await run("CREATE TABLE bad (n TEXT REFERENCES parent (name))");
  await run("INSERT INTO bad VALUES ('a')");
  expect(await inRun("UPDATE child SET note = 'changed'")).toBeUndefined();
  const error = await inRun("DELETE FROM parent WHERE id = 2");
  expect((error as ForeignKeyViolationError).violations.map(({ table }) => table)).toEqual(["child"]);
});
