import { objectClass, typeClass } from "../values/classes.js";
import { MroConflict, PyClass } from "../values/py-class.js";
import {
  ClassMethodDescriptor,
  PropertyDescriptor,
  StaticMethodDescriptor,
  SuperDescriptor,
} from "../values/py-descriptor.js";
import type { PyDict } from "../values/py-dict.js";
import { raise } from "../values/py-exception.js";
import { NativeFunction, PyFunction } from "../values/py-function.js";
import { PyInstance } from "../values/py-instance.js";
import { strOf } from "../values/type-of.js";
import type { Eval, Keywords, Value } from "../values/value.js";
import { findAttribute } from "./attributes.js";
import { call } from "./call.js";
import { activeRun } from "./run.js";

/** Makes a class as `type(name, bases, namespace)` does. */
export function* createClass(
  meta: PyClass,
  name: string,
  bases: readonly Value[],
  namespace: PyDict,
  keywords: Keywords,
): Eval<PyClass> {
  const classes = bases.map((base) => {
    if (!(base instanceof PyClass)) raise("TypeError", "bases must be types");
    if (base.isFinal) raise("TypeError", `type '${base.name}' is not an acceptable base type`);
    return base;
  });
  const caller = activeRun().frame?.globals.getName("__name__");
  const module = strOf(namespace.getName("__module__") ?? caller ?? null) ?? "builtins";
  const qualname = strOf(namespace.getName("__qualname__") ?? null) ?? name;
  const made = newClass(name, classes.length === 0 ? [objectClass] : classes, {
    module,
    qualname,
    ...(meta === typeClass ? {} : { meta }),
  });
  for (const { key, value } of namespace.map.values()) {
    if (typeof key !== "string" || key === "__qualname__") continue;
    made.set(key, implicit(key, value));
  }
  if (namespace.getName("__eq__") !== undefined && namespace.getName("__hash__") === undefined)
    made.set("__hash__", null);
  for (const [key, value] of [...made.attributes]) {
    if (value instanceof PropertyDescriptor && value.name === "") value.name = key;
    if (!(value instanceof PyInstance)) continue;
    const special = value.pyClass.lookup("__set_name__");
    if (special !== undefined) yield* call(special, [value, made, key]);
  }
  const parent = new SuperDescriptor(made, made, made);
  const init = findAttribute(parent, "__init_subclass__");
  if (init !== undefined) yield* call(init, [], keywords);
  else if (keywords.size > 0) raise("TypeError", `${name}.__init_subclass__() takes no keyword arguments`);
  return made;
}

function newClass(name: string, bases: readonly PyClass[], options: ConstructorParameters<typeof PyClass>[2]): PyClass {
  for (const [index, base] of bases.entries())
    if (bases.indexOf(base) !== index) raise("TypeError", `duplicate base class ${base.name}`);
  try {
    return new PyClass(name, bases, options);
  } catch (error) {
    if (!(error instanceof MroConflict)) throw error;
    const names = error.bases.map((base) => base.name).join(", ");
    raise("TypeError", `Cannot create a consistent method resolution\norder (MRO) for bases ${names}`);
  }
}

/** Methods that are static or class methods without a decorator. */
function implicit(name: string, value: Value): Value {
  if (!(value instanceof PyFunction || value instanceof NativeFunction)) return value;
  if (name === "__new__") return new StaticMethodDescriptor(value);
  if (name === "__init_subclass__" || name === "__class_getitem__") return new ClassMethodDescriptor(value);
  return value;
}
