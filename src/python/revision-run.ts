import type { Operations } from "../operations/operations.js";
import { checkRevision } from "./check-revision.js";
import type { PythonHost, Run } from "./protocol/run.js";
import { RevisionModules } from "./revision-modules.js";
import { callFunction, PythonError, runModule, startRun } from "./run-module.js";
import { CurrentOperations, setOperations } from "./sqlalchemy/current-operations.js";
import { parseModule } from "./syntax/parse-module.js";
import { PySet } from "./values/py-dict.js";
import { PyList, PyTuple } from "./values/py-list.js";
import { strOf } from "./values/type-of.js";
import type { Value } from "./values/value.js";

/** A step of a revision: what it does with the operations of a run. */
export type RevisionStep = (op: unknown) => Promise<void>;

/** A revision file that was run. */
export interface LoadedRevision {
  readonly upgrade: RevisionStep | undefined;
  readonly downgrade: RevisionStep | undefined;
  /** Its variables `revision`, `down_revision`, `branch_labels` and `depends_on`, those that it has. */
  readonly header: Readonly<Record<string, unknown>>;
}

/** What all runs share: the classes that scripts see of this package. */
let shared: RevisionModules | undefined;

const fields = ["revision", "down_revision", "branch_labels", "depends_on"];

/** Runs the Python revisions of an environment. The project's own modules are run once for all of them. */
export class RevisionRun {
  readonly #run: Run;
  readonly #modules: RevisionModules;

  constructor(world: PythonHost, provided: ReadonlyMap<string, Readonly<Record<string, unknown>>> = new Map()) {
    shared ??= new RevisionModules();
    const modules = shared;
    this.#modules = modules;
    this.#run = startRun({
      ...world,
      importModule(name) {
        const given = provided.get(name);
        const module = given === undefined ? modules.find(name) : modules.provided(name, given);
        return module === undefined ? world.importModule?.(name) : { kind: "module", module };
      },
      missingModule: (name, failure) => modules.missing(name, failure),
      translateError: (error) => modules.translate(error),
    });
  }

  /**
   * Refuses a file that cannot be run here, as far as that shows without running it.
   *
   * @throws {PythonSyntaxError} Python would not compile it, or it has something that the evaluator has not
   * @throws {UnsupportedPythonError} it uses what this package does not have
   */
  check(path: string, source: string): void {
    checkRevision(parseModule(source, path), (name) => this.#modules.find(name));
  }

  /**
   * Runs a file.
   *
   * @throws {PythonError} it raised an exception
   */
  async load(path: string, source: string): Promise<LoadedRevision> {
    const run = this.#run;
    const module = await unwrapped(() => runModule(run, { name: "revision", file: path, source }));
    const step = (name: string): RevisionStep | undefined => {
      const work = module.globals.getName(name);
      if (work === undefined) return undefined;
      return async (op) => {
        setOperations(run, new CurrentOperations(op as Operations));
        try {
          await unwrapped(() => callFunction(run, work));
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
}

/** Identifiers as a header has them: a tuple, list or set is an array. */
function identifiersOf(value: Value): unknown {
  if (value instanceof PyTuple || value instanceof PyList) return value.items.map(identifiersOf);
  if (value instanceof PySet) return [...value.map.values()].map(identifiersOf);
  return strOf(value) ?? value;
}

/** Runs a script; an error of this package that passed through it is what it was. */
async function unwrapped<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof PythonError && error.exception.payload instanceof Error ? error.exception.payload : error;
  }
}
