import type { Config } from "../config/config.js";
import type { RunHooks } from "../runtime/options/context-options.js";
import { ScriptDirectory } from "../script/script-directory.js";
import { CommandError } from "../support/command-error.js";
import { bindSteps } from "./run/bind-steps.js";
import { planStamp } from "./run/plan-steps.js";
import { revisionRange } from "./run/revision-range.js";
import { runEnvironment } from "./run/run-environment.js";

/** Options of {@link stamp}. */
export interface StampOptions extends RunHooks {
  /** Print the SQL and leave the database alone; by default `false`. */
  readonly sql?: boolean | undefined;
  /** A word for `env.ts`. */
  readonly tag?: string | null | undefined;
  /** Delete all rows of the version table first; by default `false`. */
  readonly purge?: boolean | undefined;
}

/**
 * Sets the database's revision without running a script.
 *
 * @param revision one target or several: identifiers, `head`, `heads`, `base`; with `sql` also `from:to`.
 * @throws CommandError where a target is not known; nothing is changed then.
 * @example
 * ```ts
 * import { command, loadConfig } from "alembic-ts";
 *
 * await command.stamp(loadConfig(), "head");
 * ```
 */
export async function stamp(
  config: Config,
  revision: string | readonly string[],
  options: StampOptions = {},
): Promise<void> {
  const script = await ScriptDirectory.fromConfig(config);
  const given = typeof revision === "string" ? [revision] : revision;
  const { start, ends } = options.sql ? splitRanges(given) : { start: undefined, ends: given };
  await runEnvironment(config, script, {
    ...options,
    fn: (heads) => bindSteps(planStamp(script, ends, heads)),
    asSql: options.sql ?? false,
    startingRev: start,
    destinationRev: ends,
    purge: options.purge ?? false,
  });
}

function splitRanges(given: readonly string[]): {
  readonly start: string | undefined;
  readonly ends: readonly string[];
} {
  let start: string | undefined;
  const ends = given.map((text) => {
    const range = revisionRange(text);
    if (range.start !== undefined && range.start !== start) {
      if (start !== undefined) {
        throw new CommandError("Stamp operation with --sql only supports a single starting revision at a time");
      }
      start = range.start;
    }
    return range.end;
  });
  return { start, ends };
}
