import fc from "fast-check";

export type Text = fc.Arbitrary<string>;

/** Python's literal of a text. */
export const quoted = (text: string): string =>
  `"${[...text].map((one) => (/[\x20-\x7e]/.test(one) && one !== '"' && one !== "\\" ? one : `\\U${(one.codePointAt(0) ?? 0).toString(16).padStart(8, "0")}`)).join("")}"`;

const words = [
  "",
  "a",
  "abc",
  "Hello World",
  "  spaced  out ",
  "a,b,,c",
  "x=1",
  "ÄÖü ß",
  "日本語",
  "🎉x",
  "tab\tend",
  "line1\nline2\r\nline3",
  "'q'",
  "1234",
  "-12",
  "3.5",
  "1e3",
  "0x1f",
  "{}",
  "{0} {1}",
  "%s",
  "%d",
  "aXbXc",
  "AbC dEf",
  "...",
  "_private",
];
export const text: Text = fc.oneof(fc.constantFrom(...words).map(quoted), fc.string({ maxLength: 6 }).map(quoted));
export const small: Text = fc.integer({ min: -20, max: 20 }).map(String);
export const integer: Text = fc.oneof(
  small,
  fc.constantFrom(
    "0",
    "1",
    "-1",
    "255",
    "2**31",
    "-2**63",
    "2**53",
    "2**53+1",
    "-(2**53)-1",
    "10**20",
    "123456789012345678901234567890",
    "-10**25",
  ),
  fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }).map(String),
);
export const float: Text = fc.oneof(
  fc.constantFrom(
    "0.0",
    "-0.0",
    "1.0",
    "0.1",
    "2.5",
    "1e16",
    "1e-5",
    "123456.789",
    "1e300",
    "5e-324",
    "float('inf')",
    "float('-inf')",
    "float('nan')",
    "1e22",
    "-3.75",
    "0.5",
    "1.5",
    "2.675",
  ),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => {
    const written = String(value);
    return /[.e]/.test(written) ? written : `${written}.0`;
  }),
);
export const number: Text = fc.oneof(integer, float, fc.constantFrom("True", "False"));
export const atom: Text = fc.oneof(integer, float, text, fc.constantFrom("None", "True", "False"));
export const bytes: Text = fc.oneof(
  fc.constantFrom("b''", "b'abc'", "b'\\x00\\xff'", "b'a,b'", "b' x '"),
  fc.uint8Array({ maxLength: 4 }).map((all) => `bytes([${[...all].join(", ")}])`),
);
/** Bytes, half of them as a bytearray. */
export const anyBytes: Text = fc.oneof(
  bytes,
  bytes.map((one) => `bytearray(${one})`),
);
export const listOf = (item: Text, max = 4): Text =>
  fc.array(item, { maxLength: max }).map((items) => `[${items.join(", ")}]`);
export const tupleOf = (item: Text, max = 3): Text =>
  fc.array(item, { maxLength: max }).map((items) => `(${items.join(", ")}${items.length === 1 ? "," : ""})`);
export const dict: Text = fc
  .array(fc.tuple(fc.oneof(text, small), atom), { maxLength: 3 })
  .map((pairs) => `{${pairs.map(([key, value]) => `${key}: ${value}`).join(", ")}}`);
export const setOf = (most: number): Text =>
  fc
    .array(fc.oneof(small, text), { maxLength: most })
    .map((items) => (items.length === 0 ? "set()" : `{${items.join(", ")}}`));
export const range: Text = fc
  .tuple(small, small, fc.constantFrom("1", "2", "-1", "3"))
  .map(([a, b, c]) => `range(${a}, ${b}, ${c})`);
export const set: Text = setOf(4);
/** The order of a set shows in nearly all that is done with one: here it has at most one item. */
export const value: Text = fc.oneof(atom, atom, listOf(atom), tupleOf(atom), dict, setOf(1), bytes, range);
export const numbers: Text = listOf(small, 6);
export const optional = (item: Text): Text => fc.oneof(fc.constant(""), item);

export const join = (...parts: readonly Text[]): Text =>
  fc.tuple(...parts).map((all) => all.filter((one) => one !== "").join(", "));
export const call = (target: Text | string, name: string, ...args: readonly Text[]): Text =>
  fc
    .tuple(typeof target === "string" ? fc.constant(target) : target, join(...args))
    .map(([self, given]) => `(${self}).${name}(${given})`);
export const builtin = (name: string, ...args: readonly Text[]): Text =>
  join(...args).map((given) => `${name}(${given})`);

/** Sets have no order that both sides share: they are shown sorted. */
const prelude = `def show(v):
  if isinstance(v, (set, frozenset)): return type(v).__name__ + str(sorted(map(repr, v)))
  if isinstance(v, tuple): return "(" + ", ".join(map(show, v)) + ")"
  return repr(v)
`;

/** Prints a value as both sides print it. */
export const shown = (expression: string): string => `${prelude}print(show(${expression}))`;
