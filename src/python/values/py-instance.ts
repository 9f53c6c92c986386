import type { PyClass } from "./py-class.js";
import type { Value } from "./value.js";

/** Attributes by name: a `PyDict`, which is declared above this class. */
export interface AttributeStore {
  readonly map: ReadonlyMap<unknown, { readonly key: Value; readonly value: Value }>;
  getName(name: string): Value | undefined;
  setName(name: string, value: Value): void;
  deleteName(name: string): boolean;
}

/** The common base of values with a class of their own, so that each can be of a subclass and have attributes. */
export abstract class PyInstance {
  pyClass: PyClass;
  /** Made when the first attribute is set. */
  attributes: AttributeStore | undefined;

  constructor(pyClass: PyClass) {
    this.pyClass = pyClass;
  }
}

/** An instance of a class of scripts, or of a class of ours that keeps a host's value as `payload`. */
export class PyObject extends PyInstance {
  payload: Value;

  constructor(pyClass: PyClass, payload?: Value) {
    super(pyClass);
    this.payload = payload;
  }
}
