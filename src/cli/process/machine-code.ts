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
 * The second run that uses SQLite has a process of its own make the code when it ends, which takes a second: the first one
 * may be the only one on this machine.
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
        if (exitCode === 0 && existsSync(maker)) make(file, [maker, file, String(tag), String(isSmall)]);
      });
    }
    return module;
  };
}

/** Marks that a run would have used the machine code, or has it made if there is a mark already. */
function make(file: string, command: readonly string[]): void {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found === undefined) {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      if (isOwnFolder(dirname(file))) writeFileSync(file, "", { mode: 0o600 });
      return;
    }
    const hasFailed = found.size === 1 && Date.now() - found.mtimeMs < ONE_DAY;
    if (hasFailed || !isOwnFolder(dirname(file))) return;
    writeFileSync(file, "-");
    spawnSync(process.execPath, command, { stdio: "ignore", timeout: 30_000, windowsHide: true });
  } catch {
    // Then V8 makes the code in each run.
  }
}
