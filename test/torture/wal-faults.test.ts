import { copyFileSync, readdirSync, rmSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { backup } from "../../src/backends/backup.js";
import type { DriverConnection } from "../../src/database/connection.js";
import { DatabaseError } from "../../src/database/database-error.js";
import { parseDatabaseUrl } from "../../src/database/database-url.js";
import { systemFileLocks } from "../../src/database/sqlite/locks/system-file-locks.js";
import { SqliteConnection } from "../../src/database/sqlite/sqlite-connection.js";
import { SqliteFile } from "../../src/database/sqlite/sqlite-file.js";
import { NodeFileStorage } from "../../src/database/sqlite/storage/node-file-storage.js";
import { OpenFileTable } from "../../src/database/sqlite/storage/open-file-table.js";
import { systemMemoryMaps } from "../../src/database/sqlite/wal-index/system-memory-maps.js";
import { sharedSqlJs } from "../../src/database/sqlite/wasm/load-sql-js.js";
import { PythonPeer } from "../database/sqlite/python-peer.js";
import { temporaryFolder } from "../database/sqlite/temporary-folder.js";
import { noPython, python } from "../interop/python.js";
import { recordFigure, tortureCount } from "./counts.js";
import { type Fault, FaultyCalls } from "./faulty-calls.js";
import { MIGRATIONS, originStatements } from "./migration.js";

const folder = temporaryFolder();
/** Every n-th call fails in an ordinary test run, every single one in the full one. */
const STRIDE = tortureCount("WAL_FAULT_STRIDE", 29, 1);
const FAULTS: readonly Fault[] = ["EIO", "ENOSPC", "EACCES", "EINTR", "short"];
const CONTENT =
  "SELECT (SELECT group_concat(sql, ';') FROM sqlite_schema) || (SELECT version_num FROM alembic_version) || " +
  "(SELECT count(*) || ' ' || total(id) || ' ' || total(length(v)) FROM t)";

const locks = systemFileLocks("test");
const maps = systemMemoryMaps();

async function openFaulty(faulty: FaultyCalls, path: string): Promise<DriverConnection> {
  const table = new OpenFileTable();
  const storage = new NodeFileStorage(faulty.calls, faulty.locks, table, process.platform, () => faulty.maps);
  const file = new SqliteFile({ api: await sharedSqlJs(), storage, unlockedStorage: storage, path, isReadOnly: false });
  return new SqliteConnection(file, { url: parseDatabaseUrl(`sqlite:///${path}`), timeout: 0, onWait: undefined });
}

/** A table rebuild with a look and a backup before it and a checkpoint after it, beside those who have the file open. */
async function migrate(connection: DriverConnection, copy: string): Promise<void> {
  let isDone = false;
  try {
    await connection.execute("SELECT version_num FROM alembic_version");
    await connection.beginRun();
    await connection.begin("immediate");
    await connection.execute("SELECT version_num FROM alembic_version");
    await backup(connection, copy);
    await connection.execute("PRAGMA cache_size = 4");
    for (const statement of MIGRATIONS.rebuild) await connection.execute(statement);
    await connection.commit();
    isDone = true;
    await connection.execute("PRAGMA wal_checkpoint(PASSIVE)");
  } catch (error) {
    // What fails after the commit is no failure of the migration.
    if (!isDone) throw error;
  } finally {
    await connection.rollback().catch(() => undefined);
    await connection.endRun().catch(() => undefined);
    await connection.close();
  }
}

describe.skipIf(python() === undefined)(noPython, () => {
  test.each(FAULTS)(
    "when any one call of a migration beside Python ends with %s then nobody is harmed",
    async (fault) => {
      const origin = await PythonPeer.make(folder("origin.db"), originStatements(300, "wal"));
      const path = folder("work.db");
      const begin = async (): Promise<PythonPeer> => {
        for (const name of readdirSync(folder())) if (/^(work|copy|\.copy)/.test(name)) rmSync(folder(name));
        copyFileSync(origin, path);
        const peer = new PythonPeer(path, 5);
        await peer.run("UPDATE t SET v = v || '.' WHERE id % 3 = 0");
        return peer;
      };
      let peer = await begin();
      const before = await peer.run(CONTENT);
      const counting = new FaultyCalls(locks, undefined, 0, maps);
      await migrate(await openFaulty(counting, path), folder("copy.db"));
      const after = await peer.run(CONTENT);
      expect(after).not.toEqual(before);
      await peer.close();

      let failures = 0;
      const problems: string[] = [];
      for (let position = 1; position <= counting.count; position += STRIDE) {
        peer = await begin();
        const faulty = new FaultyCalls(locks, fault, position, maps);
        const error = await openFaulty(faulty, path)
          .then((connection) => migrate(connection, folder("copy.db")))
          .catch((failure: unknown) => failure);
        const what = `call ${position} (${faulty.failed}) with ${fault}: ${error ?? "no error"}`;
        // The neighbour has had the database open all the time.
        const left = JSON.stringify(await peer.run(CONTENT));
        const isAfter = left === JSON.stringify(after);
        if (!isAfter && (error === undefined || left !== JSON.stringify(before))) problems.push(`wrong after ${what}`);
        await peer.run("INSERT INTO t (id, v) VALUES (100000, 'later')").catch((failure: Error) => {
          problems.push(`${failure.message} after ${what}`);
        });
        if (JSON.stringify(await peer.run("PRAGMA integrity_check")) !== '[["ok"]]')
          problems.push(`damaged after ${what}`);
        await peer.close();
        if (error !== undefined) {
          failures++;
          if (!(error instanceof DatabaseError)) problems.push(`unclear error after ${what}`);
          if (fault === "EINTR" || fault === "short") problems.push(`no success after ${what}`);
        }
        if (faulty.open.size > 0) problems.push(`${faulty.open.size} descriptors left open after ${what}`);
      }
      expect(problems).toEqual([]);
      recordFigure("WAL: each file call and lock call fails once, beside a Python program", {
        calls: String(counting.count),
        faults: FAULTS.join(" "),
        runs: Math.ceil(counting.count / STRIDE),
        "ended with an error": failures,
        "half done, or harm to the other": 0,
      });
    },
    3_600_000,
  );
});
