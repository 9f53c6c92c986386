import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { backup } from "../../../src/backends/backup.js";
import { openDatabase } from "../../../src/backends/open-database.js";
import { DatabaseLockedError } from "../../../src/database/database-locked-error.js";
import { python } from "../../interop/python.js";
import { PythonPeer } from "./python-peer.js";
import { temporaryFolder } from "./temporary-folder.js";

const folder = temporaryFolder();
const open = (name: string, query = "?timeout=0.2") => openDatabase(`sqlite:///${folder(name)}${query}`);

async function withPeer(name: string, use: (peer: PythonPeer) => Promise<void>): Promise<void> {
  const peer = new PythonPeer(folder(name));
  try {
    await use(peer);
  } finally {
    await peer.close();
  }
}

/** Leaves the files as a process that was killed in the middle of a commit does. */
async function crashInTransaction(name: string, mode: "delete" | "wal"): Promise<void> {
  const peer = new PythonPeer(folder(name));
  await peer.run(`PRAGMA journal_mode=${mode}`);
  await peer.run("CREATE TABLE t (id INTEGER PRIMARY KEY, v)");
  await peer.run(
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) INSERT INTO t SELECT i, 'before' FROM n",
  );
  await peer.run("PRAGMA cache_size=5");
  await peer.run("BEGIN");
  await peer.run("UPDATE t SET v = 'crashed and much longer than it was before, so that pages move'");
  await peer.kill();
}

const content = (name: string) =>
  Object.fromEntries(
    readdirSync(folder())
      .filter((file) => file.startsWith(name))
      .map((file) => [file, readFileSync(folder(file)).toString("base64")]),
  );

describe.skipIf(python() === undefined)("with a Python process on the same file (needs npm run python)", () => {
  test("when Python holds the write lock then ours is locked, and the way out is named", async () => {
    await withPeer("a.db", async (peer) => {
      await peer.run("CREATE TABLE t (v)");
      await peer.run("BEGIN IMMEDIATE");
      const connection = await open("a.db");
      const error = await connection.begin("immediate").catch((failure: unknown) => failure);
      expect(error).toBeInstanceOf(DatabaseLockedError);
      expect(String(error)).toContain("?timeout=SECONDS");
      expect((await connection.execute("SELECT count(*) AS n FROM t")).rows).toEqual([{ n: 0 }]);
      await peer.run("COMMIT");
      await connection.begin("immediate");
      await expect(peer.run("INSERT INTO t VALUES (1)")).rejects.toThrow("database is locked");
      await connection.execute("INSERT INTO t VALUES (2)");
      await connection.commit();
      await connection.close();
      expect(await peer.run("SELECT v FROM t")).toEqual([[2]]);
    });
  });

  test("when a wait is noticeable then it is told, and it ends when the other lets go", async () => {
    await withPeer("a.db", async (peer) => {
      await peer.run("CREATE TABLE t (v)");
      await peer.run("BEGIN EXCLUSIVE");
      const connection = await open("a.db", "?timeout=10");
      const told: string[] = [];
      await connection.beginRun({ onWait: (wait) => told.push(wait.message) });
      setTimeout(() => void peer.run("COMMIT"), 1300);
      await connection.begin("immediate");
      await connection.rollback();
      await connection.endRun();
      await connection.close();
      expect(told).toEqual([`Waiting for '${folder("a.db")}': another process is using it (up to 10 s)`]);
    });
  });

  test("when a run waits for its first lock then the settings of the connection and of the run still hold", async () => {
    await withPeer("a.db", async (peer) => {
      await peer.run("CREATE TABLE parent (id INTEGER PRIMARY KEY)");
      await peer.run("CREATE TABLE child (id INTEGER REFERENCES parent (id) ON DELETE CASCADE)");
      await peer.run("INSERT INTO parent VALUES (1)");
      await peer.run("INSERT INTO child VALUES (1)");
      const connection = await open("a.db", "?timeout=10");
      await connection.execute("PRAGMA foreign_keys = ON");
      // Unlike the other two this one reads the schema, and so can find the file locked.
      await connection.execute("PRAGMA cache_size = 77");
      await connection.beginRun();
      await peer.run("BEGIN EXCLUSIVE");
      setTimeout(() => void peer.run("COMMIT"), 200);
      await connection.begin("immediate");
      await connection.execute("DELETE FROM parent");
      await connection.execute("INSERT INTO parent VALUES (1)");
      expect((await connection.execute("PRAGMA cache_size")).rows).toEqual([{ cache_size: 77 }]);
      await connection.commit();
      await connection.endRun();
      expect((await connection.execute("PRAGMA foreign_keys")).rows).toEqual([{ foreign_keys: 1 }]);
      await connection.close();
      expect(await peer.run("SELECT count(*) FROM child")).toEqual([[1]]);
    });
  });

  test("when a crashed process left a hot journal then reading sees the state before, and changes no file", async () => {
    await crashInTransaction("a.db", "delete");
    const before = content("a.db");
    expect(Object.keys(before)).toEqual(["a.db", "a.db-journal"]);
    expect(readFileSync(folder("a.db")).includes("crashed")).toBe(true);
    const connection = await open("a.db");
    for (let round = 0; round < 2; round++) {
      expect((await connection.execute("SELECT v, count(*) AS n FROM t GROUP BY v")).rows).toEqual([
        { v: "before", n: 2000 },
      ]);
      expect((await connection.execute("PRAGMA integrity_check")).rows).toEqual([{ integrity_check: "ok" }]);
    }
    expect(content("a.db")).toEqual(before);
    await connection.begin("immediate");
    await connection.execute("UPDATE t SET v = 'ours' WHERE id = 1");
    await connection.commit();
    await connection.close();
    expect(existsSync(folder("a.db-journal"))).toBe(false);
    await withPeer("a.db", async (peer) => {
      expect(await peer.run("SELECT v, count(*) FROM t GROUP BY v ORDER BY v")).toEqual([
        ["before", 1999],
        ["ours", 1],
      ]);
      expect(await peer.run("PRAGMA integrity_check")).toEqual([["ok"]]);
    });
  });

  test("when a process crashed while it turned the database to WAL then reading sees the state before", async () => {
    const peer = new PythonPeer(folder("a.db"));
    await peer.run("CREATE TABLE t (id INTEGER PRIMARY KEY, v)");
    await peer.run(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) INSERT INTO t SELECT i, 'before' FROM n",
    );
    await peer.run("PRAGMA cache_size=5");
    await peer.run("BEGIN");
    await peer.run("CREATE TABLE more (v)");
    await peer.run("UPDATE t SET v = 'crashed and much longer than it was before, so that pages move'");
    await peer.kill();
    // The journal has the first page as it was, and the file has it as the crashed process wrote it.
    const bytes = readFileSync(folder("a.db"));
    bytes.fill(2, 18, 20);
    writeFileSync(folder("a.db"), bytes);
    const before = content("a.db");
    const connection = await open("a.db");
    const read = "SELECT v, count(*) AS n FROM t GROUP BY v";
    expect((await connection.execute(read)).rows).toEqual([{ v: "before", n: 2000 }]);
    await backup(connection, folder("copy.db"));
    expect(content("a.db")).toEqual(before);
    await connection.begin("immediate");
    await connection.execute("INSERT INTO t VALUES (0, 'ours')");
    await connection.commit();
    await connection.close();
    await withPeer("a.db", async (python) => {
      expect(await python.run("PRAGMA journal_mode")).toEqual([["delete"]]);
      expect(await python.run("SELECT count(*) FROM t")).toEqual([[2001]]);
      expect(await python.run("PRAGMA integrity_check")).toEqual([["ok"]]);
    });
  });

  test("when a crashed process left a WAL then what it committed is read and kept", async () => {
    await crashInTransaction("a.db", "wal");
    const before = content("a.db");
    const connection = await open("a.db");
    expect((await connection.execute("SELECT v, count(*) AS n FROM t GROUP BY v")).rows).toEqual([
      { v: "before", n: 2000 },
    ]);
    expect(content("a.db")).toEqual(before);
    await connection.begin("immediate");
    await connection.execute("UPDATE t SET v = 'ours' WHERE id = 1");
    await connection.commit();
    await connection.close();
    await withPeer("a.db", async (peer) => {
      expect(await peer.run("PRAGMA journal_mode")).toEqual([["wal"]]);
      expect(await peer.run("SELECT count(*) FROM t WHERE v = 'before'")).toEqual([[1999]]);
      expect(await peer.run("PRAGMA integrity_check")).toEqual([["ok"]]);
    });
  });

  test("when a crash left an index of the WAL that is older than the WAL then all that was committed is read", async () => {
    const insert = async (value: number) => {
      const peer = new PythonPeer(folder("a.db"));
      await peer.run("PRAGMA journal_mode=wal");
      await peer.run("CREATE TABLE IF NOT EXISTS t (v)");
      await peer.run(`INSERT INTO t VALUES (${value})`);
      await peer.kill();
    };
    await insert(1);
    const index = readFileSync(folder("a.db-shm"));
    await insert(2);
    writeFileSync(folder("a.db-shm"), index);
    const before = content("a.db");
    const connection = await open("a.db");
    expect((await connection.execute("SELECT v FROM t")).rows).toEqual([{ v: 1 }, { v: 2 }]);
    await backup(connection, folder("copy.db"));
    await connection.close();
    expect(content("a.db")).toEqual(before);
    const copy = await open("copy.db");
    expect((await copy.execute("SELECT v FROM t")).rows).toEqual([{ v: 1 }, { v: 2 }]);
    await copy.close();
  });

  test("when others have a WAL database open then it is read live, and written beside them", async () => {
    await withPeer("a.db", async (peer) => {
      await peer.run("PRAGMA journal_mode=wal");
      await peer.run("CREATE TABLE t (v)");
      await peer.run("INSERT INTO t VALUES (1)");
      const connection = await open("a.db");
      expect((await connection.execute("SELECT v FROM t")).rows).toEqual([{ v: 1 }]);
      await peer.run("INSERT INTO t VALUES (2)");
      expect((await connection.execute("SELECT v FROM t")).rows).toEqual([{ v: 1 }, { v: 2 }]);
      await peer.run("PRAGMA wal_checkpoint(TRUNCATE)");
      await peer.run("INSERT INTO t VALUES (3)");
      expect((await connection.execute("SELECT count(*) AS n FROM t")).rows).toEqual([{ n: 3 }]);
      await connection.begin("immediate");
      await connection.execute("INSERT INTO t VALUES (4)");
      await expect(peer.run("INSERT INTO t VALUES (5)")).rejects.toThrow("database is locked");
      expect(await peer.run("SELECT max(v) FROM t")).toEqual([[3]]);
      await connection.commit();
      expect(await peer.run("SELECT max(v) FROM t")).toEqual([[4]]);
      await peer.run("BEGIN IMMEDIATE");
      const error = await connection.begin("immediate").catch((failure: unknown) => failure);
      expect(error).toBeInstanceOf(DatabaseLockedError);
      expect(String(error)).toContain("?timeout=SECONDS");
      await peer.run("COMMIT");
      await connection.close();
      expect(await peer.run("PRAGMA integrity_check")).toEqual([["ok"]]);
      expect(await peer.run("PRAGMA journal_mode")).toEqual([["wal"]]);
    });
  });

  test("when a WAL database is locked for a moment then a run waits for it", async () => {
    await withPeer("a.db", async (peer) => {
      await peer.run("PRAGMA journal_mode=wal");
      await peer.run("CREATE TABLE t (v)");
      await peer.run("PRAGMA locking_mode=exclusive");
      await peer.run("INSERT INTO t VALUES (1)");
      const refused = await open("a.db");
      await refused.beginRun();
      await expect(refused.begin("immediate")).rejects.toThrow(DatabaseLockedError);
      await expect(refused.begin("immediate")).rejects.toThrow(DatabaseLockedError);
      await refused.close();
      const connection = await open("a.db", "?timeout=20");
      setTimeout(() => void peer.close(), 300);
      await connection.beginRun();
      await connection.begin("immediate");
      await connection.execute("INSERT INTO t VALUES (2)");
      await connection.commit();
      await connection.endRun();
      expect((await connection.execute("SELECT count(*) AS n FROM t")).rows).toEqual([{ n: 2 }]);
      await connection.close();
    });
  });

  test("when another process turns the database to WAL then the next statement still works", async () => {
    const connection = await open("a.db");
    await connection.execute("CREATE TABLE t (v)");
    await withPeer("a.db", async (peer) => {
      await peer.run("PRAGMA journal_mode=wal");
      await peer.run("INSERT INTO t VALUES (1)");
    });
    expect((await connection.execute("SELECT v FROM t")).rows).toEqual([{ v: 1 }]);
    await connection.execute("INSERT INTO t VALUES (2)");
    await connection.close();
  });
});

test("when only the read version of a header says WAL then it is treated as SQLite treats it, as a WAL database", async () => {
  const connection = await open("a.db");
  await connection.execute("CREATE TABLE t (v)");
  await connection.execute("PRAGMA journal_mode = WAL");
  await connection.close();
  const bytes = readFileSync(folder("a.db"));
  bytes[18] = 1;
  writeFileSync(folder("a.db"), bytes);
  const again = await open("a.db");
  expect((await again.execute("SELECT * FROM t")).rows).toEqual([]);
  await again.begin("immediate");
  await again.execute("INSERT INTO t VALUES (1)");
  await again.commit();
  expect((await again.execute("SELECT * FROM t")).rows).toEqual([{ v: 1 }]);
  await again.close();
});

test("when a missing file is read then it reads as empty and is not made", async () => {
  const connection = await open("missing.db");
  expect((await connection.execute("SELECT name FROM sqlite_schema")).rows).toEqual([]);
  expect((await connection.execute("PRAGMA table_info(t)")).rows).toEqual([]);
  expect(readdirSync(folder())).toEqual([]);
  await connection.execute("CREATE TABLE t (v)");
  expect((await connection.execute("SELECT name FROM sqlite_schema")).rows).toEqual([{ name: "t" }]);
  await connection.close();
  expect(readdirSync(folder())).toEqual(["missing.db"]);
});

test("when a file appears after it was read as missing then its content is seen", async () => {
  const reader = await open("late.db");
  expect((await reader.execute("SELECT name FROM sqlite_schema")).rows).toEqual([]);
  const writer = await open("late.db");
  await writer.execute("CREATE TABLE t (v)");
  await writer.close();
  expect((await reader.execute("SELECT name FROM sqlite_schema")).rows).toEqual([{ name: "t" }]);
  await reader.close();
});

test("when the path is a symbolic link then lock and journal belong to its target", async () => {
  const target = await open("target.db");
  await target.execute("CREATE TABLE t (v)");
  symlinkSync(folder("target.db"), folder("link.db"));
  const connection = await open("link.db");
  await connection.begin("immediate");
  await connection.execute("INSERT INTO t VALUES (1)");
  expect(existsSync(folder("target.db-journal"))).toBe(true);
  expect(existsSync(folder("link.db-journal"))).toBe(false);
  await expect(target.begin("immediate")).rejects.toThrow(DatabaseLockedError);
  await connection.commit();
  await connection.close();
  await target.close();
});

test("when the path is a link to a file that is not there yet then file and journal are made at its target", async () => {
  mkdirSync(folder("elsewhere"));
  symlinkSync("elsewhere/target.db", folder("first.db"));
  symlinkSync(folder("first.db"), folder("link.db"));
  const connection = await open("link.db");
  expect((await connection.execute("SELECT count(*) AS n FROM sqlite_schema")).rows).toEqual([{ n: 0 }]);
  await connection.begin("immediate");
  await backup(connection, folder("copy.db"));
  await connection.execute("CREATE TABLE t (v)");
  await connection.execute("INSERT INTO t VALUES (1)");
  expect(readdirSync(folder("elsewhere")).sort()).toEqual(["target.db", "target.db-journal"]);
  await connection.commit();
  await connection.begin("immediate");
  await connection.execute("UPDATE t SET v = 2");
  await expect(backup(connection, folder("late.db"))).rejects.toThrow("before its first write");
  await connection.commit();
  await connection.close();
  expect(readdirSync(folder()).sort()).toEqual(["copy.db", "elsewhere", "first.db", "link.db"]);
  expect(readdirSync(folder("elsewhere"))).toEqual(["target.db"]);
});

test("when links point to each other then the error says that the file cannot be opened", async () => {
  symlinkSync(folder("b.db"), folder("a.db"));
  symlinkSync(folder("a.db"), folder("b.db"));
  await expect(open("a.db")).rejects.toThrow(/unable to open database file: .*ELOOP/);
});

test("when two connections of one process write then they lock each other out", async () => {
  const first = await open("a.db");
  const second = await open("a.db");
  await first.execute("CREATE TABLE t (v)");
  await first.begin("immediate");
  await first.execute("INSERT INTO t VALUES (1)");
  await expect(second.begin("immediate")).rejects.toThrow(DatabaseLockedError);
  expect((await second.execute("SELECT count(*) AS n FROM t")).rows).toEqual([{ n: 0 }]);
  await first.commit();
  await second.begin("immediate");
  await second.execute("INSERT INTO t VALUES (2)");
  await second.commit();
  await first.close();
  await second.close();
});

test("when a database is turned to WAL and back then it works all the way, and leaves no file beside it", async () => {
  const connection = await open("a.db");
  await connection.execute("CREATE TABLE t (v)");
  expect((await connection.execute("PRAGMA journal_mode = WAL")).rows).toEqual([{ journal_mode: "wal" }]);
  await connection.execute("INSERT INTO t VALUES (1)");
  expect(readFileSync(folder("a.db"))[18]).toBe(2);
  const other = await open("a.db");
  await other.execute("INSERT INTO t VALUES (2)");
  // Two have it open, and so neither may take it for itself.
  await expect(connection.execute("PRAGMA journal_mode = DELETE")).rejects.toThrow(DatabaseLockedError);
  await other.close();
  expect((await connection.execute("PRAGMA journal_mode = DELETE")).rows).toEqual([{ journal_mode: "delete" }]);
  expect((await connection.execute("SELECT count(*) AS n FROM t")).rows).toEqual([{ n: 2 }]);
  await connection.close();
  expect(readdirSync(folder())).toEqual(["a.db"]);
  expect(readFileSync(folder("a.db"))[18]).toBe(1);
});

test("when another file is attached then it is the real one, under its locks", async () => {
  const other = await open("b.db");
  await other.execute("CREATE TABLE x (v)");
  const connection = await openDatabase("sqlite://");
  await connection.execute("ATTACH :path AS b", { path: folder("b.db") });
  await connection.begin();
  await connection.execute("INSERT INTO b.x VALUES (1)");
  await expect(other.begin("immediate")).rejects.toThrow(DatabaseLockedError);
  await connection.commit();
  expect((await other.execute("SELECT v FROM x")).rows).toEqual([{ v: 1 }]);
  await connection.close();
  await other.close();
});

test.each(["ro", "rw"])("when a URL says mode=%s and the file is missing then it cannot be opened", async (mode) => {
  await expect(open("missing.db", `?mode=${mode}`)).rejects.toThrow(/unable to open database file: .*missing.db/);
});

test("when a URL says mode=ro then every write is refused and the file stays as it is", async () => {
  const writer = await open("a.db");
  await writer.execute("CREATE TABLE t (v)");
  await writer.close();
  const { mtimeMs } = statSync(folder("a.db"));
  const connection = await open("a.db", "?mode=ro");
  await expect(connection.execute("INSERT INTO t VALUES (1)")).rejects.toThrow("attempt to write a readonly database");
  await expect(connection.begin("immediate")).rejects.toThrow("attempt to write a readonly database");
  await connection.close();
  expect(statSync(folder("a.db")).mtimeMs).toBe(mtimeMs);
});

test.skipIf(!existsSync("/proc/self/fd"))(
  "when connections are used and closed then no descriptor stays open",
  async () => {
    const use = async (query: string) => {
      const connection = await open("a.db", query);
      await connection.execute("CREATE TABLE IF NOT EXISTS t (v)");
      await connection.execute("SELECT * FROM t");
      await connection.beginRun();
      await connection.begin("immediate");
      await connection.execute("INSERT INTO t VALUES (1)");
      await connection.execute("SELECT * FROM missing").catch(() => undefined);
      await connection.commit();
      await connection.endRun();
      await backup(connection, folder(`copy${Math.random()}.db`));
      await connection.close();
      const reader = await open("a.db");
      await reader.execute("SELECT * FROM t");
      await reader.close();
    };
    await use("");
    const before = readdirSync("/proc/self/fd").length;
    for (const query of ["", "?locking=none", ""]) await use(query);
    const connection = await open("a.db");
    await connection.execute("PRAGMA journal_mode = WAL");
    await connection.close();
    for (const query of ["", ""]) await use(query);
    expect(readdirSync("/proc/self/fd").length).toBe(before);
  },
);
