import { objectClass, typeClass } from "../values/classes.js";
import { exceptionClasses } from "../values/exception-classes.js";
import { PyClass } from "../values/py-class.js";
import {
  ClassMethodDescriptor,
  NativePropertyDescriptor,
  PropertyDescriptor,
  StaticMethodDescriptor,
  SuperDescriptor,
} from "../values/py-descriptor.js";
import { PyDict } from "../values/py-dict.js";
import { PyException, Raised, raise } from "../values/py-exception.js";
import { NativeFunction, PyFunction, PyMethod } from "../values/py-function.js";
import { PyInstance, PyObject } from "../values/py-instance.js";
import { itemsOf } from "../values/py-list.js";
import { PyModule } from "../values/py-module.js";
import { strOf, typeName, typeOf } from "../values/type-of.js";
import type { Eval, Value } from "../values/value.js";
import { call, callNow } from "./call.js";

/** The value of a class's attribute for an instance (`undefined`: for the class itself). */
export function bindAttribute(found: Value, self: Value | undefined, owner: PyClass): Value {
  if (found instanceof PyFunction || found instanceof NativeFunction)
    return self === undefined ? found : new PyMethod(found, self);
  if (!(found instanceof PyInstance)) return found;
  if (found instanceof StaticMethodDescriptor) return found.target;
  if (found instanceof ClassMethodDescriptor)
    return found.target instanceof PyInstance || found.target instanceof PyClass
      ? bindToClass(found.target, owner)
      : found.target;
  if (found instanceof PropertyDescriptor) {
    if (self === undefined) return found;
    if (found.get === null) raise("AttributeError", `property '${found.name}' of '${owner.name}' object has no getter`);
    return callNow(found.get, [self]);
  }
  if (found instanceof NativePropertyDescriptor) return self === undefined ? found : found.get(self as never);
  const get = found.pyClass.lookup("__get__");
  return get === undefined ? found : callNow(get, [found, self ?? null, owner]);
}

function bindToClass(target: Value, owner: PyClass): Value {
  if (target instanceof PropertyDescriptor) return callNow(target.get, [owner]);
  return new PyMethod(target, owner);
}

const isData = (found: Value): boolean =>
  found instanceof PropertyDescriptor ||
  found instanceof NativePropertyDescriptor ||
  (found instanceof PyObject && found.pyClass.lookup("__set__") !== undefined);

/** An attribute by Python's rules; `undefined` if it is missing. */
export function findAttribute(self: Value, name: string): Value | undefined {
  if (self instanceof PyClass) return findClassAttribute(self, name);
  if (self instanceof SuperDescriptor) return findSuperAttribute(self, name);
  const type = typeOf(self);
  const special = type.lookup("__getattribute__");
  if (special !== undefined && special !== objectClass.attributes.get("__getattribute__")) {
    try {
      return callNow(special, [self, name]);
    } catch (error) {
      if (!isAttributeError(error)) throw error;
      return fallback(self, type, name);
    }
  }
  const found = findPlainAttribute(self, type, name);
  return found === undefined ? fallback(self, type, name) : found;
}

/** Without `__getattr__` and `__getattribute__`. */
export function findPlainAttribute(self: Value, type: PyClass, name: string): Value | undefined {
  const found = type.lookup(name);
  if (found !== undefined && isData(found)) return bindAttribute(found, self, type);
  if (self instanceof PyInstance) {
    const own = self.attributes?.getName(name);
    if (own !== undefined) return own;
    if (self instanceof PyModule) {
      const missing = self.missing(name);
      if (missing !== undefined) return missing;
    }
  }
  return found === undefined ? undefined : bindAttribute(found, self, type);
}

const isAttributeError = (error: unknown): error is Raised =>
  error instanceof Raised && error.exception.pyClass.isSubclassOf(exceptionClasses.AttributeError);

function fallback(self: Value, type: PyClass, name: string): Value | undefined {
  if (self instanceof PyModule) {
    const own = self.globals.getName("__getattr__");
    return own === undefined ? undefined : callNow(own, [name]);
  }
  const special = type.lookup("__getattr__");
  return special === undefined ? undefined : callNow(special, [self, name]);
}

/** An attribute of a class itself; a property of the same name is one of its instances. */
function plainOf(type: PyClass, name: string): Value | undefined {
  const own = type.attributes.get(name);
  return own instanceof NativePropertyDescriptor || own instanceof PropertyDescriptor ? undefined : own;
}

/** The attributes of every class besides those of its own and of its bases. */
const ofClasses: ReadonlyMap<string, (type: PyClass) => Value> = new Map<string, (type: PyClass) => Value>([
  ["__name__", (type) => type.name],
  ["__qualname__", (type) => type.qualname],
  ["__module__", (type) => plainOf(type, "__module__") ?? type.module],
  ["__doc__", (type) => plainOf(type, "__doc__") ?? null],
]);

function findClassAttribute(self: PyClass, name: string): Value | undefined {
  const own = ofClasses.get(name);
  if (own !== undefined) return own(self);
  const meta = self.meta ?? typeClass;
  const above = meta.lookup(name);
  if (above !== undefined && isData(above) && above instanceof PyInstance) return bindAttribute(above, self, meta);
  const found = self.lookup(name);
  if (found !== undefined) return bindAttribute(found, undefined, self);
  if (above !== undefined) return bindAttribute(above, self, meta);
  const special = meta.lookup("__getattr__");
  return special === undefined ? undefined : callNow(special, [self, name]);
}

function findSuperAttribute(self: SuperDescriptor, name: string): Value | undefined {
  const order = self.selfClass.mro;
  for (const one of order.slice(order.indexOf(self.start) + 1)) {
    const found = one.attributes.get(name);
    if (found === undefined) continue;
    const isOfClass = self.self === self.selfClass;
    if (isOfClass && !(found instanceof ClassMethodDescriptor)) return bindAttribute(found, undefined, self.selfClass);
    return bindAttribute(found, self.self, self.selfClass);
  }
  return undefined;
}

function attributeError(self: Value, name: string): never {
  const subject =
    self instanceof PyClass
      ? `type object '${self.shownName}'`
      : self instanceof PyModule
        ? `module '${self.name}'`
        : self instanceof SuperDescriptor
          ? "'super' object"
          : `'${typeName(self)}' object`;
  const exception = new PyException(exceptionClasses.AttributeError, [`${subject} has no attribute '${name}'`]);
  exception.attributes = PyDict.fromNames([
    ["name", name],
    ["obj", self],
  ]);
  throw new Raised(exception);
}

/** `self.name`. */
export function getAttribute(self: Value, name: string): Value {
  const found = findAttribute(self, name);
  return found === undefined ? attributeError(self, name) : found;
}

/** `getattr(self, name, otherwise)`: an AttributeError on the way counts as missing too. */
export function getAttributeOr<Otherwise>(self: Value, name: string, otherwise: Otherwise): Value | Otherwise {
  try {
    const found = findAttribute(self, name);
    return found === undefined ? otherwise : found;
  } catch (error) {
    if (isAttributeError(error)) return otherwise;
    throw error;
  }
}

/** `self.name = value`. */
export function setAttribute(self: Value, name: string, value: Value): void {
  if (self instanceof PyClass) {
    const special = self.meta?.lookup("__setattr__");
    if (special !== undefined && special !== objectClass.attributes.get("__setattr__"))
      callNow(special, [self, name, value]);
    else setClassAttribute(self, name, value);
    return;
  }
  const special = typeOf(self).lookup("__setattr__");
  if (special !== undefined && special !== objectClass.attributes.get("__setattr__"))
    callNow(special, [self, name, value]);
  else setPlainAttribute(self, name, value);
}

/** `cls.name = value` as `type` does it. */
export function setClassAttribute(self: PyClass, name: string, value: Value): void {
  if (self.isNative) raise("TypeError", `cannot set '${name}' attribute of immutable type '${self.name}'`);
  if (name === "__qualname__" && typeof value === "string") self.qualname = value;
  self.set(name, value);
}

/** As `object.__setattr__` does it. */
export function setPlainAttribute(self: Value, name: string, value: Value): void {
  const type = typeOf(self);
  const found = type.lookup(name);
  if (setByDescriptor(found, self, name, value)) return;
  if (!hasOwnAttributes(self, type, name)) {
    if (found === undefined) attributeError(self, name);
    raise("AttributeError", `'${type.shownName}' object attribute '${name}' is read-only`);
  }
  self.attributes ??= new PyDict();
  self.attributes.setName(name, value);
}

/** Sets an attribute by the descriptor that its class has for it; returns false where it has none. */
export function setByDescriptor(found: Value | undefined, self: Value, name: string, value: Value): boolean {
  if (found instanceof PropertyDescriptor) {
    if (found.set === null) raise("AttributeError", `property '${name}' of '${typeName(self)}' object has no setter`);
    callNow(found.set, [self, value]);
    return true;
  }
  if (found instanceof NativePropertyDescriptor) {
    if (found.set === undefined)
      raise("AttributeError", `attribute '${name}' of '${typeName(self)}' objects is not writable`);
    found.set(self as never, value as never);
    return true;
  }
  const set = found instanceof PyObject ? found.pyClass.lookup("__set__") : undefined;
  if (set !== undefined) callNow(set, [found, self, value]);
  return set !== undefined;
}

/** Deletes an attribute by the descriptor that its class has for it; returns false where it has none. */
export function deleteByDescriptor(found: Value | undefined, self: Value, name: string): boolean {
  if (found instanceof PropertyDescriptor) {
    if (found.remove === null)
      raise("AttributeError", `property '${name}' of '${typeName(self)}' object has no deleter`);
    callNow(found.remove, [self]);
    return true;
  }
  const remove = found instanceof PyObject ? found.pyClass.lookup("__delete__") : undefined;
  if (remove !== undefined) callNow(remove, [found, self]);
  return remove !== undefined;
}

/** Whether attributes can be set on an instance: on those of scripts' classes, functions, modules and exceptions. */
function hasOwnAttributes(self: Value, type: PyClass, name: string): self is PyInstance {
  if (!(self instanceof PyInstance)) return false;
  if (self instanceof PyFunction || self instanceof PyModule || self instanceof PyException) return true;
  if (type.isNative) return type !== objectClass && type.attributes.get("__dict__") !== undefined;
  const slots = type.lookup("__slots__");
  if (slots === undefined || type.mro.some((one) => !one.isNative && !one.attributes.has("__slots__"))) return true;
  return hasSlot(type, name);
}

const hasSlot = (type: PyClass, name: string): boolean =>
  type.mro.some((one) => {
    const own = one.attributes.get("__slots__") ?? null;
    return strOf(own) === name || itemsOf(own)?.includes(name) === true;
  });

/** `del self.name`. */
export function deleteAttribute(self: Value, name: string): void {
  if (self instanceof PyClass) {
    if (self.isNative) raise("TypeError", `cannot set '${name}' attribute of immutable type '${self.name}'`);
    if (!self.remove(name)) attributeError(self, name);
    return;
  }
  const special = typeOf(self).lookup("__delattr__");
  if (special !== undefined && special !== objectClass.attributes.get("__delattr__")) callNow(special, [self, name]);
  else deletePlainAttribute(self, name);
}

/** As `object.__delattr__` does it. */
export function deletePlainAttribute(self: Value, name: string): void {
  const type = typeOf(self);
  if (deleteByDescriptor(type.lookup(name), self, name)) return;
  if (self instanceof PyInstance && self.attributes?.deleteName(name) === true) return;
  // A slot is a descriptor, whose message is the name alone.
  if (hasSlot(type, name)) raise("AttributeError", name);
  attributeError(self, name);
}

/** How an attribute is read that may have to wait: a function of its descriptor, and its arguments. */
interface Read {
  readonly get: Value;
  readonly args: readonly Value[];
}

const hasPlainLookup = (type: PyClass): boolean =>
  type.lookup("__getattr__") === undefined &&
  type.lookup("__getattribute__") === objectClass.attributes.get("__getattribute__");

/** A read that may wait: by a property of a script, or a descriptor that is marked with `__waits__` and has no value yet. */
function readOf(self: Value, name: string): Read | undefined {
  if (!(self instanceof PyObject) || self.pyClass.isNative) return undefined;
  const found = self.pyClass.lookup(name);
  if (!(found instanceof PyInstance)) return undefined;
  if (found instanceof PropertyDescriptor)
    return found.get instanceof PyFunction && hasPlainLookup(self.pyClass)
      ? { get: found.get, args: [self] }
      : undefined;
  if (found.pyClass.isNative || found.pyClass.lookup("__waits__") !== true) return undefined;
  const get = found.pyClass.lookup("__get__");
  return get === undefined ? undefined : { get, args: [found, self, self.pyClass] };
}

/** `self.name`, where the attribute may wait for the database. */
export function* waitForAttribute(self: Value, name: string): Eval {
  const read = readOf(self, name);
  if (read === undefined) return getAttribute(self, name);
  const own = (self as PyObject).attributes?.getName(name);
  return own !== undefined && read.args.length > 1 ? own : yield* call(read.get, read.args);
}

/** What reads an attribute that has to wait; `undefined` for one that is read at once. */
export function waitingRead(self: Value, name: string): Eval | undefined {
  const read = readOf(self, name);
  if (read === undefined || read.args.length === 1 || (self as PyObject).attributes?.getName(name) !== undefined)
    return undefined;
  return call(read.get, read.args);
}
