import { AlembicError } from "../support/alembic-error.js";

/**
 * There is no driver to connect to this kind of database; its SQL can still be written with `--sql`.
 *
 * @example
 * ```ts
 * import { OnlineUnsupportedError, openDatabase } from "alembic-ts";
 *
 * await openDatabase("oracle://localhost/app").catch((error: unknown) => {
 *   if (error instanceof OnlineUnsupportedError) console.log(error.dialectName); // oracle
 * });
 * ```
 */
export class OnlineUnsupportedError extends AlembicError {
  readonly code: string = "database.online-unsupported";
  /** The dialect that was asked for. */
  readonly dialectName: string;

  constructor(dialectName: string) {
    super(
      `Cannot connect to a ${dialectName} database: only sqlite, postgresql, pglite, mysql and mariadb are supported online. ` +
        "Write the SQL with --sql and run it with the database's own client.",
    );
    this.dialectName = dialectName;
  }
}
