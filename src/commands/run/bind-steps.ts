import type { MigrationStep } from "../../graph/steps/migration-step.js";
import type { RunnableStep } from "../../runtime/runnable-step.js";
import type { Script } from "../../script/script.js";
import { CommandError } from "../../support/command-error.js";

/** How many files are compiled together. */
const AHEAD = 64;

async function prepare(steps: readonly MigrationStep<Script>[]): Promise<void> {
  for (const { revision } of steps) await revision?.prepare();
}

/**
 * Ties each step to the function of its revision's file.
 *
 * @throws CommandError where a step's file is a Python file, before any step was taken.
 */
export function bindSteps(steps: readonly MigrationStep<Script>[]): readonly RunnableStep[] {
  return steps.map((step, index) => {
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
        if (index % AHEAD === 0) await prepare(steps.slice(index, index + AHEAD));
        const work = (await script.load())[direction];
        if (work === undefined) {
          throw new CommandError(`Revision ${script.revision} exports no function '${direction}': ${script.path}`);
        }
        await work(op, args);
      },
    };
  });
}
