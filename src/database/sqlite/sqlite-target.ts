import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { DatabaseUrl } from "../database-url.js";
import { DatabaseUrlError } from "../database-url-error.js";
import type { OpenDatabaseOptions } from "../open-database-options.js";

/** The settings of a SQLite URL and its options. */
export interface SqliteTarget {
  /** Absolute path of the file; undefined for a database in memory. */
  readonly path: string | undefined;
  readonly readOnly: boolean;
  /** Whether a missing file is an error; otherwise the first write creates it. */
  readonly mustExist: boolean;
  /** Whether the file is used without locks. */
  readonly withoutLocks: boolean;
  /** Milliseconds to wait for a lock. */
  readonly timeout: number;
  /** The same for a migration run, which may wait for another run. */
  readonly runTimeout: number;
}

/** The options of a URL: ours, and those of Python's sqlite3 for the same database. */
const KNOWN = new Set(
  (
    "mode timeout locking cache vfs immutable nolock psow modeof uri check_same_thread detect_types isolation_level " +
    "cached_statements autocommit native_datetime"
  ).split(" "),
);

/** As long as Python's sqlite3 waits by default. */
const DEFAULT_TIMEOUT = 5000;
/** A run that copies large tables takes more than a few seconds. */
const DEFAULT_RUN_TIMEOUT = 60_000;

/**
 * Reads the options of a SQLite URL.
 *
 * @throws {DatabaseUrlError} when the URL names a server, or an option has an invalid value.
 */
export function sqliteTarget(url: DatabaseUrl, options: OpenDatabaseOptions): SqliteTarget {
  if (url.username || url.password || url.host || url.port) {
    throw new DatabaseUrlError(
      `Invalid SQLite URL: ${url.render()}\nValid SQLite URL forms are:\n sqlite:///:memory: (or, sqlite://)\n` +
        " sqlite:///relative/path/to/file.db\n sqlite:////absolute/path/to/file.db",
    );
  }
  const unknown = Object.keys(url.query).find((name) => !KNOWN.has(name));
  if (unknown !== undefined) {
    throw new DatabaseUrlError(`Unknown option '${unknown}' in database URL; there are mode, timeout and locking`);
  }
  const mode = choice(url, "mode", ["ro", "rw", "rwc", "memory"]);
  const path = mode === "memory" ? undefined : filePath(url.database);
  const timeout = options.timeout ?? secondsOption(url, "timeout");
  return {
    path,
    readOnly: options.readOnly ?? mode === "ro",
    mustExist: mode === "ro" || mode === "rw",
    withoutLocks: choice(url, "locking", ["none", "normal"]) === "none",
    timeout: timeout ?? DEFAULT_TIMEOUT,
    runTimeout: timeout ?? DEFAULT_RUN_TIMEOUT,
  };
}

function filePath(database: string | undefined): string | undefined {
  if (!database || database === ":memory:" || /^file::memory:/.test(database)) return undefined;
  if (database.startsWith("file:///")) return fileURLToPath(database.replaceAll("%", "%25"));
  if (database.startsWith("file:")) return resolve(database.slice(5));
  return resolve(database);
}

function choice(url: DatabaseUrl, name: string, allowed: readonly string[]): string | undefined {
  const value = url.option(name);
  if (value === undefined || allowed.includes(value)) return value;
  throw new DatabaseUrlError(`Invalid value for ${name} in database URL: '${value}' (one of ${allowed.join(", ")})`);
}

function secondsOption(url: DatabaseUrl, name: string): number | undefined {
  const value = url.option(name);
  if (value === undefined) return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds) && seconds >= 0) return seconds * 1000;
  throw new DatabaseUrlError(`Invalid value for ${name} in database URL: '${value}' (a number of seconds)`);
}
