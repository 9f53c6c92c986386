// NexusLIMS: how fast the program starts, and the upgrade of a log book with 200,000 session logs in time and memory,
// beside the nexuslims package's own tool. Without the Python environment (npm run python) only ours is measured.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeV143 } from "../test/nexuslims/make-v1-4-3.mjs";

const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const program = path("dist/bin/nexuslims.js");
const interpreter = path(".venv/bin/python");

/** Runs a command and prints how long it took and the most memory that it or its children had. */
const MEASURE = `
import json, resource, subprocess, sys, time
start = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
seconds = time.perf_counter() - start
print(json.dumps({"code": done.returncode, "seconds": seconds,
                  "megabytes": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024}))
`;

/** What the package's `nexuslims db upgrade` does, up to the revision that ours ends with. */
const THEIRS = `
import sys
sys.path.insert(0, ${JSON.stringify(path("test/interop"))})
import nexuslims_harness
before = nexuslims_harness.revision(sys.argv[1])
nexuslims_harness.command(sys.argv[1], "upgrade", ["v2_4_0b"])
print(before, "->", nexuslims_harness.revision(sys.argv[1]))
`;

/** The same after a backup of the kind that ours makes: consistent, checked, its rows counted, on the disk. */
const THEIRS_WITH_BACKUP = `
import os, sqlite3, sys
source, copy = sqlite3.connect(sys.argv[1]), sqlite3.connect(sys.argv[1] + ".backup")
source.backup(copy)
assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
for (name,) in source.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
    count = f'SELECT count(*) FROM "{name}"'
    assert source.execute(count).fetchall() == copy.execute(count).fetchall()
source.close(), copy.close()
descriptor = os.open(sys.argv[1] + ".backup", os.O_RDWR)
os.fsync(descriptor), os.close(descriptor)
${THEIRS}
`;

/** sql.js as its users run it, without a file and without anything of ours, at work for as long as V8 needs to optimise it. */
const BARE_SQL_JS = `
require(${JSON.stringify(path("node_modules/sql.js"))})().then((SQL) => new SQL.Database().exec(
  "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 2000000) SELECT count(*), max(x || 'a') FROM c"
))`;

function measure(command, env = {}) {
  const options = { encoding: "utf8", env: { ...process.env, ...env } };
  const wrapper = existsSync(interpreter) ? interpreter : "python3";
  const ran = spawnSync(wrapper, ["-c", MEASURE, ...command], options);
  const result = JSON.parse(ran.stdout);
  if (result.code !== 0) throw new Error(`${command.join(" ")}: exit code ${result.code}\n${ran.stderr}`);
  return result;
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** They take turns, so that what else the machine does meets all. */
function inTurns(rounds, ...runs) {
  const results = runs.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [at, run] of runs.entries()) if (run !== undefined) results[at].push(run());
  }
  return results;
}

function milliseconds(argv, env) {
  const start = performance.now();
  const ran = spawnSync(process.execPath, argv, { env: { ...process.env, ...env }, stdio: "ignore" });
  if (ran.status !== 0) throw new Error(`${argv.join(" ")}: exit code ${ran.status}`);
  return performance.now() - start;
}

export async function bench() {
  const folder = mkdtempSync(join(tmpdir(), "bench-nexuslims-"));
  try {
    const small = join(folder, "small.sqlite");
    const env = { NX_DB_PATH: small };
    const withoutCertificates = { ...env, NODE_EXTRA_CA_CERTS: "" };
    if (spawnSync(process.execPath, [program, "db", "init"], { env: { ...process.env, ...env } }).status !== 0) {
      throw new Error("nexuslims db init failed: run npm run build first");
    }
    // The programs keep code between runs; the fifth one makes the machine code of SQLite.
    for (let at = 0; at < 5; at++) milliseconds([program, "db", "check"], env);
    const [check, bare, checkPlain, barePlain] = inTurns(
      15,
      () => milliseconds([program, "db", "check"], env),
      () => milliseconds(["-e", "0"], env),
      () => milliseconds([program, "db", "check"], withoutCertificates),
      () => milliseconds(["-e", "0"], withoutCertificates),
    );
    const rows = [
      {
        name: "nexuslims db check (theirs: node -e 0)",
        ours: median(check),
        theirs: median(bare),
        unit: "ms",
        target: "at most 2×",
      },
    ];
    if (process.env.NODE_EXTRA_CA_CERTS) {
      rows.push({
        name: "the same without NODE_EXTRA_CA_CERTS",
        ours: median(checkPlain),
        theirs: median(barePlain),
        unit: "ms",
        target: "",
      });
    }

    const stamped = join(folder, "stamped.sqlite");
    writeFileSync(stamped, await makeV143({ logs: 200_000 }));
    const stamping = { ...process.env, NX_DB_PATH: stamped };
    spawnSync(process.execPath, [program, "db", "alembic", "stamp", "v1_4_3"], { env: stamping });
    const large = join(folder, "large.sqlite");
    const fresh = () => {
      for (const name of readdirSync(folder).filter((one) => one.startsWith("large"))) rmSync(join(folder, name));
      copyFileSync(stamped, large);
      // Or the first sync of this run also waits for what the one before it wrote.
      spawnSync("sync");
    };
    const python = (text) => () => {
      fresh();
      return measure([interpreter, "-c", text, large]);
    };
    const hasPython = existsSync(interpreter);
    const caches = join(folder, "caches");
    const [ours, first, theirs, theirsWithBackup] = inTurns(
      9,
      () => {
        fresh();
        return measure([process.execPath, program, "db", "upgrade"], { NX_DB_PATH: large });
      },
      () => {
        fresh();
        rmSync(caches, { recursive: true, force: true });
        return measure([process.execPath, program, "db", "upgrade"], { NX_DB_PATH: large, NODE_COMPILE_CACHE: caches });
      },
      hasPython ? python(THEIRS) : undefined,
      hasPython ? python(THEIRS_WITH_BACKUP) : undefined,
    );
    const of = (results, key) => (results.length === 0 ? undefined : median(results.map((one) => one[key])));
    rows.push({
      name: "upgrade of 200,000 session logs v1_4_3 → v2_4_0b with its checked backup",
      ours: of(ours, "seconds"),
      theirs: of(theirsWithBackup, "seconds"),
      unit: "s",
      target: "at most 1×",
    });
    rows.push({
      name: "the same beside the Python tool as it is, which makes no backup",
      ours: of(ours, "seconds"),
      theirs: of(theirs, "seconds"),
      unit: "s",
      target: "",
    });
    rows.push({
      name: "the same in the first run of the program, which has no code of earlier ones, with the backup on both sides",
      ours: of(first, "seconds"),
      theirs: of(theirsWithBackup, "seconds"),
      unit: "s",
      target: "",
    });
    rows.push({
      name: "peak memory of that upgrade",
      ours: of(ours, "megabytes"),
      theirs: of(theirs, "megabytes"),
      unit: "MB",
      target: "at most 1.1×",
    });
    rows.push({
      name: "peak memory in the first run of the program",
      ours: of(first, "megabytes"),
      theirs: of(theirs, "megabytes"),
      unit: "MB",
      target: "",
    });
    rows.push({
      name: "peak memory of sql.js alone at work, beside the Python tool's",
      ours: measure([process.execPath, "-e", BARE_SQL_JS]).megabytes,
      theirs: of(theirs, "megabytes"),
      unit: "MB",
      target: "",
    });
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
