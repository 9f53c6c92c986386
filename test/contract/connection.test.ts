import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/backends/open-database.js";
import type { DriverConnection } from "../../src/database/connection.js";
import { DatabaseError } from "../../src/database/database-error.js";
import { parseDatabaseUrl } from "../../src/database/database-url.js";
import { InterruptedError } from "../../src/database/interrupted-error.js";
import { SqliteConnection } from "../../src/database/sqlite/sqlite-connection.js";
import { SqliteFile } from "../../src/database/sqlite/sqlite-file.js";
import { MemoryFileStorage } from "../../src/database/sqlite/storage/memory-file-storage.js";
import { loadSqlJs, sharedSqlJs } from "../../src/database/sqlite/wasm/load-sql-js.js";
import type { SqliteApi } from "../../src/database/sqlite/wasm/sqlite-api.js";

let folder = "";

async function onMemoryFiles(api: SqliteApi): Promise<DriverConnection> {
  const storage = new MemoryFileStorage();
  const file = new SqliteFile({ api, storage, unlockedStorage: storage, path: "/memory/a.db", isReadOnly: false });
  return new SqliteConnection(file, { url: parseDatabaseUrl("sqlite:////memory/a.db"), timeout: 0, onWait: undefined });
}

const KINDS: Record<string, () => Promise<DriverConnection>> = {
  "a database in memory": () => openDatabase("sqlite://"),
  "a real file": () => openDatabase(`sqlite:///${join(folder, "a.db")}`),
  "a real file without locks": () => openDatabase(`sqlite:///${join(folder, "a.db")}?locking=none`),
  "a file in memory": async () => onMemoryFiles(await sharedSqlJs()),
  "a file in memory, on the debug build": async () => onMemoryFiles(await loadSqlJs("debug")),
};

describe.each(Object.keys(KINDS))("connection to %s", (kind) => {
  let connection: DriverConnection;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "contract-"));
    connection = await KINDS[kind]!();
  });
  afterEach(async () => {
    await connection.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const run = (sql: string, params?: Parameters<DriverConnection["execute"]>[1]) => connection.execute(sql, params);
  const one = async (sql: string, params?: Parameters<DriverConnection["execute"]>[1]) =>
    Object.values((await run(sql, params)).rows[0] ?? {})[0];

  test("when values travel there and back then they are the same", async () => {
    await run("CREATE TABLE v (x)");
    const values = [
      null,
      0,
      -1,
      2147483648,
      -2147483649,
      Number.MAX_SAFE_INTEGER,
      9007199254740993n,
      -(2n ** 63n),
      1.5,
      -0.1,
      1e300,
      "",
      "ä€𝄞",
      "a\u0000b",
      new Uint8Array([]),
      new Uint8Array([0, 255]),
    ];
    for (const value of values) {
      await run("DELETE FROM v");
      await run("INSERT INTO v VALUES (?)", [value]);
      expect(await one("SELECT x FROM v")).toEqual(value);
      expect(await one("SELECT x FROM v WHERE x IS :x", { x: value })).toEqual(value);
    }
    expect(await one("SELECT ?", [true])).toBe(1);
    expect(await one("SELECT typeof(?)", [3_000_000_000])).toBe("integer");
    expect(await one("SELECT typeof(?)", [1e20])).toBe("real");
  });

  test("when a name stands in a string or a comment then it is no parameter", async () => {
    expect(await one("SELECT ':a' || :a -- :b\n /* :c */", { a: 9007199254740993n })).toBe(":a9007199254740993");
    expect(await one('SELECT :a AS ":a"', { a: 5_000_000_000 })).toBe(5_000_000_000);
  });

  test("when rows are changed then the count tells how many", async () => {
    expect((await run("CREATE TABLE t (a)")).rowCount).toBe(0);
    expect((await run("INSERT INTO t VALUES (1), (2), (3)")).rowCount).toBe(3);
    expect((await run("UPDATE t SET a = a + 1 WHERE a > 1")).rowCount).toBe(2);
    expect(await run("SELECT a FROM t ORDER BY a")).toEqual({
      columns: ["a"],
      rows: [{ a: 1 }, { a: 3 }, { a: 4 }],
      rowCount: 3,
    });
    expect((await run("SELECT a FROM t WHERE 0")).columns).toEqual(["a"]);
    expect((await run("DELETE FROM t")).rowCount).toBe(3);
  });

  test("when a transaction is rolled back then tables and rows are gone", async () => {
    await connection.begin("immediate");
    await run("CREATE TABLE t (a)");
    expect(connection.inTransaction).toBe(true);
    await connection.rollback();
    expect(connection.inTransaction).toBe(false);
    expect(await one("SELECT count(*) FROM sqlite_schema")).toBe(0);
    await connection.rollback();
  });

  test("when transactions are written as SQL then the connection knows of them", async () => {
    await run("BEGIN");
    expect(connection.inTransaction).toBe(true);
    await run("SAVEPOINT s");
    await run("CREATE TABLE t (a)");
    await run("ROLLBACK TO s");
    await run("RELEASE s");
    await run("COMMIT");
    expect(connection.inTransaction).toBe(false);
    await expect(connection.commit()).rejects.toThrow("no transaction is active");
  });

  test("when a statement is wrong then the error names it, its parameters and the reason", async () => {
    const error = await run("SELECT * FROM missing WHERE a = :a", { a: "x".repeat(500) }).catch((failure) => failure);
    expect(error).toBeInstanceOf(DatabaseError);
    expect(error).toMatchObject({ driverCode: "SQLITE_ERROR", reason: "no such table: missing" });
    expect(error.message).toContain("[SQL: SELECT * FROM missing WHERE a = :a]");
    expect(error.message).toMatch(/\[parameters: \{ a: "x{80}… \(500 characters\)" \}\]/);
  });

  test("when a constraint fails in a transaction then the transaction is still open", async () => {
    await run("CREATE TABLE t (a UNIQUE)");
    await connection.begin();
    await run("INSERT INTO t VALUES (1)");
    const error = await run("INSERT INTO t VALUES (1)").catch((failure) => failure);
    expect(error).toMatchObject({ driverCode: "SQLITE_CONSTRAINT", reason: "UNIQUE constraint failed: t.a" });
    expect(connection.inTransaction).toBe(true);
    await connection.commit();
    expect(await one("SELECT count(*) FROM t")).toBe(1);
  });

  test("when two statements come at once then neither is run", async () => {
    await expect(run("CREATE TABLE t (a); CREATE TABLE u (a)")).rejects.toThrow("one statement at a time");
    expect(await one("SELECT count(*) FROM sqlite_schema")).toBe(0);
    await run("CREATE TABLE t (a); -- a comment may follow");
    expect((await run("-- nothing")).rows).toEqual([]);
  });

  test("when the schema changes under a prepared statement then it is prepared again", async () => {
    await run("CREATE TABLE t (a)");
    await run("INSERT INTO t VALUES (1)");
    expect((await run("SELECT * FROM t")).columns).toEqual(["a"]);
    await run("ALTER TABLE t ADD COLUMN b DEFAULT 2");
    expect((await run("SELECT * FROM t")).rows).toEqual([{ a: 1, b: 2 }]);
  });

  test("when calls are not awaited then they happen in order", async () => {
    const calls = [run("CREATE TABLE t (a)"), connection.begin(), run("INSERT INTO t VALUES (1)"), connection.commit()];
    await Promise.all(calls);
    expect(await one("SELECT count(*) FROM t")).toBe(1);
  });

  test("when a run's signal aborts then the next statement fails, and the run can be undone", async () => {
    await run("CREATE TABLE t (a)");
    const controller = new AbortController();
    await connection.beginRun({ signal: controller.signal });
    await connection.begin("immediate");
    await run("INSERT INTO t VALUES (1)");
    controller.abort("SIGINT");
    await expect(run("INSERT INTO t VALUES (2)")).rejects.toThrow(InterruptedError);
    await expect(connection.commit()).rejects.toThrow(InterruptedError);
    await connection.rollback();
    await connection.endRun();
    expect(await one("SELECT count(*) FROM t")).toBe(0);
  });

  test("when the busy timeout is set by a pragma then it is the connection's own from then on", async () => {
    expect(await one("PRAGMA busy_timeout = 1500")).toBe(1500);
    expect(await one("PRAGMA busy_timeout")).toBe(1500);
    await run("CREATE TABLE t (a)");
    expect(await one("pragma main.busy_timeout(7)")).toBe(7);
  });

  test("when many rows are sorted then temporary files do their work and disappear", async () => {
    await run("CREATE TABLE t (a)");
    await run("PRAGMA cache_size = 10");
    await run(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120000) INSERT INTO t SELECT (i * 7919) % 120011 || ' and some padding' FROM n",
    );
    expect(await one("SELECT count(*) FROM (SELECT a FROM t ORDER BY a DESC LIMIT -1 OFFSET 1)")).toBe(119999);
  });
});
