import { Frame } from "./evaluate/frame.js";
import { type CompiledModule, compileModule } from "./evaluate/module-compiler.js";
import type { PlainModuleText } from "./evaluate/shared/plain-module-text.js";
import { compileShared } from "./evaluate/shared/shared-module.js";
import { traced } from "./evaluate/traced.js";
import { MissingModule, raiseMissing } from "./missing-module.js";
import { standardModule } from "./modules/standard-module.js";
import { type FoundModule, type Run, toRaised } from "./protocol/run.js";
import { type Module, parseModule } from "./syntax/parse-module.js";
import { PyDict } from "./values/py-dict.js";
import { Raised } from "./values/py-exception.js";
import { PyList } from "./values/py-list.js";
import { PyModule } from "./values/py-module.js";
import type { Eval, Value } from "./values/value.js";

/** A module of a script, before its statements have run. */
export interface ModuleSource {
  /** The full name, `__name__`. */
  readonly name: string;
  /** For messages, tracebacks and `__file__`. */
  readonly file: string;
  readonly source: string;
  readonly isPackage?: boolean;
  /** The tree of the text, where it has been parsed. */
  readonly parsed?: Module;
  /** Its statements, where it is of the plain form. */
  readonly plain?: PlainModuleText;
}

/** The modules of the standard library that are written in Python are compiled once a process. */
const compiledStandard = new Map<string, CompiledModule>();

function compiledOf(source: string, file: string, parsed: Module | undefined): CompiledModule {
  const isStandard = file.startsWith("<");
  const known = isStandard ? compiledStandard.get(file) : undefined;
  const compiled = known ?? compileModule(parsed ?? parseModule(source, file));
  if (isStandard && known === undefined) compiledStandard.set(file, compiled);
  return compiled;
}

/** Runs the statements of a module. */
export function* executeModule(run: Run, module: ModuleSource): Eval<PyModule> {
  const { name, file, source, isPackage, parsed, plain } = module;
  const compiled = plain === undefined ? compiledOf(source, file, parsed) : compileShared(plain);
  const parent = name.includes(".") ? name.slice(0, name.lastIndexOf(".")) : "";
  const globals = PyDict.fromNames([
    ["__name__", name],
    ["__doc__", compiled.doc],
    ["__package__", isPackage === true ? name : parent],
    ["__file__", file],
    ["__spec__", null],
  ]);
  if (isPackage === true) globals.setName("__path__", new PyList([file.replace(/[\\/][^\\/]*$/, "")]));
  const made = new PyModule(name, globals);
  const before = run.modules.get(name);
  run.modules.set(name, made);
  const variables: Value[] = new Array(compiled.layout.slots.size);
  const frame = new Frame(compiled.layout, run, variables, globals, run.builtins, globals);
  try {
    if (compiled.exec.now === undefined) yield* compiled.exec.run(frame);
    else compiled.exec.now(frame);
  } catch (error) {
    if (before === undefined) run.modules.delete(name);
    else run.modules.set(name, before);
    throw traced(error, frame);
  }
  return run.modules.get(name) ?? made;
}

/**
 * `import name`: of the standard library, of the host, or a text that the host finds.
 *
 * @param mustExist whether a missing module fails here, because the script handles that, and not on use
 */
export function* importModule(run: Run, name: string, mustExist: boolean): Eval<PyModule> {
  const known = run.modules.get(name);
  if (known !== undefined && !(mustExist && known instanceof MissingModule)) return known;
  const dot = name.lastIndexOf(".");
  const last = name.slice(dot + 1);
  const parent = dot < 0 ? undefined : yield* importModule(run, name.slice(0, dot), mustExist);
  const again = run.modules.get(name);
  if (again !== undefined && !(again instanceof MissingModule)) return again;
  let module: PyModule | undefined;
  try {
    run.importing++;
    module = parent instanceof MissingModule ? undefined : yield* findModule(run, name, parent, last);
  } catch (error) {
    const instead =
      mustExist || !(toRaised(error) instanceof Raised) ? undefined : run.host.missingModule?.(name, error);
    if (instead === undefined) throw error;
    module = instead;
  } finally {
    run.importing--;
  }
  if (module === undefined) {
    if (mustExist) raiseMissing(name);
    const missing = run.host.missingModule?.(name) ?? new MissingModule(name);
    run.modules.set(name, missing);
    return missing;
  }
  run.modules.set(name, module);
  parent?.globals.setName(last, module);
  return module;
}

function* findModule(run: Run, name: string, parent: PyModule | undefined, last: string): Eval<PyModule | undefined> {
  const standard = standardModule(name);
  if (standard?.kind === "module") {
    const { module } = standard;
    return module instanceof Promise ? ((yield module) as PyModule) : module;
  }
  if (standard?.kind === "source")
    return yield* executeModule(run, { name, file: `<${name}>`, source: standard.source });
  const found = run.host.importModule?.(name);
  const answer = (found instanceof Promise ? yield found : found) as FoundModule | undefined;
  if (answer?.kind === "module") return answer.module;
  if (answer !== undefined) return yield* executeModule(run, { name, ...answer });
  const attribute = parent?.globals.getName(last);
  return attribute instanceof PyModule ? attribute : undefined;
}
