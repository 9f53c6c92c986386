import { afterEach, beforeEach, expect, test } from "vitest";
import { openDatabase } from "../../src/backends/open-database.js";
import { Laboratory } from "./laboratory.js";

let lab: Laboratory;
beforeEach(() => {
  lab = new Laboratory();
});
afterEach(() => lab.remove());

test("when a table's module is missing here then a downgrade names the table and goes on", async () => {
  await lab.makeStamped({ logs: 3, instruments: 2 });
  const connection = await openDatabase(`sqlite:///${lab.database}`);
  // As an SQLite that has FTS5 leaves it in the file.
  await connection.execute("PRAGMA writable_schema=ON");
  await connection.execute(
    "INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) VALUES ('table', 'found', 'found', 0, 'CREATE VIRTUAL TABLE found USING fts5(a)')",
  );
  await connection.close();
  expect((await lab.run("upgrade")).code).toBe(0);
  const ran = await lab.run("downgrade", "v1_4_3");
  expect(ran.stderr).toContain('⚠ Rows are not counted in "found": SQLite has no module for it here\n');
  expect(ran.code).toBe(0);
});
