import { encodeText } from "../../builtins/text/encode-text.js";
import { bytesOf } from "../../protocol/equality.js";
import { requireIndex } from "../../protocol/get-item.js";
import { hashOf } from "../../protocol/hash-of.js";
import { type Integer, integer } from "../../protocol/integers.js";
import { nativeClass } from "../../values/native-class.js";
import type { PyClass } from "../../values/py-class.js";
import { raise } from "../../values/py-exception.js";
import { PyFloat } from "../../values/py-float.js";
import { PyObject } from "../../values/py-instance.js";
import { PyModule } from "../../values/py-module.js";
import { intOf, strOf } from "../../values/type-of.js";
import type { Value } from "../../values/value.js";
import { randomBytes } from "../system/host-module.js";

/** Python's generator of random numbers (MT19937), so that a seed gives the same numbers. */
export class MersenneTwister {
  readonly #state = new Uint32Array(624);
  #index = 624;

  seed(key: readonly number[]): void {
    this.#start(19650218);
    const state = this.#state;
    const at = (index: number): number => state[index] as number;
    let [i, j] = [1, 0];
    for (let k = Math.max(624, key.length); k > 0; k--) {
      state[i] = (at(i) ^ Math.imul(at(i - 1) ^ (at(i - 1) >>> 30), 1664525)) + (key[j] as number) + j;
      i++;
      j++;
      if (i >= 624) {
        state[0] = at(623);
        i = 1;
      }
      if (j >= key.length) j = 0;
    }
    for (let k = 623; k > 0; k--) {
      state[i] = (at(i) ^ Math.imul(at(i - 1) ^ (at(i - 1) >>> 30), 1566083941)) - i;
      i++;
      if (i >= 624) {
        state[0] = at(623);
        i = 1;
      }
    }
    state[0] = 0x80000000;
  }

  #start(seed: number): void {
    const state = this.#state;
    state[0] = seed;
    for (let i = 1; i < 624; i++) {
      const before = state[i - 1] as number;
      state[i] = Math.imul(1812433253, before ^ (before >>> 30)) + i;
    }
    this.#index = 624;
  }

  /** 32 random bits. */
  next(): number {
    const state = this.#state;
    if (this.#index >= 624) {
      for (let i = 0; i < 624; i++) {
        const y = ((state[i] as number) & 0x80000000) | ((state[(i + 1) % 624] as number) & 0x7fffffff);
        state[i] = (state[(i + 397) % 624] as number) ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
      }
      this.#index = 0;
    }
    let y = state[this.#index++] as number;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    y ^= y >>> 18;
    return y >>> 0;
  }

  random(): number {
    const [a, b] = [this.next() >>> 5, this.next() >>> 6];
    return (a * 67108864 + b) / 9007199254740992;
  }

  bits(count: number): Integer {
    if (count <= 32) return count === 0 ? 0 : this.next() >>> (32 - count);
    let result = 0n;
    let shift = 0n;
    for (let left = count; left > 0; left -= 32) {
      const word = left >= 32 ? this.next() : this.next() >>> (32 - left);
      result |= BigInt(word) << shift;
      shift += 32n;
    }
    return integer(result);
  }
}

/** The words of a whole number, least first. */
function wordsOf(value: Integer): number[] {
  let left = value < 0 ? -BigInt(value) : BigInt(value);
  const words: number[] = [];
  do {
    words.push(Number(left & 0xffffffffn));
    left >>= 32n;
  } while (left > 0n);
  return words;
}

/** `sha512` is needed only for seeds that are not numbers, and loaded for those. */
async function seedOf(seed: Value): Promise<Integer> {
  const whole = intOf(seed);
  if (whole !== undefined) return whole;
  if (seed === null) return integer(randomBytes(8).reduce((value, byte) => (value << 8n) | BigInt(byte), 0n));
  if (seed instanceof PyFloat) return hashOf(seed) as Integer;
  const text = strOf(seed);
  const bytes = text === undefined ? bytesOf(seed) : encodeText(text, "utf-8", "strict");
  if (bytes === undefined)
    raise("TypeError", "The only supported seed types are: None,\nint, float, str, bytes, and bytearray.");
  const { sha512 } = await import("@noble/hashes/sha2.js");
  const all = new Uint8Array([...bytes, ...sha512(bytes)]);
  let value = 0n;
  for (const byte of all) value = (value << 8n) | BigInt(byte);
  return integer(value);
}

const twister = (self: PyObject): MersenneTwister => (self.payload as { readonly twister: MersenneTwister }).twister;

const baseClass: PyClass = nativeClass({
  name: "Random",
  module: "_random",
  methods: {
    __new__: ["cls, *args, **kwargs", (cls: PyClass) => new PyObject(cls, { twister: new MersenneTwister() })],
    random: ["self, /", (self: PyObject) => new PyFloat(twister(self).random())],
    getrandbits: [
      "self, k, /",
      (self: PyObject, k: Value) => {
        const count = requireIndex(k);
        if (count < 0) raise("ValueError", "number of bits must be non-negative");
        return twister(self).bits(Number(count));
      },
    ],
    seed: [
      "self, a=None, version=2",
      (self: PyObject, seed: Value) => {
        const whole = intOf(seed);
        const start = (value: Integer): null => {
          twister(self).seed(wordsOf(value));
          return null;
        };
        return whole === undefined ? seedOf(seed).then(start) : start(whole);
      },
    ],
  },
});

/** `_random`: the generator that `random`, written in Python, is made of. */
export const randomBase = (): PyModule => PyModule.of("_random", { Random: baseClass });

/** `random`, written in Python and run by the evaluator; each method takes its numbers as Python's own does. */
export const randomSource = `
from _random import Random as _Base
from math import log as _log, exp as _exp, sqrt as _sqrt, cos as _cos, sin as _sin, pi as _pi, floor as _floor, ceil as _ceil


class Random(_Base):
    def __init__(self, x=None):
        self.seed(x)
        self._gauss_next = None

    def seed(self, a=None, version=2):
        super().seed(a)
        self._gauss_next = None

    def _randbelow(self, n):
        k = n.bit_length()
        r = self.getrandbits(k)
        while r >= n:
            r = self.getrandbits(k)
        return r

    def randbytes(self, n):
        return self.getrandbits(n * 8).to_bytes(n, "little")

    def randrange(self, start, stop=None, step=1):
        if stop is None:
            if start > 0:
                return self._randbelow(start)
            raise ValueError("empty range for randrange()")
        width = stop - start
        if step == 1:
            if width > 0:
                return start + self._randbelow(width)
            raise ValueError(f"empty range for randrange() ({start}, {stop}, {width})")
        if step > 0:
            n = (width + step - 1) // step
        elif step < 0:
            n = (width + step + 1) // step
        else:
            raise ValueError("zero step for randrange()")
        if n <= 0:
            raise ValueError("empty range for randrange()")
        return start + step * self._randbelow(n)

    def randint(self, a, b):
        return self.randrange(a, b + 1)

    def choice(self, seq):
        if not len(seq):
            raise IndexError("Cannot choose from an empty sequence")
        return seq[self._randbelow(len(seq))]

    def shuffle(self, x):
        for i in reversed(range(1, len(x))):
            j = self._randbelow(i + 1)
            x[i], x[j] = x[j], x[i]

    def sample(self, population, k, *, counts=None):
        if counts is not None:
            population = [one for one, count in zip(population, counts) for _ in range(count)]
        n = len(population)
        if not 0 <= k <= n:
            raise ValueError("Sample larger than population or is negative")
        result = [None] * k
        setsize = 21
        if k > 5:
            setsize += 4 ** _ceil(_log(k * 3, 4))
        if n <= setsize:
            pool = list(population)
            for i in range(k):
                j = self._randbelow(n - i)
                result[i] = pool[j]
                pool[j] = pool[n - i - 1]
        else:
            selected = set()
            for i in range(k):
                j = self._randbelow(n)
                while j in selected:
                    j = self._randbelow(n)
                selected.add(j)
                result[i] = population[j]
        return result

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        n = len(population)
        if cum_weights is None:
            if weights is None:
                return [population[_floor(self.random() * n)] for _ in range(k)]
            cum_weights = []
            total = 0
            for one in weights:
                total += one
                cum_weights.append(total)
        if len(cum_weights) != n:
            raise ValueError("The number of weights does not match the population")
        total = cum_weights[-1] + 0.0
        if total <= 0.0:
            raise ValueError("Total of weights must be greater than zero")
        result = []
        for _ in range(k):
            x = self.random() * total
            low, high = 0, n - 1
            while low < high:
                middle = (low + high) // 2
                if x < cum_weights[middle]:
                    high = middle
                else:
                    low = middle + 1
            result.append(population[low])
        return result

    def uniform(self, a, b):
        return a + (b - a) * self.random()

    def triangular(self, low=0.0, high=1.0, mode=None):
        u = self.random()
        c = 0.5 if mode is None else (mode - low) / (high - low)
        if u > c:
            u = 1.0 - u
            c = 1.0 - c
            low, high = high, low
        return low + (high - low) * _sqrt(u * c)

    def normalvariate(self, mu=0.0, sigma=1.0):
        magic = 4 * _exp(-0.5) / _sqrt(2.0)
        while True:
            u1 = self.random()
            u2 = 1.0 - self.random()
            z = magic * (u1 - 0.5) / u2
            if z * z / 4.0 <= -_log(u2):
                break
        return mu + z * sigma

    def gauss(self, mu=0.0, sigma=1.0):
        z = self._gauss_next
        self._gauss_next = None
        if z is None:
            angle = self.random() * 2.0 * _pi
            radius = _sqrt(-2.0 * _log(1.0 - self.random()))
            z = _cos(angle) * radius
            self._gauss_next = _sin(angle) * radius
        return mu + z * sigma

    def expovariate(self, lambd=1.0):
        return -_log(1.0 - self.random()) / lambd


class SystemRandom(Random):
    def __init__(self, x=None):
        pass

    def seed(self, *args, **kwargs):
        return None

    def getrandbits(self, k):
        from _host import random_bytes
        size = (k + 7) // 8
        return int.from_bytes(random_bytes(size), "big") >> (size * 8 - k)

    def random(self):
        return self.getrandbits(53) * 2.0 ** -53


_shared = Random()
seed = _shared.seed
random = _shared.random
getrandbits = _shared.getrandbits
randbytes = _shared.randbytes
randrange = _shared.randrange
randint = _shared.randint
choice = _shared.choice
shuffle = _shared.shuffle
sample = _shared.sample
choices = _shared.choices
uniform = _shared.uniform
triangular = _shared.triangular
normalvariate = _shared.normalvariate
gauss = _shared.gauss
expovariate = _shared.expovariate
`;

/** `secrets`, written in Python and run by the evaluator. */
export const secretsSource = `
from base64 import urlsafe_b64encode as _encode
from hmac import compare_digest
from random import SystemRandom
from _host import random_bytes as _bytes

_system = SystemRandom()
choice = _system.choice
randbits = _system.getrandbits
DEFAULT_ENTROPY = 32


def randbelow(exclusive_upper_bound):
    if exclusive_upper_bound <= 0:
        raise ValueError("Upper bound must be positive.")
    return _system._randbelow(exclusive_upper_bound)


def token_bytes(nbytes=None):
    return _bytes(DEFAULT_ENTROPY if nbytes is None else nbytes)


def token_hex(nbytes=None):
    return token_bytes(nbytes).hex()


def token_urlsafe(nbytes=None):
    return _encode(token_bytes(nbytes)).rstrip(b"=").decode("ascii")
`;
