import { resolve } from "node:path";
import { AlembicError } from "../../support/alembic-error.js";
import { isError } from "../../support/is-built-in.js";
import { quotedPath } from "../../support/printable.js";
import type { SqlParams } from "../connection.js";
import { DatabaseError } from "../database-error.js";
import { DatabaseLockedError } from "../database-locked-error.js";
import { LockingUnavailableError } from "./locks/locking-unavailable-error.js";
import { IndexByteOrderError } from "./wal-index/wal-index-copy.js";
import { RESULT, resultName, SqliteFailure } from "./wasm/sqlite-api.js";

/** The facts for an error besides SQLite's own message. */
export interface FailureContext {
  /** The file, as messages name it. */
  readonly path?: string | undefined;
  readonly statement?: string | undefined;
  readonly params?: SqlParams | undefined;
  /** Milliseconds spent waiting for a lock. */
  readonly waited?: number | undefined;
  /** Whether the database is in WAL mode, and can only be used by one connection at a time here. */
  readonly isExclusive?: boolean | undefined;
}

const FILE_RESULTS: ReadonlySet<number> = new Set([
  RESULT.ioError,
  RESULT.full,
  RESULT.cannotOpen,
  RESULT.readOnly,
  RESULT.corrupt,
]);

/** Results that say that a file is not what it should be; SQLite's words do not name it. */
const NAMES_THE_FILE: ReadonlySet<number> = new Set([RESULT.notADatabase, RESULT.corrupt, RESULT.cannotOpen]);

/** Turns a failure of SQLite or of a file call into the error that callers get; returns any other error unchanged. */
export function databaseError(error: unknown, context: FailureContext): unknown {
  if (!(error instanceof SqliteFailure)) return isFileError(error) ? fileFailure(error, context) : error;
  if (error.fileError instanceof LockingUnavailableError) {
    const { why, cause } = error.fileError;
    return new LockingUnavailableError(shownPath(context.path), why, cause);
  }
  const details = { driverCode: resultName(error.result), statement: context.statement, params: context.params };
  if (error.result === RESULT.busy) {
    return new DatabaseLockedError(lockedAdvice(context), context.waited ?? 0, details);
  }
  if (error.fileError instanceof IndexByteOrderError) {
    return new DatabaseError(error.fileError.message, { ...details, cause: error.fileError });
  }
  if (!FILE_RESULTS.has(error.result) || error.fileError === undefined) {
    return new DatabaseError(withFile(error, context), { ...details, cause: error.fileError });
  }
  if (cannotLock(error.fileError)) return lockingUnavailable(error.fileError, context);
  const { code, syscall, path } = error.fileError;
  const where = path ?? context.path;
  const isReadOnly = error.result === RESULT.cannotOpen && ["EACCES", "EROFS", "EPERM"].includes(code ?? "");
  const message = isReadOnly ? "attempt to write a readonly database" : error.message;
  const place = where ? `: ${quotedPath(resolve(where))}` : "";
  return new DatabaseError(`${message} (${syscall ?? "file"} ${code ?? "failed"}${place})`, {
    ...details,
    cause: error.fileError,
  });
}

/** SQLite's words, with the file that they are about, and what can be done about it. */
function withFile({ result, message }: SqliteFailure, { path }: FailureContext): string {
  if (path === undefined || !NAMES_THE_FILE.has(result & 0xff)) return withReason(message);
  const file = quotedPath(resolve(path));
  if (result === RESULT.notADatabase)
    return `${message}: ${file}. It is of another kind, encrypted or damaged; does the database URL name the right file?`;
  return `${message}: ${file}`;
}

/** Adds to "no such module" or "no such function" that the SQLite of sql.js lacks it. */
function withReason(message: string): string {
  const [, what] = /no such (module: \w+|function: (?:regexp|soundex))/i.exec(message) ?? [];
  if (what === undefined) return message;
  return `${message}. The SQLite of sql.js has no ${what.replace(/^\w+: /, "")}; a database that needs it can be migrated by a program whose SQLite has it, such as Python's alembic`;
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return isError(error) && !(error instanceof AlembicError) && "code" in error && "syscall" in error;
}

/** A file call that failed outside of SQLite, such as a look at the file before it is opened. */
function fileFailure(error: NodeJS.ErrnoException, context: FailureContext): DatabaseError {
  if (cannotLock(error)) return lockingUnavailable(error, context);
  const where = error.path ?? context.path;
  const place = where ? `: ${quotedPath(resolve(where))}` : "";
  return new DatabaseError(`disk I/O error (${error.syscall} ${error.code}${place})`, {
    driverCode: "SQLITE_IOERR",
    statement: context.statement,
    params: context.params,
    cause: error,
  });
}

/** Whether the file system has no locks, which some network file systems have not. */
function cannotLock({ syscall, code }: NodeJS.ErrnoException): boolean {
  return syscall === "fcntl" && ["ENOLCK", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "EINVAL"].includes(code ?? "");
}

const shownPath = (path: string | undefined): string =>
  path === undefined ? "the database" : quotedPath(resolve(path));

function lockingUnavailable(error: NodeJS.ErrnoException, { path }: FailureContext): DatabaseError {
  return new LockingUnavailableError(shownPath(path), `its file system refuses locks (${error.code})`, error);
}

function lockedAdvice({ path, waited = 0, isExclusive = false }: FailureContext): string {
  const time = `${Math.round(waited / 100) / 10} s`;
  if (isExclusive) {
    return (
      `${shownPath(path)} is in WAL mode and another process has it open (waited ${time}). Its index cannot be shared here, so it ` +
      "can only be used while nobody else has it open: stop the programs that use it and try again."
    );
  }
  return (
    `another process is using ${shownPath(path)} (waited ${time}). Try again when it is done, or wait longer ` +
    "with --lock-timeout, or ?timeout=SECONDS in the database URL."
  );
}
