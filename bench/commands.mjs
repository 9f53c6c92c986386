// Measures whole commands, started as a shell starts them, beside Python's Alembic on the same straight line of revisions.
//   node bench/commands.mjs [revisions...]     default 1000; FULL=1 adds 10000, where Python's upgrade takes minutes
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeLinearProject } from "./linear-project.mjs";
import { run } from "./whole-process.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const ours = join(root, "dist/bin/alembic-ts.js");
const venv = join(root, ".venv/bin/python");
const hasPython = existsSync(venv);

const best = (times, action) => {
  let found;
  for (let at = 0; at < times; at++) {
    const one = action();
    if (found === undefined || one.time < found.time) found = one;
  }
  return found;
};

const runOurs = (folder, args) => run(process.execPath, [ours, ...args], folder);
const runTheirs = (folder, args) =>
  hasPython ? run(venv, ["-m", "alembic.config", ...args], folder) : { time: undefined, memory: undefined };

function measureProject(count) {
  const folder = mkdtempSync(join(tmpdir(), "alembic-bench-"));
  const [ts, py] = [join(folder, "ts"), join(folder, "py")];
  const rows = [];
  const add = (name, args, target, { times = 3, before = () => undefined, folderOfOurs = ts } = {}) => {
    const one = (runner, where) =>
      best(times, () => {
        before(where);
        return runner(where, args);
      });
    const [our, their] = [one(runOurs, folderOfOurs), one(runTheirs, py)];
    rows.push({ name: `${name}, ${count} revisions`, ours: our.time, theirs: their.time, unit: "ms", target });
    rows.push({
      name: `${name}, ${count} revisions, memory`,
      ours: our.memory,
      theirs: their.memory,
      unit: "MB",
      target: "≤ 1",
    });
  };
  try {
    writeLinearProject(ts, count, "ts");
    writeLinearProject(py, count, "py");
    const fresh = (where) => rmSync(join(where, "bench.db"), { force: true });
    const slow = count > 2000 ? 1 : 3;
    runTheirs(py, ["heads"]);
    add("heads", ["heads"], "≤ 0.25", { times: slow });
    add("history", ["history"], "≤ 0.25", { times: slow });
    add("upgrade head", ["upgrade", "head"], count > 2000 ? "≤ 0.05" : "≤ 0.1", {
      times: slow === 3 ? 2 : 1,
      before: fresh,
    });
    add("upgrade head --sql", ["upgrade", "head", "--sql"], "≤ 0.25", { times: slow });
    // The same files for both: Python's own revisions, run here without Python.
    add(".py: upgrade head", ["upgrade", "head"], "≤ 0.33", {
      times: slow === 3 ? 2 : 1,
      before: fresh,
      folderOfOurs: py,
    });
    add(".py: upgrade head --sql", ["upgrade", "head", "--sql"], "≤ 0.67", { times: slow, folderOfOurs: py });
    // Python would drop the columns of 10,000 revisions for most of an hour.
    if (slow === 3) add("downgrade base", ["downgrade", "base"], undefined, { times: 1 });
    const python = best(slow, () => runOurs(py, ["heads"]));
    const theirs = best(slow, () => runTheirs(py, ["heads"]));
    rows.push({
      name: `heads of .py files, ${count} revisions`,
      ours: python.time,
      theirs: theirs.time,
      unit: "ms",
      target: "≤ 0.25",
    });
    const history = best(slow, () => runOurs(py, ["history"]));
    const theirHistory = best(slow, () => runTheirs(py, ["history"]));
    rows.push({
      name: `history of .py files, ${count} revisions`,
      ours: history.time,
      theirs: theirHistory.time,
      unit: "ms",
      target: "≤ 0.25",
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return rows;
}

/** The rows of this bench. */
export function bench(sizes = process.env.FULL === "1" ? [1000, 10_000] : [1000]) {
  if (!existsSync(ours)) throw new Error("build first: npm run build");
  const bare = best(10, () => run(process.execPath, ["-e", "0"], root));
  const help = best(10, () => run(process.execPath, [ours, "--help"], root));
  return [
    { name: "alembic-ts --help beside node -e 0", ours: help.time, theirs: bare.time, unit: "ms", target: "≤ 2" },
    ...sizes.flatMap(measureProject),
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const sizes = process.argv.slice(2).map(Number);
  for (const { name, ours: our, theirs, unit, target } of bench(sizes.length > 0 ? sizes : undefined)) {
    const ratio = theirs === undefined ? "" : ` ratio ${(our / theirs).toFixed(3)}`;
    console.log(
      `${name}: ${our?.toFixed(1)} ${unit}, theirs ${theirs?.toFixed(1) ?? "–"}${ratio}${target ? ` (target ${target})` : ""}`,
    );
  }
}
