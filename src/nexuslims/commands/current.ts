import { command, ScriptDirectory } from "../../index.js";
import type { Application } from "../application.js";
import { ExitCode } from "../exit-code.js";
import { findDatabase } from "../find-database.js";
import { NewerDatabaseError } from "../newer-database-error.js";
import { packageConfig } from "../package-config.js";
import { packageRoot } from "../package-root.js";
import { readHeads } from "../read-heads.js";
import { reportFailure } from "../report-failure.js";
import { unknownRevisions } from "../unknown-revisions.js";

/** What `current` takes. */
export interface CurrentOptions {
  /** Print the database's URL and all that is known of the revision. */
  readonly verbose: boolean;
}

/** `nexuslims db current`: the revision that the file is at, in Alembic's words; nothing where none is stamped. */
export async function current(application: Application, { verbose }: CurrentOptions): Promise<number> {
  const database = await findDatabase(application, "read");
  if (database === undefined) return ExitCode.failed;
  try {
    const config = packageConfig(application, database);
    const unknown = unknownRevisions(await ScriptDirectory.fromConfig(config), await readHeads(database.path));
    if (unknown.length > 0) throw new NewerDatabaseError(unknown, packageRoot(application.packageFolder).version);
    await command.current(config, { verbose, signal: application.signal });
    return ExitCode.done;
  } catch (error) {
    reportFailure(application, error, "checking database version");
    return ExitCode.failed;
  }
}
