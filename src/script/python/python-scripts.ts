import { getHeapStatistics } from "node:v8";
import type { FileSystem } from "../../config/file-system.js";
import type { PythonEnvironment } from "../../python/environment/python-environment.js";
import type { FoundModule, PythonHost } from "../../python/protocol/run.js";
import { type ReadFiles, RevisionRun } from "../../python/revision-run.js";
import type { PythonLoader } from "../loading/script-loader.js";
import type { ScriptModule, StepFunction } from "../script-module.js";
import { decodePython } from "./decode-python.js";

/** The parts of the outside world that Python scripts can reach. */
export interface PythonWorld {
  readonly files: FileSystem;
  /** The folders in which the project's own modules are looked for. */
  readonly roots: readonly string[];
  /** Receives the text that a script prints; by default it is dropped. */
  readonly write?: (text: string, stream: "stdout" | "stderr") => void;
  /** Receives the log records of a script; by default they are dropped. */
  readonly log?: (record: { readonly logger: string; readonly level: number; readonly message: string }) => void;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** The working folder. */
  readonly folder?: string;
  /** What is known of the files that have been read already. */
  readonly read?: ReadFiles;
  /** Modules that the environment gives, by name. */
  readonly provided?: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
}

/** Runs the Python files of an environment. */
export class PythonScripts implements PythonLoader {
  readonly #run: RevisionRun;

  constructor({ files, roots, write, log, environment = {}, folder, provided, read }: PythonWorld) {
    const host: PythonHost = {
      write: (text, stream) => write?.(text, stream),
      ...(log === undefined ? {} : { log }),
      importModule: (name) => findModule(files, roots, name),
      environment,
      isMemoryShort,
      readFile: (path) => (files.exists(path) && !files.isFolder(path) ? files.read(path) : undefined),
      writeFile(path, content) {
        files.write(path, content);
        return "written";
      },
      kindOfPath: (path) => (files.exists(path) ? (files.isFolder(path) ? "directory" : "file") : undefined),
      listFolder: (path) => (files.isFolder(path) ? files.list(path).map(({ name }) => name) : undefined),
      ...(folder === undefined ? {} : { folder }),
    };
    this.#run = new RevisionRun(host, provided, read);
  }

  check(path: string, source: string): void {
    this.#run.check(path, source);
  }

  async load(path: string, source: string): Promise<ScriptModule> {
    const { upgrade, downgrade, header } = await this.#run.load(path, source);
    return {
      upgrade: upgrade as StepFunction | undefined,
      downgrade: downgrade as StepFunction | undefined,
      exports: header,
    };
  }

  async runEnvironment(path: string, source: string, environment: PythonEnvironment): Promise<void> {
    await this.#run.runEnvironment(path, source, environment);
  }

  checkEnvironment(path: string, source: string): void {
    this.#run.checkEnvironment(path, source);
  }
}

/** Whether most of the memory that Node may take is in use: it would end the process without a word when all of it is. */
function isMemoryShort(): boolean {
  const { used_heap_size: used, heap_size_limit: most } = getHeapStatistics();
  return used > most * 0.8;
}

/** A module of the project by its full name: a package, a file, or a folder without `__init__.py`. */
function findModule(files: FileSystem, roots: readonly string[], name: string): FoundModule | undefined {
  for (const root of roots) {
    const place = `${root}/${name.replaceAll(".", "/")}`;
    const init = `${place}/__init__.py`;
    const found = [init, `${place}.py`].find((path) => files.exists(path));
    if (found !== undefined) {
      return { kind: "source", source: decodePython(files.read(found), found), file: found, isPackage: found === init };
    }
    if (files.exists(place)) return { kind: "source", source: "", file: init, isPackage: true };
  }
  return undefined;
}
