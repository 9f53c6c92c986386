import { PyDict } from "../values/py-dict.js";
import { PyModule } from "../values/py-module.js";
import type { Value } from "../values/value.js";

/** A module whose names are made on first use. */
export class LazyModule extends PyModule {
  readonly #find: (name: string) => Value | undefined;

  readonly #perRun: ReadonlySet<string>;

  /** @param perRun names whose values belong to a run, so that they are looked up each time */
  constructor(name: string, find: (name: string) => Value | undefined, perRun: Iterable<string> = []) {
    super(
      name,
      PyDict.fromNames([
        ["__name__", name],
        ["__path__", null],
        ["__doc__", null],
      ]),
    );
    this.#find = find;
    this.#perRun = new Set(perRun);
  }

  override missing(name: string): Value | undefined {
    const found = this.#find(name);
    if (found !== undefined && !this.#perRun.has(name)) this.globals.setName(name, found);
    return found;
  }
}
