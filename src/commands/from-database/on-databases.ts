import type { Config } from "../../config/config.js";
import { connect } from "../../runtime/connect.js";
import { MigrationContext } from "../../runtime/migration-context.js";
import type { RunHooks } from "../../runtime/options/context-options.js";
import { ScriptDirectory } from "../../script/script-directory.js";
import { runEnvironment } from "../run/run-environment.js";

/** Which database is read. */
export interface DatabaseChoice extends RunHooks {
  /** URL of the database; by default the databases that the environment opens. */
  readonly from?: string | undefined;
}

/**
 * Calls `read` for the database of a URL, which needs no environment, or for each database that the environment opens.
 *
 * @returns the results of `read`.
 * @throws CommandError if a database cannot be opened, or without a URL if the environment is missing.
 */
export async function onDatabases<T>(
  config: Config,
  { from, listener, signal }: DatabaseChoice,
  read: (context: MigrationContext) => Promise<T>,
): Promise<readonly T[]> {
  const found: T[] = [];
  if (from === undefined) {
    await runEnvironment(config, await ScriptDirectory.fromConfig(config), {
      listener,
      signal,
      dontMutate: true,
      async fn(_, context) {
        found.push(await read(context as MigrationContext));
        return [];
      },
    });
    return found;
  }
  const connection = await connect(from);
  try {
    found.push(await read(MigrationContext.configure({ connection, signal, dontMutate: true })));
  } finally {
    await connection.close();
  }
  return found;
}

/** Warns that nothing was found: a SQLite file that does not exist reads as an empty database. */
export function warnOfNoTables(config: Config): void {
  const message = "The database has no tables. Does its URL name the right one?";
  config.services.warn({ category: "UserWarning", message });
}
