import type { PythonEnvironment } from "../../python/environment/python-environment.js";
import type { ParsedFiles } from "../../python/syntax/parsed-files.js";
import type { ScriptModule } from "../script-module.js";

/** The exports of a module. */
export type ModuleExports = Readonly<Record<string, unknown>>;

/** Modules that scripts may import by these names whatever their folder holds: `alembic-ts` is the running package. */
export type ProvidedModules = Readonly<Record<string, () => Promise<object>>>;

/** Runs the Python files of an environment. */
export interface PythonLoader {
  /**
   * Runs a file.
   *
   * @throws {AlembicError} Where the file raises an exception that nothing catches.
   */
  load(path: string, source: string): Promise<ScriptModule>;
  /**
   * Checks a file, without running it, for Python that cannot be run here.
   *
   * @throws {AlembicError} It names file, line and column.
   */
  check(path: string, source: string): void;
  /**
   * Runs an `env.py`.
   *
   * @throws {AlembicError} Where it cannot be run here, or raises what nothing catches.
   */
  runEnvironment(path: string, source: string, environment: PythonEnvironment): Promise<void>;
  /**
   * Checks an `env.py` for what cannot be run here, without running it.
   *
   * @throws {AlembicError} It names file, line and column.
   */
  checkEnvironment(path: string, source: string): void;
}

/** Runs the TypeScript and JavaScript files of an environment. */
export interface ScriptLoader {
  /** Keeps the trees of Python files for their steps, and the texts of those that have the plain form, by path; left out where none will run. */
  readonly kept?: { files: ParsedFiles | undefined; readonly plain: Map<string, string> } | undefined;
  /** Runs its Python files; left out where no Python file can be run. */
  readonly python?: (() => Promise<PythonLoader>) | undefined;
  /**
   * Runs a file and what it imports, each once.
   *
   * @param source - the file's text, where the caller has read it.
   * @throws ScriptLoadError where the file, or one that it imports, cannot be read, parsed or linked.
   */
  load(path: string, source?: string): Promise<ModuleExports>;
  /** Compiles a file ahead of its turn, without running it; its mistakes are reported when it is loaded. */
  prepare(path: string, source: string): Promise<void>;
  /** Makes the stack of an error that a script raised point at the lines of its source files. */
  mapError(error: unknown): Promise<void>;
}
