import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import vm from "node:vm";
import { lineAt } from "./header-reading.js";
import { importFrom, importNatively, typescriptPackageFile } from "./import-natively.js";
import { ModuleRecord } from "./module-record.js";
import { isCommonJs, resolveModule } from "./resolve-module.js";
import { ScriptLoadError, type SourcePlace } from "./script-load-error.js";
import type { ModuleExports, ProvidedModules, ScriptLoader } from "./script-loader.js";
import { moduleParameters, placeInSource, transformModule } from "./transform-module.js";

/** What a transformed import statement says of itself. */
interface ImportDetails {
  readonly importedNames?: readonly string[];
}

type Body = (...args: readonly unknown[]) => Promise<void>;

const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";

/**
 * Runs TypeScript and JavaScript modules in the program's own realm, the same way on every version of Node: each file
 * is transformed into a function and called, so nothing is written to disk and no hook of Node's loader is set.
 * Packages and Node's modules are imported by Node itself. Each loader has its own instances of the project's files.
 */
export class ModuleLoader implements ScriptLoader {
  readonly #provided: ProvidedModules;
  readonly #records = new Map<string, ModuleRecord>();
  readonly #imports = new Map<string, (specifier: string) => Promise<object>>();
  readonly #mapped = new WeakSet<object>();

  constructor(provided: ProvidedModules) {
    this.#provided = provided;
  }

  async load(path: string): Promise<ModuleExports> {
    if (isCommonJs(path)) return (await this.#importNatively(path, path)) as ModuleExports;
    const record = this.#record(path);
    await record.done;
    return record.exports;
  }

  mapError(error: unknown): void {
    for (let at = error; at instanceof Error && !this.#mapped.has(at); at = at.cause) {
      this.#mapped.add(at);
      const { stack } = at;
      if (stack !== undefined) at.stack = this.#mapStack(stack);
    }
  }

  #mapStack(stack: string): string {
    return stack.replace(
      /(^\s+at .*?)((?:\/|[A-Za-z]:[\\/])[^\n]*?):(\d+):(\d+)(?=\)?$)/gm,
      (whole, before, path, line, column) => {
        if (!this.#records.has(path)) return whole;
        const place = this.#placeInSource(path, Number(line), Number(column));
        return place === undefined ? whole : `${before}${path}:${place.line}:${place.column}`;
      },
    );
  }

  #placeInSource(path: string, line: number, column: number): SourcePlace | undefined {
    try {
      return placeInSource(path, readFileSync(path, "utf8"), { line, column });
    } catch {
      // The file is gone or was changed; the place in the transformed text is then all there is.
      return undefined;
    }
  }

  #record(path: string): ModuleRecord {
    const known = this.#records.get(path);
    if (known !== undefined) return known;
    const record = new ModuleRecord(path);
    this.#records.set(path, record);
    record.done = this.#run(record).then(
      () => {
        record.isDone = true;
      },
      (error: unknown) => {
        record.isDone = true;
        this.mapError(error);
        throw error;
      },
    );
    // Whoever asked for the module hears of the failure; a module of a circle may be asked for by nobody else.
    record.done.catch(() => undefined);
    return record;
  }

  async #run(record: ModuleRecord): Promise<void> {
    const { path } = record;
    const source = this.#read(path);
    const body = this.#compile(path, source);
    const url = pathToFileURL(path).href;
    const meta = { url, filename: path, dirname: dirname(path), resolve: (word: string) => new URL(word, url).href };
    await body.call(
      undefined,
      record.exports,
      (specifier: string, details?: ImportDetails) => this.#import(record, source, specifier, details),
      (specifier: unknown) => this.#import(record, source, String(specifier)),
      (from: object) => exportAll(record.exports, from),
      meta,
    );
  }

  #read(path: string): string {
    try {
      return readFileSync(path, "utf8");
    } catch (error) {
      throw new ScriptLoadError(path, undefined, messageOf(error), { cause: error });
    }
  }

  #compile(path: string, source: string): Body {
    const code = transformModule(path, source);
    try {
      const text = `(async function (${moduleParameters.join(", ")}) { "use strict";\n${code}\n})`;
      return new vm.Script(text, { filename: path, lineOffset: -1 }).runInThisContext() as Body;
    } catch (error) {
      const line = /:(\d+)\n/.exec((error as Error).stack ?? "")?.[1];
      const place = line === undefined ? undefined : this.#placeInSource(path, Number(line), 1);
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
    if (provided !== undefined) namespace = await provided();
    else {
      const resolved = resolveModule(specifier, importer.path);
      if (resolved === undefined) return refuse(`Cannot find module '${specifier}'`);
      if (resolved.kind === "source") {
        const target = this.#record(resolved.path);
        // Modules that import each other: the one that came first goes on when the other has run, as in Node.
        if (!target.isDone && target.waitsOn(importer)) return target.exports;
        namespace = await this.#await(importer, target);
      } else if (resolved.kind === "json") {
        namespace = { default: this.#readJson(resolved.path) };
      } else {
        try {
          namespace = await this.#importNatively(resolved.specifier, importer.path);
        } catch (error) {
          const path = typescriptPackageFile(resolved.specifier, importer.path);
          if (path !== undefined) namespace = await this.#await(importer, this.#record(path));
          else if (isLinkError(error)) return refuse(messageOf(error).replace(/ imported from .*/, ""), error);
          else throw error;
        }
      }
    }
    const missing = details?.importedNames?.find((name) => !(name in namespace));
    if (missing !== undefined) {
      return refuse(`The requested module '${specifier}' does not provide an export named '${missing}'`);
    }
    return namespace;
  }

  async #await(importer: ModuleRecord, target: ModuleRecord): Promise<object> {
    if (target.isDone) {
      await target.done;
      return target.exports;
    }
    importer.waitsFor.add(target);
    try {
      await target.done;
    } finally {
      importer.waitsFor.delete(target);
    }
    return target.exports;
  }

  #readJson(path: string): unknown {
    try {
      return JSON.parse(this.#read(path));
    } catch (error) {
      if (error instanceof ScriptLoadError) throw error;
      throw new ScriptLoadError(path, undefined, messageOf(error), { cause: error });
    }
  }

  #importNatively(specifier: string, importer: string): Promise<object> {
    const folder = dirname(importer);
    let imports = this.#imports.get(folder);
    if (imports === undefined) {
      imports = importFrom(importer);
      this.#imports.set(folder, imports);
    }
    return importNatively(specifier, imports);
  }
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

/** Whether Node could not find a module, as against an error that the module raised when it ran. */
function isLinkError(error: unknown): boolean {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return code?.startsWith("ERR_") ?? false;
}

function placeOfImport(source: string, specifier: string): SourcePlace | undefined {
  const at = [`"${specifier}"`, `'${specifier}'`].map((text) => source.indexOf(text)).find((found) => found >= 0);
  return at === undefined ? undefined : { line: lineAt(source, at) };
}
