import type { ModuleExports } from "./script-loader.js";

/** The prototype of all exports, as Node's own have it; shared, because defining it for each module takes longer. */
const moduleNamespace = Object.create(null, { [Symbol.toStringTag]: { value: "Module" } }) as object;

/** A module that is being run or has been. */
export class ModuleRecord {
  readonly path: string;
  /** What it exports; filled before its first statement runs, so that modules may import each other in a circle. */
  readonly exports: ModuleExports = Object.create(moduleNamespace) as ModuleExports;
  #waitsFor: Set<ModuleRecord> | undefined;
  /** Settles when it has run. */
  done: Promise<void> = Promise.resolve();
  isDone = false;
  /** Whether the lines and columns that ran are those of the source, so that an error's stack needs no translation. */
  isVerbatim = false;

  constructor(path: string) {
    this.path = path;
  }

  /** Waits until another module has run, and keeps track of that. */
  async wait(other: ModuleRecord): Promise<void> {
    this.#waitsFor ??= new Set();
    this.#waitsFor.add(other);
    try {
      await other.done;
    } finally {
      this.#waitsFor.delete(other);
    }
  }

  /** Whether it waits for that module, directly or through others. */
  waitsOn(other: ModuleRecord, seen = new Set<ModuleRecord>()): boolean {
    if (this === other) return true;
    if (seen.has(this)) return false;
    seen.add(this);
    return [...(this.#waitsFor ?? [])].some((next) => next.waitsOn(other, seen));
  }
}
