// Runs the torture tests of the storage with their full counts, and prints the figures as a table.
//   npm run torture               all of them: a good half hour on two cores
//   npm run torture -- crash      those whose file name contains a word
// Single counts can be set from the environment, such as CRASH_ROUNDS=5000; a failure prints the SEED that repeats it.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const words = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "torture-"));
const figures = join(folder, "figures.jsonl");

const built = spawnSync(process.execPath, ["scripts/build.mjs", "--no-types"], { cwd: root, stdio: "inherit" });
if (built.status !== 0) process.exit(built.status ?? 1);

const begun = Date.now();
const tests = spawnSync(
  process.execPath,
  [
    join(root, "node_modules/vitest/vitest.mjs"),
    "run",
    ...(words.length > 0 ? words : [""]).map((word) => `test/torture/${word}`),
  ],
  { cwd: root, stdio: "inherit", env: { ...process.env, TORTURE: "full", TORTURE_FIGURES: figures } },
);

const minutes = ((Date.now() - begun) / 60_000).toFixed(0);
console.log(`\nNode ${process.version}, ${process.platform}, ${cpus().length} cores, ${minutes} minutes\n`);
console.log("| test | figures |\n| --- | --- |");
const lines = existsSync(figures) ? readFileSync(figures, "utf8").trim().split("\n") : [];
for (const line of lines.filter(Boolean)) {
  const { name, ...rest } = JSON.parse(line);
  console.log(
    `| ${name} | ${Object.entries(rest)
      .map(([key, value]) => `${key} ${value}`)
      .join(", ")} |`,
  );
}
rmSync(folder, { recursive: true, force: true });
process.exitCode = tests.status ?? 1;
