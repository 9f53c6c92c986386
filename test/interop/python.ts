import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const interpreter = fileURLToPath(new URL("../../.venv/bin/python", import.meta.url));

/**
 * For the titles of groups that need Python: that they ran with it, or why they are left out. The closing lines of a run
 * take the reason from there.
 */
export const noPython = existsSync(interpreter)
  ? "with live Python"
  : "left out: no Python environment (make one with 'npm run python')";

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
