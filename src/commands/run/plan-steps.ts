import { catchRevisionErrors, revisionErrorWords } from "../../graph/revision-command-error.js";
import { downgradeSteps } from "../../graph/steps/downgrade-steps.js";
import type { MigrationStep } from "../../graph/steps/migration-step.js";
import { stampSteps } from "../../graph/steps/stamp-steps.js";
import { upgradeSteps } from "../../graph/steps/upgrade-steps.js";
import type { Script } from "../../script/script.js";
import type { ScriptDirectory } from "../../script/script-directory.js";

type Steps = readonly MigrationStep<Script>[];

/** The steps of an upgrade. @throws CommandError where the target is not valid. */
export function planUpgrade({ revisionMap }: ScriptDirectory, target: string, heads: readonly string[]): Steps {
  return catchRevisionErrors(revisionErrorWords.upgrade(target), () => upgradeSteps(revisionMap, target, heads));
}

/** The steps of a downgrade. @throws CommandError where the target is not valid. */
export function planDowngrade({ revisionMap }: ScriptDirectory, target: string, heads: readonly string[]): Steps {
  return catchRevisionErrors(revisionErrorWords.downgrade(target), () => downgradeSteps(revisionMap, target, heads));
}

/** The steps of a stamp. @throws CommandError where a target is not valid. */
export function planStamp(
  { revisionMap }: ScriptDirectory,
  targets: readonly string[],
  heads: readonly string[],
): Steps {
  return catchRevisionErrors(revisionErrorWords.stamp, () => stampSteps(revisionMap, targets, heads));
}
