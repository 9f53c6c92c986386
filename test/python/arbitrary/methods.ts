import fc from "fast-check";
import {
  anyBytes,
  atom,
  builtin,
  bytes,
  call,
  dict,
  float,
  integer,
  join,
  listOf,
  numbers,
  optional,
  range,
  set,
  setOf,
  small,
  type Text,
  text,
  tupleOf,
  value,
} from "./values.js";

const frozen: Text = set.map((one) => `frozenset(${one})`);

const slices: Text = fc
  .tuple(optional(small), optional(small), optional(fc.constantFrom("1", "2", "-1")))
  .map(([a, b, c]) => `slice(${a || "None"}, ${b || "None"}, ${c || "None"})`);

export const textMethods: readonly Text[] = [
  ..."capitalize casefold isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper lower upper swapcase title"
    .split(" ")
    .map((name) => call(text, name)),
  ...["center", "ljust", "rjust"].map((name) =>
    call(text, name, small, optional(fc.constantFrom("'*'", "'é'", "'ab'"))),
  ),
  call(text, "zfill", small),
  ...["count", "find", "rfind", "index", "rindex"].map((name) =>
    call(text, name, text, optional(small), optional(small)),
  ),
  ...["startswith", "endswith"].map((name) => call(text, name, fc.oneof(text, tupleOf(text)), optional(small))),
  ...["split", "rsplit"].map((name) =>
    call(
      text,
      name,
      optional(fc.oneof(text, fc.constant("None"))),
      optional(fc.constantFrom("maxsplit=1", "maxsplit=2", "maxsplit=0")),
    ),
  ),
  ...["strip", "lstrip", "rstrip"].map((name) => call(text, name, optional(text))),
  ...["partition", "rpartition", "removeprefix", "removesuffix"].map((name) => call(text, name, text)),
  call(text, "replace", text, text, optional(small)),
  call(text, "splitlines", optional(fc.constant("True"))),
  call(text, "expandtabs", optional(small)),
  call(text, "join", fc.oneof(listOf(text), listOf(atom, 2))),
  call(
    text,
    "encode",
    optional(
      fc.constantFrom(
        "'utf-8'",
        "'ascii'",
        "'latin-1'",
        "'ascii', 'ignore'",
        "'ascii', 'replace'",
        "'ascii', 'backslashreplace'",
        "'nope'",
      ),
    ),
  ),
  call(text, "format_map", dict),
  call(text, "translate", fc.constantFrom("{97: 'z', 98: None}", "str.maketrans('abc', 'xyz', 'd')", "{}")),
];

export const listMethods: readonly Text[] = [
  ...["append", "count", "index", "remove"].map((name) =>
    fc.tuple(listOf(atom), atom).map(([a, b]) => `(lambda x: (x.${name}(${b}), x))(${a})`),
  ),
  fc.tuple(listOf(atom), small, atom).map(([a, b, c]) => `(lambda x: (x.insert(${b}, ${c}), x))(${a})`),
  fc.tuple(listOf(atom), optional(small)).map(([a, b]) => `(lambda x: (x.pop(${b}), x))(${a})`),
  fc.tuple(listOf(atom), value).map(([a, b]) => `(lambda x: (x.extend(${b}), x))(${a})`),
  fc
    .tuple(numbers, fc.constantFrom("", "reverse=True", "key=lambda v: -v", "key=abs, reverse=True"))
    .map(([a, b]) => `(lambda x: (x.sort(${b}), x))(${a})`),
  ...["reverse", "clear", "copy"].map((name) => listOf(atom).map((a) => `(lambda x: (x.${name}(), x))(${a})`)),
  ...["count", "index"].map((name) => call(tupleOf(atom), name, atom)),
];

export const dictMethods: readonly Text[] = [
  ...["get", "pop", "setdefault"].map((name) =>
    fc
      .tuple(dict, fc.oneof(text, small), optional(atom))
      .map(([a, b, c]) => `(lambda x: (x.${name}(${b}${c === "" ? "" : `, ${c}`}), x))(${a})`),
  ),
  ...["keys", "values", "items", "copy", "popitem", "clear"].map((name) =>
    fc.tuple(dict).map(([a]) => `(lambda x: (x.${name}(), x))(${a})`),
  ),
  fc
    .tuple(dict, fc.oneof(dict, fc.constantFrom("[('a', 1)]", "[(1,)]", "5", "a=1")))
    .map(([a, b]) => `(lambda x: (x.update(${b}), x))(${a})`),
  fc.tuple(dict, dict).map(([a, b]) => `${a} | ${b}`),
  builtin("dict.fromkeys", listOf(small), optional(atom)),
];

export const setMethods: readonly Text[] = [
  ...["union", "intersection", "difference", "symmetric_difference", "issubset", "issuperset", "isdisjoint"].map(
    (name) => call(set, name, fc.oneof(set, listOf(small))),
  ),
  ..."union intersection difference symmetric_difference issubset issuperset isdisjoint copy"
    .split(" ")
    .map((name) => call(frozen, name, name === "copy" ? fc.constant("") : fc.oneof(set, frozen, listOf(small)))),
  fc.tuple(frozen, fc.constantFrom("&", "|", "-", "^", "<", "=="), set).map(([a, o, b]) => `${a} ${o} ${b}`),
  ...["add", "discard", "remove"].map((name) =>
    fc.tuple(set, atom).map(([a, b]) => `(lambda x: (x.${name}(${b}), x))(${a})`),
  ),
  ...["pop", "clear", "copy"].map((name) => fc.tuple(setOf(1)).map(([a]) => `(lambda x: (x.${name}(), x))(${a})`)),
  ...["update", "intersection_update", "difference_update", "symmetric_difference_update"].map((name) =>
    fc.tuple(set, set).map(([a, b]) => `(lambda x: (x.${name}(${b}), x))(${a})`),
  ),
];

/** Bytes with letters, digits, signs, tabs, ends of lines and what is beyond ASCII. */
const byteText: Text = fc.oneof(
  anyBytes,
  fc.constantFrom(
    "b'Hello World'",
    "b'  spaced  out '",
    "b'a,b,,c'",
    "b'tab\\tend\\x0b'",
    "b'line1\\nline2\\r\\nline3\\r'",
    "b'-12'",
    "b'123'",
    "b'aXbXc'",
    "b'\\xc3\\xa4 \\xff'",
    "b'HELLO'",
    'b"they\'re 3rd"',
    "bytearray(b'AbC dEf')",
  ),
);
const oneByte: Text = fc.oneof(anyBytes, byteText, small, fc.constantFrom("97", "300", "'a'", "None", "1.5"));

/** Changes a bytearray and shows what came back and what became of it. */
const changed = (name: string, ...args: readonly Text[]): Text =>
  fc.tuple(bytes, join(...args)).map(([a, given]) => `(lambda x: (x.${name}(${given}), x))(bytearray(${a}))`);

const methodsOfBytes = (target: Text): readonly Text[] => [
  ..."capitalize isalnum isalpha isascii isdigit islower isspace istitle isupper lower upper swapcase title"
    .split(" ")
    .map((name) => call(target, name)),
  ...["strip", "lstrip", "rstrip"].map((name) => call(target, name, optional(fc.oneof(byteText, text)))),
  ...["split", "rsplit"].map((name) =>
    call(
      target,
      name,
      optional(fc.oneof(byteText, fc.constantFrom("None", "b' '", "b','", "'a'"))),
      optional(fc.constantFrom("maxsplit=1", "maxsplit=2", "maxsplit=0")),
    ),
  ),
  ...["count", "find", "rfind", "index", "rindex"].map((name) =>
    call(target, name, oneByte, optional(small), optional(small)),
  ),
  ...["startswith", "endswith"].map((name) =>
    call(target, name, fc.oneof(oneByte, tupleOf(bytes)), optional(small), optional(small)),
  ),
  ...["partition", "rpartition", "removeprefix", "removesuffix"].map((name) => call(target, name, oneByte)),
  ...["center", "ljust", "rjust"].map((name) =>
    call(target, name, small, optional(fc.constantFrom("b'*'", "b'\\xff'", "b'ab'", "'*'"))),
  ),
  call(target, "zfill", small),
  call(target, "expandtabs", optional(small)),
  call(target, "splitlines", optional(fc.constantFrom("True", "keepends=False"))),
  call(target, "replace", byteText, byteText, optional(small)),
  call(target, "join", fc.oneof(listOf(anyBytes), listOf(atom, 2), atom)),
  call(
    target,
    "translate",
    fc.constantFrom("None", "bytes.maketrans(b'abc', b'xyz')", "b'ab'", "bytes(range(255, -1, -1))"),
    optional(fc.constantFrom("b'a'", "delete=b'bH'")),
  ),
  call(target, "hex", optional(fc.constantFrom("':'", "b'-'", "'::'", "5")), optional(fc.constantFrom("2", "-2", "0"))),
  call(
    target,
    "decode",
    optional(
      fc.constantFrom(
        "'utf-8'",
        "'ascii'",
        "'latin-1'",
        "'utf-8', 'replace'",
        "'utf-8', 'ignore'",
        "'ascii', 'backslashreplace'",
        "5",
      ),
    ),
  ),
];

export const bytesMethods: readonly Text[] = [
  ...methodsOfBytes(byteText),
  ...methodsOfBytes(byteText.map((one) => (one.startsWith("bytearray") ? one : `bytearray(${one})`))),
  builtin("bytes.maketrans", bytes, bytes).map((one) => `${one}[90:110]`),
  builtin("bytearray.maketrans", bytes, bytes).map((one) => `${one}[90:110]`),
  builtin("bytes.fromhex", fc.constantFrom("'00ff'", "'zz'", "'a b'", "'aabb'", "' 0a 0B '", "b'aa'")),
  builtin("bytearray.fromhex", fc.constantFrom("'00ff'", "'zz'", "'a b'")),
  fc
    .tuple(
      fc.constantFrom("%s", "%b", "%5s|", "%.1s", "%d", "%c", "%r", "%a", "%x", "%05.1f", "%(k)s", "%%", "%q", "%s %s"),
      fc.oneof(atom, anyBytes, tupleOf(fc.oneof(atom, anyBytes)), fc.constant("{b'k': b'v'}")),
    )
    .map(([a, b]) => `b"<${a}>" % ${b}`),
  changed("append", oneByte),
  changed("extend", fc.oneof(anyBytes, listOf(oneByte), atom)),
  changed("insert", small, oneByte),
  changed("pop", optional(small)),
  changed("remove", oneByte),
  changed("reverse"),
  changed("clear"),
  changed("copy"),
  ...["__setitem__", "__delitem__", "__iadd__", "__imul__"].map((name) =>
    name === "__setitem__"
      ? changed(name, fc.oneof(small, slices), fc.oneof(oneByte, listOf(small)))
      : changed(name, name === "__delitem__" ? fc.oneof(small, slices) : name === "__iadd__" ? anyBytes : small),
  ),
  fc.tuple(byteText, fc.constantFrom("+", "<", "<=", "==", "!=", "in"), byteText).map(([a, o, b]) => `${a} ${o} ${b}`),
];

export const numberMethods: readonly Text[] = [
  ...["bit_length", "bit_count", "as_integer_ratio", "conjugate"].map((name) => call(integer, name)),
  ...["is_integer", "hex", "as_integer_ratio", "conjugate"].map((name) => call(float, name)),
  builtin("float.fromhex", fc.constantFrom("'0x1.8p3'", "'-0x.1p-4'", "'inf'", "'1'", "'nope'")),
  call(
    integer,
    "to_bytes",
    fc.constantFrom("1", "4", "16"),
    fc.constantFrom("'big'", "'little'"),
    optional(fc.constant("signed=True")),
  ),
  builtin("int.from_bytes", bytes, fc.constantFrom("'big'", "'little'")),
];

export const properties: readonly Text[] = [
  fc.tuple(integer, fc.constantFrom("numerator", "denominator", "real", "imag")).map(([a, name]) => `(${a}).${name}`),
  fc.tuple(float, fc.constantFrom("real", "imag")).map(([a, name]) => `(${a}).${name}`),
  fc.tuple(range, fc.constantFrom("start", "stop", "step")).map(([a, name]) => `(${a}).${name}`),
  ...["count", "index"].map((name) => call(range, name, small)),
];
