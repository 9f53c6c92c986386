import type { Value } from "./value.js";

/** The classes that CPython has in C, by module: its errors call them with their module, and all others without. */
const classesInC: Readonly<Record<string, RegExp>> = {
  _io: /./,
  collections: /^(?:deque|OrderedDict|defaultdict)$/,
  datetime: /./,
  decimal: /^(?:Decimal|Context)$/,
  functools: /^partial$/,
  itertools: /./,
  operator: /./,
  re: /^(?:Match|Pattern)$/,
  types: /^(?:GenericAlias|SimpleNamespace|UnionType)$/,
};

/** Changes with every change of a class, so that look-ups can be cached until then. */
let version = 0;

/** A class. Its attributes are Python's: functions, descriptors and values by name. */
export class PyClass {
  readonly name: string;
  qualname: string;
  module: string;
  /** The name by which Python's own errors call the class. */
  readonly shownName: string;
  readonly bases: readonly PyClass[];
  readonly mro: readonly PyClass[];
  readonly attributes = new Map<string, Value>();
  /** The class of this class, if it is not `type`. */
  readonly meta: PyClass | undefined;
  /** A class of ours: scripts may not change it. */
  readonly isNative: boolean;
  /** Scripts may not derive from it. */
  isFinal = false;
  /** The key that equal instances share, for a class of ours whose instances are compared by value. */
  hashKey: ((value: never) => unknown) | undefined;
  readonly #found = new Map<string, Value | undefined>();
  #version = -1;

  constructor(
    name: string,
    bases: readonly PyClass[],
    options: {
      readonly module?: string;
      readonly meta?: PyClass;
      readonly isNative?: boolean;
      readonly qualname?: string;
    } = {},
  ) {
    this.name = name;
    this.qualname = options.qualname ?? name;
    this.module = options.module ?? "builtins";
    this.shownName = classesInC[this.module]?.test(name) === true ? `${this.module}.${name}` : name;
    this.bases = bases;
    this.meta = options.meta ?? bases.find((base) => base.meta !== undefined)?.meta;
    this.isNative = options.isNative ?? false;
    this.mro = [this, ...mergeOrders(bases)];
  }

  /** An attribute of this class or of the first class in its order that has it. */
  lookup(name: string): Value | undefined {
    if (this.#version !== version) {
      this.#found.clear();
      this.#version = version;
    }
    const known = this.#found.get(name);
    if (known !== undefined) return known;
    if (this.#found.has(name)) return undefined;
    let found: Value | undefined;
    for (const one of this.mro) {
      found = one.attributes.get(name);
      if (found !== undefined) break;
    }
    this.#found.set(name, found);
    return found;
  }

  /** The class in this class's order that has an attribute. */
  ownerOf(name: string): PyClass | undefined {
    return this.mro.find((one) => one.attributes.has(name));
  }

  set(name: string, value: Value): void {
    this.attributes.set(name, value);
    version++;
  }

  remove(name: string): boolean {
    version++;
    return this.attributes.delete(name);
  }

  isSubclassOf(other: PyClass): boolean {
    return this === other || this.mro.includes(other);
  }
}

/** Bases contradict each other in the order of their classes. */
export class MroConflict extends Error {
  readonly bases: readonly PyClass[];

  constructor(bases: readonly PyClass[]) {
    super("the bases have no common order");
    this.bases = bases;
  }
}

/** Python's order of the base classes (C3). */
function mergeOrders(bases: readonly PyClass[]): PyClass[] {
  const lists = [...bases.map((base) => [...base.mro]), [...bases]];
  const merged: PyClass[] = [];
  for (;;) {
    const left = lists.filter((list) => list.length > 0);
    if (left.length === 0) return merged;
    const next = left.map((list) => list[0] as PyClass).find((head) => !left.some((list) => list.indexOf(head) > 0));
    if (next === undefined) throw new MroConflict(bases);
    merged.push(next);
    for (const list of left) if (list[0] === next) list.shift();
  }
}
