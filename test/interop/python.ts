import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const interpreter = fileURLToPath(new URL("../../.venv/bin/python", import.meta.url));

/** Why the tests against Python are left out, for `describe.skipIf(...)` titles and for the closing lines of a run. */
export const noPython = "left out: no Python environment (make one with 'npm run python')";

/**
 * The interpreter of the interop environment that `npm run python` makes, or `undefined` where there is none.
 * With CI set the interop tests may not be left out, so a missing environment is an error there.
 */
export function python(): string | undefined {
  if (existsSync(interpreter)) return interpreter;
  if (process.env["CI"])
    throw new Error("CI is set, but the Python environment is missing: run 'npm run python' first");
  return undefined;
}
