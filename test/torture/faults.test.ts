import { copyFileSync, readdirSync, rmSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { backup } from "../../src/backends/backup.js";
import { openDatabase } from "../../src/backends/open-database.js";
import type { DriverConnection } from "../../src/database/connection.js";
import { DatabaseError } from "../../src/database/database-error.js";
import { DatabaseLockedError } from "../../src/database/database-locked-error.js";
import { parseDatabaseUrl } from "../../src/database/database-url.js";
import { systemFileLocks } from "../../src/database/sqlite/locks/system-file-locks.js";
import { SqliteConnection } from "../../src/database/sqlite/sqlite-connection.js";
import { SqliteFile } from "../../src/database/sqlite/sqlite-file.js";
import { NodeFileStorage } from "../../src/database/sqlite/storage/node-file-storage.js";
import { OpenFileTable } from "../../src/database/sqlite/storage/open-file-table.js";
import { sharedSqlJs } from "../../src/database/sqlite/wasm/load-sql-js.js";
import { temporaryFolder } from "../database/sqlite/temporary-folder.js";
import { recordFigure, tortureCount } from "./counts.js";
import { type Fault, FaultyCalls } from "./faulty-calls.js";

const folder = temporaryFolder();
/** Every n-th call fails in an ordinary test run, every single one in the full one. */
const STRIDE = tortureCount("FAULT_STRIDE", 23, 1);
const FAULTS: readonly Fault[] = ["EIO", "ENOSPC", "EACCES", "EINTR", "short"];

const locks = systemFileLocks("test");

async function openFaulty(faulty: FaultyCalls, path: string): Promise<DriverConnection> {
  const storage = new NodeFileStorage(
    faulty.calls,
    faulty.locks,
    new OpenFileTable(),
    process.platform,
    () => faulty.maps,
  );
  const file = new SqliteFile({ api: await sharedSqlJs(), storage, unlockedStorage: storage, path, isReadOnly: false });
  const url = parseDatabaseUrl(`sqlite:///${path}`);
  return new SqliteConnection(file, { url, timeout: 0, onWait: undefined });
}

async function makeDatabase(path: string, journalMode: string): Promise<void> {
  const connection = await openDatabase(`sqlite:///${path}`);
  await connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)");
  await connection.execute("INSERT INTO alembic_version VALUES ('one')");
  await connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)");
  await connection.execute("CREATE INDEX ix ON t (v)");
  await connection.execute(
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400) INSERT INTO t SELECT i, 'value ' || i FROM n",
  );
  await connection.execute(`PRAGMA journal_mode = ${journalMode}`);
  await connection.close();
}

/** A table rebuild with a backup before it, as a migration run does it. */
async function migrate(connection: DriverConnection, copy: string): Promise<void> {
  try {
    await connection.beginRun();
    await connection.begin("immediate");
    await connection.execute("SELECT version_num FROM alembic_version");
    await backup(connection, copy);
    await connection.execute("PRAGMA cache_size = 4");
    await connection.execute("CREATE TABLE n (id INTEGER PRIMARY KEY, v TEXT NOT NULL)");
    await connection.execute("INSERT INTO n SELECT id, v || ' changed' FROM t");
    await connection.execute("DROP TABLE t");
    await connection.execute("ALTER TABLE n RENAME TO t");
    await connection.execute("CREATE INDEX ix ON t (v)");
    await connection.execute("ALTER TABLE t ADD COLUMN extra INTEGER DEFAULT 3");
    await connection.execute("UPDATE alembic_version SET version_num = 'two'");
    await connection.commit();
  } finally {
    await connection.rollback().catch(() => undefined);
    await connection.endRun().catch(() => undefined);
    await connection.close();
  }
}

/** The whole content, from a connection without faults. */
async function contentOf(path: string): Promise<string> {
  const connection = await openDatabase(`sqlite:///${path}`);
  const rows = async (sql: string) => JSON.stringify((await connection.execute(sql)).rows);
  expect(await rows("PRAGMA integrity_check")).toBe('[{"integrity_check":"ok"}]');
  const content =
    (await rows("SELECT * FROM alembic_version")) +
    (await rows("SELECT sql FROM sqlite_schema ORDER BY name")) +
    (await rows("SELECT * FROM t ORDER BY id"));
  await connection.close();
  return content;
}

describe.each(["delete", "wal"])("on a %s database", (journalMode) => {
  test.each(FAULTS)("when any one file call of a migration ends with %s then nothing is half done", async (fault) => {
    await makeDatabase(folder("origin.db"), journalMode);
    const before = await contentOf(folder("origin.db"));
    copyFileSync(folder("origin.db"), folder("after.db"));
    const counting = new FaultyCalls(locks);
    await migrate(await openFaulty(counting, folder("after.db")), folder("copy.db"));
    const after = await contentOf(folder("after.db"));
    expect(await contentOf(folder("copy.db"))).toBe(before);
    expect(after).not.toBe(before);

    let failures = 0;
    const problems: string[] = [];
    for (let position = 1; position <= counting.count; position += STRIDE) {
      for (const name of readdirSync(folder())) if (/^(work|copy|\.copy)/.test(name)) rmSync(folder(name));
      copyFileSync(folder("origin.db"), folder("work.db"));
      const faulty = new FaultyCalls(locks, fault, position);
      const error = await openFaulty(faulty, folder("work.db"))
        .then((connection) => migrate(connection, folder("copy.db")))
        .catch((failure: unknown) => failure);
      const what = `call ${position} (${faulty.failed}) with ${fault}: ${error ?? "no error"}`;
      const left = await contentOf(folder("work.db"));
      if (left !== after && (error === undefined || left !== before)) problems.push(`wrong content after ${what}`);
      if (error !== undefined) {
        failures++;
        // For a lock EACCES means that somebody else has it.
        const isLocked = error instanceof DatabaseLockedError && faulty.failed?.startsWith("fcntl");
        const isClear = error instanceof DatabaseError && (isLocked || error.message.includes(fault));
        if (!isClear) problems.push(`unclear error after ${what}`);
        if (fault === "EINTR" || fault === "short") problems.push(`no success after ${what}`);
      }
      if (faulty.open.size > 0) problems.push(`${faulty.open.size} descriptors left open after ${what}`);
      const stray = readdirSync(folder()).filter((name) => name.startsWith(".copy"));
      if (stray.length > 0 && faulty.failed !== "unlinkSync") problems.push(`${stray} left after ${what}`);
    }
    expect(problems).toEqual([]);
    recordFigure(`Each file call fails once, ${journalMode === "wal" ? "WAL" : "rollback journal"}`, {
      "file calls": String(counting.count),
      faults: FAULTS.join(" "),
      runs: Math.ceil(counting.count / STRIDE),
      "ended with an error that names the call": failures,
      "half done": 0,
    });
  });
});
