import { boolClass } from "../values/classes.js";
import { PyClass } from "../values/py-class.js";
import { KeyedEntries } from "../values/py-dict.js";
import { raise } from "../values/py-exception.js";
import { PyFloat } from "../values/py-float.js";
import { PyInstance } from "../values/py-instance.js";
import { PyList, PyRange, PyTuple } from "../values/py-list.js";
import { typeName, typeOf } from "../values/type-of.js";
import type { Value } from "../values/value.js";
import { callSpecial } from "./call.js";

/** `bool(value)`. */
export function truth(value: Value): boolean {
  switch (typeof value) {
    case "boolean":
      return value;
    case "string":
      return value !== "";
    case "number":
      return value !== 0;
    case "bigint":
      return true;
  }
  if (value === null) return false;
  if (value instanceof PyInstance && value.pyClass.isNative) {
    if (value instanceof PyList || value instanceof PyTuple) return value.items.length > 0;
    if (value instanceof KeyedEntries) return value.size > 0;
    if (value instanceof PyFloat) return value.value !== 0;
    if (value instanceof PyRange) return value.length > 0;
  }
  if (value instanceof Uint8Array) return value.length > 0;
  const type = typeOf(value);
  if (value instanceof PyClass && value.meta === undefined) return true;
  if (type.lookup("__bool__") != null) {
    const result = callSpecial(value, "__bool__");
    if (typeof result !== "boolean")
      raise("TypeError", `__bool__ should return ${boolClass.name}, returned ${typeName(result)}`);
    return result;
  }
  if (type.lookup("__len__") === undefined) return true;
  const length = callSpecial(value, "__len__");
  return length !== 0;
}
