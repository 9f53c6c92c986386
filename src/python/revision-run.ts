import type { Operations } from "../operations/operations.js";
import { AlembicError } from "../support/alembic-error.js";
import { CommandError } from "../support/command-error.js";
import { isError } from "../support/is-built-in.js";
import { ownValue } from "../support/own-value.js";
import { closeFiles, flushFiles } from "./builtins/open-file.js";
import {
  environmentOf,
  type PythonEnvironment,
  type RunningEnvironment,
  setEnvironment,
} from "./environment/python-environment.js";
import { plainModuleText } from "./evaluate/shared/plain-module-text.js";
import { tracebackOf } from "./evaluate/traced.js";
import { snakeCase } from "./host/snake-case.js";
import { type PythonHost, type Run, runNow } from "./protocol/run.js";
import { PythonCheck } from "./python-check.js";
import { describeFailure, RevisionModules, writtenInPython } from "./revision-modules.js";
import { callFunction, PythonError, runModule, startRun } from "./run-module.js";
import { refuseUnsupported } from "./sqlalchemy/compiler/compilers.js";
import { CurrentOperations, operationsOf, setOperations } from "./sqlalchemy/current-operations.js";
import { foundNowhere, MissingPythonError, wayOut } from "./sqlalchemy/missing-value.js";
import { loadedOrm, loadOrm } from "./sqlalchemy/orm/load-orm.js";
import { usesObjects } from "./sqlalchemy/orm/uses-objects.js";
import { parseModule } from "./syntax/parse-module.js";
import { ParsedFiles } from "./syntax/parsed-files.js";
import { PySet } from "./values/py-dict.js";
import { PyList, PyTuple } from "./values/py-list.js";
import { strOf } from "./values/type-of.js";
import type { Value } from "./values/value.js";

/** A step of a revision: what it does with the operations of a run, and what `run_migrations()` was given. */
export type RevisionStep = (op: unknown, args?: Readonly<Record<string, unknown>>) => Promise<void>;

/** A revision file that was run. */
export interface LoadedRevision {
  readonly upgrade: RevisionStep | undefined;
  readonly downgrade: RevisionStep | undefined;
  /** Its variables `revision`, `down_revision`, `branch_labels` and `depends_on`, those that it has. */
  readonly header: Readonly<Record<string, unknown>>;
}

/** An `env.py` needs what is missing here. The message has the way out. */
export class EnvironmentRefusedError extends AlembicError {
  override readonly code = "python.environment";

  constructor(cause: unknown, place = "") {
    super(`${place}${isError(cause) ? cause.message : String(cause)}. ${wayOut}`, { cause });
  }
}

/** Returns the file and the line that an error comes from, as the beginning of a message. */
function placeOf(error: unknown): string {
  const place = tracebackOf(error).findLast(({ file }) => !file.startsWith("<"));
  return place === undefined ? "" : `${place.file}:${place.line}: `;
}

/** Runs code of a revision. If it uses a missing name, the error gets the line and a hint. */
async function ofRevision<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof MissingPythonError)) throw error;
    throw new MissingPythonError(`${placeOf(error)}${error.message}`, error.user, {
      cause: error,
      hint: error.message.endsWith(foundNowhere)
        ? "Put the folder of the module into 'prepend_sys_path', or give the module by providePythonModule() in an env.ts."
        : undefined,
    });
  }
}

/** An error of an `env.py`: where it comes from what is missing here, with the place and the way out. */
function refusalOf(error: unknown, path: string): unknown {
  if (error instanceof MissingPythonError && error.user === "environment") {
    return new EnvironmentRefusedError(error, placeOf(error));
  }
  const isLack = error instanceof PythonError && error.type === "NotImplementedError";
  return isLack && error.traceback.findLast(({ file }) => !file.startsWith("<"))?.file === path
    ? new EnvironmentRefusedError(error)
    : error;
}

/** What is known of the files of a run before it begins. */
export interface ReadFiles {
  readonly parsed?: ParsedFiles;
  /** The texts of the files that have the plain form, by path. */
  readonly plain?: ReadonlyMap<string, string>;
}

/** The part that all runs share: the classes of this package for scripts. */
let shared: RevisionModules | undefined;

const fields = ["revision", "down_revision", "branch_labels", "depends_on"];

/** Runs the Python revisions of an environment. The project's own modules are run once for all of them. */
export class RevisionRun {
  readonly #run: Run;
  readonly #modules: RevisionModules;
  readonly #check: PythonCheck;
  readonly #files: ParsedFiles;
  readonly #plain: ReadonlyMap<string, string>;

  /** @param files what is known of the files that have been read already */
  constructor(
    world: PythonHost,
    provided: ReadonlyMap<string, Readonly<Record<string, unknown>>> = new Map(),
    { parsed = new ParsedFiles(), plain = new Map() }: ReadFiles = {},
  ) {
    this.#files = parsed;
    this.#plain = plain;
    shared ??= new RevisionModules();
    const modules = shared;
    this.#modules = modules;
    this.#check = new PythonCheck((name) => modules.find(name));
    this.#run = startRun({
      ...world,
      importModule(name) {
        const written = ownValue(writtenInPython, name) ?? ownValue(loadedOrm()?.sources ?? {}, name);
        if (written !== undefined) return { kind: "source", source: written, file: `<${name}>`, isPackage: false };
        if (name === "_orm_host") {
          const host = modules.ormHost();
          return host === undefined ? undefined : { kind: "module", module: host };
        }
        const given = provided.get(name);
        const module = given === undefined ? modules.find(name) : modules.provided(name, given);
        return module === undefined ? withOrm(world.importModule?.(name)) : { kind: "module", module };
      },
      writeFile: (path, content) => {
        const running = environmentOf(this.#run);
        const isAllowed = operationsOf(this.#run) === undefined && running?.environment.mayWrite(path) === true;
        return isAllowed ? (world.writeFile?.(path, content) ?? "refused") : "refused";
      },
      setLog: (setup) => environmentOf(this.#run)?.environment.setLog(setup),
      missingModule: (name, failure) => {
        this.#noteMissing(name, failure);
        return modules.missing(name, failure);
      },
      translateError: (error) => modules.translate(error),
    });
  }

  /**
   * Refuses a file that cannot be run here, as far as that shows without running it.
   *
   * @throws {PythonSyntaxError} Python would not compile it, or it uses something that the evaluator lacks
   * @throws {UnsupportedPythonError} it uses a name that this package lacks
   */
  check(path: string, source: string): void {
    if (this.#plain.get(path) !== source || this.#check.mayLack(source))
      this.#check.checkRevision(this.#files.read(source, path));
  }

  /**
   * Runs a file.
   *
   * @throws {PythonError} it raised an exception
   */
  async load(path: string, source: string): Promise<LoadedRevision> {
    const run = this.#run;
    const isMapped = usesObjects(source);
    if (isMapped) await loadOrm();
    const plain = !isMapped && this.#plain.get(path) === source ? plainModuleText(source, path) : undefined;
    const text = plain === undefined ? { parsed: this.#files.take(source, path) } : { plain };
    const module = await ofRevision(() =>
      this.#asRevision(() => runModule(run, { name: "revision", file: path, source, ...text })),
    );
    const step = (name: string): RevisionStep | undefined => {
      const work = module.globals.getName(name);
      if (work === undefined) return undefined;
      return async (op, args = {}) => {
        const keywords = new Map(Object.entries(args).map(([key, one]) => [snakeCase(key), this.#modules.show(one)]));
        const operations = new CurrentOperations(op as Operations);
        refuseUnsupported(run, operations.host.dialect.name);
        runNow(run, () => flushFiles(run));
        setOperations(run, operations);
        run.signal ??= operations.host.signal;
        try {
          await ofRevision(() => unwrapped(() => callFunction(run, work, [], keywords.size === 0 ? null : keywords)));
          if (operations.isRolledBack)
            throw new CommandError(
              `${path}: a session rolled back the transaction of the run, so the step cannot be kept`,
            );
        } finally {
          setOperations(run, undefined);
        }
      };
    };
    const header = fields.flatMap((name) => {
      const value = module.globals.getName(name);
      return value === undefined ? [] : [[name, identifiersOf(value)] as const];
    });
    return { upgrade: step("upgrade"), downgrade: step("downgrade"), header: Object.fromEntries(header) };
  }

  /**
   * Runs an `env.py`.
   *
   * @throws {UnsupportedPythonError} it uses a name that this package lacks
   * @throws {MissingPythonError} it uses what was found nowhere
   * @throws {PythonError} it raised an exception
   */
  async runEnvironment(path: string, source: string, environment: PythonEnvironment): Promise<void> {
    const run = this.#run;
    try {
      this.checkEnvironment(path, source);
    } catch (error) {
      throw new EnvironmentRefusedError(error);
    }
    if (usesObjects(source)) await loadOrm();
    const running = { environment, file: path, isStrict: true, missing: new Map(), incomplete: new WeakMap() };
    setEnvironment(run, running);
    run.signal = environment.signal;
    run.interruption = (reason) => environment.interruption(reason);
    try {
      await unwrapped(() => runModule(run, { name: "env_py", file: path, source }));
    } catch (error) {
      throw refusalOf(error, path);
    } finally {
      runNow(run, () => closeFiles(run));
      setEnvironment(run, undefined);
      this.#forgetMissing(running);
    }
  }

  /**
   * Refuses an `env.py` that cannot be run here, as far as that shows without running it.
   *
   * @throws {PythonSyntaxError} Python would not compile it, or it uses something that the evaluator lacks
   * @throws {UnsupportedPythonError} it uses a name that this package lacks
   */
  checkEnvironment(path: string, source: string): void {
    this.#check.checkEnvironment(parseModule(source, path));
  }

  /** Does what a revision asks for: its file may name what is missing, as long as it does not use it. */
  async #asRevision<T>(work: () => Promise<T>): Promise<T> {
    const running = environmentOf(this.#run);
    if (running === undefined) return await unwrapped(work);
    const before = running.isStrict;
    if (before) this.#forgetMissing(running);
    running.isStrict = false;
    try {
      return await unwrapped(work);
    } finally {
      running.isStrict = before;
    }
  }

  #noteMissing(name: string, failure: unknown): void {
    const running = environmentOf(this.#run);
    // What a module of the project imports and does not find is the business of that module.
    if (running?.isStrict !== true || (failure === undefined && this.#run.importing > 0)) return;
    running.missing.set(name, failure === undefined ? "it was found nowhere" : describeFailure(failure));
  }

  /** Modules that failed for an `env.py` may do for a revision, which is not held to what it does not use. */
  #forgetMissing({ missing }: RunningEnvironment): void {
    for (const name of missing.keys()) {
      this.#run.modules.delete(name);
      const dot = name.lastIndexOf(".");
      if (dot > 0) this.#run.modules.get(name.slice(0, dot))?.globals.deleteName(name.slice(dot + 1));
    }
  }
}

type Found = ReturnType<NonNullable<PythonHost["importModule"]>>;

/** Loads the ORM for a module of the project that uses it. */
function withOrm(found: Found): Found {
  if (found instanceof Promise) return found.then(async (one) => await withOrm(one));
  if (found?.kind !== "source" || !usesObjects(found.source) || loadedOrm() !== undefined) return found;
  return loadOrm().then(() => found);
}

/** Identifiers as a header has them: a tuple, list or set is an array. */
function identifiersOf(value: Value): unknown {
  if (value instanceof PyTuple || value instanceof PyList) return value.items.map(identifiersOf);
  if (value instanceof PySet) return [...value.map.values()].map(identifiersOf);
  return strOf(value) ?? value;
}

/** Runs a script; an error of this package that passed through it is thrown unchanged. */
async function unwrapped<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof PythonError && isError(error.exception.payload) ? error.exception.payload : error;
  }
}
