import { chmodSync, constants, copyFileSync, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { backup } from "../../../src/backends/backup.js";
import { openDatabase } from "../../../src/backends/open-database.js";
import type { DriverConnection } from "../../../src/database/connection.js";
import { DatabaseError } from "../../../src/database/database-error.js";
import { DatabaseLockedError } from "../../../src/database/database-locked-error.js";
import { parseDatabaseUrl } from "../../../src/database/database-url.js";
import { systemFileLocks } from "../../../src/database/sqlite/locks/system-file-locks.js";
import { SqliteConnection } from "../../../src/database/sqlite/sqlite-connection.js";
import { SqliteFile } from "../../../src/database/sqlite/sqlite-file.js";
import { type FileCalls, systemFileCalls } from "../../../src/database/sqlite/storage/file-calls.js";
import { fileError } from "../../../src/database/sqlite/storage/file-storage.js";
import { NodeFileStorage } from "../../../src/database/sqlite/storage/node-file-storage.js";
import { OpenFileTable } from "../../../src/database/sqlite/storage/open-file-table.js";
import type { MemoryMaps } from "../../../src/database/sqlite/storage/shared-memory.js";
import { systemMemoryMaps } from "../../../src/database/sqlite/wal-index/system-memory-maps.js";
import { sharedSqlJs } from "../../../src/database/sqlite/wasm/load-sql-js.js";
import { noPython, python } from "../../interop/python.js";
import { PythonPeer } from "./python-peer.js";
import { temporaryFolder } from "./temporary-folder.js";

const folder = temporaryFolder();
const path = (): string => folder("a.db");
const open = (query = "?timeout=0.2") => openDatabase(`sqlite:///${path()}${query}`);

/** A connection whose storage maps files in a given way, or not at all. */
async function openWith(maps: MemoryMaps | undefined, calls: FileCalls = systemFileCalls): Promise<DriverConnection> {
  const locks = systemFileLocks("test");
  const storage = new NodeFileStorage(calls, locks, new OpenFileTable(), process.platform, () => maps);
  const api = await sharedSqlJs();
  const file = new SqliteFile({ api, storage, unlockedStorage: storage, path: path(), isReadOnly: false });
  return new SqliteConnection(file, { url: parseDatabaseUrl(`sqlite:///${path()}`), timeout: 200, onWait: undefined });
}

const FILL =
  "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) INSERT INTO t (v) SELECT 'row ' || i FROM n";
const REBUILD = [
  "CREATE TABLE n (id INTEGER PRIMARY KEY, v TEXT, more INTEGER DEFAULT 1)",
  "INSERT INTO n (id, v) SELECT id, v FROM t",
  "DROP TABLE t",
  "ALTER TABLE n RENAME TO t",
];

describe.skipIf(python() === undefined)(noPython, () => {
  let peer: PythonPeer;
  let ours: DriverConnection;
  beforeEach(async () => {
    peer = new PythonPeer(path());
    await peer.run("PRAGMA journal_mode = wal");
    await peer.run("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)");
    await peer.run(FILL);
    ours = await open();
  });
  afterEach(async () => {
    await ours.close();
    await peer.close();
  });

  test("when the first write of a transaction is refused then it reads and writes what others commit afterwards", async () => {
    await ours.begin("deferred");
    await peer.run("BEGIN IMMEDIATE");
    await peer.run("INSERT INTO t (v) VALUES ('theirs')");
    await expect(ours.execute("INSERT INTO t (v) VALUES ('refused')")).rejects.toBeInstanceOf(DatabaseLockedError);
    await peer.run("COMMIT");
    expect((await ours.execute("SELECT count(*) AS n FROM t")).rows).toEqual([{ n: 20001 }]);
    await ours.execute("INSERT INTO t (v) VALUES ('ours')");
    await ours.commit();
    expect(await peer.run("SELECT v FROM t WHERE id > 20000")).toEqual([["theirs"], ["ours"]]);
  });

  const inRun = async (statements: readonly string[]): Promise<void> => {
    await ours.beginRun();
    await ours.begin("immediate");
    for (const statement of statements) await ours.execute(statement);
    await ours.commit();
    await ours.endRun();
  };

  test("when a run begins then others cannot write until its commit, and read what was before", async () => {
    await ours.beginRun();
    await ours.begin("immediate");
    await expect(peer.run("DELETE FROM t")).rejects.toThrow("database is locked");
    for (const statement of REBUILD) await ours.execute(statement);
    expect(await peer.run("SELECT count(*) FROM pragma_table_info('t')")).toEqual([[2]]);
    await ours.commit();
    await ours.endRun();
    expect(await peer.run("SELECT count(*), sum(more) FROM t")).toEqual([[20000, 20000]]);
  });

  test("when another one writes then a run waits for it, says so, and goes on with what that one committed", async () => {
    await peer.run("BEGIN IMMEDIATE");
    await peer.run("DELETE FROM t WHERE id > 10");
    const told: string[] = [];
    const patient = await open("?timeout=20");
    await patient.beginRun({ onWait: ({ message }) => told.push(message) });
    setTimeout(() => void peer.run("COMMIT"), 1300);
    await patient.begin("immediate");
    expect((await patient.execute("SELECT count(*) AS n FROM t")).rows).toEqual([{ n: 10 }]);
    await patient.rollback();
    await patient.endRun();
    await patient.close();
    expect(told).toEqual([`Waiting for '${path()}': another process is using it (up to 20 s)`]);
  });

  test("when a backup is taken in a run then it is the state before, with what is in the WAL only", async () => {
    await peer.run("PRAGMA wal_autocheckpoint = 0");
    await peer.run("INSERT INTO t (v) VALUES ('in the WAL only')");
    await ours.beginRun();
    await ours.begin("immediate");
    await backup(ours, folder("copy.db"));
    await ours.execute("DELETE FROM t");
    await ours.commit();
    await ours.endRun();
    const copy = await openDatabase(`sqlite:///${folder("copy.db")}`);
    expect((await copy.execute("SELECT count(*) AS n, max(v) AS v FROM t")).rows).toEqual([
      { n: 20001, v: "row 9999" },
    ]);
    expect((await copy.execute("SELECT v FROM t WHERE id = 20001")).rows).toEqual([{ v: "in the WAL only" }]);
    await copy.close();
  });

  test("when a backup is taken while another one commits and checkpoints then it is one state", async () => {
    await peer.run("CREATE TABLE twin (id INTEGER PRIMARY KEY, v TEXT)");
    await peer.run("INSERT INTO twin SELECT id, v FROM t");
    await peer.run("PRAGMA wal_autocheckpoint = 5");
    let turns = 0;
    let isOver = false;
    const writing = (async () => {
      while (!isOver) {
        await peer.run("BEGIN");
        await peer.run(`UPDATE t SET v = 'turn ${turns}' WHERE id % 50 = ${turns % 50}`);
        await peer.run(`UPDATE twin SET v = 'turn ${turns}' WHERE id % 50 = ${turns % 50}`);
        await peer.run("COMMIT");
        turns++;
      }
    })();
    for (let round = 0; round < 5 || turns < 6; round++) {
      await backup(ours, folder(`copy${round}.db`));
      const copy = await openDatabase(`sqlite:///${folder(`copy${round}.db`)}`);
      const { rows } = await copy.execute("SELECT count(*) AS n FROM t JOIN twin USING (id) WHERE t.v <> twin.v");
      expect(rows).toEqual([{ n: 0 }]);
      await copy.close();
    }
    isOver = true;
    await writing;
  });

  test("when another one reads an old state then a checkpoint is held back, and the run is not", async () => {
    await peer.run("BEGIN");
    await peer.run("SELECT count(*) FROM t");
    await inRun(REBUILD);
    expect((await ours.execute("PRAGMA wal_checkpoint(TRUNCATE)")).rows[0]).toMatchObject({ busy: 1 });
    expect(await peer.run("SELECT count(*) FROM pragma_table_info('t')")).toEqual([[2]]);
    await peer.run("COMMIT");
    expect((await ours.execute("PRAGMA wal_checkpoint(TRUNCATE)")).rows).toEqual([
      { busy: 0, log: 0, checkpointed: 0 },
    ]);
    expect(statSync(`${path()}-wal`).size).toBe(0);
    expect(await peer.run("SELECT count(*) FROM pragma_table_info('t')")).toEqual([[3]]);
  });

  test("when a script has the database for itself for a while then others find all of it afterwards", async () => {
    await peer.close();
    await ours.execute("PRAGMA wal_autocheckpoint = 0");
    // SQLite comes back from this only where it has seen the index before.
    await ours.execute("UPDATE t SET v = 'before' WHERE id = 1");
    await ours.execute("PRAGMA locking_mode = EXCLUSIVE");
    await ours.execute("UPDATE t SET v = 'alone'");
    peer = new PythonPeer(path());
    await expect(peer.run("SELECT count(*) FROM t")).rejects.toThrow("locked");
    await ours.execute("PRAGMA locking_mode = NORMAL");
    expect((await ours.execute("SELECT count(*) AS n FROM t WHERE v = 'alone'")).rows).toEqual([{ n: 20000 }]);
    expect(await peer.run("SELECT count(*) FROM t WHERE v = 'alone'")).toEqual([[20000]]);
    await peer.run("UPDATE t SET v = 'both' WHERE id = 1");
    expect((await ours.execute("SELECT v FROM t WHERE id = 1")).rows).toEqual([{ v: "both" }]);
    expect(await peer.run("PRAGMA integrity_check")).toEqual([["ok"]]);
  });

  test("when a checkpoint empties the WAL then the index tells the others before the file is cut", async () => {
    const log: string[] = [];
    const maps = systemMemoryMaps()!;
    const watched: MemoryMaps = {
      map(fd, range) {
        const memory = maps.map(fd, range);
        const store = (index: number, value: number) => {
          if (range.position === 0 && index < 12) log.push("header");
          memory.store(index, value);
        };
        return { ...memory, store };
      },
    };
    const cut = systemFileCalls.ftruncateSync;
    const calls = {
      ...systemFileCalls,
      ftruncateSync: (fd: number, size: number) => {
        log.push(`cut ${size}`);
        cut(fd, size);
      },
    };
    const alone = await openWith(watched, calls);
    await peer.run("UPDATE t SET v = 'theirs' WHERE id < 100");
    await alone.execute("PRAGMA wal_checkpoint(PASSIVE)");
    log.length = 0;
    expect((await alone.execute("PRAGMA wal_checkpoint(TRUNCATE)")).rows[0]).toMatchObject({ busy: 0 });
    expect(log.indexOf("cut 0")).toBeGreaterThan(0);
    expect(log.lastIndexOf("header")).toBeLessThan(log.indexOf("cut 0"));
    await alone.close();
  });

  test("when a script limits the size of the WAL then it is cut down to that", async () => {
    await ours.execute("PRAGMA journal_size_limit = 20000");
    await inRun(REBUILD);
    expect(statSync(`${path()}-wal`).size).toBeGreaterThan(100_000);
    await ours.execute("PRAGMA wal_checkpoint(RESTART)");
    await ours.execute("INSERT INTO t (v) VALUES ('first of a new WAL')");
    expect(statSync(`${path()}-wal`).size).toBeLessThan(30_000);
    expect(await peer.run("SELECT v FROM t WHERE id = 20001")).toEqual([["first of a new WAL"]]);
  });

  test("when the WAL has more frames than one region of the index tells of then both see all of them", async () => {
    const frames = async (rows: number) => {
      await peer.run("PRAGMA wal_autocheckpoint = 0");
      await ours.execute("PRAGMA wal_autocheckpoint = 0");
      await ours.begin("immediate");
      await ours.execute("PRAGMA cache_size = 10");
      await ours.execute(
        `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows}) INSERT INTO t (v) SELECT hex(zeroblob(1500)) FROM n`,
      );
      await ours.commit();
    };
    await frames(14_000);
    // 4,062 frames in the first region, 4,096 in each other one.
    expect(statSync(`${path()}-shm`).size).toBeGreaterThanOrEqual(4 * 32_768);
    expect(await peer.run("SELECT count(*), sum(length(v) = 3000) FROM t")).toEqual([[34_000, 14_000]]);
    await peer.run("UPDATE t SET v = 'theirs' WHERE id % 2 = 0");
    expect((await ours.execute("SELECT count(*) AS n FROM t WHERE v = 'theirs'")).rows).toEqual([{ n: 17_000 }]);
    expect((await ours.execute("PRAGMA wal_checkpoint(TRUNCATE)")).rows[0]).toMatchObject({ busy: 0 });
    await ours.execute("INSERT INTO t (v) VALUES ('small again')");
    expect(await peer.run("SELECT v FROM t WHERE id = 34001")).toEqual([["small again"]]);
    expect(await peer.run("PRAGMA integrity_check")).toEqual([["ok"]]);
  });

  test("when the journal mode is changed then that waits until nobody else has the database open", async () => {
    await ours.execute("INSERT INTO t (v) VALUES ('ours')");
    await expect(ours.execute("PRAGMA journal_mode = delete")).rejects.toThrow(DatabaseLockedError);
    expect(await peer.run("SELECT count(*) FROM t")).toEqual([[20001]]);
    await peer.close();
    expect((await ours.execute("PRAGMA journal_mode = delete")).rows).toEqual([{ journal_mode: "delete" }]);
    expect((await ours.execute("PRAGMA journal_mode = wal")).rows).toEqual([{ journal_mode: "wal" }]);
    peer = new PythonPeer(path());
    expect(await peer.run("SELECT count(*) FROM t")).toEqual([[20001]]);
    await ours.execute("INSERT INTO t (v) VALUES ('again')");
    expect(await peer.run("SELECT count(*) FROM t")).toEqual([[20002]]);
  });

  test("when an index was written by a machine of another byte order then it is refused by name", async () => {
    const bytes = readFileSync(`${path()}-shm`);
    writeFileSync(`${path()}-shm`, Buffer.concat([Buffer.from(bytes.subarray(0, 96)).swap32(), bytes.subarray(96)]));
    for (const sql of ["SELECT count(*) FROM t", "DELETE FROM t"]) {
      const error = await ours.execute(sql).catch((failure: unknown) => failure);
      expect(error).toBeInstanceOf(DatabaseError);
      expect(String(error)).toContain(
        `${path()}-shm was written by a program whose numbers have their bytes in another`,
      );
    }
    writeFileSync(`${path()}-shm`, bytes);
  });

  test("when the index cannot be shared then the database is written alone, and otherwise the error says why", async () => {
    const failing: MemoryMaps = {
      map: () => {
        throw fileError("ENODEV", "mmap", "a.db-shm");
      },
    };
    for (const maps of [undefined, failing]) {
      const alone = await openWith(maps);
      for (const use of [() => alone.execute("SELECT count(*) FROM t"), () => alone.begin("immediate")]) {
        const error = await use().catch((failure: unknown) => failure);
        expect(error).toBeInstanceOf(DatabaseLockedError);
        expect(String(error)).toContain("Its index cannot be shared here");
      }
      await alone.close();
    }
    await ours.close();
    await peer.close();
    for (const maps of [undefined, failing]) {
      const alone = await openWith(maps);
      await alone.begin("immediate");
      await alone.execute("INSERT INTO t (v) VALUES ('alone')");
      await alone.commit();
      expect((await alone.execute("SELECT count(*) AS n FROM t WHERE v = 'alone'")).rows[0]?.["n"]).toBeGreaterThan(0);
      await alone.close();
    }
    ours = await open();
    expect((await ours.execute("SELECT count(*) AS n FROM t WHERE v = 'alone'")).rows).toEqual([{ n: 2 }]);
  });

  test("when others read and write then reading leaves database and WAL as they are", async () => {
    const stamp = () => ["", "-wal"].map((suffix) => readFileSync(path() + suffix).toString("base64"));
    const before = stamp();
    for (const sql of ["SELECT count(*) FROM t", "PRAGMA integrity_check", "SELECT * FROM sqlite_schema"]) {
      await ours.execute(sql);
    }
    await ours.close();
    expect(stamp()).toEqual(before);
    // Nor does it take the WAL along, where it is the last that has the database open.
    ours = await open();
    await ours.execute("SELECT count(*) FROM t");
    await peer.kill();
    expect((await ours.execute("SELECT count(*) AS n FROM t")).rows).toEqual([{ n: 20000 }]);
    await ours.close();
    expect(stamp()).toEqual(before);
  });

  test("when the index may only be read then the database is read beside others, and writing is refused", async () => {
    const openSync: FileCalls["openSync"] = (file, flags, mode) => {
      const isWriting = (flags & constants.O_RDWR) !== 0;
      if (file.endsWith("-shm") && isWriting) throw fileError("EACCES", "open", file);
      return systemFileCalls.openSync(file, flags, mode);
    };
    const reader = await openWith(systemMemoryMaps(), { ...systemFileCalls, openSync });
    expect((await reader.execute("SELECT count(*) AS n FROM t")).rows).toEqual([{ n: 20000 }]);
    await peer.run("DELETE FROM t WHERE id > 7");
    expect((await reader.execute("SELECT count(*) AS n FROM t")).rows).toEqual([{ n: 7 }]);
    await expect(reader.execute("DELETE FROM t")).rejects.toThrow("attempt to write a readonly database");
    await reader.close();
    expect(await peer.run("PRAGMA integrity_check")).toEqual([["ok"]]);
  });

  test("when another process begins to use the database between two statements then both are right", async () => {
    await peer.kill();
    expect((await ours.execute("SELECT count(*) AS n FROM t")).rows).toEqual([{ n: 20000 }]);
    peer = new PythonPeer(path());
    await peer.run("DELETE FROM t WHERE id > 5");
    expect((await ours.execute("SELECT count(*) AS n FROM t")).rows).toEqual([{ n: 5 }]);
    await peer.run("PRAGMA wal_checkpoint(TRUNCATE)");
    await peer.run("INSERT INTO t (v) VALUES ('more')");
    expect((await ours.execute("SELECT count(*) AS n FROM t")).rows).toEqual([{ n: 6 }]);
  });

  test("when connections of this process and another process write then all see all", async () => {
    const second = await open("?timeout=5");
    for (let round = 0; round < 20; round++) {
      await ours.execute("INSERT INTO t (v) VALUES ('first')");
      await second.execute("INSERT INTO t (v) VALUES ('second')");
      await peer.run("INSERT INTO t (v) VALUES ('third')");
      const expected = 20_000 + 3 * (round + 1);
      expect((await ours.execute("SELECT count(*) AS n FROM t")).rows).toEqual([{ n: expected }]);
      expect((await second.execute("SELECT count(*) AS n FROM t")).rows).toEqual([{ n: expected }]);
      expect(await peer.run("SELECT count(*) FROM t")).toEqual([[expected]]);
    }
    await second.close();
  });

  test("when a file is to be read only then it is read, writing says so, and nothing is made beside it", async () => {
    await peer.run("PRAGMA wal_checkpoint(TRUNCATE)");
    await peer.close();
    await ours.close();
    // Cleanly closed, a WAL database has no files beside it.
    expect(existsSync(`${path()}-wal`)).toBe(false);
    chmodSync(path(), 0o444);
    const reader = await open("?mode=ro");
    expect((await reader.execute("SELECT count(*) AS n FROM t")).rows).toEqual([{ n: 20000 }]);
    await expect(reader.execute("DELETE FROM t")).rejects.toThrow("readonly");
    await reader.close();
    expect(existsSync(`${path()}-wal`)).toBe(false);
    chmodSync(path(), 0o644);
    peer = new PythonPeer(path());
  });

  test("when a crash left the index and the WAL of another file beside it then they are not taken for its own", async () => {
    await peer.run("PRAGMA wal_autocheckpoint = 0");
    await peer.run("INSERT INTO t (v) VALUES ('in the WAL')");
    await peer.kill();
    await ours.close();
    // The index that was left may say anything: whoever comes first makes it anew.
    const left = readFileSync(`${path()}-shm`);
    writeFileSync(`${path()}-shm`, Buffer.alloc(left.length, 0xff));
    ours = await open();
    expect((await ours.execute("SELECT count(*) AS n FROM t")).rows).toEqual([{ n: 20001 }]);
    await inRun(REBUILD);
    peer = new PythonPeer(path());
    expect(await peer.run("SELECT count(*), sum(more) FROM t")).toEqual([[20001, 20001]]);
    copyFileSync(path(), folder("b.db"));
  });
});
