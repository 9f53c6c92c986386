import { constants, copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AlembicError } from "../../support/alembic-error.js";
import { isError } from "../../support/is-built-in.js";
import { DatabaseError } from "../database-error.js";
import { DatabaseUrl } from "../database-url.js";
import { InterruptedError } from "../interrupted-error.js";
import type { PrivateCopy, PrivateCopyOptions } from "../private-copy.js";
import { openSqlite } from "./open-sqlite.js";
import { compareFiles } from "./private-copy/compare-files.js";
import { sqliteTarget } from "./sqlite-target.js";

/**
 * Copies a SQLite database into a new folder of the system's temporary one, which only this user may read. A file that
 * does not exist, and a database in memory, give an empty copy.
 */
export async function copySqlite(url: DatabaseUrl, options: PrivateCopyOptions): Promise<PrivateCopy> {
  const { path, mustExist } = sqliteTarget(url, options);
  const folder = makeFolder();
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  // A second Ctrl-C ends the process without waiting for anything.
  process.once("exit", remove);
  const discard = () => {
    process.off("exit", remove);
    remove();
  };
  const before = join(folder, "before.db");
  const after = join(folder, "after.db");
  try {
    // A missing file that must exist is reported by the driver.
    if (path !== undefined && (existsSync(path) || mustExist)) {
      await backUp(url, before, options);
      copyFileSync(before, after, constants.COPYFILE_FICLONE);
    }
  } catch (error) {
    discard();
    throw error instanceof AlembicError ? error : notMade(error);
  }
  return {
    original: url,
    url: fileUrl(url, after),
    before: fileUrl(url, before),
    changes: (how) => compareFiles(before, after, how),
    discard,
  };
}

function makeFolder(): string {
  try {
    return mkdtempSync(join(tmpdir(), "alembic-ts-preview-"));
  } catch (error) {
    throw notMade(error);
  }
}

function notMade(error: unknown): DatabaseError {
  const reason = isError(error) ? error.message : String(error);
  return new DatabaseError(
    `The private copy was not made in ${tmpdir()}: ${reason}. The variable TMPDIR names another folder for it.`,
    { driverCode: "SQLITE_IOERR", cause: error },
  );
}

async function backUp(url: DatabaseUrl, target: string, options: PrivateCopyOptions): Promise<void> {
  const { signal } = options;
  if (signal?.aborted) throw new InterruptedError(signal.reason);
  const connection = await openSqlite(url, { ...options, readOnly: true });
  try {
    await connection.backup(target, { signal, isPrivate: true });
  } finally {
    await connection.close();
  }
}

/** The same URL for another file, without the options that concern the original only. */
function fileUrl(url: DatabaseUrl, database: string): DatabaseUrl {
  const { mode: _mode, locking: _locking, ...query } = url.query;
  return new DatabaseUrl({ driverName: url.driverName, database, query });
}
