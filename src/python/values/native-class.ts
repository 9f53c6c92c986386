import { objectClass } from "./classes.js";
import { PyClass } from "./py-class.js";
import { ClassMethodDescriptor, NativePropertyDescriptor, StaticMethodDescriptor } from "./py-descriptor.js";
import { type NativeImplementation, native } from "./py-function.js";
import type { Value } from "./value.js";

/** A method: its signature in Python's syntax with `self` first, and its implementation. */
export type NativeMethod = readonly [signature: string, implementation: NativeImplementation];

/** A property: its getter, and its setter if it can be set. */
export type NativeProperty =
  | ((self: never) => Value)
  | readonly [get: (self: never) => Value, set: (self: never, value: never) => void];

/**
 * The members of a class of ours. Operators, iteration, `with` and attributes that are computed are special methods.
 */
export interface NativeMembers {
  readonly methods?: Readonly<Record<string, NativeMethod>>;
  /** They get the class as their first argument. */
  readonly classMethods?: Readonly<Record<string, NativeMethod>>;
  readonly staticMethods?: Readonly<Record<string, NativeMethod>>;
  readonly properties?: Readonly<Record<string, NativeProperty>>;
  readonly attributes?: Readonly<Record<string, Value>>;
}

/** Adds members to a class of ours. */
export function defineMembers(type: PyClass, members: NativeMembers): void {
  for (const [name, [signature, implementation]] of Object.entries(members.methods ?? {})) {
    const made = native(name, signature, implementation);
    made.owner = type;
    type.set(name, name === "__new__" ? new StaticMethodDescriptor(made) : made);
  }
  for (const [name, [signature, implementation]] of Object.entries(members.classMethods ?? {})) {
    const made = native(name, signature, implementation);
    made.owner = type;
    type.set(name, new ClassMethodDescriptor(made));
  }
  for (const [name, [signature, implementation]] of Object.entries(members.staticMethods ?? {})) {
    const made = native(name, signature, implementation);
    made.owner = type;
    type.set(name, new StaticMethodDescriptor(made));
  }
  for (const [name, property] of Object.entries(members.properties ?? {})) {
    const [get, set] = typeof property === "function" ? [property, undefined] : property;
    type.set(name, new NativePropertyDescriptor(name, get, set));
  }
  for (const [name, value] of Object.entries(members.attributes ?? {})) type.set(name, value);
}

/**
 * A class of ours for scripts. Its instances are `PyObject`s, made by `__new__` (which gets the class first, so that
 * scripts may derive from it) or by a module with `new PyObject(type, payload)`.
 *
 * A payload is never a bare string or number, since those would make the instance a `str` or an `int`.
 */
export function nativeClass(
  definition: NativeMembers & {
    readonly name: string;
    readonly module: string;
    readonly bases?: readonly PyClass[];
    readonly meta?: PyClass;
    /** The key that equal instances share, for a class whose instances are compared by value. */
    readonly hashKey?: (value: never) => unknown;
    readonly isFinal?: boolean;
  },
): PyClass {
  const { name, module, bases = [objectClass], meta } = definition;
  const type = new PyClass(name, bases, { module, isNative: true, ...(meta === undefined ? {} : { meta }) });
  type.hashKey = definition.hashKey;
  type.isFinal = definition.isFinal ?? false;
  defineMembers(type, definition);
  return type;
}
