import { setAdd } from "../../protocol/dict-set.js";
import { bytesOf } from "../../protocol/equality.js";
import { nativeClass } from "../../values/native-class.js";
import { PySet } from "../../values/py-dict.js";
import { raise } from "../../values/py-exception.js";
import { native } from "../../values/py-function.js";
import { PyObject } from "../../values/py-instance.js";
import { PyModule } from "../../values/py-module.js";
import { intOf, strOf, typeName } from "../../values/type-of.js";
import type { Value } from "../../values/value.js";

/** A hash of `@noble/hashes` in progress. */
interface Hasher {
  update(data: Uint8Array): unknown;
  digest(): Uint8Array;
  clone(): Hasher;
  readonly outputLen: number;
  readonly blockLen: number;
}

interface HashPayload {
  readonly name: string;
  readonly hasher: Hasher;
}

const payload = (self: PyObject): HashPayload => self.payload as HashPayload;

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

const data = (value: Value): Uint8Array => {
  const bytes = bytesOf(value);
  if (bytes !== undefined) return bytes;
  raise(
    "TypeError",
    strOf(value) === undefined ? `object supporting the buffer API required` : "Strings must be encoded before hashing",
  );
};

const hashClass = nativeClass({
  name: "HASH",
  module: "_hashlib",
  methods: {
    update: [
      "self, data, /",
      (self: PyObject, value: Value) => {
        payload(self).hasher.update(data(value));
        return null;
      },
    ],
    digest: ["self, /", (self: PyObject) => payload(self).hasher.clone().digest()],
    hexdigest: ["self, /", (self: PyObject) => hex(payload(self).hasher.clone().digest())],
    copy: [
      "self, /",
      (self: PyObject) => new PyObject(hashClass, { name: payload(self).name, hasher: payload(self).hasher.clone() }),
    ],
  },
  properties: {
    name: (self: PyObject) => payload(self).name,
    digest_size: (self: PyObject) => payload(self).hasher.outputLen,
    block_size: (self: PyObject) => payload(self).hasher.blockLen,
  },
});

/** `hashlib`, on `@noble/hashes`, which is loaded when a script imports the module. */
export async function hashlibModule(): Promise<PyModule> {
  const [legacy, sha2, sha3, blake2, { hmac }, { pbkdf2 }] = await Promise.all([
    import("@noble/hashes/legacy.js"),
    import("@noble/hashes/sha2.js"),
    import("@noble/hashes/sha3.js"),
    import("@noble/hashes/blake2.js"),
    import("@noble/hashes/hmac.js"),
    import("@noble/hashes/pbkdf2.js"),
  ]);
  const algorithms = {
    md5: legacy.md5,
    sha1: legacy.sha1,
    sha224: sha2.sha224,
    sha256: sha2.sha256,
    sha384: sha2.sha384,
    sha512: sha2.sha512,
    sha3_224: sha3.sha3_224,
    sha3_256: sha3.sha3_256,
    sha3_384: sha3.sha3_384,
    sha3_512: sha3.sha3_512,
  };
  const start = (name: string, hasher: Hasher, value: Value): PyObject => {
    if (value !== null) hasher.update(data(value));
    return new PyObject(hashClass, { name, hasher } satisfies HashPayload);
  };
  const constructors = Object.fromEntries(
    Object.entries(algorithms).map(([name, algorithm]) => [
      name,
      native(name, "string=None, *, usedforsecurity=True", (value: Value) =>
        start(name, algorithm.create() as unknown as Hasher, value),
      ),
    ]),
  );
  const keyed = (name: "blake2b" | "blake2s") =>
    native(
      name,
      "data=None, /, *, digest_size=0, key=b'', salt=b'', person=b'', usedforsecurity=True",
      (value: Value, size: Value, key: Uint8Array, salt: Uint8Array, person: Uint8Array) => {
        const length = Number(intOf(size) ?? 0);
        const options = {
          ...(length === 0 ? {} : { dkLen: length }),
          ...(key.length === 0 ? {} : { key }),
          ...(salt.length === 0 ? {} : { salt }),
          ...(person.length === 0 ? {} : { personalization: person }),
        };
        return start(name, blake2[name].create(options) as unknown as Hasher, value);
      },
    );
  const algorithmOf = (name: Value): (typeof algorithms)["sha256"] => {
    const key = (strOf(name) ?? "").toLowerCase().replaceAll("-", "_");
    const found = Object.hasOwn(algorithms, key) ? algorithms[key as "sha256"] : undefined;
    return found ?? raise("ValueError", `unsupported hash type ${strOf(name) ?? typeName(name)}`);
  };
  const names = new PySet();
  for (const name of [...Object.keys(algorithms), "blake2b", "blake2s"]) setAdd(names, name);
  return PyModule.of("hashlib", {
    ...constructors,
    blake2b: keyed("blake2b"),
    blake2s: keyed("blake2s"),
    algorithms_available: names,
    algorithms_guaranteed: names,
    new: native("new", "name, data=b'', **kwargs", (name: Value, value: Value) =>
      start((strOf(name) ?? "").toLowerCase(), algorithmOf(name).create() as unknown as Hasher, value),
    ),
    pbkdf2_hmac: native(
      "pbkdf2_hmac",
      "hash_name, password, salt, iterations, dklen=None",
      (name: Value, password: Value, salt: Value, iterations: Value, length: Value) => {
        const algorithm = algorithmOf(name);
        return pbkdf2(algorithm, data(password), data(salt), {
          c: Number(intOf(iterations)),
          dkLen: Number(intOf(length) ?? algorithm.outputLen),
        });
      },
    ),
    hmac_digest: native("hmac_digest", "name, key, message", (name: Value, key: Value, message: Value) =>
      hmac(algorithmOf(name), data(key), data(message)),
    ),
  });
}

/** `hmac`, written in Python and run by the evaluator. */
export const hmacSource = `
from hashlib import hmac_digest as _digest


def compare_digest(a, b, /):
    if type(a) is not type(b):
        raise TypeError("a bytes-like object is required, or both arguments must be str")
    return a == b


def _name(digestmod):
    return digestmod if isinstance(digestmod, str) else digestmod().name


def digest(key, msg, digest):
    return _digest(_name(digest), key, msg)


class HMAC:
    def __init__(self, key, msg=None, digestmod=""):
        if not digestmod:
            raise TypeError("Missing required parameter 'digestmod'.")
        self._key = key
        self._message = b"" if msg is None else msg
        self._digestmod = _name(digestmod)

    def update(self, msg):
        self._message += msg

    def copy(self):
        return HMAC(self._key, self._message, self._digestmod)

    def digest(self):
        return _digest(self._digestmod, self._key, self._message)

    def hexdigest(self):
        return self.digest().hex()


def new(key, msg=None, digestmod=""):
    return HMAC(key, msg, digestmod)
`;
