import type { FileSystem } from "../../config/file-system.js";
import type { FoundModule, PythonHost } from "../../python/protocol/run.js";
import { RevisionRun } from "../../python/revision-run.js";
import type { PythonLoader } from "../loading/script-loader.js";
import type { ScriptModule } from "../script-module.js";
import { decodePython } from "./decode-python.js";

/** The parts of the outside world that Python scripts can reach. */
export interface PythonWorld {
  readonly files: FileSystem;
  /** The folders in which the project's own modules are looked for. */
  readonly roots: readonly string[];
  /** Receives the text that a script prints; by default it is dropped. */
  readonly write?: (text: string) => void;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** The working folder. */
  readonly folder?: string;
  /** Modules that the environment gives, by name. */
  readonly provided?: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
}

/** Runs the Python files of an environment. */
export class PythonScripts implements PythonLoader {
  readonly #run: RevisionRun;

  constructor({ files, roots, write, environment = {}, folder, provided }: PythonWorld) {
    const host: PythonHost = {
      write: (text) => write?.(text),
      importModule: (name) => findModule(files, roots, name),
      environment,
      readFile: (path) => (files.exists(path) ? files.read(path) : undefined),
      ...(folder === undefined ? {} : { folder }),
    };
    this.#run = new RevisionRun(host, provided);
  }

  check(path: string, source: string): void {
    this.#run.check(path, source);
  }

  async load(path: string, source: string): Promise<ScriptModule> {
    const { upgrade, downgrade, header } = await this.#run.load(path, source);
    return { upgrade, downgrade, exports: header };
  }
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
