import { withoutTrailing } from "../../../support/strip.js";
import { encodeText } from "../../builtins/text/encode-text.js";
import { bytesOf } from "../../protocol/equality.js";
import { type Integer, integer } from "../../protocol/integers.js";
import { activeRun } from "../../protocol/run.js";
import { repr } from "../../protocol/text.js";
import { nativeClass } from "../../values/native-class.js";
import type { PyClass } from "../../values/py-class.js";
import { raise } from "../../values/py-exception.js";
import { native } from "../../values/py-function.js";
import { PyObject } from "../../values/py-instance.js";
import { PyTuple } from "../../values/py-list.js";
import { PyModule } from "../../values/py-module.js";
import { notImplementedSingleton } from "../../values/singletons.js";
import { intOf, strOf } from "../../values/type-of.js";
import type { Value } from "../../values/value.js";
import { randomBytes } from "../system/host-module.js";

/** The data of a `UUID`. */
export interface UuidPayload {
  readonly kind: "uuid";
  readonly value: bigint;
}

const own = (self: Value): bigint => ((self as PyObject).payload as UuidPayload).value;

/** The 36 characters of a `UUID`, `undefined` for any other value. */
export function uuidText(value: Value): string | undefined {
  if (!(value instanceof PyObject) || (value.payload as UuidPayload | undefined)?.kind !== "uuid") return undefined;
  const hex = own(value).toString(16).padStart(32, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const toBytes = (value: bigint): Uint8Array =>
  Uint8Array.from({ length: 16 }, (_, index) => Number((value >> BigInt((15 - index) * 8)) & 255n));

const fromBytes = (bytes: Uint8Array): bigint => bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);

/** Sets the version and the variant of RFC 4122. */
const versioned = (value: bigint, version: number): bigint =>
  (value & ~(0xf000n << 64n) & ~(0xc000n << 48n)) | (BigInt(version) << 76n) | (0x8000n << 48n);

/** A `UUID` of ours, for a host's values. */
export const makeUuid = (value: bigint, type: PyClass = uuidClass): PyObject =>
  new PyObject(type, { kind: "uuid", value } satisfies UuidPayload);

function newUuid(
  cls: PyClass,
  hex: Value,
  bytes: Value,
  little: Value,
  fields: Value,
  int: Value,
  version: Value,
): PyObject {
  const given = [hex, bytes, little, fields, int].filter((one) => one !== null);
  if (given.length !== 1) raise("TypeError", "one of the hex, bytes, bytes_le, fields, or int arguments must be given");
  let value: bigint;
  if (hex !== null) {
    const text = strOf(hex);
    if (text === undefined) raise("AttributeError", "'hex' must be a str");
    const inner = text
      .replaceAll("urn:", "")
      .replaceAll("uuid:", "")
      .replace(/^[{}]+/, "");
    const digits = withoutTrailing(inner, "{}").replaceAll("-", "");
    if (digits.length !== 32) raise("ValueError", "badly formed hexadecimal UUID string");
    if (!/^[0-9a-fA-F]{32}$/.test(digits))
      raise("ValueError", `invalid literal for int() with base 16: ${repr(digits)}`);
    value = BigInt(`0x${digits}`);
  } else if (int !== null) value = BigInt(intOf(int) as Integer);
  else if (fields !== null) {
    const [a, b, c, d, e, f] = (fields as PyTuple).items.map((one) => BigInt(intOf(one) as Integer)) as [
      bigint,
      bigint,
      bigint,
      bigint,
      bigint,
      bigint,
    ];
    value = (a << 96n) | (b << 80n) | (c << 64n) | (d << 56n) | (e << 48n) | f;
  } else {
    let data = bytesOf(bytes ?? little);
    if (data?.length !== 16) raise("ValueError", `bytes${bytes === null ? "_le" : ""} is not a 16-char string`);
    if (little !== null)
      data = Uint8Array.from([3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15], (index) => data?.[index] ?? 0);
    value = fromBytes(data as Uint8Array);
  }
  if (value < 0n || value >= 1n << 128n) raise("ValueError", "int is out of range (need a 128-bit value)");
  if (version !== null) value = versioned(value, Number(intOf(version)));
  return makeUuid(value, cls);
}

const compare =
  (decide: (a: bigint, b: bigint) => boolean) =>
  (self: Value, other: Value): Value =>
    uuidText(other) === undefined ? notImplementedSingleton : decide(own(self), own(other));

const part =
  (shift: number, bits: number) =>
  (self: Value): Integer =>
    integer((own(self) >> BigInt(shift)) & ((1n << BigInt(bits)) - 1n));

const version = (self: Value): Value => (((own(self) >> 62n) & 3n) === 2n ? Number((own(self) >> 76n) & 15n) : null);

export const uuidClass: PyClass = nativeClass({
  name: "UUID",
  module: "uuid",
  hashKey: (self: PyObject) => `\0u${own(self)}`,
  methods: {
    __new__: [
      "cls, hex=None, bytes=None, bytes_le=None, fields=None, int=None, version=None, *, is_safe=None",
      newUuid,
    ],
    __str__: ["self, /", (self: Value) => uuidText(self)],
    __repr__: ["self, /", (self: PyObject) => `${self.pyClass.name}('${uuidText(self)}')`],
    __int__: ["self, /", (self: Value) => integer(own(self))],
    __eq__: ["self, other, /", compare((a, b) => a === b)],
    __lt__: ["self, other, /", compare((a, b) => a < b)],
    __le__: ["self, other, /", compare((a, b) => a <= b)],
    __gt__: ["self, other, /", compare((a, b) => a > b)],
    __ge__: ["self, other, /", compare((a, b) => a >= b)],
  },
  properties: {
    hex: (self: Value) => own(self).toString(16).padStart(32, "0"),
    int: (self: Value) => integer(own(self)),
    bytes: (self: Value) => toBytes(own(self)),
    bytes_le: (self: Value) => {
      const bytes = toBytes(own(self));
      return Uint8Array.from([3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15], (index) => bytes[index] ?? 0);
    },
    urn: (self: Value) => `urn:uuid:${uuidText(self)}`,
    version,
    variant: (self: Value) => {
      const bits = Number((own(self) >> 61n) & 7n);
      if (bits < 4) return "reserved for NCS compatibility";
      if (bits < 6) return "specified in RFC 4122";
      return bits === 6 ? "reserved for Microsoft compatibility" : "reserved for future definition";
    },
    clock_seq_hi_variant: part(56, 8),
    clock_seq_low: part(48, 8),
    time: (self: Value) =>
      integer((((own(self) >> 64n) & 0x0fffn) << 48n) | (((own(self) >> 80n) & 0xffffn) << 32n) | (own(self) >> 96n)),
    time_low: part(96, 32),
    time_mid: part(80, 16),
    time_hi_version: part(64, 16),
    clock_seq: part(48, 14),
    node: part(0, 48),
    fields: (self: Value) =>
      new PyTuple(
        [part(96, 32), part(80, 16), part(64, 16), part(56, 8), part(48, 8), part(0, 48)].map((one) => one(self)),
      ),
  },
});

/** `uuid.uuid3` and `uuid5`: a name below a namespace, hashed. */
async function named(namespace: Value, name: Value, algorithm: "md5" | "sha1"): Promise<PyObject> {
  const legacy = await import("@noble/hashes/legacy.js");
  const text = strOf(name);
  const bytes =
    text === undefined
      ? (bytesOf(name) ?? raise("TypeError", "name must be a string"))
      : encodeText(text, "utf-8", "strict");
  const digest = legacy[algorithm](new Uint8Array([...toBytes(own(namespace)), ...bytes]));
  return makeUuid(versioned(fromBytes(digest.slice(0, 16)), algorithm === "md5" ? 3 : 5));
}

/** `uuid`. */
export function uuidModule(): PyModule {
  const namespace = (digit: string): PyObject => makeUuid(BigInt(`0x6ba7b81${digit}9dad11d180b400c04fd430c8`));
  return PyModule.of("uuid", {
    UUID: uuidClass,
    uuid4: native("uuid4", "", () => makeUuid(versioned(fromBytes(randomBytes(16)), 4))),
    uuid1: native("uuid1", "node=None, clock_seq=None", (node: Value, clock: Value) => {
      const now = BigInt(activeRun().host.now?.() ?? Date.now()) * 10_000n + 0x01b21dd213814000n;
      const chance = fromBytes(randomBytes(8));
      const sequence = clock === null ? (chance >> 48n) & 0x3fffn : BigInt(intOf(clock) as Integer) & 0x3fffn;
      const host = node === null ? (chance & 0xffffffffffffn) | (1n << 40n) : BigInt(intOf(node) as Integer);
      const value =
        ((now & 0xffffffffn) << 96n) |
        (((now >> 32n) & 0xffffn) << 80n) |
        (((now >> 48n) & 0xfffn) << 64n) |
        (sequence << 48n) |
        host;
      return makeUuid(versioned(value, 1));
    }),
    uuid3: native("uuid3", "namespace, name", (space: Value, name: Value) => named(space, name, "md5")),
    uuid5: native("uuid5", "namespace, name", (space: Value, name: Value) => named(space, name, "sha1")),
    NAMESPACE_DNS: namespace("0"),
    NAMESPACE_URL: namespace("1"),
    NAMESPACE_OID: namespace("2"),
    NAMESPACE_X500: namespace("4"),
    RESERVED_NCS: "reserved for NCS compatibility",
    RFC_4122: "specified in RFC 4122",
  });
}
