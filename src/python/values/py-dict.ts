import { dictClass, frozensetClass, setClass } from "./classes.js";
import type { PyClass } from "./py-class.js";
import { PyInstance } from "./py-instance.js";
import type { Value } from "./value.js";

/**
 * The common base of dictionaries and sets: entries by a key that equal values share (`keyOf` makes it), in order of
 * insertion. Values whose class defines `__eq__` and `__hash__` in Python are found through `buckets`.
 */
export abstract class KeyedEntries<Entry> extends PyInstance {
  readonly map = new Map<unknown, Entry>();
  buckets: Map<unknown, Value[]> | undefined;
  /** Changes when an entry is added or removed, so that iteration notices it. */
  changes = 0;

  get size(): number {
    return this.map.size;
  }

  clear(): void {
    this.map.clear();
    this.buckets = undefined;
    this.changes++;
  }
}

export interface DictEntry {
  readonly key: Value;
  value: Value;
}

/** The key under which a text is stored, which is almost always the text itself. */
export const textKey = (text: string): string => (text.charCodeAt(0) === 0 ? `\0s${text}` : text);

/** A dictionary. Scripts' keys go through `dictGet` and the like; the methods here are for names. */
export class PyDict extends KeyedEntries<DictEntry> {
  constructor(pyClass: PyClass = dictClass) {
    super(pyClass);
  }

  static fromNames(entries: Iterable<readonly [string, Value]>): PyDict {
    const made = new PyDict();
    for (const [name, value] of entries) made.setName(name, value);
    return made;
  }

  getName(name: string): Value | undefined {
    return this.map.get(textKey(name))?.value;
  }

  setName(name: string, value: Value): void {
    const key = textKey(name);
    const entry = this.map.get(key);
    if (entry !== undefined) entry.value = value;
    else {
      this.map.set(key, { key: name, value });
      this.changes++;
    }
  }

  deleteName(name: string): boolean {
    this.changes++;
    return this.map.delete(textKey(name));
  }
}

/** A `set`, or a `frozenset` by its class. */
export class PySet extends KeyedEntries<Value> {
  constructor(pyClass: PyClass = setClass) {
    super(pyClass);
  }

  get isFrozen(): boolean {
    return this.pyClass.isSubclassOf(frozensetClass);
  }
}
