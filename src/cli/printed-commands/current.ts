import { current as findCurrent } from "../../commands/current.js";
import { type RevisionView, viewRevision } from "../../commands/results/revision-view.js";
import type { RunHooks } from "../../commands/run/run-environment.js";
import type { Config } from "../../config/config.js";

/** Options of {@link current}. */
export interface CurrentOptions extends RunHooks {
  /** Fail unless the database is at all heads; by default `false`. */
  readonly checkHeads?: boolean | undefined;
  /** Print the database's URL and each revision in full; by default one line each. */
  readonly verbose?: boolean | undefined;
  /** The name of the database in the output of `verbose`; by default its URL, which percent-encodes a path. */
  readonly databaseName?: string | undefined;
}

/**
 * Prints the revision that the database is at. Nothing is written, and a missing database file is not created.
 *
 * @returns the current revisions, including those that a dependency implies; empty if the database has none.
 * @throws DatabaseNotAtHead with `checkHeads`, if the database is not at all heads.
 * @throws CommandError if the database names an unknown revision.
 * @example
 * ```ts
 * import { command, loadConfig } from "alembic-ts";
 *
 * const [revision] = await command.current(loadConfig());
 * console.log(revision?.revision ?? "none");
 * ```
 */
export async function current(config: Config, options: CurrentOptions = {}): Promise<readonly RevisionView[]> {
  const { verbose } = options;
  const found = await findCurrent(config, {
    ...options,
    onDatabase(url) {
      if (verbose) config.printStdout(`Current revision(s) for ${options.databaseName ?? url}:`);
    },
    onFound(revisions) {
      for (const revision of revisions) config.printStdout(revision.cmdFormat({ verbose }));
    },
  });
  return found.map((revision) => viewRevision(revision, true));
}
