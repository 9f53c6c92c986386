// Installs the newest Node from npm beside the one that runs here, for the tests that need its node:sqlite as a
// neighbour on the same database. They are left out where it is missing and this Node has no node:sqlite.
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../node_modules/.cache/alembic-ts/newer-node", import.meta.url));
const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
mkdirSync(folder, { recursive: true });
// The package of the platform has the program alone; `node` itself would put it before this one in scripts.
const { status } = spawnSync(
  process.platform === "win32" ? "npm.cmd" : "npm",
  ["install", "--prefix", folder, "--no-save", "--no-audit", "--no-fund", "--loglevel=error", `${name}@26`],
  { stdio: "inherit", shell: process.platform === "win32" },
);
process.exitCode = status ?? 1;
