import { bytesClass, objectClass, strClass } from "../values/classes.js";
import { PyClass } from "../values/py-class.js";
import { PyDict, PySet } from "../values/py-dict.js";
import { PyException, raise } from "../values/py-exception.js";
import { PyFloat } from "../values/py-float.js";
import { NativeFunction, PyFunction, PyMethod } from "../values/py-function.js";
import { PyInstance, PyObject } from "../values/py-instance.js";
import { PyByteArray, PyList, PyRange, PySlice, PyTuple } from "../values/py-list.js";
import { PyModule } from "../values/py-module.js";
import { ellipsisSingleton, notImplementedSingleton } from "../values/singletons.js";
import { intOf, strOf, typeName, typeOf } from "../values/type-of.js";
import type { Value } from "../values/value.js";
import { getAttributeOr } from "./attributes.js";
import { callSpecial } from "./call.js";
import { identityOf } from "./equality.js";
import { floatText } from "./float-text.js";
import { activeRun, reserve } from "./run.js";

const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Zs}]/u;

/** `str.isprintable` for one character. */
export const isPrintable = (character: string): boolean => character === " " || !unprintable.test(character);

const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

const hexadecimal = (code: number): string =>
  code < 0x100
    ? `\\x${code.toString(16).padStart(2, "0")}`
    : code < 0x10000
      ? `\\u${code.toString(16).padStart(4, "0")}`
      : `\\U${code.toString(16).padStart(8, "0")}`;

/** `repr` of a string. */
export function quoteText(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  if (/^[ !#-&(-[\]-~]*$/.test(text)) return `'${text}'`;
  let result = "";
  for (const character of text) {
    if (character === quote) result += `\\${character}`;
    else
      result += escapes[character] ?? (isPrintable(character) ? character : hexadecimal(character.codePointAt(0) ?? 0));
  }
  return quote + result + quote;
}

/** `ascii`: a `repr` with all characters beyond ASCII escaped. */
export const asciiOnly = (text: string): string =>
  text.replace(/[^\0-\x7f]/gu, (character) => hexadecimal(character.codePointAt(0) ?? 0));

/** `repr` of bytes; that of a bytearray escapes an apostrophe even between double quotes. */
export function quoteBytes(bytes: Uint8Array, escaped = ""): string {
  const quote = bytes.includes(39) && !bytes.includes(34) ? '"' : "'";
  let result = "";
  for (const byte of bytes) {
    const character = String.fromCharCode(byte);
    if (character === quote || character === escaped) result += `\\${character}`;
    else if (escapes[character] !== undefined) result += escapes[character];
    else result += byte >= 32 && byte < 127 ? character : hexadecimal(byte);
  }
  return `b${quote}${result}${quote}`;
}

/** The whole number in decimal digits; Python refuses to write very long ones. */
export function integerText(value: number | bigint): string {
  const text = String(value);
  if (text.length > 4300 && text.replace("-", "").length > 4300)
    raise(
      "ValueError",
      "Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit",
    );
  return text;
}

/** `<module.Class object at 0x…>`: the number is not an address, but unique to the object. */
export const plainRepr = (value: Value): string => {
  const type = typeOf(value);
  return `<${qualifiedName(type)} object at ${address(value)}>`;
};

export const address = (value: Value): string =>
  `0x${(0x7f0000000000 + identityOf(value as object) * 16).toString(16)}`;

/** A class's name with its module, except for `builtins`. */
export function qualifiedName(type: PyClass): string {
  const own = type.attributes.get("__module__") ?? type.module;
  return own === "builtins" || typeof own !== "string" ? type.qualname : `${own}.${type.qualname}`;
}

/** Containers whose `repr` is being made: one that contains itself is written as `[...]`. */
function guarded(value: object, inside: string, make: () => string): string {
  const state = activeRun().state;
  let open = state.get("repr") as Set<object> | undefined;
  if (open === undefined) {
    open = new Set();
    state.set("repr", open);
  }
  if (open.has(value)) return inside;
  open.add(value);
  try {
    return make();
  } finally {
    open.delete(value);
  }
}

const joined = (items: Iterable<Value>): string => {
  const parts: string[] = [];
  for (const item of items) {
    const part = repr(item);
    reserve(part.length);
    parts.push(part);
  }
  return parts.join(", ");
};

/** `repr(value)`. */
export function repr(value: Value): string {
  if (typeof value === "string") return quoteText(value);
  if (typeof value === "number") return String(value);
  const type = typeOf(value);
  const owner = type.ownerOf("__repr__");
  if (
    owner !== undefined &&
    owner !== objectClass &&
    !(owner.isNative && owner.module === "builtins" && !(value instanceof PyException))
  ) {
    const result = callSpecial(value, "__repr__");
    const text = strOf(result);
    if (text === undefined) raise("TypeError", `__repr__ returned non-string (type ${typeName(result)})`);
    return text;
  }
  if (value instanceof PyClass && value.meta !== undefined) {
    const special = value.meta.ownerOf("__repr__");
    if (special !== undefined && !(special.isNative && special.module === "builtins"))
      return String(callSpecial(value, "__repr__"));
  }
  return plainText(value, type);
}

/** `repr` of the built-in types. */
export function plainText(value: Value, type: PyClass): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "bigint") return integerText(value);
  if (value instanceof Uint8Array) return quoteBytes(value);
  if (value instanceof PyClass) return `<class '${qualifiedName(value)}'>`;
  if (value instanceof PyFloat) return floatText(value.value);
  if (value instanceof PyList) return guarded(value, "[...]", () => `[${joined(value.items)}]`);
  if (value instanceof PyTuple) {
    const { items } = value;
    return guarded(value, "(...)", () => (items.length === 1 ? `(${repr(items[0])},)` : `(${joined(items)})`));
  }
  if (value instanceof PyDict)
    return guarded(value, "{...}", () => {
      const parts: string[] = [];
      for (const { key, value: item } of value.map.values()) parts.push(`${repr(key)}: ${repr(item)}`);
      return `{${parts.join(", ")}}`;
    });
  if (value instanceof PySet) return setText(value, type);
  if (value instanceof PyRange)
    return `range(${value.start}, ${value.stop}${value.step === 1 ? "" : `, ${value.step}`})`;
  if (value instanceof PySlice) return `slice(${repr(value.start)}, ${repr(value.stop)}, ${repr(value.step)})`;
  if (value instanceof PyByteArray) return `bytearray(${quoteBytes(value.bytes, "'")})`;
  if (value instanceof PyException) return exceptionRepr(value);
  if (value === ellipsisSingleton) return "Ellipsis";
  if (value === notImplementedSingleton) return "NotImplemented";
  if (value instanceof PyFunction) return `<function ${value.qualname} at ${address(value)}>`;
  if (value instanceof NativeFunction)
    return value.owner === undefined
      ? `<built-in function ${value.name}>`
      : `<method '${value.name}' of '${value.owner.name}' objects>`;
  if (value instanceof PyMethod)
    return value.target instanceof NativeFunction
      ? `<built-in method ${value.target.name} of ${typeName(value.self)} object at ${address(value)}>`
      : `<bound method ${String(getAttributeOr(value.target, "__qualname__", "?"))} of ${repr(value.self)}>`;
  if (value instanceof PyModule) {
    const file = value.globals.getName("__file__");
    return file === undefined ? `<module '${value.name}' (built-in)>` : `<module '${value.name}' from ${repr(file)}>`;
  }
  if (value instanceof PyObject) {
    const text = strOf(value);
    if (text !== undefined && type.isSubclassOf(strClass)) return quoteText(text);
    const whole = intOf(value);
    if (whole !== undefined) return integerText(whole);
    if (value.payload instanceof Uint8Array && type.isSubclassOf(bytesClass)) return quoteBytes(value.payload);
  }
  if (value instanceof PyInstance && "qualname" in value && !(value instanceof PyObject))
    return `<${type.name} object ${String(value.qualname)} at ${address(value)}>`;
  const owner = type.ownerOf("__repr__");
  if (owner !== undefined && owner !== objectClass && !(value instanceof PyObject))
    return String(callSpecial(value, "__repr__"));
  return plainRepr(value);
}

function setText(value: PySet, type: PyClass): string {
  const name = type.name;
  if (value.size === 0) return `${name}()`;
  return guarded(value, `${name}(...)`, () => {
    const items = `{${joined(value.map.values())}}`;
    return name === "set" ? items : `${name}(${items})`;
  });
}

/** `ValueError('x')`. */
export function exceptionRepr(exception: PyException): string {
  const { items } = exception.args;
  return `${exception.pyClass.name}(${joined(items)})`;
}

/** `str(value)`. */
export function text(value: Value): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  const type = typeOf(value);
  const special = type.lookup("__str__");
  const owner = special === undefined ? undefined : type.ownerOf("__str__");
  if (owner !== undefined && owner !== objectClass && !(owner === strClass)) {
    const result = callSpecial(value, "__str__");
    const made = strOf(result);
    if (made === undefined) raise("TypeError", `__str__ returned non-string (type ${typeName(result)})`);
    return made;
  }
  if (owner === strClass) return strOf(value) as string;
  return repr(value);
}
