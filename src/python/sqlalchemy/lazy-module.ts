import { PyDict } from "../values/py-dict.js";
import { PyModule } from "../values/py-module.js";
import type { Value } from "../values/value.js";

/** A module whose names are made when they are first asked for. */
export class LazyModule extends PyModule {
  readonly #find: (name: string) => Value | undefined;

  constructor(name: string, find: (name: string) => Value | undefined) {
    super(
      name,
      PyDict.fromNames([
        ["__name__", name],
        ["__path__", null],
        ["__doc__", null],
      ]),
    );
    this.#find = find;
  }

  override missing(name: string): Value | undefined {
    const found = this.#find(name);
    if (found !== undefined) this.globals.setName(name, found);
    return found;
  }
}
