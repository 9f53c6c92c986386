import { classmethodClass, propertyClass, staticmethodClass, superClass } from "./classes.js";
import type { PyClass } from "./py-class.js";
import { PyInstance } from "./py-instance.js";
import type { Value } from "./value.js";

/** Descriptors: attributes of classes other than functions and values. */
export class PropertyDescriptor extends PyInstance {
  readonly get: Value;
  readonly set: Value;
  readonly remove: Value;
  doc: Value;
  name = "";

  constructor(
    get: Value,
    set: Value = null,
    remove: Value = null,
    doc: Value = null,
    pyClass: PyClass = propertyClass,
  ) {
    super(pyClass);
    this.get = get;
    this.set = set;
    this.remove = remove;
    this.doc = doc;
  }
}

/** A property of a class of ours: plain functions of the instance. */
export class NativePropertyDescriptor extends PyInstance {
  readonly name: string;
  readonly get: (self: never) => Value;
  readonly set: ((self: never, value: never) => void) | undefined;

  constructor(name: string, get: (self: never) => Value, set?: (self: never, value: never) => void) {
    super(propertyClass);
    this.name = name;
    this.get = get;
    this.set = set;
  }
}

export class ClassMethodDescriptor extends PyInstance {
  readonly target: Value;

  constructor(target: Value, pyClass: PyClass = classmethodClass) {
    super(pyClass);
    this.target = target;
  }
}

export class StaticMethodDescriptor extends PyInstance {
  readonly target: Value;

  constructor(target: Value, pyClass: PyClass = staticmethodClass) {
    super(pyClass);
    this.target = target;
  }
}

/** `super()`: the attributes of an instance from the class after `start` on. */
export class SuperDescriptor extends PyInstance {
  readonly start: PyClass;
  readonly self: Value;
  readonly selfClass: PyClass;

  constructor(start: PyClass, self: Value, selfClass: PyClass) {
    super(superClass);
    this.start = start;
    this.self = self;
    this.selfClass = selfClass;
  }
}
