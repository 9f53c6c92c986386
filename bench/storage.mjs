// What the storage costs: a table rebuild beside native SQLite, and opening a large file beside a small one.
import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const library = fileURLToPath(new URL("../dist/index.js", import.meta.url));
const python = fileURLToPath(new URL("../.venv/bin/python", import.meta.url));
const ROWS = 1_000_000;

/** The table that is rebuilt. */
export const rebuildOrigin = (rows) => [
  "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT, c REAL)",
  `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows}) INSERT INTO t SELECT i, 'name ' || i, 'value of row ' || (i * 7), i * 1.5 FROM n`,
  "CREATE INDEX ix ON t (a)",
];
/** The rebuild of it. */
export const REBUILD = [
  "CREATE TABLE n (id INTEGER PRIMARY KEY, a TEXT NOT NULL, b TEXT, c REAL, CONSTRAINT ck CHECK (c >= 0))",
  "INSERT INTO n SELECT id, a, b, c FROM t",
  "DROP TABLE t",
  "ALTER TABLE n RENAME TO t",
  "CREATE INDEX ix ON t (a)",
];

/** A process that prints seconds and its peak memory in MiB; a fresh one for each measurement. */
const OURS = `
import { openDatabase } from ${JSON.stringify(pathToFileURL(library).href)};
const [url, action] = process.argv.slice(1);
const statements = JSON.parse(process.argv[3] ?? "[]");
const connection = await openDatabase(url);
if (action === "open") {
  // The code that is compiled on first use is not what is measured.
  const warm = await openDatabase(url);
  await warm.execute("SELECT version_num FROM alembic_version");
  await warm.close();
}
const begun = performance.now();
if (action === "open") {
  const opened = await openDatabase(url);
  await opened.execute("SELECT version_num FROM alembic_version");
  await opened.close();
} else {
  await connection.beginRun();
  await connection.begin("immediate");
  for (const statement of statements) await connection.execute(statement);
  await connection.commit();
  await connection.endRun();
}
const seconds = (performance.now() - begun) / 1000;
await connection.close();
console.log(JSON.stringify({ seconds, memory: process.resourceUsage().maxRSS / 1024 }));
`;
const THEIRS = `
import json, resource, sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
begun = time.perf_counter()
for statement in ["BEGIN IMMEDIATE", *json.loads(sys.argv[2]), "COMMIT"]:
    connection.execute(statement)
print(json.dumps({"seconds": time.perf_counter() - begun, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
`;

function measure(program, args) {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

const ours = (path, action, statements = []) =>
  measure(process.execPath, [
    TIERING,
    "--input-type=module",
    "-e",
    OURS,
    `sqlite:///${path}`,
    action,
    JSON.stringify(statements),
  ]);
const theirs = (path, statements) => measure(python, ["-c", THEIRS, path, JSON.stringify(statements)]);

/** As the programs set it for themselves. */
const TIERING = "--wasm-tiering-budget=100000000";

/** Seconds and memory of a rebuild by this tool, or by native SQLite. */
export const measureRebuild = (side, path, statements) =>
  side === "ours" ? ours(path, "run", statements) : theirs(path, statements);

const best = (runs) => runs.reduce((a, b) => (b.seconds < a.seconds ? b : a));

/** Makes a file larger by a hole that belongs to the database. */
function enlarge(path, bytes) {
  const fd = openSync(path, "r+");
  const pages = Buffer.alloc(4);
  pages.writeUInt32BE(bytes / 4096);
  writeSync(fd, pages, 0, 4, 28);
  writeSync(fd, Buffer.alloc(1), 0, 1, bytes - 1);
  closeSync(fd);
}

export async function bench() {
  const folder = mkdtempSync(join(tmpdir(), "bench-storage-"));
  try {
    const rows = [];
    const rebuilt = { ours: [], theirs: [] };
    for (let round = 0; round < 3; round++) {
      for (const side of ["ours", "theirs"]) {
        const path = join(folder, "rebuild.db");
        rmSync(path, { force: true });
        theirs(path, rebuildOrigin(ROWS));
        rebuilt[side].push(measureRebuild(side, path, REBUILD));
      }
    }
    const [a, b] = [best(rebuilt.ours), best(rebuilt.theirs)];
    const target = "≤ 2× native";
    rows.push({
      name: "rebuild of 1,000,000 rows",
      ours: a.seconds,
      theirs: b.seconds,
      unit: "s",
      ratio: a.seconds / b.seconds,
      target,
    });
    const path = join(folder, "rebuild.db");
    rmSync(path, { force: true });
    theirs(path, rebuildOrigin(4 * ROWS));
    const memory = ours(path, "run", REBUILD).memory;
    rows.push({
      name: "memory for 4,000,000 rows, beside 1,000,000",
      ours: memory,
      theirs: a.memory,
      unit: "MiB",
      ratio: memory / a.memory,
      target: "the same",
    });

    const paths = { small: join(folder, "small.db"), large: join(folder, "large.db") };
    const version = ["CREATE TABLE alembic_version (version_num TEXT)", "INSERT INTO alembic_version VALUES ('one')"];
    for (const path of Object.values(paths)) theirs(path, version);
    enlarge(paths.small, 2 ** 20);
    enlarge(paths.large, 2 ** 30);
    const opened = { small: [], large: [] };
    for (let round = 0; round < 7; round++)
      for (const size of ["small", "large"]) opened[size].push(ours(paths[size], "open"));
    const [small, large] = [best(opened.small), best(opened.large)];
    rows.push({
      name: "open and read the version: 1 GiB file, beside 1 MiB",
      ours: large.seconds * 1000,
      theirs: small.seconds * 1000,
      unit: "ms",
      ratio: large.seconds / small.seconds,
      target: "the same",
    });
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
