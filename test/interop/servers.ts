import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A database server that the tests started on loopback, with its data in a folder of its own. */
export interface Server {
  /** Runs a script in a new, empty database; what the server refused, or an empty text. */
  run(script: string): string;
  /** Ends the server and removes its data. */
  stop(): Promise<void>;
}

const postgresFolder = existsSync("/usr/lib/postgresql")
  ? readdirSync("/usr/lib/postgresql")
      .map((version) => `/usr/lib/postgresql/${version}/bin`)
      .at(-1)
  : undefined;

/** Whether both servers are installed; with CI set, the lack of one is an error. */
export function haveServers(): boolean {
  const found = postgresFolder !== undefined && existsSync("/usr/sbin/mariadbd");
  if (!found && process.env["CI"]) throw new Error("CI is set, but PostgreSQL or MariaDB is not installed");
  return found;
}

/** For the titles of groups that need the servers: that they ran with them, or why they are left out. */
export const noServers = haveServers()
  ? "on live servers"
  : "left out: no PostgreSQL and MariaDB servers (Debian packages postgresql, mariadb-server)";

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

/** Both servers refuse to run as root, so root hands them to the user that their package made. */
function asUser(user: string, command: string, args: readonly string[]): readonly [string, readonly string[]] {
  return process.getuid?.() === 0 ? ["runuser", ["-u", user, "--", command, ...args]] : [command, args];
}

function folderFor(user: string): string {
  const folder = mkdtempSync(join(tmpdir(), `${user}-`));
  if (process.getuid?.() === 0) spawnSync("chown", [user, folder]);
  chmodSync(folder, 0o755);
  return folder;
}

function must(user: string, command: string, args: readonly string[]): void {
  const [program, words] = asUser(user, command, args);
  const done = spawnSync(program, words, { encoding: "utf8", cwd: tmpdir() });
  if (done.status !== 0) throw new Error(`${command}: ${done.stderr || done.stdout || String(done.error)}`);
}

async function untilReady(ready: () => boolean, child: ChildProcess, what: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (ready()) return;
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${what} did not start`);
}

/** `pid` is the server's own: the process that was started may be the program that changed the user. */
async function end(child: ChildProcess, folder: string, pid: number): Promise<void> {
  const ended = new Promise((resolve) => child.once("exit", resolve));
  if (child.exitCode === null) {
    process.kill(pid, "SIGTERM");
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
}

/** The server below a program that only changes the user, or the process itself. */
function serverPid(child: ChildProcess): number {
  const below = spawnSync("pgrep", ["-P", String(child.pid)], { encoding: "utf8" })
    .stdout.trim()
    .split("\n")[0];
  return process.getuid?.() === 0 && below ? Number(below) : (child.pid ?? 0);
}

/** Starts PostgreSQL on loopback. */
export async function startPostgresql(): Promise<Server> {
  const folder = folderFor("postgres");
  const data = join(folder, "data");
  const port = await freePort();
  const tool = (name: string) => join(postgresFolder ?? "", name);
  must("postgres", tool("initdb"), [
    "-D",
    data,
    "-A",
    "trust",
    "-U",
    "postgres",
    "-N",
    "--locale=C.UTF-8",
    "-E",
    "UTF8",
  ]);
  const [program, words] = asUser("postgres", tool("postgres"), [
    ...["-D", data, "-p", String(port), "-c", "listen_addresses=127.0.0.1"],
    ...["-c", `unix_socket_directories=${folder}`, "-c", "fsync=off", "-c", "full_page_writes=off"],
  ]);
  const child = spawn(program, words, { stdio: "ignore", cwd: tmpdir() });
  const psql = (database: string, args: readonly string[], input = "") =>
    spawnSync(
      tool("psql"),
      [
        "-h",
        "127.0.0.1",
        "-p",
        String(port),
        "-U",
        "postgres",
        "-d",
        database,
        "-X",
        "-q",
        "-v",
        "ON_ERROR_STOP=1",
        ...args,
      ],
      { encoding: "utf8", input },
    );
  await untilReady(() => psql("postgres", ["-c", "select 1"]).status === 0, child, "PostgreSQL");
  const pid = serverPid(child);
  let count = 0;
  return {
    run(script) {
      const name = `d${count++}`;
      psql("postgres", ["-c", `create database ${name} template template0`]);
      const done = psql(name, ["-f", "-"], script);
      psql("postgres", ["-c", `drop database ${name}`]);
      return done.status === 0 ? "" : done.stderr;
    },
    stop: () => end(child, folder, pid),
  };
}

/** Starts MariaDB on loopback. */
export async function startMariadb(): Promise<Server> {
  const folder = folderFor("mysql");
  const data = join(folder, "data");
  const socket = join(folder, "s");
  const port = await freePort();
  must("mysql", "mariadb-install-db", [
    `--datadir=${data}`,
    "--auth-root-authentication-method=normal",
    "--skip-test-db",
  ]);
  const [program, words] = asUser("mysql", "/usr/sbin/mariadbd", [
    ...["--no-defaults", `--datadir=${data}`, `--port=${port}`, "--bind-address=127.0.0.1", `--socket=${socket}`],
    ...[`--pid-file=${join(folder, "pid")}`, "--innodb-flush-log-at-trx-commit=0"],
  ]);
  const child = spawn(program, words, { stdio: "ignore", cwd: tmpdir() });
  const client = (args: readonly string[], input = "") =>
    spawnSync("mariadb", ["--no-defaults", "-u", "root", `--socket=${socket}`, ...args], { encoding: "utf8", input });
  await untilReady(() => client(["-e", "select 1"]).status === 0, child, "MariaDB");
  const pid = serverPid(child);
  let count = 0;
  return {
    run(script) {
      const name = `d${count++}`;
      client(["-e", `create database ${name} character set utf8mb4`]);
      const done = client(["--default-character-set=utf8mb4", name], script);
      client(["-e", `drop database ${name}`]);
      return done.status === 0 ? "" : done.stderr;
    },
    stop: () => end(child, folder, pid),
  };
}
