import type { MigrationStep } from "../graph/migration-step.js";
import type { RunnableStep } from "../runtime/runnable-step.js";
import type { Script } from "../script/script.js";
import { CommandError } from "../support/command-error.js";

/**
 * Ties each step to the function of its revision's file.
 *
 * @throws CommandError where a step's file is a Python file, before any step was taken.
 */
export function bindSteps(steps: readonly MigrationStep<Script>[]): readonly RunnableStep[] {
  return steps.map((step) => {
    const script = step.revision;
    if (script === null) return { step };
    const direction = step.isUpgrade ? "upgrade" : "downgrade";
    if (script.language === "python") {
      throw new CommandError(
        `Revision ${script.revision} is a Python file, which cannot be run here: ${script.path}. Nothing was changed; ` +
          `run this ${direction} with Python's alembic, or write the revision in TypeScript.`,
      );
    }
    return {
      step,
      path: script.path,
      async run(op, args) {
        const work = (await script.load())[direction];
        if (work === undefined) {
          throw new CommandError(`Revision ${script.revision} exports no function '${direction}': ${script.path}`);
        }
        await work(op, args);
      },
    };
  });
}
