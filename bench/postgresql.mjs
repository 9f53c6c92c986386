// Measures runs and comparisons on a PostgreSQL server of Debian's package, started for the bench on loopback: beside
// Python's Alembic on the same server, and beside the migrators of Drizzle and Knex.
//   npm run bench -- postgresql
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { postgresqlTools } from "./peers/projects.mjs";
import { measureServer } from "./server-runs.mjs";
import { insertPlainly, startServer, untilServerReady } from "./started-server.mjs";

const installed = "/usr/lib/postgresql";
const programs = existsSync(installed)
  ? readdirSync(installed)
      .map((version) => join(installed, version, "bin"))
      .find((folder) => existsSync(join(folder, "initdb")))
  : undefined;

async function postgresql() {
  const { Client } = (await import("pg")).default;
  const urlOf = (port) => `postgresql://postgres@127.0.0.1:${port}/postgres`;
  const server = await startServer({
    name: "postgresql",
    account: "postgres",
    signal: "SIGINT",
    make: (folder) => [
      join(programs, "initdb"),
      ["-D", join(folder, "data"), "-A", "trust", "-U", "postgres", "-E", "UTF8"],
    ],
    run: (folder, port) => {
      const settings = [`port=${port}`, "listen_addresses=127.0.0.1", `unix_socket_directories=${folder}`];
      const args = ["-D", join(folder, "data"), ...settings.flatMap((setting) => ["-c", setting])];
      return [join(programs, "postgres"), args];
    },
    connect: async (port) => {
      const client = new Client(urlOf(port));
      await client.connect();
      return client;
    },
  });
  await untilServerReady(server);
  const query = (sql) => server.use((client) => client.query(sql));
  const url = urlOf(server.port);
  return {
    title: "PostgreSQL",
    url,
    pythonUrl: url.replace(":", "+psycopg:"),
    tools: postgresqlTools,
    query,
    clean: () => query("DROP SCHEMA IF EXISTS drizzle CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public"),
    emptyTable: () => query("TRUNCATE measured; CHECKPOINT"),
    plainInserts: (rows) =>
      server.use((client) =>
        insertPlainly(client, rows, (before) => `(${[1, 2, 3, 4].map((at) => `$${before + at}`).join(", ")})`),
      ),
    stop: server.stop,
  };
}

/** The rows of this bench; none where PostgreSQL is not installed. */
export async function bench() {
  return programs === undefined ? [] : measureServer(await postgresql());
}
