import { exitCodes } from "../../cli/exit-codes.js";
import { CommandError, command, ScriptDirectory } from "../../index.js";
import type { Application } from "../application.js";
import { findDatabase } from "../database/find-database.js";
import { namedHeads } from "../database/named-heads.js";
import { readState } from "../database/read-state.js";
import { refuseState } from "../database/refuse-state.js";
import { packageConfig } from "../package-config.js";
import { paintFor } from "../paint.js";
import { reportFailure } from "../report-failure.js";

/** What `upgrade` and `downgrade` take. */
export interface MoveOptions {
  /** The revision to go to, as any symbol. */
  readonly revision: string;
  /** Print the SQL and leave the database alone. */
  readonly sql: boolean;
  /** Run on a private copy and print what changes there. */
  readonly preview: boolean;
  /** Seconds to wait while another program writes; by default 60. */
  readonly lockTimeout?: string | undefined;
}

/** The common body of `nexuslims db upgrade` and `nexuslims db downgrade`. */
export async function move(
  application: Application,
  direction: "upgrade" | "downgrade",
  { revision, sql, preview, lockTimeout }: MoveOptions,
): Promise<number> {
  const { output, signal } = application;
  const doing = `${direction.slice(0, -1)}ing database`;
  if (sql) {
    try {
      if (preview) throw new CommandError("Using --sql with --preview does not make any sense");
      await command[direction](packageConfig(application, undefined), revision, { sql: true });
      return exitCodes.done;
    } catch (error) {
      reportFailure(application, error, doing);
      return exitCodes.failed;
    }
  }
  const database = await findDatabase(application, preview ? "read" : "write");
  if (database === undefined) return exitCodes.failed;
  try {
    const config = packageConfig(application, database)
      .withAttributes({ "nexuslims.needsStamp": true })
      .withCmdOpts({ lockTimeout });
    const state = await readState(database);
    await refuseState(config, state);
    const before = state.heads;
    if (direction === "downgrade" && before.length === 0 && revision.startsWith("-")) {
      throw new CommandError("The database is at no revision, so there is none to go back to.");
    }
    if (preview) {
      await command.preview(config, direction, revision, { signal });
      return exitCodes.done;
    }
    await command[direction](config, revision, { signal });
    const after = (await readState(database)).heads;
    const { done } = paintFor(output.outColor);
    if (namedHeads(before) === namedHeads(after)) {
      const scripts = await ScriptDirectory.fromConfig(config);
      const isLatest = namedHeads(after) === scripts.getCurrentHead();
      const state = isLatest
        ? `already up-to-date (revision: ${namedHeads(after)})`
        : `already at revision ${namedHeads(after)}`;
      output.out(`${done(`✓ Database is ${state}`)}\n`);
      return exitCodes.done;
    }
    output.out(`${done(`✓ Database ${direction}d successfully`)}\n`);
    output.out(`  ${namedHeads(before)} -> ${namedHeads(after)}\n`);
    return exitCodes.done;
  } catch (error) {
    reportFailure(application, error, doing);
    return exitCodes.failed;
  }
}
