import type { BackupOptions, DriverConnection, StatementRunner } from "../database/connection.js";
import type { DatabaseUrl } from "../database/database-url.js";
import type { OpenDatabaseOptions } from "../database/open-database-options.js";
import type { PrivateCopy, PrivateCopyOptions } from "../database/private-copy.js";
import type { RolledBackRun } from "../database/rolled-back-run.js";
import type { Dialect } from "../dialects/dialect.js";
import type { Inspector } from "../dialects/inspector.js";
import type { IndexGuard, Rebuilder } from "../operations/operations-host.js";
import type { TemporaryTables } from "./temporary-tables.js";

/** How transactions of a kind of database behave in a migration run. */
export interface TransactionFacts {
  /**
   * Whether a rollback undoes schema changes. If it does, a run is one transaction by default; if not, every step has
   * a transaction of its own.
   */
  readonly transactionalDdl: boolean;
  /**
   * How long the lock is held that keeps other migration runs away. `"transaction"`: `begin("immediate")` takes it and
   * the commit releases it, so that an autocommit block, and the commit after a step, let another run in; the version
   * rows are then read again. `"run"`: `beginRun()` takes it and `endRun()` releases it.
   */
  readonly lockScope: "transaction" | "run";
}

/**
 * One kind of database: its dialect, its driver, and what the database itself can do.
 *
 * A member that a backend lacks is absent. A command that needs it fails with one sentence; no member exists only to
 * throw. An object is made without loading a driver: `open()` loads it, because a command such as `upgrade --sql` needs
 * the dialect alone.
 *
 * @typeParam Connection - what `open()` returns; the other members may rely on getting it back.
 */
export interface Backend<Connection extends DriverConnection = DriverConnection> {
  /** The name of the backend, which is the name of its dialect, such as `postgresql`. */
  readonly name: string;
  /** The schemes of its URLs: the part before `+` or `://`. */
  readonly schemes: readonly string[];
  readonly dialect: Dialect;
  readonly transactions: TransactionFacts;

  /**
   * Connects to a database. Absent if there is no driver: SQL can be written for such a database, but not run.
   *
   * @throws {DatabaseUrlError} when the URL has a part or an option that is not supported.
   * @throws {DatabaseError} when the database cannot be opened.
   */
  open?(url: DatabaseUrl, options: OpenDatabaseOptions): Promise<Connection>;
  /**
   * Makes a connection of a client that somebody else opened and closes. Absent if no such client is known.
   *
   * @returns `undefined` when the client is not of this kind of database.
   */
  adopt?(client: unknown): Promise<Connection | undefined>;
  /** Reads the schema of a database. Absent if there is no driver. */
  inspector?(connection: StatementRunner): Inspector;
  /**
   * Builds a table anew in batch mode with facts that only the database has. Absent if batch mode makes the new table
   * from a `sa.Table`, as Alembic does.
   */
  readonly rebuilder?: Rebuilder;
  /** Looks after broken indexes, which a statement may leave behind or take for complete. Absent if there are none. */
  readonly indexGuard?: IndexGuard;
  /**
   * Opens an empty database that nobody else sees and that disappears when it is closed. Autogenerate makes the models
   * in it and reads them back as the database reports them. Absent if that is impossible.
   *
   * @param beside - the connection whose database is compared. A server makes the scratch there, where it can in a
   * transaction that is rolled back, so that types and functions of that database exist in it.
   * @returns `undefined` if this user has no permission; then the texts are compared.
   */
  scratch?(beside: DriverConnection): Promise<DriverConnection | undefined>;
  /**
   * Opens a session for temporary tables, in which autogenerate makes the columns and CHECKs of the models before it takes a
   * scratch database. Absent where a scratch database costs no more.
   *
   * @returns `undefined` if this user has no permission.
   */
  temporaryTables?(beside: DriverConnection): Promise<TemporaryTables | undefined>;
  /**
   * Makes the tables, indexes, views and triggers of one database in an empty one, without their rows. Absent if the
   * statements that made them are not kept.
   *
   * @param schemas - schemas to copy besides the default one.
   */
  copySchema?(from: DriverConnection, to: DriverConnection, schemas: readonly string[]): Promise<void>;
  /**
   * Ties a new connection to a transaction that is rolled back, for a preview where there is no private copy. Absent if a
   * rollback does not undo schema changes.
   */
  rolledBack?(connection: Connection): Promise<RolledBackRun>;
  /**
   * Makes a private copy of a database for a preview; the database itself is only read. Absent if databases are not
   * copied.
   *
   * @throws {DatabaseError} when the database cannot be read, or the copy cannot be written.
   * @throws {InterruptedError} when the signal aborts meanwhile.
   */
  privateCopy?(url: DatabaseUrl, options: PrivateCopyOptions): Promise<PrivateCopy>;
  /** Writes a verified copy of the database to a file; called through {@link backup}. Absent if there is no such copy. */
  backup?(connection: Connection, path: string, options: BackupOptions): Promise<void>;
}
