import { boolClass, bytesClass, intClass, noneClass, strClass, typeClass } from "./classes.js";
import { PyClass } from "./py-class.js";
import { PyInstance, PyObject } from "./py-instance.js";
import type { Value } from "./value.js";

/** The class of a value. */
export function typeOf(value: Value): PyClass {
  switch (typeof value) {
    case "string":
      return strClass;
    case "number":
    case "bigint":
      return intClass;
    case "boolean":
      return boolClass;
    case "object":
      if (value === null) return noneClass;
      if (value instanceof PyInstance) return value.pyClass;
      if (value instanceof PyClass) return value.meta ?? typeClass;
      if (value instanceof Uint8Array) return bytesClass;
  }
  // A module of ours passed on a value of the host: a mistake of ours, which must not reach a script.
  throw new TypeError(`not a Python value: ${typeof value}`);
}

/** The name of a value's class, as Python's own errors have it. */
export const typeName = (value: Value): string => typeOf(value).shownName;

export const isInstance = (value: Value, type: PyClass): boolean => typeOf(value).isSubclassOf(type);

/** The text of a `str` or of an instance of its subclasses, `undefined` for anything else. */
export function strOf(value: Value): string | undefined {
  if (typeof value === "string") return value;
  return value instanceof PyObject && typeof value.payload === "string" ? value.payload : undefined;
}

/** The number of an `int`, a `bool` or an instance of their subclasses, `undefined` for anything else. */
export function intOf(value: Value): number | bigint | undefined {
  if (typeof value === "number" || typeof value === "bigint") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (value instanceof PyObject && (typeof value.payload === "number" || typeof value.payload === "bigint"))
    return value.payload;
  return undefined;
}
