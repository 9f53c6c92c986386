// Measures runs and comparisons on a MariaDB server of Debian's package, started for the bench on loopback: beside
// Python's Alembic on the same server, and beside the migrators of Drizzle and Knex.
//   npm run bench -- mysql
import { spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mysqlTools } from "./peers/projects.mjs";
import { freePort, measureServer, untilReady } from "./server-runs.mjs";

const program = "/usr/sbin/mariadbd";

/** The server refuses to run as root. */
function mysqlUser() {
  if (process.getuid?.() !== 0) return {};
  const id = (flag) => Number(spawnSync("id", [flag, "mysql"], { encoding: "utf8" }).stdout);
  return { uid: id("-u"), gid: id("-g") };
}

/** Starts a server with its usual settings. */
async function startServer() {
  const folder = mkdtempSync(join(tmpdir(), "bench-mysql-"));
  const user = mysqlUser();
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = `--datadir=${join(folder, "data")}`;
  const made = spawnSync(
    "mariadb-install-db",
    ["--no-defaults", data, "--auth-root-authentication-method=normal", "--skip-test-db"],
    { ...user, cwd: folder, encoding: "utf8" },
  );
  if (made.status !== 0) throw new Error(`mariadb-install-db: ${made.stderr || made.stdout}`);
  const port = await freePort();
  const args = ["--no-defaults", data, `--port=${port}`, "--bind-address=127.0.0.1", `--socket=${join(folder, "s")}`];
  const server = spawn(program, [...args, `--pid-file=${join(folder, "pid")}`], {
    ...user,
    cwd: folder,
    stdio: "ignore",
  });
  const ended = new Promise((resolve) => server.on("exit", resolve));
  const mysql = await import("mysql2/promise");
  const use = async (work, database = "bench") => {
    const client = await mysql.createConnection({
      host: "127.0.0.1",
      port,
      user: "root",
      ...(database === "" ? {} : { database }),
    });
    try {
      await work(client);
    } finally {
      await client.end();
    }
  };
  await untilReady(() => use(() => undefined, ""));
  const query = (sql, database) => use((client) => client.query(sql), database);
  await query("CREATE DATABASE bench CHARACTER SET utf8mb4", "");
  const url = `mysql://root@127.0.0.1:${port}/bench`;
  return {
    title: "MariaDB",
    url,
    pythonUrl: url.replace(":", "+pymysql:"),
    tools: mysqlTools,
    query,
    clean: async () => {
      await query("DROP DATABASE bench", "");
      await query("CREATE DATABASE bench CHARACTER SET utf8mb4", "");
    },
    emptyTable: () => query("TRUNCATE measured"),
    plainInserts: (rows) =>
      use(async (client) => {
        await client.query("START TRANSACTION");
        for (let start = 0; start < rows.length; start += 225) {
          const values = rows
            .slice(start, start + 225)
            .flatMap(({ id, name, amount, note }) => [id, name, amount, note]);
          const places = Array.from({ length: values.length / 4 }, () => "(?, ?, ?, ?)");
          await client.query(`INSERT INTO measured (id, name, amount, note) VALUES ${places.join(", ")}`, values);
        }
        await client.query("COMMIT");
      }),
    stop: async () => {
      server.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The rows of this bench; none where MariaDB is not installed. */
export async function bench() {
  return existsSync(program) ? measureServer(await startServer()) : [];
}
