// Records the vectors again: runs every test/interop/record_*.py, each of which writes its files below
// test/interop/vectors. With --check, fails when what was recorded differs from what is committed, so that the
// vectors cannot go stale.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, "test/interop");
const run = (command, args, stdio) =>
  spawnSync(command, args, { cwd: root, encoding: "utf8", stdio, env: { ...process.env, PYTHONHASHSEED: "0" } });

const made = run(process.execPath, ["scripts/python.mjs"], ["ignore", "pipe", "inherit"]);
if (made.status !== 0) process.exit(1);
const python = made.stdout.trim();

for (const name of readdirSync(folder)
  .filter((one) => /^record_.*\.py$/.test(one))
  .sort()) {
  if (run(python, [join(folder, name)], "inherit").status !== 0) {
    console.error(`vectors: ${name} failed`);
    process.exit(1);
  }
}

if (process.argv.includes("--check")) {
  const changed = run(
    "git",
    ["status", "--porcelain", "--", "test/interop/vectors"],
    ["ignore", "pipe", "inherit"],
  ).stdout;
  if (changed !== "") {
    run("git", ["--no-pager", "diff", "--stat", "--", "test/interop/vectors"], "inherit");
    console.error(`vectors: what Alembic says now differs from what is committed:\n${changed}`);
    process.exit(1);
  }
  console.log("vectors: as committed");
}
