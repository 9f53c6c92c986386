import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDatabase } from "../../src/backends/open-database.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "storage-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.each(["sqlite://", "file"])("when rows are written to %s then they are read back", async (kind) => {
  const url =
    kind === "file" ? `sqlite:///${join(folder, "a b%20?#ä.db").replaceAll("%", "%25").replaceAll("?", "%3F")}` : kind;
  const connection = await openDatabase(url);
  await connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, n TEXT, b BLOB, big)");
  await connection.begin("immediate");
  expect(connection.inTransaction).toBe(true);
  const values = { n: "ä\u0000x", b: new Uint8Array([1, 0, 255]), big: 2n ** 63n - 1n };
  const inserted = await connection.execute("INSERT INTO t (n, b, big) VALUES (:n, :b, :big)", values);
  expect(inserted.rowCount).toBe(1);
  await connection.execute("INSERT INTO t (n, b, big) VALUES (?, ?, ?)", [null, true, 3_000_000_000]);
  await connection.commit();
  expect(connection.inTransaction).toBe(false);
  const { columns, rows } = await connection.execute("SELECT *, typeof(big) AS ty FROM t ORDER BY id");
  expect(columns).toEqual(["id", "n", "b", "big", "ty"]);
  expect(rows).toEqual([
    { id: 1, ...values, ty: "integer" },
    { id: 2, n: null, b: 1, big: 3_000_000_000, ty: "integer" },
  ]);
  await connection.close();
});

test("when a file is opened without locks then the risk is named", async () => {
  const told: string[] = [];
  const url = `sqlite:///${join(folder, "a.db")}?locking=none`;
  const connection = await openDatabase(url, { onWarning: (message) => told.push(message) });
  await connection.execute("CREATE TABLE t (v)");
  await connection.close();
  expect(told).toEqual([expect.stringContaining("another program that writes to it at the same time can destroy it")]);
});
