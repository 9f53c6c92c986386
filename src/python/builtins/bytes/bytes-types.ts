import { callSpecial } from "../../protocol/call.js";
import { bytesOf } from "../../protocol/equality.js";
import { indexOf } from "../../protocol/get-item.js";
import { isIterable, listOf } from "../../protocol/iterate.js";
import { reserve } from "../../protocol/run.js";
import { bytearrayClass, bytesClass } from "../../values/classes.js";
import { defineMembers, type NativeMethod } from "../../values/native-class.js";
import type { PyClass } from "../../values/py-class.js";
import { raise } from "../../values/py-exception.js";
import { PyObject } from "../../values/py-instance.js";
import { PyByteArray } from "../../values/py-list.js";
import { notImplementedSingleton } from "../../values/singletons.js";
import { strOf, typeName } from "../../values/type-of.js";
import type { Eval, Value } from "../../values/value.js";
import { encodeText } from "../text/encode-text.js";
import { bytesPercent } from "./bytes-percent.js";
import { changeMethods } from "./change-methods.js";
import { byteOf, requiredBytes } from "./latin-text.js";
import { searchMethods } from "./search-methods.js";
import { byteTable, codecArgument, fromHex, textMethods } from "./text-methods.js";

/** The bytes of `bytes(…)` and of `bytearray(…)`. */
function* bytesFrom(
  kind: "bytes" | "bytearray",
  source: Value | undefined,
  encoding: Value | undefined,
  errors: Value | undefined,
): Eval<Uint8Array> {
  const codec = encoding === undefined ? undefined : codecArgument(encoding, kind, "encoding");
  const handler = errors === undefined ? undefined : codecArgument(errors, kind, "errors");
  const text = source === undefined ? undefined : strOf(source);
  if (codec !== undefined || handler !== undefined) {
    if (text === undefined)
      raise("TypeError", `${codec === undefined ? "errors" : "encoding"} without a string argument`);
    return encodeText(text, codec ?? "utf-8", handler ?? "strict");
  }
  if (source === undefined) return new Uint8Array(0);
  if (text !== undefined) raise("TypeError", "string argument without an encoding");
  const bytes = bytesOf(source);
  if (bytes !== undefined) return bytes.slice();
  const special = kind === "bytes" ? callSpecial(source, "__bytes__") : undefined;
  if (special !== undefined)
    return bytesOf(special) ?? raise("TypeError", `__bytes__ returned non-bytes (type ${typeName(special)})`);
  const count = indexOf(source);
  if (count !== undefined) {
    if (typeof count === "bigint") raise("OverflowError", "cannot fit 'int' into an index-sized integer");
    if (count < 0) raise("ValueError", "negative count");
    reserve(count);
    return new Uint8Array(count);
  }
  if (!isIterable(source)) raise("TypeError", `cannot convert '${typeName(source)}' object to ${kind}`);
  return Uint8Array.from(yield* listOf(source), (item) => byteOf(item, kind === "bytes" ? "bytes" : "byte"));
}

const makeBytes = (cls: PyClass, bytes: Uint8Array): Value => (cls === bytesClass ? bytes : new PyObject(cls, bytes));

const shared: Readonly<Record<string, NativeMethod>> = {
  ...searchMethods,
  ...textMethods,
  __mod__: ["self, values, /", bytesPercent],
  __rmod__: [
    "self, template, /",
    (self: Value, template: Value) =>
      bytesOf(template) === undefined ? notImplementedSingleton : bytesPercent(template, self),
  ],
};

/** `bytes` and `bytearray`. */
export function installBytesTypes(): void {
  for (const type of [bytesClass, bytearrayClass])
    defineMembers(type, { methods: shared, staticMethods: { maketrans: ["frm, to, /", byteTable] } });
  defineMembers(bytesClass, {
    methods: {
      __new__: [
        "cls, source=..., encoding=..., errors=...",
        function* (
          cls: PyClass,
          source: Value | undefined,
          encoding: Value | undefined,
          errors: Value | undefined,
        ): Eval {
          return makeBytes(cls, yield* bytesFrom("bytes", source, encoding, errors));
        },
      ],
      __bytes__: ["self, /", requiredBytes],
    },
    classMethods: { fromhex: ["cls, string, /", (cls: PyClass, text: Value) => makeBytes(cls, fromHex(text))] },
  });
  defineMembers(bytearrayClass, {
    methods: {
      ...changeMethods,
      __new__: ["cls, /, *args, **kwargs", (cls: PyClass) => new PyByteArray(new Uint8Array(0), cls)],
      __init__: [
        "self, source=..., encoding=..., errors=...",
        function* (
          self: PyByteArray,
          source: Value | undefined,
          encoding: Value | undefined,
          errors: Value | undefined,
        ): Eval {
          self.bytes = yield* bytesFrom("bytearray", source, encoding, errors);
          return null;
        },
      ],
    },
    classMethods: { fromhex: ["cls, string, /", (cls: PyClass, text: Value) => new PyByteArray(fromHex(text), cls)] },
  });
}
