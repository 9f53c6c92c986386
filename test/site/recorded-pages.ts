import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The folder of this repository. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Runs the commands of a folder's pages. Returns what they print that the pages do not have; empty where all is well. */
export function unrecorded(folder: string): string {
  const done = spawnSync(process.execPath, ["scripts/recorded-pages.mjs", "--check", folder], {
    cwd: root,
    encoding: "utf8",
  });
  return done.status === 0 ? "" : `${done.stderr || done.stdout || `exit status ${done.status}`}`;
}
