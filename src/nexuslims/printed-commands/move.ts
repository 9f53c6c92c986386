import { exitCodes } from "../../cli/exit-codes.js";
import { CommandError, command } from "../../index.js";
import type { Application } from "../application.js";
import { checkedMove, type MovedVersions, type MoveOptions, move as moveDatabase } from "../commands/move.js";
import { findDatabase } from "../database/find-database.js";
import { packageConfig } from "../package-config.js";
import { paintFor } from "../paint.js";
import { reportFailure } from "../report-failure.js";

/** Options of `upgrade` and `downgrade`. */
export interface PrintedMoveOptions extends MoveOptions {
  /** Print the SQL and do not change the database. */
  readonly sql: boolean;
  /** Run on a private copy and print the changes. */
  readonly preview: boolean;
}

/** `nexuslims db upgrade` and `nexuslims db downgrade`. */
export async function move(application: Application, options: PrintedMoveOptions): Promise<number> {
  const { direction, revision, sql, preview } = options;
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
    if (preview) {
      const { config } = await checkedMove(application, database, options);
      await command.preview(config, direction, revision, { signal: application.signal });
    } else printMove(application, direction, await moveDatabase(application, database, options));
    return exitCodes.done;
  } catch (error) {
    reportFailure(application, error, doing);
    return exitCodes.failed;
  }
}

function printMove({ output }: Application, direction: string, { before, after, isLatest }: MovedVersions): void {
  const { done } = paintFor(output.outColor);
  if (before === after) {
    const state = isLatest ? `already up-to-date (revision: ${after})` : `already at revision ${after}`;
    output.out(`${done(`✓ Database is ${state}`)}\n`);
    return;
  }
  output.out(`${done(`✓ Database ${direction}d successfully`)}\n`);
  output.out(`  ${before} -> ${after}\n`);
}
