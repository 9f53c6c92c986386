import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { cachedDataVersionTag, setFlagsFromString } from "node:v8";
import type { ProcessCompiler } from "../../support/process-owner.js";
import { nameOf, wantsNode } from "./compiled-code.js";
import { compiledCodeFolder } from "./compiled-code-file.js";
import { readMachineCode } from "./machine-code-file.js";
import { isOwnFolder } from "./own-file.js";

/** V8's own functions that turn a module with optimised code into bytes and back. Node has no interface to them. */
interface MachineCodeFunctions {
  /** Ends the process where the module has no optimised code. */
  readonly serialize: (module: object) => ArrayBuffer;
  /** Returns `undefined` where V8, its flags or the processor are not those that the code was made with. */
  readonly deserialize: (code: ArrayBuffer, wasm: Uint8Array) => object | undefined;
}

/**
 * The versions of V8 with these functions for which the code pays: those of Node 20 and 22. In Node 24 it is twice as large,
 * takes 9 MB more memory and saves a twentieth; Node 26 has no such functions.
 */
const VERSIONS = [11, 12] as const;

/** The run that makes the code. Each one before it adds a byte to the file: a machine with few runs has nothing of the code. */
const MAKING_RUN = 5;

/** The time in milliseconds after which the making of machine code is tried again if it has failed. */
const ONE_DAY = 24 * 60 * 60 * 1000;

function isKnown(): boolean {
  const major = Number.parseInt(process.versions.v8, 10);
  return VERSIONS[0] <= major && major <= VERSIONS[1];
}

/** The functions of this V8, or `undefined` where it has none, or where code cannot be made of texts. */
export function machineCodeFunctions(): MachineCodeFunctions | undefined {
  if (!isKnown()) return undefined;
  // V8 refuses kept code where a flag differs, so this one is set for a moment only.
  setFlagsFromString("--allow-natives-syntax");
  try {
    return {
      serialize: new Function("module", "return %SerializeWasmModule(module)") as MachineCodeFunctions["serialize"],
      deserialize: new Function(
        "code",
        "wasm",
        "return %DeserializeWasmModule(code, wasm)",
      ) as MachineCodeFunctions["deserialize"],
    };
  } catch {
    return undefined;
  } finally {
    setFlagsFromString("--no-allow-natives-syntax");
  }
}

/**
 * Keeps SQLite's optimised machine code between the runs of our programs, which V8 otherwise makes in each of them: 500
 * functions in a short command, and in a long one all again, optimised, with 30 MB of memory.
 *
 * The fifth run that uses SQLite has a process of its own make the code when it ends, which takes a second; runs of continuous
 * integration, whose machines forget it, do not.
 *
 * @param isSmall - what `startProcess` was told, on which V8's flags depend.
 * @returns the function that finds the kept code, or `undefined` where there can be none.
 */
export function keptMachineCode(isSmall: boolean): ProcessCompiler | undefined {
  const folder = compiledCodeFolder(process.env, process.platform);
  if (!isKnown() || folder === undefined || wantsNode(process.execArgv, process.env)) return undefined;
  const own = dirname(dirname(fileURLToPath(import.meta.url)));
  const maker = join(own, "bin", "keep-machine-code.cjs");
  return (wasm) => {
    const tag = cachedDataVersionTag();
    const file = join(folder, `${process.version}-${process.arch}-${nameOf(own)}-${tag.toString(36)}.wasm`);
    const code = readMachineCode(file, wasm);
    const module = code === undefined ? undefined : machineCodeFunctions()?.deserialize(code, wasm);
    if (module === undefined) {
      process.once("exit", (exitCode) => {
        if (exitCode === 0 && !process.env["CI"] && existsSync(maker))
          make(file, [maker, file, String(tag), String(isSmall)]);
      });
    }
    return module;
  };
}

/** Counts the runs that would have used the machine code, or has it made. */
function make(file: string, command: readonly string[]): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    if (!isOwnFolder(dirname(file))) return;
    const { size, mtimeMs } = statSync(file, { throwIfNoEntry: false }) ?? { size: 0, mtimeMs: 0 };
    const hasFailed = size === MAKING_RUN && Date.now() - mtimeMs < ONE_DAY;
    if (hasFailed) return;
    const runs = Math.min(size + 1, MAKING_RUN);
    // The mark of the last run counts as a failure until the code is in its place.
    writeFileSync(file, ".".repeat(runs), { mode: 0o600 });
    if (runs < MAKING_RUN) return;
    spawnSync(process.execPath, command, { stdio: "ignore", timeout: 30_000, windowsHide: true });
  } catch {
    // Then V8 makes the code in each run.
  }
}
