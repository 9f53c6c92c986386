import { createRequire } from "node:module";
import { constants } from "node:os";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DriverConnection } from "../../../src/database/connection.js";
import { parseDatabaseUrl } from "../../../src/database/database-url.js";
import type { FileLocks } from "../../../src/database/sqlite/locks/file-locks.js";
import { systemFileLocks } from "../../../src/database/sqlite/locks/system-file-locks.js";
import { SqliteConnection } from "../../../src/database/sqlite/sqlite-connection.js";
import { SqliteFile } from "../../../src/database/sqlite/sqlite-file.js";
import { systemFileCalls } from "../../../src/database/sqlite/storage/file-calls.js";
import type { FileStorage } from "../../../src/database/sqlite/storage/file-storage.js";
import { NodeFileStorage } from "../../../src/database/sqlite/storage/node-file-storage.js";
import { OpenFileTable } from "../../../src/database/sqlite/storage/open-file-table.js";
import { systemMemoryMaps } from "../../../src/database/sqlite/wal-index/system-memory-maps.js";
import { sharedSqlJs } from "../../../src/database/sqlite/wasm/load-sql-js.js";
import { noPython, python } from "../../interop/python.js";
import { PythonPeer } from "./python-peer.js";
import { temporaryFolder } from "./temporary-folder.js";

const folder = temporaryFolder();

interface Koffi {
  load(path: null): { func(prototype: string): (fd: number, command: number, ...rest: unknown[]) => number };
  errno(): number;
}

/** This system's locks as they are where there are none of open files: closing any descriptor drops those of the process. */
function processLocks(): FileLocks {
  const koffi = createRequire(import.meta.url)("koffi") as Koffi;
  let isRefused = false;
  const loadKoffi = () => ({
    load: () => ({
      func(prototype: string) {
        const call = koffi.load(null).func(prototype);
        return (fd: number, command: number, ...rest: unknown[]) => {
          isRefused = command === 36 || command === 37;
          return isRefused ? -1 : call(fd, command, ...rest);
        };
      },
    }),
    errno: () => (isRefused ? constants.errno.EINVAL : koffi.errno()),
  });
  return systemFileLocks("test", { platform: process.platform, arch: process.arch, loadKoffi });
}

const OWNERS: Record<string, () => FileLocks> = {
  "the open file": () => systemFileLocks("test"),
  "the process": processLocks,
};

const FILL =
  "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) " +
  "INSERT INTO t SELECT i, hex(zeroblob(100)) FROM n";

describe.skipIf(python() === undefined || process.platform !== "linux")(noPython, () => {
  describe.each(Object.keys(OWNERS))("when locks belong to %s", (owner) => {
    let storage: FileStorage;
    let peer: PythonPeer;
    let open: DriverConnection[];
    beforeEach(() => {
      const maps = systemMemoryMaps();
      storage = new NodeFileStorage(
        systemFileCalls,
        OWNERS[owner]!(),
        new OpenFileTable(),
        process.platform,
        () => maps,
      );
      peer = new PythonPeer(folder("a.db"));
      open = [];
    });
    afterEach(async () => {
      for (const connection of open) await connection.close();
      // Whatever was done, nothing is locked when all is closed.
      expect(await peer.run("BEGIN EXCLUSIVE")).toEqual([]);
      await peer.close();
    });

    async function openFile(): Promise<SqliteFile> {
      const api = await sharedSqlJs();
      return new SqliteFile({ api, storage, unlockedStorage: storage, path: folder("a.db"), isReadOnly: false });
    }

    async function connect(): Promise<DriverConnection> {
      const url = parseDatabaseUrl(`sqlite:///${folder("a.db")}`);
      const connection = new SqliteConnection(await openFile(), { url, timeout: 0, onWait: undefined });
      open.push(connection);
      return connection;
    }

    const fill = async (mode: string) => {
      await peer.run(`PRAGMA journal_mode = ${mode}`);
      await peer.run("CREATE TABLE t (id INTEGER PRIMARY KEY, v)");
      await peer.run(FILL);
    };

    /** Opens the file beside what is going on, reads, and closes it again. */
    const glance = async () => {
      const connection = await connect();
      expect((await connection.execute("SELECT count(*) AS n FROM t")).rows).toEqual([{ n: 20000 }]);
      await connection.close();
    };

    test("then a transaction keeps its lock while others in the process open, read and close the file", async () => {
      await fill("delete");
      const connection = await connect();
      await connection.begin("immediate");
      await glance();
      await expect(peer.run("BEGIN IMMEDIATE")).rejects.toThrow("database is locked");
      await connection.execute("DELETE FROM t WHERE id = 1");
      await glance();
      await expect(peer.run("BEGIN IMMEDIATE")).rejects.toThrow("database is locked");
      await connection.commit();
      expect(await peer.run("SELECT count(*) FROM t")).toEqual([[19999]]);
      expect(await peer.run("DELETE FROM t WHERE id = 2")).toEqual([]);
    });

    test("then a database that is held still stays so while others in the process read it", async () => {
      await fill("delete");
      const file = await openFile();
      const attempt = () => peer.run("DELETE FROM t").catch((error: Error) => error.message);
      await file.hold(async () => {
        expect(await attempt()).toBe("database is locked");
        await glance();
        expect(await attempt()).toBe("database is locked");
      });
      expect(await attempt()).toEqual([]);
      file.close();
    });

    test("then a wal database that is held still reads the same, and no checkpoint of others passes it", async () => {
      await fill("wal");
      const file = await openFile();
      const checkpoint = async () => (await peer.run("PRAGMA wal_checkpoint(TRUNCATE)"))[0]![0];
      await file.hold(async (still) => {
        const value = () => still.run("SELECT length(v) AS n FROM t WHERE id = 7").rows;
        await peer.run("UPDATE t SET v = 'new' WHERE id = 7");
        // A checkpoint that finds somebody in its way gives its first column as 1.
        expect(await checkpoint()).toBe(1);
        expect(value()).toEqual([{ n: 200 }]);
        await glance();
        expect(await checkpoint()).toBe(1);
        expect(value()).toEqual([{ n: 200 }]);
      });
      expect(await checkpoint()).toBe(0);
      file.close();
    });
  });
});
