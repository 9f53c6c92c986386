// Compares a database of 500 tables with its models, unchanged and with every table changed; Python's Alembic does the
// same beside it, on the same database. Each side is a process of its own, measured inside, without its start.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const python = join(root, ".venv/bin/python");
const tables = 500;

const ours = `
import { connect } from "./runtime/connect.js";
import { MigrationContext } from "./runtime/migration-context.js";
import { compareMetadata } from "./autogenerate/compare-metadata.js";
import { sa } from "./schema/sa.js";
import { CreateTable } from "./schema/ddl/table-nodes.js";
import { CreateIndex } from "./schema/ddl/index-nodes.js";

const [url, mode] = process.argv.slice(2);
const metadata = sa.MetaData();
for (let at = 0; at < ${tables}; at++) {
  const columns = Array.from({ length: 10 }, (_, n) =>
    sa.Column("c" + n, n % 2 === 0 ? sa.String(50) : sa.Numeric(10, 2), { nullable: n > 2, serverDefault: n % 3 === 0 ? "0" : null }));
  sa.Table("table" + at, metadata, sa.Column("id", sa.Integer(), { primaryKey: true }), ...columns,
    ...(mode === "changed" ? [sa.Column("more", sa.Text())] : []),
    sa.Column("parent", sa.Integer(), sa.ForeignKey("table" + Math.max(0, at - 1) + ".id")),
    sa.UniqueConstraint("c0", "c1", { name: "uq" + at }), sa.CheckConstraint("c1 > 0", { name: "ck" + at }), sa.Index("ix" + at, "c2", "c3"));
}
const connection = await connect(url);
if (mode === "create") {
  await connection.driver.begin();
  for (const table of metadata.sortedTables)
    for (const node of [new CreateTable(table), ...table.indexes.map((index) => new CreateIndex(index))])
      for (const { sql } of connection.dialect.compile(node)) await connection.execute(sql);
  await connection.driver.commit();
} else {
  const start = performance.now();
  const found = await compareMetadata(MigrationContext.configure({ connection, compareServerDefault: true }), metadata);
  const time = performance.now() - start;
  console.log(JSON.stringify({ found: found.length, time, memory: process.resourceUsage().maxRSS / 1024 }));
}
await connection.close();
`;

const theirs = `
import json, resource, sys, time
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

url, mode = sys.argv[1:]
metadata = sa.MetaData()
for at in range(${tables}):
    columns = [sa.Column("c%d" % n, sa.String(50) if n % 2 == 0 else sa.Numeric(10, 2), nullable=n > 2, server_default="0" if n % 3 == 0 else None) for n in range(10)]
    more = [sa.Column("more", sa.Text())] if mode == "changed" else []
    sa.Table("table%d" % at, metadata, sa.Column("id", sa.Integer(), primary_key=True), *columns, *more,
        sa.Column("parent", sa.Integer(), sa.ForeignKey("table%d.id" % max(0, at - 1))),
        sa.UniqueConstraint("c0", "c1", name="uq%d" % at), sa.CheckConstraint("c1 > 0", name="ck%d" % at), sa.Index("ix%d" % at, "c2", "c3"))
with sa.create_engine(url).connect() as connection:
    start = time.perf_counter()
    found = compare_metadata(MigrationContext.configure(connection, opts={"compare_server_default": True}), metadata)
    spent = (time.perf_counter() - start) * 1000
print(json.dumps({"found": len(found), "time": spent, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
`;

function run(command, args) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8", cwd: root });
  if (status !== 0) throw new Error(stderr);
  return stdout === "" ? undefined : JSON.parse(stdout);
}

/** The best of three runs. */
function best(command, args) {
  const results = [1, 2, 3].map(() => run(command, args));
  return results.reduce((one, other) => (other.time < one.time ? other : one));
}

/** Rows for the table of `npm run bench`, on a SQLite file. */
export async function bench() {
  const folder = newFolder();
  try {
    return await compareTables(`sqlite:///${join(folder, "bench.db")}`, "");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function newFolder() {
  mkdirSync(join(root, "tmp"), { recursive: true });
  return mkdtempSync(join(root, "tmp", "bench-autogenerate-"));
}

/** Makes the tables in an empty database and measures their comparison; `where` ends the names of the rows. */
export async function compareTables(url, where) {
  const folder = newFolder();
  try {
    const program = join(folder, "ours.mjs");
    await build({
      stdin: { contents: ours, resolveDir: join(root, "src"), loader: "ts" },
      bundle: true,
      format: "esm",
      platform: "node",
      packages: "external",
      outfile: program,
    });
    writeFileSync(join(folder, "theirs.py"), theirs);
    run(process.execPath, [program, url, "create"]);
    const hasPython = existsSync(python) && process.env.NO_PYTHON === undefined;
    return ["unchanged", "changed"].flatMap((mode) => {
      const mine = best(process.execPath, [program, url, mode]);
      const other = hasPython ? best(python, [join(folder, "theirs.py"), url, mode]) : undefined;
      const name = `${tables} tables compared${where}, ${mode === "changed" ? "a column more in each" : "nothing changed"}`;
      return [
        { name, ours: mine.time, theirs: other?.time, unit: "ms", target: "at most 0.2" },
        { name: `${name}: memory`, ours: mine.memory, theirs: other?.memory, unit: "MiB", target: "" },
      ];
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await bench());
