import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { TestDatabase } from "./postgresql.js";
import { folderFor, freePort, launch, must, type RunningServer } from "./processes.js";
import { sharedServer } from "./shared-servers.js";

/** A program that starts MySQL's own server: where the variable names one, the tests of MariaDB run on it instead. */
const mysqld = process.env["MYSQLD"];

/** Whether the server of the tests is MySQL itself, not MariaDB. */
export const isMysql = mysqld !== undefined;

/** Whether MariaDB is installed; with CI set, the lack of it is an error. */
export const haveMariadb = ((): boolean => {
  if (isMysql) return true;
  const found = existsSync("/usr/sbin/mariadbd");
  if (!found && process.env["CI"]) throw new Error("CI is set, but MariaDB is not installed");
  return found;
})();

/** For the titles of groups that need a server: that they ran with one, or why they are left out. */
export const onMariadb = haveMariadb
  ? `on a ${isMysql ? "MySQL" : "MariaDB"} server`
  : "left out: no MariaDB server (Debian package mariadb-server)";

/** Starts a MariaDB server of one's own on loopback, whose user root has no password. */
export async function startMariadbServer(settings: readonly string[] = []): Promise<RunningServer> {
  const folder = folderFor("mysql");
  // A server that starts removes the temporary tables of all servers that have the same folder for them.
  const folders = [`--datadir=${join(folder, "data")}`, `--tmpdir=${folder}`];
  if (mysqld === undefined)
    must("mysql", "mariadb-install-db", [...folders, "--auth-root-authentication-method=normal", "--skip-test-db"]);
  else must("mysql", mysqld, ["--no-defaults", "--initialize-insecure", ...folders, ...settings]);
  return startMariadbOnData(folder, settings, await freePort());
}

/** Starts a MariaDB server on data that are there. */
export function startMariadbOnData(folder: string, settings: readonly string[], port: number): Promise<RunningServer> {
  const server = { port, folder };
  return launch({
    user: "mysql",
    command: mysqld ?? "/usr/sbin/mariadbd",
    args: [
      ...["--no-defaults", `--datadir=${join(folder, "data")}`, `--tmpdir=${folder}`],
      ...[`--port=${port}`, "--bind-address=127.0.0.1"],
      ...[`--socket=${join(folder, "s")}`, `--pid-file=${join(folder, "pid")}`, "--innodb-flush-log-at-trx-commit=0"],
      ...settings,
    ],
    ...server,
    endSignal: "SIGTERM",
    isReady: () => mariadb(server, ["-e", "select 1"]).status === 0,
  });
}

/** Runs the client, which ends at the first statement that fails. */
export function mariadb(server: Pick<RunningServer, "folder">, args: readonly string[], input = "") {
  return spawnSync("mariadb", ["--no-defaults", "-u", "root", `--socket=${join(server.folder, "s")}`, ...args], {
    encoding: "utf8",
    input,
    maxBuffer: 1 << 28,
  });
}

/** The server that all tests of this run share. */
export function mariadbServer(): Promise<RunningServer> {
  return sharedServer("mariadb", () => startMariadbServer());
}

/**
 * Makes an empty database on the shared server, or on another one; its URL begins with `mysql:` or `mariadb:`. Dropping it
 * ends the sessions that are still in it.
 */
export async function newMariadbDatabase(
  scheme: "mysql" | "mariadb" = "mysql",
  on?: RunningServer,
): Promise<TestDatabase> {
  const server = on ?? (await mariadbServer());
  const name = `t${randomBytes(6).toString("hex")}`;
  const made = mariadb(server, ["-e", `create database ${name} character set utf8mb4`]);
  if (made.status !== 0) throw new Error(made.stderr);
  return {
    url: `${scheme}://root@127.0.0.1:${server.port}/${name}`,
    name,
    server,
    drop: () => {
      const { stdout } = mariadb(server, [
        "-N",
        "-e",
        `select id from information_schema.processlist where db = '${name}'`,
      ]);
      for (const id of stdout.split("\n").filter((line) => line !== "")) mariadb(server, ["-e", `kill ${id}`]);
      mariadb(server, ["-e", `set lock_wait_timeout = 10; drop database if exists ${name}`]);
    },
  };
}
