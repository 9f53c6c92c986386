import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Builds the programs for the tests that start them, where `npm test` has not done so already. */
export default function setup(): void {
  const root = fileURLToPath(new URL("..", import.meta.url));
  if (existsSync(`${root}/dist/bin/alembic-ts.js`)) return;
  const built = spawnSync(process.execPath, ["scripts/build.mjs", "--no-types"], { cwd: root, encoding: "utf8" });
  if (built.status !== 0) console.error(built.stderr);
}
