import { decodeBytes } from "../../builtins/text/encode-text.js";
import { getAttribute } from "../../protocol/attributes.js";
import { call } from "../../protocol/call.js";
import { dictSet } from "../../protocol/dict-set.js";
import { bytesOf } from "../../protocol/equality.js";
import { floatText } from "../../protocol/float-text.js";
import { integer } from "../../protocol/integers.js";
import { sortByKeys } from "../../protocol/ordering.js";
import { reserve } from "../../protocol/run.js";
import { integerText } from "../../protocol/text.js";
import { truth } from "../../protocol/truth.js";
import { exceptionClasses } from "../../values/exception-classes.js";
import { nativeClass } from "../../values/native-class.js";
import { PyDict } from "../../values/py-dict.js";
import { PyException, Raised, raise } from "../../values/py-exception.js";
import { PyFloat } from "../../values/py-float.js";
import { native } from "../../values/py-function.js";
import { itemsOf, PyList, PyTuple } from "../../values/py-list.js";
import { PyModule } from "../../values/py-module.js";
import { intOf, strOf, typeOf } from "../../values/type-of.js";
import type { Eval, Value } from "../../values/value.js";

const decodeErrorClass = nativeClass({
  name: "JSONDecodeError",
  module: "json.decoder",
  bases: [exceptionClasses.ValueError],
  properties: Object.fromEntries(
    ["msg", "doc", "pos", "lineno", "colno"].map((name) => [
      name,
      (self: PyException) => self.attributes?.getName(name) ?? null,
    ]),
  ),
});

function decodeError(message: string, text: string, position: number): never {
  const line = text.slice(0, position).split("\n").length;
  const column = position - (text.lastIndexOf("\n", position - 1) + 1) + 1;
  const exception = new PyException(decodeErrorClass, [`${message}: line ${line} column ${column} (char ${position})`]);
  exception.attributes = PyDict.fromNames([
    ["msg", message],
    ["doc", text],
    ["pos", position],
    ["lineno", line],
    ["colno", column],
  ]);
  throw new Raised(exception);
}

/** The options of `json.loads`. */
interface Hooks {
  readonly objectHook: Value;
  readonly pairsHook: Value;
  readonly parseFloat: Value;
  readonly parseInt: Value;
}

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

class Reader {
  #at = 0;
  #depth = 0;

  readonly text: string;
  readonly hooks: Hooks;

  constructor(text: string, hooks: Hooks) {
    this.text = text;
    this.hooks = hooks;
  }

  *document(): Eval {
    this.#space();
    const value = yield* this.#value();
    this.#space();
    if (this.#at < this.text.length) decodeError("Extra data", this.text, this.#at);
    return value;
  }

  #space(): void {
    while (/[ \t\n\r]/.test(this.text[this.#at] ?? "")) this.#at++;
  }

  *#value(): Eval {
    const { text } = this;
    const character = text[this.#at];
    if (character === '"') return this.#string();
    if (character === "{" || character === "[") {
      if (++this.#depth > 900)
        raise("RecursionError", "maximum recursion depth exceeded while decoding a JSON document");
      const value = character === "{" ? yield* this.#object() : yield* this.#array();
      this.#depth--;
      return value;
    }
    for (const [word, value] of [
      ["null", null],
      ["true", true],
      ["false", false],
      ["NaN", new PyFloat(Number.NaN)],
      ["Infinity", new PyFloat(Infinity)],
      ["-Infinity", new PyFloat(-Infinity)],
    ] as const)
      if (text.startsWith(word, this.#at)) {
        this.#at += word.length;
        return value;
      }
    const number = /(-?(?:0|[1-9]\d*))(\.\d+)?([eE][-+]?\d+)?/y;
    number.lastIndex = this.#at;
    const match = number.exec(text);
    if (match === null) decodeError("Expecting value", text, this.#at);
    this.#at += match[0].length;
    if (match[2] === undefined && match[3] === undefined)
      return this.hooks.parseInt === null ? integer(BigInt(match[0])) : yield* call(this.hooks.parseInt, [match[0]]);
    return this.hooks.parseFloat === null
      ? new PyFloat(Number(match[0]))
      : yield* call(this.hooks.parseFloat, [match[0]]);
  }

  #string(): string {
    const { text } = this;
    const start = this.#at++;
    let result = "";
    for (;;) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON has them escaped alone
      const plain = /[^"\\\0-\x1f]*/y;
      plain.lastIndex = this.#at;
      const chunk = plain.exec(text)?.[0] ?? "";
      result += chunk;
      this.#at += chunk.length;
      const character = text[this.#at];
      if (character === undefined) decodeError("Unterminated string starting at", text, start);
      if (character === '"') {
        this.#at++;
        return result;
      }
      if (character !== "\\") decodeError("Invalid control character at", text, this.#at);
      const next = text[this.#at + 1];
      if (next === undefined) decodeError("Unterminated string starting at", text, start);
      if (next === "u") {
        const digits = text.slice(this.#at + 2, this.#at + 6);
        if (!/^[0-9a-fA-F]{4}$/.test(digits)) decodeError("Invalid \\uXXXX escape", text, this.#at + 1);
        result += String.fromCharCode(Number.parseInt(digits, 16));
        this.#at += 6;
      } else {
        const value = escapes[next];
        if (value === undefined) decodeError("Invalid \\escape", text, this.#at);
        result += value;
        this.#at += 2;
      }
    }
  }

  *#array(): Eval {
    const items: Value[] = [];
    this.#at++;
    this.#space();
    if (this.text[this.#at] === "]") {
      this.#at++;
      return new PyList(items);
    }
    for (;;) {
      items.push(yield* this.#value());
      this.#space();
      const character = this.text[this.#at];
      if (character === "]") break;
      if (character !== ",") decodeError("Expecting ',' delimiter", this.text, this.#at);
      this.#at++;
      this.#space();
    }
    this.#at++;
    return new PyList(items);
  }

  *#object(): Eval {
    const pairs: [Value, Value][] = [];
    this.#at++;
    this.#space();
    if (this.text[this.#at] !== "}")
      for (;;) {
        if (this.text[this.#at] !== '"')
          decodeError("Expecting property name enclosed in double quotes", this.text, this.#at);
        const key = this.#string();
        this.#space();
        if (this.text[this.#at] !== ":") decodeError("Expecting ':' delimiter", this.text, this.#at);
        this.#at++;
        this.#space();
        pairs.push([key, yield* this.#value()]);
        this.#space();
        const character = this.text[this.#at];
        if (character === "}") break;
        if (character !== ",") decodeError("Expecting ',' delimiter", this.text, this.#at);
        this.#at++;
        this.#space();
      }
    this.#at++;
    const { pairsHook, objectHook } = this.hooks;
    if (pairsHook !== null) {
      return yield* call(pairsHook, [new PyList(pairs.map((pair) => new PyTuple(pair)))]);
    }
    const made = new PyDict();
    for (const [key, value] of pairs) dictSet(made, key, value);
    return objectHook === null ? made : yield* call(objectHook, [made]);
  }
}

/** The options of `json.dumps`. */
interface Writing {
  readonly ascii: boolean;
  readonly indent: string | undefined;
  readonly item: string;
  readonly key: string;
  readonly sortKeys: boolean;
  readonly skipKeys: boolean;
  readonly allowNan: boolean;
  readonly otherwise: Value;
  readonly open: Set<Value>;
}

function quote(text: string, ascii: boolean): string {
  const quoted = JSON.stringify(text);
  return ascii
    ? quoted.replace(/[\x7f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    : quoted.replace(/\\u(d[89a-f][0-9a-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function numberText(value: number, writing: Writing): string {
  if (Number.isFinite(value)) return floatText(value);
  if (!writing.allowNan) raise("ValueError", `Out of range float values are not JSON compliant`);
  return Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
}

function keyText(key: Value, writing: Writing): string | undefined {
  const text = strOf(key);
  if (text !== undefined) return text;
  if (key === null) return "null";
  if (typeof key === "boolean") return String(key);
  const whole = intOf(key);
  if (whole !== undefined) return integerText(whole);
  if (key instanceof PyFloat) return numberText(key.value, writing);
  if (writing.skipKeys) return undefined;
  raise("TypeError", `keys must be str, int, float, bool or None, not ${typeOf(key).name}`);
}

function* write(value: Value, writing: Writing, level: number): Eval<string> {
  const text = strOf(value);
  if (text !== undefined) return quote(text, writing.ascii);
  if (value === null) return "null";
  if (typeof value === "boolean") return String(value);
  const whole = intOf(value);
  if (whole !== undefined) return integerText(whole);
  if (value instanceof PyFloat) return numberText(value.value, writing);
  const items = itemsOf(value);
  if (items === undefined && !(value instanceof PyDict)) {
    if (writing.otherwise === null) raise("TypeError", `Object of type ${typeOf(value).name} is not JSON serializable`);
    return yield* write(yield* call(writing.otherwise, [value]), writing, level);
  }
  if (writing.open.has(value)) raise("ValueError", "Circular reference detected");
  if (level > 900) raise("RecursionError", "maximum recursion depth exceeded while encoding a JSON object");
  writing.open.add(value);
  const parts: string[] = [];
  if (items !== undefined) for (const item of items) parts.push(yield* write(item, writing, level + 1));
  else {
    const entries = [...(value as PyDict).map.values()];
    if (writing.sortKeys)
      sortByKeys(
        entries,
        entries.map((entry) => entry.key),
        false,
      );
    for (const { key, value: item } of entries) {
      const name = keyText(key, writing);
      if (name !== undefined)
        parts.push(quote(name, writing.ascii) + writing.key + (yield* write(item, writing, level + 1)));
    }
  }
  writing.open.delete(value);
  reserve(parts.reduce((length, part) => length + part.length, 0));
  const [open, close] = items === undefined ? ["{", "}"] : ["[", "]"];
  if (parts.length === 0) return open + close;
  if (writing.indent === undefined) return open + parts.join(writing.item) + close;
  const inner = `\n${writing.indent.repeat(level + 1)}`;
  return `${open}${inner}${parts.join(writing.item + inner)}\n${writing.indent.repeat(level)}${close}`;
}

function* dumps(
  value: Value,
  skipKeys: Value,
  ascii: Value,
  _circular: Value,
  allowNan: Value,
  cls: Value,
  indent: Value,
  separators: Value,
  otherwise: Value,
  sortKeys: Value,
): Eval<string> {
  let fallback = otherwise;
  if (cls !== null) fallback = getAttribute(yield* call(cls, []), "default");
  const width = indent === null ? undefined : (strOf(indent) ?? " ".repeat(Number(intOf(indent))));
  const given = separators === null ? undefined : itemsOf(separators);
  return yield* write(
    value,
    {
      ascii: truth(ascii),
      indent: width,
      item: given === undefined ? (width === undefined ? ", " : ",") : String(given[0]),
      key: given === undefined ? ": " : String(given[1]),
      sortKeys: truth(sortKeys),
      skipKeys: truth(skipKeys),
      allowNan: truth(allowNan),
      otherwise: fallback,
      open: new Set(),
    },
    0,
  );
}

function* loads(
  source: Value,
  _cls: Value,
  objectHook: Value,
  floatHook: Value,
  intHook: Value,
  _constant: Value,
  pairsHook: Value,
): Eval {
  const bytes = bytesOf(source);
  const text = bytes === undefined ? strOf(source) : decodeBytes(bytes, "utf-8", "strict");
  if (text === undefined)
    raise("TypeError", `the JSON object must be str, bytes or bytearray, not ${typeOf(source).name}`);
  if (text.startsWith("\ufeff")) decodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", text, 0);
  return yield* new Reader(text, { objectHook, pairsHook, parseFloat: floatHook, parseInt: intHook }).document();
}

const writing =
  "skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None, default=None, sort_keys=False";
const reading =
  "cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, object_pairs_hook=None";

/** `json`. */
export function jsonModule(): PyModule {
  type Options = [Value, Value, Value, Value, Value, Value, Value, Value, Value];
  const encoder = nativeClass({
    name: "JSONEncoder",
    module: "json.encoder",
    methods: {
      default: [
        "self, o",
        (_self: Value, value: Value) =>
          raise("TypeError", `Object of type ${typeOf(value).name} is not JSON serializable`),
      ],
      encode: [
        "self, o",
        function* (self: Value, value: Value): Eval {
          return yield* dumps(value, false, true, true, true, null, null, null, getAttribute(self, "default"), false);
        },
      ],
    },
    attributes: { __dict__: null },
  });
  return PyModule.of("json", {
    __path__: new PyList([]),
    JSONDecodeError: decodeErrorClass,
    JSONEncoder: encoder,
    dumps: native("dumps", `obj, *, ${writing}, **kw`, function* (value: Value, ...options: Value[]): Eval {
      return yield* dumps(value, ...(options.slice(0, 9) as Options));
    }),
    dump: native(
      "dump",
      `obj, fp, *, ${writing}, **kw`,
      function* (value: Value, file: Value, ...options: Value[]): Eval {
        const text = yield* dumps(value, ...(options.slice(0, 9) as Options));
        yield* call(getAttribute(file, "write"), [text]);
        return null;
      },
    ),
    loads: native("loads", `s, *, ${reading}, **kw`, loads),
    load: native("load", `fp, *, ${reading}, **kw`, function* (file: Value, ...options: Value[]): Eval {
      const text = yield* call(getAttribute(file, "read"), []);
      return yield* loads(text, ...(options.slice(0, 6) as [Value, Value, Value, Value, Value, Value]));
    }),
  });
}
