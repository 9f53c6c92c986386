import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { folderFor, freePort, launch, must, type RunningServer } from "./processes.js";
import { sharedServer } from "./shared-servers.js";

const programs = existsSync("/usr/lib/postgresql")
  ? readdirSync("/usr/lib/postgresql")
      .map((version) => `/usr/lib/postgresql/${version}/bin`)
      .find((folder) => existsSync(`${folder}/initdb`))
  : undefined;

/** Whether PostgreSQL is installed; with CI set, the lack of it is an error. */
export const havePostgresql = ((): boolean => {
  if (programs === undefined && process.env["CI"]) throw new Error("CI is set, but PostgreSQL is not installed");
  return programs !== undefined;
})();

/** For the titles of groups that need a server: that they ran with one, or why they are left out. */
export const onPostgresql = havePostgresql
  ? "on a PostgreSQL server"
  : "left out: no PostgreSQL server (Debian package postgresql)";

/** The path of one of PostgreSQL's programs. */
export const postgresqlProgram = (name: string): string => join(programs ?? "", name);

/** Starts a PostgreSQL server of one's own on loopback, with settings besides the usual ones such as `fsync=off`. */
export async function startPostgresqlServer(
  settings: readonly string[] = ["fsync=off", "full_page_writes=off"],
): Promise<RunningServer> {
  const folder = folderFor("postgres");
  const data = join(folder, "data");
  must("postgres", postgresqlProgram("initdb"), [
    ...["-D", data, "-A", "trust", "-U", "postgres", "-N", "--locale=C.UTF-8", "-E", "UTF8"],
  ]);
  return startOnData(folder, data, settings);
}

/** Starts a server on data that are there already. */
export async function startOnData(
  folder: string,
  data: string,
  settings: readonly string[],
  port?: number,
): Promise<RunningServer> {
  const chosen = port ?? (await freePort());
  const server = { port: chosen, folder };
  return launch({
    user: "postgres",
    command: postgresqlProgram("postgres"),
    args: [
      ...[
        "-D",
        data,
        "-p",
        String(chosen),
        "-c",
        "listen_addresses=127.0.0.1",
        "-c",
        `unix_socket_directories=${folder}`,
      ],
      ...settings.flatMap((setting) => ["-c", setting]),
    ],
    ...server,
    endSignal: "SIGINT",
    isReady: () => psql(server, "postgres", ["-c", "select 1"]).status === 0,
  });
}

/** Runs psql, which ends at the first statement that fails. */
export function psql(server: Pick<RunningServer, "port">, database: string, args: readonly string[], input = "") {
  return spawnSync(
    postgresqlProgram("psql"),
    [
      ...["-h", "127.0.0.1", "-p", String(server.port), "-U", "postgres", "-d", database],
      ...["-X", "-q", "-v", "ON_ERROR_STOP=1", ...args],
    ],
    { encoding: "utf8", input, maxBuffer: 1 << 28 },
  );
}

/** The server that all tests of this run share. */
export function postgresqlServer(): Promise<RunningServer> {
  return sharedServer("postgresql", () => startPostgresqlServer());
}

/** A new database on the shared server. */
export interface TestDatabase {
  /** Its URL, such as `postgresql://postgres@127.0.0.1:5433/t1`. */
  readonly url: string;
  readonly name: string;
  readonly server: RunningServer;
  /** Removes it, with whoever is still connected. */
  drop(): void;
}

/** Makes an empty database on the shared server, or on another one. */
export async function newPostgresqlDatabase(on?: RunningServer): Promise<TestDatabase> {
  const server = on ?? (await postgresqlServer());
  const name = `t${randomBytes(6).toString("hex")}`;
  const made = psql(server, "postgres", ["-c", `create database ${name} template template0`]);
  if (made.status !== 0) throw new Error(made.stderr);
  return {
    url: `postgresql://postgres@127.0.0.1:${server.port}/${name}`,
    name,
    server,
    drop: () => void psql(server, "postgres", ["-c", `drop database if exists ${name} with (force)`]),
  };
}
