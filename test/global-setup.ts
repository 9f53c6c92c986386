import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { endSharedServers, prepareSharedServers } from "./servers/shared-servers.js";

/**
 * Builds the programs for the tests that start them, where `npm test` has not done so already. Returns what ends the
 * database servers that the tests have shared.
 */
export default function setup(): () => Promise<void> {
  prepareSharedServers();
  const root = fileURLToPath(new URL("..", import.meta.url));
  if (existsSync(`${root}/dist/bin/alembic-ts.js`)) return endSharedServers;
  const built = spawnSync(process.execPath, ["scripts/build.mjs", "--no-types"], { cwd: root, encoding: "utf8" });
  if (built.status !== 0) console.error(built.stderr);
  return endSharedServers;
}
