import { moduleClass } from "./classes.js";
import type { PyClass } from "./py-class.js";
import { PyDict } from "./py-dict.js";
import { PyInstance } from "./py-instance.js";
import type { Value } from "./value.js";

/** A module: a name and its globals. Subclasses may find missing attributes in {@link missing}. */
export class PyModule extends PyInstance {
  readonly name: string;
  readonly globals: PyDict;

  constructor(name: string, globals: PyDict, pyClass: PyClass = moduleClass) {
    super(pyClass);
    this.name = name;
    this.globals = globals;
    this.attributes = globals;
  }

  /** A module of ours, from its attributes. */
  static of(name: string, attributes: Readonly<Record<string, Value>>): PyModule {
    const globals = PyDict.fromNames([["__name__", name], ["__doc__", null], ...Object.entries(attributes)]);
    return new PyModule(name, globals);
  }

  /** An attribute that is made on first use; `undefined` if it is missing. */
  missing(_name: string): Value | undefined {
    return undefined;
  }
}
