import { loadOnlineBackend } from "../backends/load-backend.js";
import { exampleUrls, parseDatabaseUrl } from "../database/database-url.js";
import type { OpenDatabaseOptions } from "../database/open-database-options.js";
import { CommandError } from "../support/command-error.js";
import { Connection } from "./connection.js";
import { previewInUse } from "./previewed-databases.js";

/** The placeholder that the templates have in place of the user's own URL. */
const PLACEHOLDER_URL = /^driver:\/\/user:pass@localhost\/dbname\d?$/;

/**
 * Opens a database.
 *
 * A SQLite file is not created or changed by this call, nor by statements that only read.
 *
 * @param url such as `sqlite:///app.db`, `sqlite:////var/lib/app.db`, or `sqlite://` for one in memory.
 * @returns the open connection; close it after use.
 * @throws CommandError where no URL is given, or the one that the templates start with.
 * @throws DatabaseUrlError where the URL is not understood.
 * @throws OnlineUnsupportedError where there is no driver for its dialect.
 * @throws DatabaseError where the database cannot be opened.
 * @example
 * ```ts
 * import { connect } from "alembic-ts";
 *
 * const connection = await connect("sqlite:///app.db");
 * try {
 *   console.log(await connection.scalar("SELECT count(*) FROM account"));
 * } finally {
 *   await connection.close();
 * }
 * ```
 */
export async function connect(url: string | undefined, options: OpenDatabaseOptions = {}): Promise<Connection> {
  if (url === undefined || url === "") {
    throw new CommandError("No database URL is configured: set 'sqlalchemy.url' in the configuration file", {
      hint: exampleUrls,
    });
  }
  if (PLACEHOLDER_URL.test(url)) {
    throw new CommandError(
      `The database URL is still the placeholder '${url}': set 'sqlalchemy.url' in alembic.ini, or in the configuration file in use, first`,
      { hint: exampleUrls },
    );
  }
  const parsed = parseDatabaseUrl(url);
  const previewed = previewInUse();
  const backend = await loadOnlineBackend(parsed.dialectName);
  const driver = await (previewed === undefined
    ? backend.open(parsed, options)
    : previewed.open(backend, parsed, options));
  return new Connection(driver, backend);
}
