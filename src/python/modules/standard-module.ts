import { activeRun } from "../protocol/run.js";
import { PyModule } from "../values/py-module.js";
import { sysModule } from "./language/sys.js";
import { typingModule } from "./language/typing.js";

const futures =
  "annotations division absolute_import print_function unicode_literals generator_stop with_statement nested_scopes generators";

/** The modules of the standard library, each made when a run imports it. */
const modules: Readonly<Record<string, () => PyModule | Promise<PyModule>>> = {
  __future__: () => PyModule.of("__future__", Object.fromEntries(futures.split(" ").map((name) => [name, null]))),
  builtins: () => new PyModule("builtins", activeRun().builtins),
  sys: sysModule,
  typing: typingModule,
  typing_extensions: typingModule,
};

/** A module of the standard library that the evaluator has; `undefined` for any other name. */
export function standardModule(name: string): PyModule | Promise<PyModule> | undefined {
  const make = Object.hasOwn(modules, name) ? modules[name] : undefined;
  return make?.();
}

/** The names of the modules that {@link standardModule} has. */
export const standardModuleNames = (): readonly string[] => Object.keys(modules);
