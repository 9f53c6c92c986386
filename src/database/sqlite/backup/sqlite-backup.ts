import { lstatSync } from "node:fs";
import { AlembicError } from "../../../support/alembic-error.js";
import type { BackupOptions, QueryResult } from "../../connection.js";
import { DatabaseError } from "../../database-error.js";
import { quoteName } from "../../quote-name.js";
import { databaseError } from "../database-failure.js";
import type { SqliteFile } from "../sqlite-file.js";
import { SqliteHandle } from "../sqlite-handle.js";
import type { StillDatabase } from "../sqlite-view.js";
import type { FileStorage } from "../storage/file-storage.js";
import { RESULT, type SqliteApi, SqliteFailure } from "../wasm/sqlite-api.js";
import { BackupCopy } from "./backup-copy.js";

type RunSql = (sql: string) => QueryResult;

/** The arguments of {@link writeBackup}. */
export interface BackupTask {
  readonly api: SqliteApi;
  /** The storage that the copy is written to; its locks do not matter, because nobody uses the file yet. */
  readonly storage: FileStorage;
  /** Absolute path of the copy. */
  readonly target: string;
  readonly still: StillDatabase;
}

/**
 * Copies the file of a database, while others use it.
 *
 * @throws {DatabaseError} when the copy is not sound, or its name exists.
 * @throws {SqliteFailure} when a lock is in the way.
 */
export async function backupFile(file: SqliteFile, target: string, options: BackupOptions): Promise<void> {
  refuseExisting(target);
  const { api, unlockedStorage } = file;
  await file.hold((still) => writeBackup({ api, storage: unlockedStorage, target, still }, options));
}

/**
 * Writes a database in memory to a file.
 *
 * @throws {DatabaseError} when the copy is not sound, or its name exists.
 * @throws {SqliteFailure} inside a transaction.
 */
export async function backupMemory(file: SqliteFile, target: string, options: BackupOptions): Promise<void> {
  refuseExisting(target);
  const copy = new BackupCopy(file.unlockedStorage, target, options);
  try {
    copy.claim();
    file.run("VACUUM INTO ?", [copy.path]);
    verify(file.api, file.unlockedStorage, copy, false, (sql) => file.run(sql));
    copy.sync();
    publish(copy, target);
  } catch (error) {
    copy.discard();
    throw explained(error, copy, target);
  }
}

async function writeBackup(task: BackupTask, options: BackupOptions): Promise<void> {
  const { api, storage, target, still } = task;
  const copy = new BackupCopy(storage, target, options);
  try {
    await copy.fill(still.source, options);
    still.verify();
    verify(api, storage, copy, still.source.walBytes > 0, (sql) => still.run(sql));
    copy.sync();
    publish(copy, target);
  } catch (error) {
    copy.discard();
    throw explained(error, copy, target);
  }
}

/** Turns a failure of SQLite or of a file call into a sentence about the copy; a lock error is returned unchanged. */
function explained(error: unknown, { name }: BackupCopy, target: string): unknown {
  if (error instanceof AlembicError) return error;
  if (error instanceof SqliteFailure && error.result === RESULT.busy) return error;
  const known = databaseError(error, { path: target });
  const isKnown = known instanceof DatabaseError;
  const reason = isKnown ? known.reason : String(error);
  const driverCode = isKnown ? known.driverCode : undefined;
  return new DatabaseError(`${name} was not made: ${reason}`, { driverCode, cause: error });
}

function verify(
  api: SqliteApi,
  storage: FileStorage,
  { name, path }: BackupCopy,
  hasWal: boolean,
  readSource: RunSql,
): void {
  const handle = new SqliteHandle(api, storage, path);
  try {
    const run: RunSql = (sql) => handle.run(sql);
    // The copy of a WAL is merged into the copy of the database, whose header stays in WAL mode.
    run("PRAGMA locking_mode = EXCLUSIVE");
    if (hasWal) run("PRAGMA wal_checkpoint(TRUNCATE)");
    // Rows that break a CHECK are not damage: they are copied unchanged.
    run("PRAGMA ignore_check_constraints = ON");
    const problems = run("PRAGMA integrity_check").rows.map((row) => String(row["integrity_check"]));
    if (problems.join() !== "ok") {
      if (api.bridge.lastError !== undefined) throw api.bridge.lastError;
      throw new DatabaseError(
        `${name} was not made: the copy is not sound, and so is the database: ${problems.slice(0, 5).join("; ")}`,
        { driverCode: "SQLITE_CORRUPT" },
      );
    }
    const expected = countRows(readSource);
    const found = countRows(run);
    for (const [table, count] of expected) {
      if (found.get(table) === count) continue;
      throw new DatabaseError(
        `${name} was not made: the copy has ${found.get(table) ?? "no"} rows in ${table}, not ${count}`,
        { driverCode: "SQLITE_CORRUPT" },
      );
    }
  } finally {
    handle.close();
  }
}

function countRows(run: RunSql): Map<string, unknown> {
  // Virtual tables keep their rows in tables of their own, and may need an extension that is not there.
  const tables = run(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name",
  ).rows.map((row) => String(row["name"]));
  return new Map(tables.map((table) => [table, run(`SELECT count(*) AS n FROM ${quoteName(table)}`).rows[0]?.["n"]]));
}

function publish(copy: BackupCopy, target: string): void {
  try {
    copy.publish();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") refuseExisting(target);
    throw error;
  }
}

function refuseExisting(target: string): void {
  try {
    // A link has the name too, even if its target is missing.
    if (lstatSync(target, { throwIfNoEntry: false }) === undefined) return;
  } catch {
    // Making the file fails as well, and that message has the reason.
    return;
  }
  throw new DatabaseError(`The backup was not made: ${target} already exists`, { driverCode: "SQLITE_CANTOPEN" });
}
