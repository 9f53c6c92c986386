// Measures runs and comparisons on a MariaDB server of Debian's package, started for the bench on loopback: beside
// Python's Alembic on the same server, and beside the migrators of Drizzle and Knex.
//   npm run bench -- mysql
import { existsSync } from "node:fs";
import { join } from "node:path";
import { mysqlTools } from "./peers/projects.mjs";
import { measureServer } from "./server-runs.mjs";
import { insertPlainly, startServer, untilServerReady } from "./started-server.mjs";

const program = "/usr/sbin/mariadbd";

async function mariadb() {
  const mysql = await import("mysql2/promise");
  const data = (folder) => `--datadir=${join(folder, "data")}`;
  const server = await startServer({
    name: "mysql",
    account: "mysql",
    signal: "SIGTERM",
    make: (folder) => [
      "mariadb-install-db",
      ["--no-defaults", data(folder), "--auth-root-authentication-method=normal", "--skip-test-db"],
    ],
    run: (folder, port) => [
      program,
      [
        ...["--no-defaults", data(folder), `--port=${port}`, "--bind-address=127.0.0.1"],
        ...[`--socket=${join(folder, "s")}`, `--pid-file=${join(folder, "pid")}`],
      ],
    ],
    connect: (port, database = "bench") =>
      mysql.createConnection({ host: "127.0.0.1", port, user: "root", ...(database === "" ? {} : { database }) }),
  });
  await untilServerReady(server, "");
  const query = (sql, database) => server.use((client) => client.query(sql), database);
  const create = () => query("CREATE DATABASE bench CHARACTER SET utf8mb4", "");
  await create();
  const url = `mysql://root@127.0.0.1:${server.port}/bench`;
  return {
    title: "MariaDB",
    url,
    pythonUrl: url.replace(":", "+pymysql:"),
    tools: mysqlTools,
    query,
    clean: async () => {
      await query("DROP DATABASE bench", "");
      await create();
    },
    emptyTable: () => query("TRUNCATE measured"),
    plainInserts: (rows) => server.use((client) => insertPlainly(client, rows, () => "(?, ?, ?, ?)")),
    stop: server.stop,
  };
}

/** The rows of this bench; none where MariaDB is not installed. */
export async function bench() {
  return existsSync(program) ? measureServer(await mariadb()) : [];
}
