import { isBytes, isMap, isPlainObject, isPromise } from "../../support/is-built-in.js";
import { callNow, hostMaker } from "../protocol/call.js";
import { refuseInEnvironment, refuseInStep } from "../sqlalchemy/missing-value.js";
import { objectClass } from "../values/classes.js";
import { PyClass } from "../values/py-class.js";
import { ClassMethodDescriptor, NativePropertyDescriptor } from "../values/py-descriptor.js";
import { PyDict, PySet } from "../values/py-dict.js";
import { PyFloat } from "../values/py-float.js";
import { native } from "../values/py-function.js";
import { PyInstance, PyObject } from "../values/py-instance.js";
import { PyList, PyRange, PyTuple } from "../values/py-list.js";

import type { Keywords, Value } from "../values/value.js";
import { spread } from "./adapt-arguments.js";
import { camelCase } from "./camel-case.js";
import { keepJsonText, valueOfJsonText } from "./json-text.js";
import { ShownObject } from "./shown-object.js";

// biome-ignore lint/suspicious/noExplicitAny: a class of any arguments is meant
type AnyClass = abstract new (...args: any[]) => object; // of the library

/**
 * The implementation of a method of a host class: it gets the host's object, then its arguments as values of the host.
 */
// biome-ignore lint/suspicious/noExplicitAny: each method knows what its own arguments are
export type HostMethod<Self> = (self: Self, ...args: any[]) => unknown; // as its signature says

/** A class of ours for scripts, which can use only the members that are listed here. */
export interface HostClassSpec<Self> {
  readonly name: string;
  readonly module: string;
  /** The class of this package whose objects it shows. */
  readonly of?: AnyClass;
  readonly bases?: readonly PyClass[];
  readonly properties?: Readonly<Record<string, (self: Self) => unknown>>;
  /** What sets a property; one that has none cannot be set. */
  readonly setters?: Readonly<Record<string, (self: Self, value: never) => void>>;
  /** Signature without `self`, and the implementation. */
  readonly methods?: Readonly<Record<string, readonly [signature: string, work: HostMethod<Self>]>>;
  /** Whether scripts may write the class with a type in brackets, as in `TypeDecorator[dict]`. By default `false`. */
  readonly isGeneric?: boolean;
  /** Makes the host's object of an instance of a script's own subclass. */
  readonly build?: (instance: PyObject) => object;
}

/** How to make a value of the host of a value of the standard library, such as a date. */
export type ValueReader = (value: PyInstance) => unknown;

/**
 * Converts between the objects of this package and the values of scripts. An object is shown as an instance of the
 * class that was defined for it or for the nearest class above, always the same instance; an object without such a
 * class cannot be shown.
 */
export class HostBridge {
  readonly #classes = new Map<unknown, PyClass>();
  readonly #builders = new Map<PyClass, (instance: PyObject) => object>();
  /** The value of a class of ours that is named and not called, such as `sa.Integer`. */
  readonly #uncalled = new Map<PyClass, () => unknown>();
  readonly #readers = new Map<string, ValueReader>();
  /** What was found for classes of ours, whose names do not change. */
  readonly #readersOfClasses = new Map<PyClass, ValueReader | null>();

  /** Defines a class. */
  define<Self>(spec: HostClassSpec<Self>): PyClass {
    const made = new PyClass(spec.name, spec.bases ?? [objectClass], { module: spec.module, isNative: true });
    // A script may set attributes on its own subclasses and on objects that it made.
    made.attributes.set("__dict__", null);
    for (const [name, get] of Object.entries(spec.properties ?? {})) {
      const read = (self: PyObject): Value => this.show(get(this.read(self) as Self));
      const change = spec.setters?.[name];
      const write =
        change === undefined
          ? undefined
          : (self: PyObject, value: Value): void => change(this.read(self) as Self, this.read(value) as never);
      made.attributes.set(name, new NativePropertyDescriptor(name, read as (self: never) => Value, write as never));
    }
    for (const [name, [signature, work]] of Object.entries(spec.methods ?? {})) {
      made.attributes.set(name, this.method(made, name, signature, work as HostMethod<unknown>));
    }
    if (spec.isGeneric) {
      const subscript = native("__class_getitem__", "cls, item, /", ((cls: PyClass) => cls) as never);
      made.attributes.set("__class_getitem__", new ClassMethodDescriptor(subscript));
    }
    if (spec.of !== undefined) this.#classes.set(spec.of, made);
    if (spec.build !== undefined) this.#builders.set(made, spec.build);
    return made;
  }

  /** Shows objects of one more class of this package as those of a class that was defined. */
  showAs(of: AnyClass, shown: PyClass): void {
    this.#classes.set(of, shown);
  }

  /** How the object of an instance of a script's own subclass is made, for a class that was defined without. */
  buildWith(type: PyClass, build: (instance: PyObject) => object): void {
    this.#builders.set(type, build);
  }

  /** A method of a class. */
  method(owner: PyClass, name: string, signature: string, work: HostMethod<unknown>) {
    const text = signature === "" ? "self" : `self, ${signature}`;
    const made = native(
      name,
      text,
      spread(([self, ...values]) => this.result(work(this.read(self), ...this.arguments(signature, values)))),
    );
    made.owner = owner;
    return made;
  }

  /** A function of a module. */
  function(name: string, signature: string, work: (...args: never[]) => unknown) {
    const call = work as (...args: unknown[]) => unknown;
    return native(
      name,
      signature,
      spread((values) => this.result(call(...this.arguments(signature, values)))),
    );
  }

  /** A function of a module that gets the script's values as they are. */
  rawFunction(name: string, signature: string, work: (values: readonly unknown[]) => unknown) {
    return native(
      name,
      signature,
      spread((values) => this.result(work(values))),
    );
  }

  /**
   * Defines how instances of a class of ours are made: `__init__` sets their object, unless that is known only later.
   */
  constructWith(
    type: PyClass,
    signature: string,
    construct: (values: readonly unknown[], self: PyObject) => unknown,
  ): void {
    type.attributes.set("__new__", hostMaker);
    const init = native(
      "__init__",
      signature === "" ? "self" : `self, ${signature}`,
      spread(([self, ...values]) => {
        const instance = self as PyObject;
        const object = construct(values, instance);
        if (isPromise(object)) return object.then((one) => this.#keep(instance, one as object));
        if (object !== undefined) this.#keep(instance, object as object);
        return null;
      }),
    );
    init.owner = type;
    type.attributes.set("__init__", init);
  }

  #keep(instance: PyObject, object: object): null {
    instance.payload = object;
    if (ShownObject.instanceOf(object, this) === undefined) ShownObject.setInstance(object, this, instance);
    return null;
  }

  /** The value of a class that is not called. */
  standsFor(type: PyClass, make: () => unknown): void {
    this.#uncalled.set(type, make);
  }

  /** The readers for values of classes of the standard library, by the full name of the class. */
  readWith(name: string, reader: ValueReader): void {
    this.#readers.set(name, reader);
    this.#readersOfClasses.clear();
  }

  /** The class that shows objects of a class of this package. */
  classOf(object: object): PyClass | undefined {
    for (let at: object | null = Object.getPrototypeOf(object) as object | null; at !== null; ) {
      const found = this.#classes.get(at.constructor);
      if (found !== undefined) return found;
      at = Object.getPrototypeOf(at) as object | null;
    }
    return undefined;
  }

  /** The result of a call of ours, which may have to be waited for. */
  result(value: unknown): unknown {
    if (isPromise(value)) return Promise.resolve(value).then((one) => this.show(one));
    return this.show(value);
  }

  /** Converts a value of the host for a script. */
  show(value: unknown): Value {
    if (value === undefined || value === null) return null;
    switch (typeof value) {
      case "string":
      case "boolean":
        return value;
      case "number":
        return Number.isSafeInteger(value) ? value : new PyFloat(value);
      case "bigint":
        return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)
          ? Number(value)
          : value;
      case "object":
        break;
      default:
        throw new TypeError(`a script cannot be given a ${typeof value}`);
    }
    if (value instanceof PyInstance || value instanceof PyClass || isBytes(value)) return value;
    if (Array.isArray(value)) return valueOfJsonText(value) ?? new PyList(value.map((one) => this.show(one)));
    if (isMap(value)) return this.#shownDict(value as ReadonlyMap<string, unknown>);
    const known = ShownObject.instanceOf(value, this);
    if (known !== undefined) return known;
    const type = this.classOf(value);
    if (type !== undefined) {
      const made = new PyObject(type, value);
      ShownObject.setInstance(value, this, made);
      return made;
    }
    if (isPlainObject(value)) return valueOfJsonText(value) ?? this.#shownDict(new Map(Object.entries(value)));
    throw new TypeError(`a script cannot be given a ${value.constructor.name}`);
  }

  /**
   * The values of parameters. `*rest` comes as an array; `**kw` as an object whose names are those of options here, and
   * any other `**names` as an object with the names that the script gave.
   */
  arguments(signature: string, values: readonly unknown[]): readonly unknown[] {
    const rename = signature.endsWith("**kw") ? camelCase : (name: string): string => name;
    return values.map((value) => {
      if (value === undefined) return undefined;
      if (Array.isArray(value)) return value.map((one) => this.read(one));
      if (!isMap(value)) return this.read(value);
      return Object.fromEntries([...(value as Keywords)].map(([name, one]) => [rename(name), this.read(one)]));
    });
  }

  /** Converts a script's value for the host. */
  read(value: Value): unknown {
    if (typeof value !== "object" || value === null || isBytes(value)) return value;
    if (value instanceof PyFloat) return value.value;
    if (value instanceof PyList || value instanceof PyTuple) {
      const items = value.items.map((one) => this.read(one));
      return keepJsonText(items, value);
    }
    if (value instanceof PySet) return [...value.map.values()].map((one) => this.read(one));
    if (value instanceof PyRange) return Array.from({ length: value.length }, (_, at) => value.start + at * value.step);
    if (value instanceof PyDict) return this.#readDict(value);
    if (value instanceof PyClass) return this.#readClass(value);
    if (value instanceof PyObject) return this.#readObject(value);
    if (value instanceof PyInstance) return this.#reader(value)?.(value) ?? value;
    return value;
  }

  #readClass(type: PyClass): unknown {
    refuseInEnvironment(type);
    for (const one of type.mro) {
      const make = this.#uncalled.get(one);
      if (make === undefined) continue;
      if (one === type) return make();
      const isBuilt = type.mro.some((above) => this.#builders.has(above));
      return this.read(isBuilt ? new PyObject(type) : callNow(type, []));
    }
    refuseInStep(type);
    return type;
  }

  #readObject(value: PyObject): unknown {
    if (value.payload !== undefined) return this.#reader(value)?.(value) ?? value.payload;
    for (const one of value.pyClass.mro) {
      const build = this.#builders.get(one);
      if (build === undefined) continue;
      value.payload = build(value);
      ShownObject.setInstance(value.payload as object, this, value);
      return value.payload;
    }
    return this.#reader(value)?.(value) ?? value;
  }

  #reader(value: PyInstance): ValueReader | undefined {
    const { pyClass } = value;
    if (!pyClass.isNative) return this.#readerOf(pyClass);
    let reader = this.#readersOfClasses.get(pyClass);
    if (reader === undefined) {
      reader = this.#readerOf(pyClass) ?? null;
      this.#readersOfClasses.set(pyClass, reader);
    }
    return reader ?? undefined;
  }

  #readerOf(type: PyClass): ValueReader | undefined {
    for (const one of type.mro) {
      // A class that is written in Python keeps the name of its module among its attributes.
      const module = one.isNative ? one.module : String(one.attributes.get("__module__"));
      const found = this.#readers.get(`${module}.${one.name}`);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #readDict(dict: PyDict): Record<string, unknown> {
    const made: Record<string, unknown> = Object.create(null);
    for (const { key, value } of dict.map.values()) {
      const name = this.read(key);
      // Columns may be keys of the values of a statement.
      const text = typeof name === "object" && name !== null && "key" in name ? name.key : name;
      made[String(text)] = this.read(value);
    }
    return keepJsonText({ ...made }, dict);
  }

  #shownDict(entries: ReadonlyMap<string, unknown>): PyDict {
    return PyDict.fromNames([...entries].map(([name, one]) => [name, this.show(one)] as const));
  }
}
