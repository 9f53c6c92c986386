// Measures runs and comparisons on a PostgreSQL server of Debian's package, started for the bench on loopback: beside
// Python's Alembic on the same server, and beside the migrators of Drizzle and Knex.
//   npm run bench -- postgresql
import { spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { postgresqlTools } from "./peers/projects.mjs";
import { freePort, measureServer, untilReady } from "./server-runs.mjs";

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

/** Starts a server with its usual settings. */
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
  const use = async (work) => {
    const client = new Client(url);
    await client.connect();
    try {
      await work(client);
    } finally {
      await client.end();
    }
  };
  await untilReady(() => use(() => undefined));
  const query = (sql) => use((client) => client.query(sql));
  return {
    title: "PostgreSQL",
    url,
    pythonUrl: url.replace(":", "+psycopg:"),
    tools: postgresqlTools,
    query,
    clean: () => query("DROP SCHEMA IF EXISTS drizzle CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public"),
    emptyTable: () => query("TRUNCATE measured; CHECKPOINT"),
    plainInserts: (rows) =>
      use(async (client) => {
        await client.query("BEGIN");
        for (let start = 0; start < rows.length; start += 225) {
          const values = rows
            .slice(start, start + 225)
            .flatMap(({ id, name, amount, note }) => [id, name, amount, note]);
          const places = Array.from(
            { length: values.length / 4 },
            (_, at) => `($${4 * at + 1}, $${4 * at + 2}, $${4 * at + 3}, $${4 * at + 4})`,
          );
          await client.query(`INSERT INTO measured (id, name, amount, note) VALUES ${places.join(", ")}`, values);
        }
        await client.query("COMMIT");
      }),
    stop: async () => {
      server.kill("SIGINT");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The rows of this bench; none where PostgreSQL is not installed. */
export async function bench() {
  return programs === undefined ? [] : measureServer(await startServer());
}
