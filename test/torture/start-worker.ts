import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const folder = fileURLToPath(new URL("../../node_modules/.cache/alembic-ts/", import.meta.url));

/** Bundles the worker once for a test file; gives its path. */
export async function bundleWorker(): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const outfile = `${folder}worker-${process.pid}.mjs`;
  await build({
    entryPoints: [fileURLToPath(new URL("worker.ts", import.meta.url))],
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    outfile,
  });
  return outfile;
}

/** A worker that runs. */
export interface RunningWorker {
  readonly process: ChildProcess;
  /** Resolves when it printed such a line, or ended. */
  line(text: string): Promise<void>;
  /** Its exit code, or the name of the signal that ended it, and what it wrote to stderr. */
  readonly ended: Promise<{ readonly code: number | NodeJS.Signals; readonly stderr: string }>;
}

/** Starts a worker. */
export function startWorker(script: string, ...args: string[]): RunningWorker {
  return startProgram(process.execPath, [script, ...args]);
}

/** Starts any program. */
export function startProgram(
  program: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): RunningWorker {
  const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let stderr = "";
  child.stderr.on("data", (text: Buffer) => {
    stderr += text.toString();
  });
  const seen = new Set<string>();
  const waiting: (() => void)[] = [];
  const wake = (): void => {
    for (const each of waiting.splice(0)) each();
  };
  createInterface({ input: child.stdout }).on("line", (line) => {
    seen.add(line);
    wake();
  });
  let isOver = false;
  const ended = new Promise<{ code: number | NodeJS.Signals; stderr: string }>((resolve) => {
    child.once("close", (code, signal) => {
      isOver = true;
      wake();
      resolve({ code: code ?? signal!, stderr });
    });
  });
  return {
    process: child,
    ended,
    async line(text) {
      while (!seen.has(text) && !isOver) await new Promise<void>((resolve) => waiting.push(resolve));
    },
  };
}
