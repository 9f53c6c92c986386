// Measures `upgrade head` beside the migration tools that a TypeScript project would pick instead, and beside Python's
// Alembic: whole processes, started in turns, on a new file and on one where there is nothing to do.
//   node bench/peers.mjs [migrations...]     default 1 10 100 1000; ROUNDS=… sets how often each is run (7)
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeLinearProject } from "./linear-project.mjs";
import { tools } from "./peers/projects.mjs";
import { run } from "./whole-process.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const peers = join(root, "bench", "peers");
const ours = join(root, "dist/bin/alembic-ts.js");
const venv = join(root, ".venv/bin/python");

/** Times our median may take, as a multiple of the tool's. */
const TARGETS = { Drizzle: { 0: 1, 1: 1, 10: 1, 100: 1.2, 1000: 1.2 } };
/** Memory that we may take, as a multiple of the tool's. */
const MEMORY_TARGETS = { Drizzle: { 10: 1.1 } };

/** The middle value. */
export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Installs the tools beside this file, where they are missing. */
export function installPeers() {
  const { dependencies } = JSON.parse(readFileSync(join(peers, "package.json"), "utf8"));
  if (Object.keys(dependencies).every((name) => existsSync(join(peers, "node_modules", name)))) return;
  const npm = ["install", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error", "--legacy-peer-deps"];
  const done = spawnSync("npm", npm, { cwd: peers, stdio: ["ignore", "ignore", "inherit"], shell: false });
  if (done.status !== 0) throw new Error("the tools of bench/peers can't be installed");
}

/** Writes the project of each tool; returns its name, folder and command. */
function contenders(folder, count) {
  const [ts, py] = [join(folder, "ts"), join(folder, "py")];
  writeLinearProject(ts, count, "ts");
  const list = [{ name: "alembic-ts", where: ts, command: [process.execPath, ours, "upgrade", "head"] }];
  for (const [name, tool] of Object.entries(tools)) list.push(writeTool(folder, name, tool, count));
  if (existsSync(venv)) {
    writeLinearProject(py, count, "py");
    list.push({ name: "Alembic", where: py, command: [venv, "-m", "alembic.config", "upgrade", "head"] });
  }
  return list;
}

/** Writes the project of one tool. */
export function writeTool(folder, name, tool, count, url) {
  const where = join(folder, name.replaceAll(" ", "-"));
  mkdirSync(where, { recursive: true });
  writeFileSync(join(where, "package.json"), '{ "type": "module" }\n');
  symlinkSync(join(peers, "node_modules"), join(where, "node_modules"), "junction");
  const program = tool.write(where, count, url);
  if (program !== undefined) writeFileSync(join(where, "run.mjs"), program);
  return { name, where, command: [process.execPath, ...(tool.command?.(peers) ?? ["run.mjs"])] };
}

/** Runs every contender in turns; returns the median time and memory of each, by name. */
export async function race(list, rounds, before) {
  const results = new Map(list.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const { name, where, command } of list) {
      await before(where);
      results.get(name).push(run(command[0], command.slice(1), where));
    }
  }
  return new Map(
    [...results].map(([name, runs]) => [
      name,
      { time: median(runs.map(({ time }) => time)), memory: median(runs.map(({ memory }) => memory ?? 0)) },
    ]),
  );
}

function rowsOf(what, count, results) {
  const our = results.get("alembic-ts");
  return [...results]
    .filter(([name]) => name !== "alembic-ts")
    .flatMap(([name, { time, memory }]) => {
      const target = TARGETS[name]?.[count];
      const memoryTarget = MEMORY_TARGETS[name]?.[count];
      const row = (label, ours, theirs, unit, bound) => ({
        name: `${what}, beside ${name}${label}`,
        ours,
        theirs,
        unit,
        ...(bound === undefined ? {} : { target: `≤ ${bound}` }),
      });
      return [
        row("", our.time, time, "ms", target),
        ...(memory ? [row(": memory", our.memory, memory, "MB", memoryTarget)] : []),
      ];
    });
}

/** The rows of this bench. */
export async function bench(sizes = [1, 10, 100, 1000]) {
  if (!existsSync(ours)) throw new Error("build first: npm run build");
  installPeers();
  const rounds = Number(process.env.ROUNDS ?? 7);
  const rows = [];
  for (const count of sizes) {
    const folder = mkdtempSync(join(tmpdir(), "alembic-peers-"));
    try {
      const list = contenders(folder, count);
      const fresh = (where) => rmSync(join(where, "bench.db"), { force: true });
      const results = await race(list, count >= 1000 ? Math.min(rounds, 3) : rounds, fresh);
      rows.push(...rowsOf(`upgrade of ${count} on a new file`, count, results));
      if (count === 10) rows.push(...rowsOf("nothing to do, 10 applied", 0, await race(list, rounds, () => undefined)));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return rows;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const sizes = process.argv.slice(2).map(Number);
  for (const { name, ours: our, theirs, unit, target } of await bench(sizes.length > 0 ? sizes : undefined)) {
    console.log(
      `${name}: ${our.toFixed(0)} ${unit} : ${theirs.toFixed(0)} ${unit}, ${(our / theirs).toFixed(2)}${target ? ` (target ${target})` : ""}`,
    );
  }
}
