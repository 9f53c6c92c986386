// What a database in WAL mode costs that another program has open: beside the rollback journal, and beside native SQLite
// and Python's Alembic in the same mode.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeLinearProject } from "./linear-project.mjs";
import { measureRebuild, REBUILD, rebuildOrigin } from "./storage.mjs";
import { run } from "./whole-process.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const ours = join(root, "dist/bin/alembic-ts.js");
const python = join(root, ".venv/bin/python");
const REVISIONS = 1000;
const ROWS = 1_000_000;

const clear = (path) => {
  for (const suffix of ["", "-wal", "-shm", "-journal"]) rmSync(path + suffix, { force: true });
};

/** Runs SQL with native SQLite, in a process of its own. */
function native(path, statements) {
  const program = `import json, sqlite3, sys\nc = sqlite3.connect(sys.argv[1], isolation_level=None)\nfor s in json.loads(sys.argv[2]): c.execute(s)`;
  const { status, stderr } = spawnSync(python, ["-c", program, path, JSON.stringify(statements)], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}

/** A program that has the database open and does nothing; gives how to end it. */
async function holdOpen(path) {
  const program = `import sqlite3, sys\nc = sqlite3.connect(sys.argv[1])\nc.execute("SELECT count(*) FROM sqlite_master").fetchall()\nprint(1, flush=True)\nsys.stdin.read()`;
  const idle = spawn(python, ["-c", program, path], { stdio: ["pipe", "pipe", "inherit"] });
  await new Promise((resolve) => idle.stdout.once("data", resolve));
  return async () => {
    const ended = new Promise((resolve) => idle.once("close", resolve));
    idle.stdin.end();
    await ended;
  };
}

/** The best of some measurements, each on a new database of a mode; in WAL mode another program has it open. */
async function bestOf(times, path, mode, origin, measure) {
  let best;
  for (let round = 0; round < times; round++) {
    clear(path);
    native(path, [`PRAGMA journal_mode = ${mode}`, ...origin]);
    const end = mode === "wal" ? await holdOpen(path) : async () => undefined;
    const found = measure(path);
    await end();
    if (best === undefined || found < best) best = found;
  }
  return best;
}

export async function bench() {
  if (!existsSync(python)) return [];
  const folder = mkdtempSync(join(tmpdir(), "bench-wal-"));
  const rows = [];
  try {
    const path = join(folder, "rebuild.db");
    const rebuild = (side, mode) =>
      bestOf(3, path, mode, rebuildOrigin(ROWS), (file) => measureRebuild(side, file, REBUILD).seconds);
    const [oursWal, theirsWal, oursDelete] = [
      await rebuild("ours", "wal"),
      await rebuild("theirs", "wal"),
      await rebuild("ours", "delete"),
    ];
    const name = "rebuild of 1,000,000 rows in WAL mode";
    rows.push({ name: `${name}, beside native SQLite`, ours: oursWal, theirs: theirsWal, unit: "s", target: "≤ 2" });
    rows.push({ name: `${name}, beside the rollback journal (ours)`, ours: oursWal, theirs: oursDelete, unit: "s" });

    const [ts, py] = [join(folder, "ts"), join(folder, "py")];
    writeLinearProject(ts, REVISIONS, "ts");
    writeLinearProject(py, REVISIONS, "py");
    const upgrade = (where, mode, program, args) =>
      bestOf(2, join(where, "bench.db"), mode, [], () => run(program, [...args, "upgrade", "head"], where).time);
    const our = (mode) => upgrade(ts, mode, process.execPath, [ours]);
    const [ourWal, theirWal, ourDelete] = [
      await our("wal"),
      await upgrade(py, "wal", python, ["-m", "alembic.config"]),
      await our("delete"),
    ];
    const upgraded = `upgrade head in WAL mode, ${REVISIONS} revisions`;
    rows.push({ name: `${upgraded}, beside Python`, ours: ourWal, theirs: theirWal, unit: "ms", target: "≤ 0.25" });
    rows.push({ name: `${upgraded}, beside the rollback journal (ours)`, ours: ourWal, theirs: ourDelete, unit: "ms" });
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
