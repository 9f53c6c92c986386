import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A server that the tests started on loopback, with its data in a folder of its own. */
export interface RunningServer {
  readonly port: number;
  /** Where its data and its socket are. */
  readonly folder: string;
  readonly pid: number;
  /** What ends it in an orderly way, and its sessions with it. */
  readonly endSignal: "SIGINT" | "SIGTERM";
}

/** A port on loopback that nobody listens at. */
export function freePort(): Promise<number> {
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

/** Servers refuse to run as root, so root hands them to the user that their package made. */
export function asUser(user: string, command: string, args: readonly string[]): readonly [string, readonly string[]] {
  return process.getuid?.() === 0 ? ["runuser", ["-u", user, "--", command, ...args]] : [command, args];
}

/** A new folder that belongs to the user of a server. */
export function folderFor(user: string): string {
  const folder = mkdtempSync(join(tmpdir(), `${user}-`));
  if (process.getuid?.() === 0) spawnSync("chown", [user, folder]);
  chmodSync(folder, 0o755);
  return folder;
}

/** Runs a program as the user of a server; fails with what the program said. */
export function must(user: string, command: string, args: readonly string[]): void {
  const [program, words] = asUser(user, command, args);
  const done = spawnSync(program, words, { encoding: "utf8", cwd: tmpdir() });
  if (done.status !== 0) throw new Error(`${command}: ${done.stderr || done.stdout || String(done.error)}`);
}

/** How a server is started. */
export interface Launch {
  readonly user: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly port: number;
  readonly folder: string;
  readonly endSignal: RunningServer["endSignal"];
  /** Whether it takes connections by now. */
  readonly isReady: () => boolean;
}

/** Starts a server that outlives this process, and waits until it takes connections. */
export async function launch(server: Launch): Promise<RunningServer> {
  const { user, command, args, port, folder, endSignal, isReady } = server;
  const [program, words] = asUser(user, command, args);
  const child = spawn(program, words, { stdio: "ignore", cwd: tmpdir(), detached: true });
  child.unref();
  for (let tries = 0; tries < 300 && child.exitCode === null; tries++) {
    if (isReady()) return { port, folder, pid: serverPid(child), endSignal };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${command} did not start`);
}

/** Starts a server on what a killed one left behind, as soon as its processes have let go of it. */
export async function startAgain(start: () => Promise<RunningServer>): Promise<RunningServer> {
  for (let tries = 0; ; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 300));
    try {
      return await start();
    } catch (error) {
      if (tries === 20) throw error;
    }
  }
}

/** The server below a program that only changes the user, or the process itself. */
function serverPid(child: ChildProcess): number {
  const below = spawnSync("pgrep", ["-P", String(child.pid)], { encoding: "utf8" })
    .stdout.trim()
    .split("\n")[0];
  return process.getuid?.() === 0 && below ? Number(below) : (child.pid ?? 0);
}

/** Ends a server by its process id and removes its data. */
export async function endServer({ pid, folder, endSignal }: RunningServer): Promise<void> {
  for (let tries = 0; tries < 150; tries++) {
    try {
      process.kill(pid, tries === 0 ? endSignal : tries === 100 ? "SIGKILL" : 0);
    } catch {
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  rmSync(folder, { recursive: true, force: true });
}
