import type { Config } from "../config/config.js";
import type { RunHooks } from "../runtime/options/context-options.js";
import { ScriptDirectory } from "../script/script-directory.js";
import { CommandError } from "../support/command-error.js";
import { bindSteps } from "./run/bind-steps.js";
import { planUpgrade } from "./run/plan-steps.js";
import { revisionRange } from "./run/revision-range.js";
import { runEnvironment } from "./run/run-environment.js";

/** Options of {@link upgrade} and {@link downgrade}. */
export interface MoveOptions extends RunHooks {
  /** Print the SQL and leave the database alone; by default `false`. */
  readonly sql?: boolean | undefined;
  /** A word for `env.ts`. */
  readonly tag?: string | null | undefined;
}

/**
 * Upgrades the database.
 *
 * @param revision target: an identifier, `head`, `heads`, `+2`, `branch@head`; with `sql` also `from:to`; by default
 * `head`.
 * @throws CommandError where the target is not known, or a script or the database fails; nothing is changed then.
 * @example
 * ```ts
 * import { command, loadConfig } from "alembic-ts";
 *
 * await command.upgrade(loadConfig(), "head");
 * ```
 */
export async function upgrade(config: Config, revision = "head", options: MoveOptions = {}): Promise<void> {
  const script = await ScriptDirectory.fromConfig(config, { runsSteps: true });
  if (revision.includes(":") && !options.sql)
    throw new CommandError("Range revision not allowed", {
      hint: "A range such as ae10:27c6 is for --sql; name the one revision to go to.",
    });
  const { start, end } = revisionRange(revision);
  await runEnvironment(config, script, {
    ...options,
    fn: (heads) => bindSteps(planUpgrade(script, end, heads)),
    asSql: options.sql ?? false,
    startingRev: start,
    destinationRev: end,
  });
}
