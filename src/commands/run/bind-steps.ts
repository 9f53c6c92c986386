import type { MigrationStep } from "../../graph/steps/migration-step.js";
import type { RunnableStep } from "../../runtime/runnable-step.js";
import type { Script } from "../../script/script.js";
import { CommandError } from "../../support/command-error.js";
import { quotedPath } from "../../support/printable.js";

/** How many files are compiled together. */
const AHEAD = 64;

async function prepare(steps: readonly MigrationStep<Script>[]): Promise<void> {
  for (const { revision } of steps) await revision?.prepare();
}

/**
 * Ties each step to the function of its revision's file. The files of Python steps are all checked first, so that a run
 * with a file that cannot be run is refused before it changes anything.
 *
 * @throws CommandError where a step's file is a Python file that cannot be run here.
 */
export async function bindSteps(steps: readonly MigrationStep<Script>[]): Promise<readonly RunnableStep[]> {
  for (const { revision } of steps) if (revision?.language === "python") await revision.prepare();
  return steps.map((step, index) => {
    const script = step.revision;
    if (script === null) return { step };
    const direction = step.isUpgrade ? "upgrade" : "downgrade";
    return {
      step,
      path: script.path,
      get isPlain() {
        return script.isPlain;
      },
      async run(op, args) {
        if (index % AHEAD === 0 && script.language !== "python") await prepare(steps.slice(index, index + AHEAD));
        const work = (await script.load())[direction];
        if (work === undefined) {
          const defines = script.language === "python" ? "defines" : "exports";
          throw new CommandError(
            `Revision ${script.revision} ${defines} no function '${direction}': ${quotedPath(script.path)}`,
          );
        }
        await work(op, args);
      },
      mapError: (error) => script.mapError(error),
    };
  });
}
