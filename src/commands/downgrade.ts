import type { Config } from "../config/config.js";
import { ScriptDirectory } from "../script/script-directory.js";
import { CommandError } from "../support/command-error.js";
import { bindSteps } from "./run/bind-steps.js";
import { planDowngrade } from "./run/plan-steps.js";
import { revisionRange } from "./run/revision-range.js";
import { runEnvironment } from "./run/run-environment.js";
import type { MoveOptions } from "./upgrade.js";

/**
 * Takes the database back to an earlier revision.
 *
 * @param revision target: an identifier, `base`, `-1`, `branch@base`; with `sql` it must be `from:to`.
 * @throws CommandError where the target is not known, or a script or the database fails; nothing is changed then.
 * @example
 * ```ts
 * import { command, loadConfig } from "alembic-ts";
 *
 * await command.downgrade(loadConfig(), "-1");
 * ```
 */
export async function downgrade(config: Config, revision: string, options: MoveOptions = {}): Promise<void> {
  const script = await ScriptDirectory.fromConfig(config, { runsSteps: true });
  if (revision.includes(":") && !options.sql)
    throw new CommandError("Range revision not allowed", {
      hint: "A range such as ae10:27c6 is for --sql; name the one revision to go to.",
    });
  const { start, end } = revisionRange(revision);
  if (start === undefined && options.sql)
    throw new CommandError("downgrade with --sql requires <fromrev>:<torev>", {
      hint: "A script is written without a database, so name both ends, as in 'downgrade 27c6:ae10 --sql' or 'downgrade head:base --sql'.",
    });
  await runEnvironment(config, script, {
    ...options,
    fn: (heads) => bindSteps(planDowngrade(script, end, heads)),
    asSql: options.sql ?? false,
    startingRev: start,
    destinationRev: end,
  });
}
