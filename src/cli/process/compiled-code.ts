import { existsSync, readFileSync } from "node:fs";
import nodeModule from "node:module";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import { type CompiledModule, compiledCodeFolder, readCompiledCode, writeCompiledCode } from "./compiled-code-file.js";

/** The parts of Node's loader for CommonJS that are used here. They are the same in every version 20. */
interface Loader {
  readonly prototype: { _compile: (this: LoadedModule, text: string, path: string, ...rest: unknown[]) => unknown };
  readonly _resolveFilename: (name: string, parent: LoadedModule, isMain: boolean, options: unknown) => string;
  readonly _cache: unknown;
  readonly _extensions: unknown;
  wrap(text: string): string;
}

interface LoadedModule {
  readonly exports: unknown;
  require(name: string): unknown;
}

interface RunModule {
  readonly script: vm.Script;
  readonly text: string;
}

/** Packages whose files are part of each command, beside our own. */
const PACKAGES = ["sql.js", "koffi"].map((name) => `${sep}node_modules${sep}${name}${sep}`);

/** An `import()`, for which kept code does not know the loader. Modules with it are compiled by Node itself. */
const IMPORT = /(?<![#.\w$])import\(/;

/**
 * Keeps the compiled code of the modules that a program loads from now on, and uses what an earlier run of the same
 * command has kept, as Node 22.1 and later do by themselves. Without it a fifth of a short command is their compilation.
 *
 * Call it in a process of our own, after V8 has its flags: V8 refuses code that was made with other flags.
 *
 * @param command - tells apart commands that use different modules.
 */
export function keepCompiledCode(command: string): void {
  const folder = compiledCodeFolder(process.env, process.platform);
  if (folder === undefined || wantsNode(process.execArgv, process.env)) return;
  const own = dirname(dirname(fileURLToPath(import.meta.url))) + sep;
  const file = join(folder, `${process.version}-${process.arch}-${nameOf(own)}-${command}`);
  const kept = readCompiledCode(file);
  const loaded = new Map<string, RunModule>();
  let isComplete = true;
  const loader = nodeModule as unknown as Loader;
  const compile = loader.prototype._compile;

  loader.prototype._compile = function (text, path, ...rest) {
    if (!path.startsWith(own) && !PACKAGES.some((folder) => path.includes(folder))) {
      return compile.call(this, text, path, ...rest);
    }
    const before = kept.get(path);
    const code = before !== undefined && (isNamedByText(path) || isText(before.text, text)) ? before.code : undefined;
    if (code === undefined && IMPORT.test(text)) return compile.call(this, text, path, ...rest);
    const script = new vm.Script(loader.wrap(text), {
      filename: path,
      ...(code === undefined ? {} : { cachedData: code }),
    });
    if (code === undefined || script.cachedDataRejected === true) isComplete = false;
    loaded.set(path, { script, text });
    const run = script.runInThisContext() as (...args: readonly unknown[]) => unknown;
    return run.call(this.exports, this.exports, requireOf(this, loader), this, path, dirname(path));
  };

  process.once("exit", (code) => {
    if (isComplete || code !== 0) return;
    try {
      // What this run did not load is kept for the next one.
      const modules = new Map<string, CompiledModule>([...kept].filter(([path, { text }]) => isFile(path, text)));
      for (const [path, { script, text }] of loaded) {
        modules.set(path, { text: Buffer.from(isNamedByText(path) ? "" : text), code: script.createCachedData() });
      }
      writeCompiledCode(file, modules);
    } catch {
      // Then the next run compiles its modules as this one did.
    }
  });
}

/** Whether something depends on Node's own compilation of the modules: a debugger, a check of their text, a measurement. */
export function wantsNode(flags: readonly string[], env: NodeJS.ProcessEnv): boolean {
  return flags.length > 0 || Boolean(env["NODE_V8_COVERAGE"]) || /policy|inspect/.test(env["NODE_OPTIONS"] ?? "");
}

/** Whether the name of a file has a hash of its text, as our chunks have: a file of another text is another file. */
const isNamedByText = (path: string): boolean => /-[0-9A-Z]{8}\.cjs$/.test(path);

/**
 * Whether bytes are those of a text. V8 itself compares the length only, and the times of a file say nothing where a
 * package manager or a file system sets them.
 */
const isText = (bytes: Uint8Array, text: string): boolean => Buffer.from(text).equals(bytes);

/** Whether a file is there and has a text. */
function isFile(path: string, text: Uint8Array): boolean {
  return existsSync(path) && (isNamedByText(path) || readFileSync(path).equals(text));
}

/** The `require` of a module. */
function requireOf(module: LoadedModule, loader: Loader): unknown {
  return Object.assign((name: string) => module.require(name), {
    resolve: (name: string, options?: unknown) => loader._resolveFilename(name, module, false, options),
    main: process.mainModule,
    extensions: loader._extensions,
    cache: loader._cache,
  });
}

/** A short name for the folder of an installation. */
export function nameOf(folder: string): string {
  let sum = 7;
  for (const letter of folder) sum = (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0;
  return (sum >>> 0).toString(36);
}
