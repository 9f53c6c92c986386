import type { DatabaseUrl } from "./database-url.js";

/**
 * A value that travels to or from a database. Integers come back as numbers, and as bigint where a number could not
 * hold them exactly; numerics, dates, times, intervals, JSON and other types without a JavaScript value come as the
 * database's text. SQLite stores booleans as 1 and 0; only PostgreSQL has booleans and arrays.
 */
export type SqlValue = null | number | bigint | string | Uint8Array | boolean | readonly SqlValue[];

/**
 * How a driver wants parameters written, in the words of Python's database API: `:name` (`"named"`), `?` (`"qmark"`) or
 * `$1` (`"numeric_dollar"`).
 */
export type DriverParamstyle = "named" | "qmark" | "numeric_dollar";

/** Parameters of a statement: a list where the parameters are numbered or in order, an object where they have names. */
export type SqlParams = readonly SqlValue[] | Readonly<Record<string, SqlValue>>;

/** One row, its values by column name. */
export type Row = Record<string, SqlValue>;

/** The result of a statement. */
export interface QueryResult {
  /** The names of the columns, in order; empty where the statement returns no rows. */
  readonly columns: readonly string[];
  /** The rows; of two columns with one name, the last one counts. */
  readonly rows: readonly Row[];
  /** The values of each row in the order of the columns; only where two columns have one name. */
  readonly tuples?: readonly (readonly SqlValue[])[];
  /** Rows changed by INSERT, UPDATE or DELETE; for a query, the rows read. */
  readonly rowCount: number;
}

/** A wait of a connection for a database that another one has locked. */
export interface LockWait {
  /** The database, its password hidden. */
  readonly database: string;
  /** How long it waits at most, in milliseconds. */
  readonly timeout: number;
  /** A sentence for a person, such as `Waiting for 'x.db': another process is using it (up to 5 s)`. */
  readonly message: string;
}

/** The version table of a run, by which other runs on the same database are known. */
export interface RunVersionTable {
  readonly name: string;
  /** Its schema; `null` for the default one. */
  readonly schema: string | null;
  /**
   * The statements that create it. A driver that locks it creates a missing one first, because a missing table cannot
   * be locked; default: none, and the run creates it later.
   */
  readonly create?: (() => readonly string[]) | undefined;
}

/** How a migration run uses its connection. */
export interface RunOptions {
  /**
   * The version table. A database that cannot lock the whole file or server locks this table, or a name made from it,
   * so that two runs on the same table never take the same step. It may not exist yet.
   */
  readonly versionTable?: RunVersionTable | undefined;
  /** Milliseconds to wait for another run; default: the timeout of the connection. */
  readonly lockTimeout?: number | undefined;
  /** Called once for each wait that is long enough to be noticed (a second). */
  readonly onWait?: ((wait: LockWait) => void) | undefined;
  /** When it aborts, the next statement, or the wait for a lock, fails with an `InterruptedError`. */
  readonly signal?: AbortSignal | undefined;
}

/** The progress of a backup. */
export interface BackupProgress {
  /** Bytes that are copied. */
  readonly done: number;
  /** Bytes in total. */
  readonly total: number;
}

/** Options of a backup. */
export interface BackupOptions {
  /** Called after each piece of the copy; default: nobody is told. */
  readonly onProgress?: ((progress: BackupProgress) => void) | undefined;
  /** When it aborts, the backup stops and leaves nothing behind; default: the signal of the run it belongs to. */
  readonly signal?: AbortSignal | undefined;
  /** Whether only this user may read and write the copy; by default it has the owner and permissions of the database. */
  readonly isPrivate?: boolean | undefined;
}

/** Takes what became of a statement that nobody waited for. */
export interface AheadOutcome {
  /** Gets the number of rows that it changed; what it throws is a failure. */
  result(rowCount: number): void;
  /** Returns the error to throw for the one of the database. */
  failure(error: unknown): unknown;
}

/** Runs single statements: a connection, or a wrapper around one. */
export type StatementRunner = Pick<DriverConnection, "execute">;

/**
 * A driver's connection to one database: it takes SQL text and returns rows.
 *
 * A migration run calls {@link beginRun}, then `begin("immediate")`, reads the version, executes its statements, and
 * ends with `commit()` or `rollback()` and {@link endRun}; a run with a transaction for each step repeats the middle
 * part. Everything that a database needs around a run (waiting for the write lock, foreign keys) happens inside these
 * calls, so their caller need not know which database it is.
 */
export interface DriverConnection {
  /** Where it is connected to. */
  readonly url: DatabaseUrl;
  /** Name of the SQL dialect, such as `sqlite`. */
  readonly dialectName: string;
  /** How the parameters of its statements are written; default: `"named"`. Its caller uses this style. */
  readonly paramstyle?: DriverParamstyle;
  /** Whether a transaction is open. */
  readonly inTransaction: boolean;
  /**
   * Statements since `begin()` that a rollback does not undo, because the database committed them at once. Absent where
   * a rollback undoes everything.
   */
  readonly standing?: readonly string[];
  /**
   * The values of the version table's rows, if the lock of the run has read them and still keeps everybody from writing
   * them; then a run need not read them again. Absent where the lock reads no rows.
   */
  readonly lockedVersions?: readonly SqlValue[] | undefined;

  /** Executes one statement. Outside a transaction it is its own. */
  execute(sql: string, params?: SqlParams): Promise<QueryResult>;

  /**
   * Executes a statement without parameters and does not wait for it. The first failure is kept, and every later call,
   * a commit too, fails with it until the rollback. Absent where each statement is waited for; outside a transaction it
   * is waited for as well.
   */
  executeAhead?(sql: string, outcome: AheadOutcome): Promise<void>;
  /**
   * Waits for the statements that were executed ahead.
   *
   * @throws the first failure.
   */
  settle?(): Promise<void>;

  /**
   * Opens a transaction. `immediate` is for a migration: no other run passes this call before the commit. In SQLite it
   * takes the write lock at once; where runs lock the version table, it is locked here. It waits for the lock up to the
   * driver's timeout. `deferred`, the default, takes locks as statements need them.
   */
  begin(mode?: "deferred" | "immediate"): Promise<void>;
  /** Makes the transaction permanent. In a run it first checks the foreign keys and fails on a new violation. */
  commit(): Promise<void>;
  /** Undoes the transaction; without one it does nothing. */
  rollback(): Promise<void>;

  /**
   * Prepares for a migration run; must be called outside a transaction. SQLite stops enforcing foreign keys until
   * `endRun`; a lock that belongs to the run and not to a transaction is taken here.
   */
  beginRun(options?: RunOptions): Promise<void>;
  /** Ends a run: rolls back what was not committed and puts the connection's settings back. Does nothing without one. */
  endRun(): Promise<void>;

  /** Closes the connection; what was not committed is rolled back. Closing twice does nothing. */
  close(): Promise<void>;
}
