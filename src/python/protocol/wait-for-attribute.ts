import { objectClass } from "../values/classes.js";
import type { PyClass } from "../values/py-class.js";
import { PropertyDescriptor } from "../values/py-descriptor.js";
import { PyFunction } from "../values/py-function.js";
import { PyInstance, PyObject } from "../values/py-instance.js";
import type { Eval, Value } from "../values/value.js";
import { getAttribute } from "./attributes.js";
import { call } from "./call.js";
import { getItem } from "./get-item.js";

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

/** `self[index]`, where a class of the script may wait for the database. */
export function* waitForItem(self: Value, index: Value): Eval {
  const get = self instanceof PyObject && !self.pyClass.isNative ? self.pyClass.lookup("__getitem__") : undefined;
  return get instanceof PyFunction ? yield* call(get, [self, index]) : getItem(self, index);
}

/** What reads an attribute that has to wait; `undefined` for one that is read at once. */
export function waitingRead(self: Value, name: string): Eval | undefined {
  const read = readOf(self, name);
  if (read === undefined || read.args.length === 1 || (self as PyObject).attributes?.getName(name) !== undefined)
    return undefined;
  return call(read.get, read.args);
}
