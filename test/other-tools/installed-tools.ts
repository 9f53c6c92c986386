import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const wanted = fileURLToPath(new URL("package.json", import.meta.url));
const folder = join(root, "tmp/other-tools");

const isInstalled = (): boolean =>
  existsSync(join(folder, "done.json")) &&
  readFileSync(join(folder, "done.json"), "utf8") === readFileSync(wanted, "utf8");

/** Waits in a process of tests that has nothing else to do. */
function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** Installs the tools once for all files of tests: another process may be at it already. */
function install(): string {
  if (isInstalled()) return "";
  mkdirSync(folder, { recursive: true });
  const lock = join(folder, "lock");
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      // What is older was left by a process that was killed.
      if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > 300_000) rmSync(lock, { recursive: true });
      sleep(200);
    }
  }
  try {
    if (isInstalled()) return "";
    copyFileSync(wanted, join(folder, "package.json"));
    const options = ["--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error", "--legacy-peer-deps"];
    const { status, stderr } = spawnSync("npm", ["install", "--prefer-offline", ...options], {
      cwd: folder,
      encoding: "utf8",
      timeout: 240_000,
    });
    if (status !== 0) return `the tools cannot be installed: ${stderr.split("\n")[0] ?? ""}`;
    copyFileSync(wanted, join(folder, "done.json"));
    return "";
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** Why the tools are missing; empty where they are installed. */
export const noTools: string = install();

/** Writes the files of a project that finds the tools. */
export function writeProject(where: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(where, { recursive: true });
  if (!existsSync(join(where, "node_modules"))) {
    symlinkSync(join(folder, "node_modules"), join(where, "node_modules"), "junction");
  }
  for (const [name, text] of Object.entries({ "package.json": '{ "type": "module" }\n', ...files })) {
    mkdirSync(dirname(join(where, name)), { recursive: true });
    writeFileSync(join(where, name), text);
  }
}

/** Runs a program of a project; throws what it printed where it fails. */
export function runIn(where: string, program: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { cwd: where, encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} failed:\n${stdout}\n${stderr}`);
  return stdout;
}

/** The path of a tool's command. */
export const toolCommand = (path: string): string => join(folder, "node_modules", path);
