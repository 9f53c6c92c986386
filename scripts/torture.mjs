// Runs the torture tests of the storage with their full counts, and prints the figures as a table.
//   npm run torture               all of them: about 40 minutes on two cores
//   npm run torture -- crash      those whose file name contains a word
//   npm run torture -- --write    the same, and puts the figures into docs/reliability.md; with words, only their rows
// Single counts can be set from the environment, such as CRASH_KILLS=5000; a failure prints the SEED that repeats it.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, release, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const words = process.argv.slice(2).filter((word) => word !== "--write");
const commandLine = ["npm run torture", ...(words.length > 0 ? ["--", ...words] : [])].join(" ");
const writes = process.argv.includes("--write");
const page = join(root, "docs/reliability.md");
const BEGIN = "<!-- figures: npm run torture -- --write -->";
const END = "<!-- end of figures -->";
const HEAD = ["| Test | Figures |", "| --- | --- |"];

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
const rows = readRows();
rmSync(folder, { recursive: true, force: true });

console.log(`\n${describeMachine()}\n\n${[...HEAD, ...rows.values()].join("\n")}`);
if (writes && tests.status === 0) {
  writePage();
  console.log(`\nwritten to ${page}`);
} else if (writes) {
  console.log("\nnot written, because a test failed");
}
process.exitCode = tests.status ?? 1;

/** The rows of the table by the name of the test; where a test ran in parts, their numbers are added up. */
function readRows() {
  const tests = new Map();
  const lines = existsSync(figures) ? readFileSync(figures, "utf8").split("\n") : [];
  for (const line of lines.filter(Boolean)) {
    const { name, ...figures } = JSON.parse(line);
    const sum = tests.get(name) ?? {};
    for (const [key, value] of Object.entries(figures)) {
      sum[key] = typeof value === "number" ? (sum[key] ?? 0) + value : value;
    }
    tests.set(name, sum);
  }
  return new Map([...tests].sort().map(([name, sum]) => [name, `| ${name} | ${describe(sum)} |`]));
}

function describe(figures) {
  return Object.entries(figures)
    .map(([key, value]) => `${key}: ${typeof value === "number" ? value.toLocaleString("en-US") : value}`)
    .join("; ");
}

function describeMachine() {
  const kernel = release().split(".").slice(0, 2).join(".");
  const sqlJs = JSON.parse(readFileSync(join(root, "node_modules/sql.js/package.json"), "utf8")).version;
  return (
    `\`${commandLine}\` on ${process.platform} ${kernel} (${process.arch}, ${cpus().length} cores), ` +
    `Node ${process.versions.node}, sql.js ${sqlJs}${describeServers()}${describePython()}: ${minutes} minutes${describeRows()}.`
  );
}

/** The servers of the tests that ran. */
function describeServers() {
  const programs = {
    PostgreSQL: ["PostgreSQL", "psql"],
    MariaDB: ["MariaDB", "mariadb"],
    Galera: ["MariaDB", "mariadb"],
  };
  const names = Object.entries(programs)
    .filter(([prefix]) => [...rows.keys()].some((row) => row.startsWith(`${prefix}:`)))
    .map(([, [name, program]]) => {
      const { stdout } = spawnSync(program, ["--version"], { encoding: "utf8" });
      return `, ${name} ${/\d+\.[\d.]+/.exec(String(stdout).replace(/.*Distrib|.*\(PostgreSQL\)/, ""))?.[0] ?? ""}`;
    });
  return [...new Set(names)].join("");
}

/** Which rows a part of the tests wrote. */
function describeRows() {
  if (words.length === 0) return "";
  const groups = [...new Set([...rows.keys()].map((name) => name.split(":")[0]))];
  return `, for the rows ${groups.map((name) => `*${name}*`).join(", ")}`;
}

function describePython() {
  const program = "import sqlite3, alembic; print(sqlite3.sqlite_version, alembic.__version__)";
  const { status, stdout } = spawnSync(join(root, ".venv/bin/python"), ["-c", program], { encoding: "utf8" });
  if (status !== 0) return "";
  const [sqlite, alembic] = stdout.trim().split(" ");
  return `, against Python's sqlite3 ${sqlite} and Alembic ${alembic}`;
}

/** Replaces what stands between the two marks; of a part of the tests, their own rows only. */
function writePage() {
  const text = readFileSync(page, "utf8");
  const [before, rest] = text.split(BEGIN);
  const [old, after] = rest.split(END);
  const isPart = words.length > 0;
  const kept = new Map();
  for (const line of isPart ? old.split("\n") : []) {
    const name = /^\| (.*?) \| /.exec(line)?.[1];
    if (name !== undefined && !HEAD.includes(line)) kept.set(name, line);
  }
  // Each command that wrote rows has a line of its own, which says where it ran.
  const machines = new Map();
  for (const line of isPart ? old.split("\n") : []) {
    const command = /^`(npm run torture[^`]*)` on /.exec(line)?.[1];
    if (command !== undefined) machines.set(command, line);
  }
  machines.set(commandLine, describeMachine());
  const all = [...new Map([...kept, ...rows])].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
  writeFileSync(
    page,
    `${before}${BEGIN}\n\n${[...machines.values()].join("\n\n")}\n\n${[...HEAD, ...all].join("\n")}\n\n${END}${after}`,
  );
}
