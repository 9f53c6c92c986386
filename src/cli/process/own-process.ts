import nodeModule from "node:module";
import { setFlagsFromString } from "node:v8";
import { AlembicError } from "../../support/alembic-error.js";
import { isError } from "../../support/is-built-in.js";
import { declareOwnProcess, knownProcessFlags, shortProcessFlag } from "../../support/process-owner.js";
import type { CliHost } from "../cli-host.js";
import { exitCodes } from "../exit-codes.js";
import { StuckError } from "../run-until-stopped.js";
import { keepCompiledCode } from "./compiled-code.js";
import { keptMachineCode } from "./machine-code.js";

/**
 * Has V8 optimize a function only once it has run for some milliseconds. A command ends before most of what V8 optimizes by
 * default pays: the work took a third of the processor time of a run of 1,000 revisions. Long work is optimized all the same.
 */
const OPTIMIZE_LATE = "--interrupt-budget=500000";

/** Has V8 check a function of SQLite when it compiles it, and not all of them at the start, which takes milliseconds. */
const CHECK_LATE = "--wasm-lazy-validation";

/**
 * Has V8 keep the space of new objects as small as it is at the start. It would enlarge it to 16 MB in a long run, twice, though
 * what a run of revisions leaves there is nearly all garbage. A short command takes 3 % more time.
 */
const KEEP_SMALL = "--semi-space-growth-factor=1";

/**
 * Turns off V8's optimizer of JavaScript. SQLite does most of the work of a run, so the optimizer takes 5 MB and saves no
 * time. The compiler of SQLite's own WebAssembly is another one and stays on.
 */
const UNOPTIMIZED = "--no-opt";

/** Whether this is Node itself, and no other runtime with its interface. */
const isNode = !("bun" in process.versions) && !("deno" in process.versions);

/** Whether Node keeps no compiled code itself. */
const isOld = isNode && /^v20\./.test(process.version);

/**
 * Makes the process one of our programs, before it loads what the command needs.
 *
 * @param argv - the words after the program's name.
 * @param words - how many of them name a command.
 * @param isSmall - whether the program's memory counts for more than a few milliseconds of each run.
 */
export function startProcess(argv: readonly string[], words: number, isSmall = false): void {
  declareOwnProcess(isNode ? keptMachineCode(isSmall) : undefined);
  setProcessFlags(isSmall);
  if (isOld) {
    keepCompiledCode(commandOf(argv, words));
    return;
  }
  // A fifth of a short command is compiling its modules. Node 22.1 and later keep the compiled code between runs, unless
  // NODE_DISABLE_COMPILE_CACHE is set.
  (nodeModule as { enableCompileCache?: () => unknown }).enableCompileCache?.();
}

/** Sets the flags of V8 for our programs, before it compiles anything: it uses kept code only with the flags that it was made with. */
export function setProcessFlags(isSmall: boolean): void {
  if (!isNode) return;
  const flags = [OPTIMIZE_LATE, CHECK_LATE, shortProcessFlag, ...(isSmall ? [KEEP_SMALL, UNOPTIMIZED] : [])];
  for (const flag of knownProcessFlags(process.versions.v8, flags)) setFlagsFromString(flag);
}

/** The words that name a command, as part of a file's name. */
function commandOf(argv: readonly string[], words: number): string {
  return argv
    .filter((word) => /^[a-z][a-z_-]{1,30}$/.test(word))
    .slice(0, words)
    .join("-");
}

/**
 * A host whose process runs nothing but the command: every unhandled failure in it is the command's, and the process
 * ends when the command was stopped. In the process of another program, both would be wrong.
 */
export function ownProcess<Host extends CliHost>(host: Host): Host {
  const failures = new UnhandledFailures();
  return { ...host, onFailure: (callback) => failures.listen(callback), leave };
}

/** Ends the process with the exit code of a command, or with a failure if a script ends the process first. */
export function runAsProcess(run: Promise<number>): void {
  let hasEnded = false;
  // This applies if the process ends before the command does.
  process.exitCode = exitCodes.failed;
  process.once("exit", (code) => {
    if (hasEnded || code !== 0) return;
    process.stderr.write(
      "FAILED: The process was ended before the command was, by process.exit() in a script perhaps.\n",
    );
    process.exitCode = exitCodes.commandFailed;
  });
  void run.then((code) => {
    hasEnded = true;
    process.exitCode = code;
  });
}

/** Ends the process when all of the output is written, with the exit code that it has by then. */
function leave(): void {
  setImmediate(() => process.stdout.write("", () => process.stderr.write("", () => process.exit())));
}

type Listener = (error: unknown) => void;

/**
 * Errors of this process that nothing waits for. The listener gets them; without one they are printed on stderr when
 * they happen, and the process fails.
 */
class UnhandledFailures {
  #listener: Listener | undefined;

  constructor() {
    const take = (error: unknown): void => {
      if (this.#listener === undefined) report(error);
      else this.#listener(error);
    };
    process.on("unhandledRejection", take);
    process.on("uncaughtException", take);
    // Node emits this when the process has nothing left to wait for.
    process.on("beforeExit", () => this.#listener?.(new StuckError()));
  }

  /** Sets the listener; returns a function that restores the one before it. */
  listen(listener: Listener): () => void {
    const before = this.#listener;
    this.#listener = listener;
    return () => {
      this.#listener = before;
    };
  }
}

/** Prints an error: one line for an error of this package, the stack for any other. */
function report(error: unknown): void {
  const isKnown = error instanceof AlembicError;
  process.stderr.write(isKnown ? `FAILED: ${error.message}\n` : `${isError(error) ? error.stack : error}\n`);
  // The command itself has ended, perhaps with success, so the exit code is set last.
  process.on("exit", () => {
    process.exitCode = isKnown ? exitCodes.commandFailed : exitCodes.failed;
  });
}
