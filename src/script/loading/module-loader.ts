import { readFileSync } from "node:fs";
import { dirname, extname, isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import vm from "node:vm";
import { readUtf8 } from "../../config/node-file-system.js";
import { CommandError } from "../../support/command-error.js";
import { isError } from "../../support/is-built-in.js";
import { lineAt } from "../header/script-header.js";
import { ModuleRecord } from "./module-record.js";
import { isCommonJs, resolveModule } from "./resolve-module.js";
import { ScriptLoadError, type SourcePlace, scriptFailure } from "./script-load-error.js";
import type { ModuleExports, ProvidedModules, ScriptLoader } from "./script-loader.js";
import { type SimpleImport, simpleModule } from "./simple-module.js";

/** The names that a transformed import statement imports. */
interface ImportDetails {
  readonly importedNames?: readonly string[];
}

type Body = (...args: readonly unknown[]) => Promise<object | undefined>;

/** A line of a stack that names a place in a file. */
const frame = /^(\s+at .*?)((?:\/|[A-Za-z]:[\\/]).*?):(\d+):(\d+)(\)?)$/;

/** The prefix of the names that the transform gives to imports. */
const transformMark = "__vite_ssr_";

/**
 * A message of the engine with the names that the source has, in place of those that the transform gives to imports.
 */
const inSourceWords = (text: string): string =>
  text
    .replace(/\(0 ?, ?__vite_ssr_import_\d+__\.([\w$]+)\)/g, "$1")
    .replace(/__vite_ssr_import_\d+__\./g, "")
    .replace(/__vite_ssr_import_meta__/g, "import.meta")
    .replace(/__vite_ssr_import_\d+__/g, "the module")
    .replace(/__vite_ssr_dynamic_import__/g, "import");

const messageOf = (error: unknown): string => (isError(error) ? error.message : String(error)).split("\n")[0] ?? "";

/**
 * Runs TypeScript and JavaScript modules in the program's own realm, in the same way on every version of Node: each
 * file
 * is transformed into a function and called, so nothing is written to disk and no hook of Node's loader is set.
 * Packages and Node's modules are imported by Node itself. Each loader has its own instances of the project's files.
 */
export class ModuleLoader implements ScriptLoader {
  readonly #provided: ProvidedModules;
  readonly #given = new Map<string, Promise<object>>();
  readonly #records = new Map<string, ModuleRecord>();
  /** Simple modules that were compiled ahead of their turn. */
  readonly #prepared = new Map<string, CompiledModule | undefined>();
  readonly #mapped = new WeakSet<object>();

  constructor(provided: ProvidedModules) {
    this.#provided = provided;
  }

  async load(path: string, source?: string): Promise<ModuleExports> {
    if (isCommonJs(path)) return (await importNatively(path, true)) as ModuleExports;
    const record = this.#record(path, source);
    await record.done;
    return record.exports;
  }

  async prepare(path: string, source: string): Promise<void> {
    if (this.#records.has(path) || this.#prepared.has(path) || isCommonJs(path)) return;
    this.#prepared.set(path, compileSimple(path, withoutShellLine(source)));
  }

  async mapError(error: unknown): Promise<void> {
    for (let at = error; isError(at) && !this.#mapped.has(at); at = at.cause) {
      this.#mapped.add(at);
      const { message, stack } = at;
      if (message.includes(transformMark)) at.message = inSourceWords(message);
      if (stack !== undefined) at.stack = await this.#mapStack(inSourceWords(stack));
    }
  }

  async #mapStack(stack: string): Promise<string> {
    const lines = stack.split("\n").map(async (line) => {
      // No path is as long as that; the pattern would try every slash of such a line.
      const match = line.length > 8192 ? null : frame.exec(line);
      const [, before = "", path = "", row, column, after = ""] = match ?? [];
      const record = this.#records.get(path);
      if (record === undefined || record.isVerbatim) return line;
      const place = await this.#placeInSource(path, Number(row), Number(column));
      return place === undefined ? line : `${before}${path}:${place.line}:${place.column}${after}`;
    });
    return (await Promise.all(lines)).join("\n");
  }

  async #placeInSource(path: string, line: number, column: number): Promise<SourcePlace | undefined> {
    try {
      const { placeInSource } = await import("./transform-module.js");
      return await placeInSource(path, readFileSync(path, "utf8"), { line, column });
    } catch {
      // The file was removed or changed; the place in the transformed text is the best that is known.
      return undefined;
    }
  }

  #record(path: string, source?: string): ModuleRecord {
    const known = this.#records.get(path);
    if (known !== undefined) return known;
    const record = new ModuleRecord(path);
    this.#records.set(path, record);
    record.done = this.#run(record, source).then(
      () => {
        record.isDone = true;
      },
      async (error: unknown) => {
        record.isDone = true;
        await this.mapError(error);
        throw scriptFailure(path, error);
      },
    );
    // The importer gets the failure; without this handler Node would report it a second time for a module of a circle.
    record.done.catch(() => undefined);
    return record;
  }

  async #run(record: ModuleRecord, given: string | undefined): Promise<void> {
    const source = given === undefined ? this.#read(record.path) : withoutShellLine(given);
    const ready = await this.#prepareSimple(record, source);
    if (ready !== undefined) {
      record.isVerbatim = true;
      Object.assign(record.exports, ready());
      return;
    }
    await this.#runTransformed(record, source);
  }

  /** Compiles and links a module that is simple enough to run without the compiler. */
  async #prepareSimple(record: ModuleRecord, source: string): Promise<(() => object) | undefined> {
    const { path } = record;
    const compiled = this.#prepared.has(path) ? this.#prepared.get(path) : compileSimple(path, source);
    this.#prepared.delete(path);
    if (compiled === undefined) return undefined;
    try {
      const given: object[] = [];
      for (const { specifier, names } of compiled.imports) {
        given.push(await this.#import(record, source, specifier, { importedNames: names }));
      }
      return () => compiled.body(...given) as object;
    } catch {
      // This may be an import that only names a type, which only the compiler can tell.
      return undefined;
    }
  }

  async #runTransformed(record: ModuleRecord, source: string): Promise<void> {
    const { path } = record;
    const { transformModule } = await import("./transform-module.js");
    const body = await this.#compile(path, await transformModule(path, source));
    const url = pathToFileURL(path).href;
    await body.call(
      undefined,
      record.exports,
      (specifier: string, details?: ImportDetails) => this.#import(record, source, specifier, details),
      (specifier: unknown) => this.#import(record, source, String(specifier)),
      (from: object) => exportAll(record.exports, from),
      { url, filename: path, dirname: dirname(path), resolve: (word: string) => new URL(word, url).href },
    );
  }

  #read(path: string): string {
    try {
      return withoutShellLine(readUtf8(path));
    } catch (error) {
      if (error instanceof CommandError) throw error;
      throw new ScriptLoadError(path, undefined, messageOf(error), { cause: error });
    }
  }

  async #compile(path: string, code: string): Promise<Body> {
    try {
      return evaluate(path, code);
    } catch (error) {
      const line = /:(\d+)\n/.exec((error as Error).stack ?? "")?.[1];
      const place = line === undefined ? undefined : await this.#placeInSource(path, Number(line), 1);
      throw new ScriptLoadError(path, place === undefined ? undefined : { line: place.line }, messageOf(error), {
        cause: error,
      });
    }
  }

  async #import(importer: ModuleRecord, source: string, specifier: string, details?: ImportDetails): Promise<object> {
    const refuse = (reason: string, cause?: unknown): never => {
      throw new ScriptLoadError(importer.path, placeOfImport(source, specifier), reason, { cause });
    };
    const provided = Object.hasOwn(this.#provided, specifier) ? this.#provided[specifier] : undefined;
    let namespace: object;
    if (provided !== undefined) namespace = await this.#provide(specifier, provided);
    else {
      const resolved = resolveModule(specifier, importer.path);
      if (resolved === undefined)
        return refuse(`Cannot find ${/^[./]/.test(specifier) ? "module" : "package"} '${specifier}'`);
      if (resolved.kind === "source") {
        const target = this.#record(resolved.path);
        // Modules that import each other: the one that came first goes on when the other has run, as in Node.
        if (!target.isDone && target.waitsOn(importer)) return target.exports;
        await (target.isDone ? target.done : importer.wait(target));
        namespace = target.exports;
      } else if (resolved.kind === "json") {
        const value = this.#readJson(resolved.path);
        namespace = { default: value, "module.exports": value };
      } else {
        try {
          namespace = await importNatively(resolved.specifier, resolved.isCommonJs);
        } catch (error) {
          if (isLinkError(error)) return refuse(messageOf(error), error);
          throw error;
        }
      }
    }
    const missing = details?.importedNames?.find((name) => !(name in namespace));
    if (missing !== undefined) {
      return refuse(`The requested module '${specifier}' does not provide an export named '${missing}'`);
    }
    return namespace;
  }

  /** A module that this program provides. It is kept, because Node is slow to find even a module that it has loaded. */
  #provide(specifier: string, provided: () => Promise<object>): Promise<object> {
    const found = this.#given.get(specifier) ?? provided();
    this.#given.set(specifier, found);
    return found;
  }

  #readJson(path: string): unknown {
    try {
      return JSON.parse(this.#read(path));
    } catch (error) {
      if (error instanceof ScriptLoadError) throw error;
      throw new ScriptLoadError(path, undefined, messageOf(error), { cause: error });
    }
  }
}

interface CompiledModule {
  readonly imports: readonly SimpleImport[];
  readonly body: (...given: readonly object[]) => unknown;
}

/** A module as a function, or `undefined` where it is not simple, or there is TypeScript or an `await` in its text. */
function compileSimple(path: string, source: string): CompiledModule | undefined {
  const simple = simpleModule(source);
  if (simple === undefined) return undefined;
  try {
    const { imports, parameters, body } = simple;
    return {
      imports,
      body: vm.compileFunction(body, parameters, { filename: path, lineOffset: -1 }) as CompiledModule["body"],
    };
  } catch {
    return undefined;
  }
}

/** Makes the first line for the shell a comment, because the transformed text has another first line. */
const withoutShellLine = (text: string): string => (text.startsWith("#!") ? `//${text.slice(2)}` : text);

function evaluate(path: string, code: string): Body {
  return new vm.Script(code, { filename: path, lineOffset: -1 }).runInThisContext() as Body;
}

function exportAll(exports: ModuleExports, from: object): void {
  for (const name of Object.keys(from)) {
    if (name === "default" || name in exports) continue;
    Object.defineProperty(exports, name, {
      enumerable: true,
      configurable: true,
      get: () => (from as Readonly<Record<string, unknown>>)[name],
    });
  }
}

/** Whether Node could not find a module, in contrast to an error that the module threw when it ran. */
function isLinkError(error: unknown): boolean {
  const code = isError(error) ? (error as NodeJS.ErrnoException).code : undefined;
  return code?.startsWith("ERR_") ?? false;
}

function placeOfImport(source: string, specifier: string): SourcePlace | undefined {
  const at = [`"${specifier}"`, `'${specifier}'`].map((text) => source.indexOf(text)).find((found) => found >= 0);
  return at === undefined ? undefined : { line: lineAt(source, at) };
}

/**
 * Imports a file or a module of Node by Node itself. The names that a CommonJS module exports are found whether Node
 * could foresee them or not, and the whole is `module.exports`, which Node 20 does not have there.
 */
async function importNatively(specifier: string, isCommonJs: boolean): Promise<object> {
  const namespace = await importOrRequire(specifier);
  if (!isCommonJs || extname(specifier) === ".mjs") return namespace;
  const { default: whole } = namespace as { readonly default?: unknown };
  const isObject = (typeof whole === "object" || typeof whole === "function") && whole !== null;
  return { "module.exports": whole, ...(isObject ? { ...whole } : {}), ...namespace };
}

/**
 * Test runners that run code in a context of their own have no import() there (Jest), or lose their way (Vitest's vm pools).
 * The process's own require() is reached through its main context, and loads ES modules too.
 */
async function importOrRequire(specifier: string): Promise<object> {
  try {
    return await import(/* @vite-ignore */ isAbsolute(specifier) ? pathToFileURL(specifier).href : specifier);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING_FLAG" && code !== "ERR_INVALID_URL") throw error;
    const main = vm.runInThisContext("process") as NodeJS.Process;
    const value: unknown = main.getBuiltinModule("node:module").createRequire(import.meta.url)(specifier);
    const isNamespace =
      (value as { readonly [Symbol.toStringTag]?: unknown } | null)?.[Symbol.toStringTag] === "Module";
    return isNamespace ? (value as object) : { ...(value as object), default: value };
  }
}
