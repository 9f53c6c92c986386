import { CommandError, command, ScriptDirectory } from "../../index.js";
import type { Application } from "../application.js";
import { ExitCode } from "../exit-code.js";
import { findDatabase } from "../find-database.js";
import { NewerDatabaseError } from "../newer-database-error.js";
import { packageConfig } from "../package-config.js";
import { packageRoot } from "../package-root.js";
import { paintFor } from "../paint.js";
import { namedHeads, readHeads } from "../read-heads.js";
import { reportFailure } from "../report-failure.js";
import { unknownRevisions } from "../unknown-revisions.js";

/** What `upgrade` and `downgrade` take. */
export interface MoveOptions {
  /** The revision to go to, as any symbol. */
  readonly revision: string;
  /** Print the SQL and leave the database alone. */
  readonly sql: boolean;
  /** Run on a private copy and say what changes there. */
  readonly preview: boolean;
}

/** The common body of `nexuslims db upgrade` and `nexuslims db downgrade`. */
export async function move(
  application: Application,
  direction: "upgrade" | "downgrade",
  { revision, sql, preview }: MoveOptions,
): Promise<number> {
  const { output, signal } = application;
  const doing = `${direction.slice(0, -1)}ing database`;
  if (sql) {
    try {
      if (preview) throw new CommandError("Using --sql with --preview does not make any sense");
      await command[direction](packageConfig(application, undefined), revision, { sql: true });
      return ExitCode.done;
    } catch (error) {
      reportFailure(application, error, doing);
      return ExitCode.failed;
    }
  }
  const database = await findDatabase(application, preview ? "read" : "write");
  if (database === undefined) return ExitCode.failed;
  try {
    const config = packageConfig(application, database);
    const before = await readHeads(database.path);
    const scripts = await ScriptDirectory.fromConfig(config);
    const unknown = unknownRevisions(scripts, before);
    if (unknown.length > 0) throw new NewerDatabaseError(unknown, packageRoot(application.packageFolder).version);
    if (preview) {
      await command.preview(config, direction, revision, { signal });
      return ExitCode.done;
    }
    await command[direction](config, revision, { signal });
    const after = await readHeads(database.path);
    const { done } = paintFor(output.outColor);
    if (namedHeads(before) === namedHeads(after)) {
      const isLatest = namedHeads(after) === scripts.getCurrentHead();
      const state = isLatest
        ? `already up-to-date (revision: ${namedHeads(after)})`
        : `already at revision ${namedHeads(after)}`;
      output.out(`${done(`✓ Database is ${state}`)}\n`);
      return ExitCode.done;
    }
    output.out(`${done(`✓ Database ${direction}d successfully`)}\n`);
    output.out(`  ${namedHeads(before)} -> ${namedHeads(after)}\n`);
    return ExitCode.done;
  } catch (error) {
    reportFailure(application, error, doing);
    return ExitCode.failed;
  }
}
