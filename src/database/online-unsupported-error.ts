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

  /** `online` are the URL schemes of the databases that can be connected to. */
  constructor(dialectName: string, online: readonly string[] = []) {
    super(
      online.length === 0
        ? `Cannot connect to ${dialectName}: it has no driver here. Write the SQL with --sql and run it with the database's own client.`
        : `Cannot connect to ${dialectName}: the URL of a database to connect to begins with ${listed(online)}. For any other ` +
            "database, write the SQL with --sql and run it with its own client.",
    );
    this.dialectName = dialectName;
  }
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}
