// Measures runs and comparisons on a PostgreSQL server of Debian's package, started for the bench on loopback: beside
// Python's Alembic on the same server, and beside the migrators of Drizzle and Knex.
//   npm run bench -- postgresql
import { spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compareTables } from "./autogenerate.mjs";
import { writeLinearProject } from "./linear-project.mjs";
import { serverTools } from "./peers/projects.mjs";
import { installPeers, race, writeTool } from "./peers.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const ours = join(root, "dist/bin/alembic-ts.js");
const venv = join(root, ".venv/bin/python");
const installed = "/usr/lib/postgresql";
const programs = existsSync(installed)
  ? readdirSync(installed)
      .map((version) => join(installed, version, "bin"))
      .find((folder) => existsSync(join(folder, "initdb")))
  : undefined;

/** PostgreSQL refuses to run as root. */
function postgresUser() {
  if (process.getuid?.() !== 0) return {};
  const id = (flag) => Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout);
  return { uid: id("-u"), gid: id("-g") };
}

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Starts a server with its usual settings; returns its URL and how to stop it. */
async function startServer() {
  const folder = mkdtempSync(join(tmpdir(), "bench-postgresql-"));
  const user = postgresUser();
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, "data");
  const made = spawnSync(join(programs, "initdb"), ["-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8"], user);
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const port = await freePort();
  const settings = [`port=${port}`, "listen_addresses=127.0.0.1", `unix_socket_directories=${folder}`];
  const args = ["-D", data, ...settings.flatMap((setting) => ["-c", setting])];
  const server = spawn(join(programs, "postgres"), args, { ...user, stdio: "ignore" });
  const ended = new Promise((resolve) => server.on("exit", resolve));
  const url = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  const { Client } = (await import("pg")).default;
  for (let attempt = 0; ; attempt++) {
    const client = new Client(url);
    try {
      await client.connect();
      await client.end();
      break;
    } catch (error) {
      if (attempt > 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  const query = async (sql) => {
    const client = new Client(url);
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  const stop = async () => {
    server.kill("SIGINT");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  return { url, query, stop };
}

/** Targets of our time and memory, as multiples of Alembic's. */
const targetsOf = (name, count) => (name === "Alembic" && count === 1000 ? { time: "≤ 0.33" } : {});

async function measureRuns({ url, query }, count) {
  const folder = mkdtempSync(join(tmpdir(), "bench-postgresql-runs-"));
  try {
    const list = [{ name: "alembic-ts", language: "ts", command: [process.execPath, ours, "upgrade", "head"] }];
    if (existsSync(venv)) {
      const command = [venv, "-m", "alembic.config", "upgrade", "head"];
      list.push({ name: "Alembic", language: "py", command });
    }
    const contenders = list.map(({ name, language, command }) => {
      const where = join(folder, language);
      mkdirSync(where);
      writeLinearProject(where, count, language, url.replace(":", "+psycopg:"));
      return { name, where, command };
    });
    for (const [name, tool] of Object.entries(serverTools)) contenders.push(writeTool(folder, name, tool, count, url));
    const clean = () =>
      query("DROP SCHEMA IF EXISTS drizzle CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    const results = await race(contenders, count >= 1000 ? 3 : 7, clean);
    const our = results.get("alembic-ts");
    return [...results]
      .filter(([name]) => name !== "alembic-ts")
      .flatMap(([name, { time, memory }]) => {
        const what = `PostgreSQL: upgrade of ${count}, beside ${name}`;
        const target = targetsOf(name, count).time;
        return [
          { name: what, ours: our.time, theirs: time, unit: "ms", target },
          ...(memory ? [{ name: `${what}: memory`, ours: our.memory, theirs: memory, unit: "MB" }] : []),
        ];
      });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Rows of `bulkInsert` beside the plainest program: INSERTs of as many rows, with the same values. */
async function measureRows({ url, query }) {
  const { connect, MigrationContext, Operations, sa } = await import(join(root, "dist/index.js"));
  const { Client } = (await import("pg")).default;
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
  const plain = async () => {
    const client = new Client(url);
    await client.connect();
    await client.query("BEGIN");
    for (let start = 0; start < rows.length; start += 225) {
      const values = rows.slice(start, start + 225).flatMap(({ id, name, amount, note }) => [id, name, amount, note]);
      const places = Array.from(
        { length: values.length / 4 },
        (_, at) => `($${4 * at + 1}, $${4 * at + 2}, $${4 * at + 3}, $${4 * at + 4})`,
      );
      await client.query(`INSERT INTO measured (id, name, amount, note) VALUES ${places.join(", ")}`, values);
    }
    await client.query("COMMIT");
    await client.end();
  };
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
  const times = { plain: [], bulk: [] };
  for (let round = 0; round < 5; round++)
    for (const [name, work] of Object.entries({ plain, bulk })) {
      await query("TRUNCATE measured; CHECKPOINT");
      const start = performance.now();
      await work();
      times[name].push(performance.now() - start);
    }
  await query("DROP TABLE measured");
  const [ours, theirs] = [Math.min(...times.bulk), Math.min(...times.plain)];
  return [
    { name: "PostgreSQL: bulkInsert of 100,000 rows, beside plain INSERTs", ours, theirs, unit: "ms", target: "≤ 1.5" },
  ];
}

/** The rows of this bench; none where PostgreSQL is not installed. */
export async function bench() {
  if (programs === undefined) return [];
  if (!existsSync(ours)) throw new Error("build first: npm run build");
  installPeers();
  const server = await startServer();
  try {
    const rows = [
      ...(await measureRuns(server, 10)),
      ...(await measureRuns(server, 1000)),
      ...(await measureRows(server)),
    ];
    await server.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    rows.push(...(await compareTables(server.url.replace(":", "+psycopg:"), " on PostgreSQL")));
    return rows;
  } finally {
    await server.stop();
  }
}
