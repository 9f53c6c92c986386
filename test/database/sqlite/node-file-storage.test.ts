import { mkdirSync, readdirSync, statSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { openDatabase } from "../../../src/backends/open-database.js";
import { noFileLocks } from "../../../src/database/sqlite/locks/file-locks.js";
import type { FileCalls } from "../../../src/database/sqlite/storage/file-calls.js";
import { NodeFileStorage } from "../../../src/database/sqlite/storage/node-file-storage.js";
import { OpenFileTable } from "../../../src/database/sqlite/storage/open-file-table.js";
import { temporaryFolder } from "./temporary-folder.js";

const folder = temporaryFolder();

describe("paths on Windows", () => {
  const seen: string[] = [];
  const calls = new Proxy({} as FileCalls, {
    get: () => (path: string) => {
      seen.push(path);
      throw Object.assign(new Error("ENOENT"), { code: "ENOENT" });
    },
  });
  const storage = new NodeFileStorage(calls, noFileLocks, new OpenFileTable(), "win32");

  test.each([
    ["C:\\data\\a b.db", "/C:/data/a b.db"],
    ["\\\\server\\share\\a.db", "///server/share/a.db"],
  ])("when SQLite is given %s then it sees %s, and the system gets its own again", (native, posix) => {
    expect(storage.posixPath(native)).toBe(posix);
    for (const path of [native, posix]) {
      seen.length = 0;
      storage.stat(path, true);
      storage.stat(`${path}-journal`, true);
      expect(seen).toEqual([native, `${native}-journal`]);
    }
  });
});

test("when TMPDIR names a folder then SQLite's temporary files go there", async () => {
  const { TMPDIR } = process.env;
  process.env["TMPDIR"] = folder("temporary");
  try {
    const connection = await openDatabase("sqlite://");
    await connection.execute("CREATE TABLE t (v)");
    await connection.execute("PRAGMA cache_size = 10");
    const fill =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120000) INSERT INTO t SELECT (i * 7919) % 120011 || ' some more text' FROM n";
    await connection.execute(fill);
    mkdirSync(folder("temporary"));
    const before = statSync(folder("temporary")).mtimeMs;
    await new Promise((resolve) => setTimeout(resolve, 20));
    await connection.execute("CREATE INDEX ix ON t (v)");
    await connection.close();
    expect(statSync(folder("temporary")).mtimeMs).toBeGreaterThan(before);
    expect(readdirSync(folder("temporary"))).toEqual([]);
  } finally {
    if (TMPDIR === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = TMPDIR;
  }
});

test("when URLs name one file in several ways then they open that file", async () => {
  const before = process.cwd();
  process.chdir(folder());
  try {
    const first = await openDatabase("sqlite:///ä b.db");
    await first.execute("CREATE TABLE t (v)");
    await first.close();
    const absolute = encodeURI(folder("ä b.db"));
    const urls = [
      `sqlite:///${absolute}`,
      `file:${absolute}`,
      `file://${absolute}`,
      "file:%C3%A4%20b.db",
      "sqlite:///./ä%20b.db",
    ];
    for (const url of [...urls, `sqlite:///file:${folder("ä b.db")}?mode=rw&uri=true`]) {
      const connection = await openDatabase(url);
      const { rows } = await connection.execute("SELECT count(*) AS n FROM t");
      expect(rows, url).toHaveLength(1);
      await connection.execute("INSERT INTO t VALUES (1)");
      await connection.close();
    }
    const last = await openDatabase("sqlite:///ä b.db");
    expect((await last.execute("SELECT count(*) AS n FROM t")).rows).toEqual([{ n: 6 }]);
    await last.close();
  } finally {
    process.chdir(before);
  }
});
