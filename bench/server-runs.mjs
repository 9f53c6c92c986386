// Measures runs, rows and comparisons on a server that a bench started: beside Python's Alembic on the same server, and
// beside the migrators of Drizzle and Knex.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compareTables } from "./autogenerate.mjs";
import { writeLinearProject } from "./linear-project.mjs";
import { installPeers, median, race, writeTool } from "./peers.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const ours = join(root, "dist/bin/alembic-ts.js");
const venv = join(root, ".venv/bin/python");

/** A port on loopback that nobody listens at. */
export const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Waits until a server takes connections. */
export async function untilReady(connect) {
  for (let attempt = 0; ; attempt++) {
    try {
      await connect();
      return;
    } catch (error) {
      if (attempt > 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** Targets of our time, as multiples of Alembic's. */
const targetOf = (name, count) => (name === "Alembic" && count === 1000 ? "≤ 0.33" : undefined);

/** `upgrade head` of a line of revisions, whole processes in turns. */
async function measureRuns({ title, url, pythonUrl, tools, clean }, count) {
  const folder = mkdtempSync(join(tmpdir(), "bench-runs-"));
  try {
    const list = [{ name: "alembic-ts", language: "ts", command: [process.execPath, ours, "upgrade", "head"] }];
    if (existsSync(venv)) {
      const command = [venv, "-m", "alembic.config", "upgrade", "head"];
      list.push({ name: "Alembic", language: "py", command });
    }
    const contenders = list.map(({ name, language, command }) => {
      const where = join(folder, language);
      mkdirSync(where);
      writeLinearProject(where, count, language, pythonUrl);
      return { name, where, command };
    });
    for (const [name, tool] of Object.entries(tools)) contenders.push(writeTool(folder, name, tool, count, url));
    const results = await race(contenders, count >= 1000 ? 3 : 7, clean);
    const our = results.get("alembic-ts");
    return [...results]
      .filter(([name]) => name !== "alembic-ts")
      .flatMap(([name, { time, memory }]) => {
        const what = `${title}: upgrade of ${count}, beside ${name}`;
        return [
          { name: what, ours: our.time, theirs: time, unit: "ms", target: targetOf(name, count) },
          ...(memory ? [{ name: `${what}: memory`, ours: our.memory, theirs: memory, unit: "MB" }] : []),
        ];
      });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Rows of `bulkInsert` beside the plainest program: INSERTs of as many rows each, with the same values. Elapsed time, and
 * the processor time of this process, to which the rest of the machine adds less.
 */
async function measureRows({ title, url, query, plainInserts, emptyTable }) {
  const { connect, MigrationContext, Operations, sa } = await import(join(root, "dist/index.js"));
  const rows = Array.from({ length: 100_000 }, (_, at) => ({
    id: at,
    name: `name ${at}`,
    amount: at * 1.5,
    note: at % 7 === 0 ? null : `note ${at}`,
  }));
  const columns = [
    ["id", sa.Integer()],
    ["name", sa.String()],
    ["amount", sa.Float()],
    ["note", sa.Text()],
  ];
  const table = sa.table("measured", ...columns.map(([name, type]) => sa.column(name, type)));
  const bulk = async () => {
    const connection = await connect(url);
    const context = MigrationContext.configure({ connection });
    const { dialect, driver, backend } = connection;
    await driver.begin();
    const op = new Operations({
      dialect,
      sink: context.sink,
      connection: driver,
      backend,
      asSql: false,
      opts: {},
      context,
    });
    await op.bulkInsert(table, rows);
    await op.close();
    await driver.commit();
    await connection.close();
  };
  await query("CREATE TABLE measured (id integer PRIMARY KEY, name varchar(50), amount double precision, note text)");
  const measured = { plain: [], bulk: [] };
  for (let round = 0; round < 7; round++)
    for (const [name, work] of Object.entries({ plain: () => plainInserts(rows), bulk })) {
      await emptyTable();
      const [start, before] = [performance.now(), process.cpuUsage()];
      await work();
      const { user, system } = process.cpuUsage(before);
      measured[name].push({ time: performance.now() - start, cpu: (user + system) / 1000 });
    }
  await query("DROP TABLE measured");
  const row = (what, key, target) => ({
    name: `${title}: ${what}`,
    ours: median(measured.bulk.map((one) => one[key])),
    theirs: median(measured.plain.map((one) => one[key])),
    unit: "ms",
    target,
  });
  return [
    row("bulkInsert of 100,000 rows, beside plain INSERTs", "time", "≤ 1.5"),
    row("the same, processor time of the program", "cpu"),
  ];
}

/** All rows of a server. */
export async function measureServer(server) {
  if (!existsSync(ours)) throw new Error("build first: npm run build");
  installPeers();
  try {
    const rows = [
      ...(await measureRuns(server, 10)),
      ...(await measureRuns(server, 1000)),
      ...(await measureRows(server)),
    ];
    await server.clean();
    rows.push(...(await compareTables(server.pythonUrl, ` on ${server.title}`)));
    return rows;
  } finally {
    await server.stop();
  }
}
