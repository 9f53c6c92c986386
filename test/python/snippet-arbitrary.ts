import fc from "fast-check";

type Text = fc.Arbitrary<string>;

/** Python's literal of a text. */
const quoted = (text: string): string =>
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
const number: Text = fc.oneof(integer, float, fc.constantFrom("True", "False"));
const atom: Text = fc.oneof(integer, float, text, fc.constantFrom("None", "True", "False"));
const bytes: Text = fc.oneof(
  fc.constantFrom("b''", "b'abc'", "b'\\x00\\xff'", "b'a,b'", "b' x '"),
  fc.uint8Array({ maxLength: 4 }).map((all) => `bytes([${[...all].join(", ")}])`),
);
const listOf = (item: Text, max = 4): Text =>
  fc.array(item, { maxLength: max }).map((items) => `[${items.join(", ")}]`);
const tupleOf = (item: Text, max = 3): Text =>
  fc.array(item, { maxLength: max }).map((items) => `(${items.join(", ")}${items.length === 1 ? "," : ""})`);
const dict: Text = fc
  .array(fc.tuple(fc.oneof(text, small), atom), { maxLength: 3 })
  .map((pairs) => `{${pairs.map(([key, value]) => `${key}: ${value}`).join(", ")}}`);
const setOf = (most: number): Text =>
  fc
    .array(fc.oneof(small, text), { maxLength: most })
    .map((items) => (items.length === 0 ? "set()" : `{${items.join(", ")}}`));
const range: Text = fc
  .tuple(small, small, fc.constantFrom("1", "2", "-1", "3"))
  .map(([a, b, c]) => `range(${a}, ${b}, ${c})`);
const set: Text = setOf(4);
/** The order of a set shows in nearly all that is done with one: here it has at most one item. */
export const value: Text = fc.oneof(atom, atom, listOf(atom), tupleOf(atom), dict, setOf(1), bytes, range);
const numbers: Text = listOf(small, 6);
const optional = (item: Text): Text => fc.oneof(fc.constant(""), item);

const join = (...parts: readonly Text[]): Text =>
  fc.tuple(...parts).map((all) => all.filter((one) => one !== "").join(", "));
const call = (target: Text | string, name: string, ...args: readonly Text[]): Text =>
  fc
    .tuple(typeof target === "string" ? fc.constant(target) : target, join(...args))
    .map(([self, given]) => `(${self}).${name}(${given})`);
const builtin = (name: string, ...args: readonly Text[]): Text => join(...args).map((given) => `${name}(${given})`);

const operators = [
  "+",
  "-",
  "*",
  "/",
  "//",
  "%",
  "<<",
  ">>",
  "&",
  "|",
  "^",
  "==",
  "!=",
  "<",
  "<=",
  ">",
  ">=",
  "in",
  "not in",
  "is",
  "and",
  "or",
];
/** Shifts, products and powers stay small enough to print. */
const binary: Text = fc.oneof(
  fc
    .tuple(value, fc.constantFrom(...operators.filter((one) => one !== "<<" && one !== "*" && one !== "is")), value)
    .map(([a, op, b]) => `${a} ${op} ${b}`),
  fc.tuple(number, fc.constantFrom("+", "-", "*", "/", "//", "%"), number).map(([a, op, b]) => `(${a}) ${op} (${b})`),
  fc
    .tuple(integer, fc.constantFrom("<<", ">>", "**"), fc.integer({ min: -3, max: 70 }).map(String))
    .map(([a, op, b]) => `(${a}) ${op} (${b})`),
  fc
    .tuple(float, fc.constantFrom("2", "0.5", "-1", "3", "0"))
    .filter(([a]) => !a.startsWith("-"))
    .map(([a, b]) => `(${a}) ** ${b}`),
  fc.tuple(fc.oneof(text, listOf(small), tupleOf(small), bytes), small).map(([a, b]) => `${a} * ${b}`),
  fc.tuple(set, fc.constantFrom("&", "|", "-", "^", "<", "<=", "=="), set).map(([a, op, b]) => `${a} ${op} ${b}`),
  fc.tuple(fc.constantFrom("-", "+", "~", "not "), value).map(([op, a]) => `${op}(${a})`),
  fc
    .tuple(number, fc.constantFrom("<", "<=", "=="), number, fc.constantFrom("<", "!="), number)
    .map(([a, o, b, p, c]) => `(${a}) ${o} (${b}) ${p} (${c})`),
);

const bounds: Text = fc
  .tuple(optional(small), optional(small), optional(fc.constantFrom("1", "2", "-1", "-2", "0")))
  .map(([a, b, c]) => `[${a}:${b}:${c}]`);
const subscript: Text = fc
  .tuple(
    fc.oneof(text, listOf(atom), tupleOf(atom), bytes, range),
    fc.oneof(
      small.map((one) => `[${one}]`),
      bounds,
    ),
  )
  .map(([a, b]) => `(${a})${b}`);

const textMethods: readonly Text[] = [
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

const listMethods: readonly Text[] = [
  ...["append", "count", "index", "remove"].map((name) =>
    fc.tuple(listOf(atom), atom).map(([a, b]) => `(lambda x: (x.${name}(${b}), x))(${a})`),
  ),
  fc.tuple(listOf(atom), small, atom).map(([a, b, c]) => `(lambda x: (x.insert(${b}, ${c}), x))(${a})`),
  fc.tuple(listOf(atom), optional(small)).map(([a, b]) => `(lambda x: (x.pop(${b}), x))(${a})`),
  fc.tuple(listOf(atom), value).map(([a, b]) => `(lambda x: (x.extend(${b}), x))(${a})`),
  fc
    .tuple(numbers, fc.constantFrom("", "reverse=True", "key=lambda v: -v", "key=abs, reverse=True"))
    .map(([a, b]) => `(lambda x: (x.sort(${b}), x))(${a})`),
  fc
    .tuple(listOf(atom), fc.constantFrom("reverse", "clear", "copy"))
    .map(([a, name]) => `(lambda x: (x.${name}(), x))(${a})`),
  ...["count", "index"].map((name) => call(tupleOf(atom), name, atom)),
];

const dictMethods: readonly Text[] = [
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

const setMethods: readonly Text[] = [
  ...["union", "intersection", "difference", "symmetric_difference", "issubset", "issuperset", "isdisjoint"].map(
    (name) => call(set, name, fc.oneof(set, listOf(small))),
  ),
  ...["add", "discard", "remove"].map((name) =>
    fc.tuple(set, atom).map(([a, b]) => `(lambda x: (x.${name}(${b}), x))(${a})`),
  ),
  ...["pop", "clear", "copy"].map((name) => fc.tuple(setOf(1)).map(([a]) => `(lambda x: (x.${name}(), x))(${a})`)),
  ...["update", "intersection_update", "difference_update", "symmetric_difference_update"].map((name) =>
    fc.tuple(set, set).map(([a, b]) => `(lambda x: (x.${name}(${b}), x))(${a})`),
  ),
];

const bytesMethods: readonly Text[] = [
  ...["lower", "upper", "strip", "lstrip", "rstrip", "hex", "split", "isdigit", "isalpha"].map((name) =>
    call(bytes, name),
  ),
  call(
    bytes,
    "decode",
    optional(fc.constantFrom("'utf-8'", "'ascii'", "'latin-1'", "'utf-8', 'replace'", "'utf-8', 'ignore'")),
  ),
  call(bytes, "find", bytes),
  call(bytes, "replace", bytes, bytes),
  call(bytes, "startswith", bytes),
  builtin("bytes.fromhex", fc.constantFrom("'00ff'", "'zz'", "'a b'", "'aabb'")),
];

const numberMethods: readonly Text[] = [
  ...["bit_length", "bit_count", "as_integer_ratio", "conjugate"].map((name) => call(integer, name)),
  ...["is_integer", "hex", "as_integer_ratio"].map((name) => call(float, name)),
  call(
    integer,
    "to_bytes",
    fc.constantFrom("1", "4", "16"),
    fc.constantFrom("'big'", "'little'"),
    optional(fc.constant("signed=True")),
  ),
  builtin("int.from_bytes", bytes, fc.constantFrom("'big'", "'little'")),
];

const properties: readonly Text[] = [
  fc.tuple(integer, fc.constantFrom("numerator", "denominator", "real", "imag")).map(([a, name]) => `(${a}).${name}`),
  fc.tuple(float, fc.constantFrom("real", "imag")).map(([a, name]) => `(${a}).${name}`),
  fc.tuple(range, fc.constantFrom("start", "stop", "step")).map(([a, name]) => `(${a}).${name}`),
  ...["count", "index"].map((name) => call(range, name, small)),
];

const builtins: readonly Text[] = [
  builtin("abs", value),
  ...[
    "all",
    "any",
    "list",
    "tuple",
    "sorted",
    "sum",
    "max",
    "min",
    "set",
    "len",
    "bool",
    "repr",
    "ascii",
    "str",
    "callable",
    "enumerate",
    "reversed",
    "iter",
    "frozenset",
  ].map((name) => builtin(name, value).map((one) => (/^(enumerate|reversed|iter)/.test(one) ? `list(${one})` : one))),
  ...["bin", "oct", "hex", "chr"].map((name) => builtin(name, fc.oneof(small, integer))),
  builtin("ord", text),
  builtin("divmod", number, number),
  builtin("pow", small, fc.integer({ min: 0, max: 30 }).map(String), optional(small)),
  builtin("round", number, optional(fc.integer({ min: -4, max: 20 }).map(String))),
  builtin("int", fc.oneof(value, text)),
  builtin("int", text, fc.constantFrom("0", "2", "8", "10", "16", "36", "1")),
  builtin("float", fc.oneof(value, text)),
  builtin("list", builtin("zip", value, value)),
  builtin("list", builtin("map", fc.constantFrom("str", "abs", "lambda v: v * 2"), numbers)),
  builtin("list", builtin("filter", fc.constantFrom("None", "lambda v: v > 0"), numbers)),
  builtin("list", builtin("enumerate", text, optional(small))),
  builtin("list", range),
  builtin("sorted", numbers, fc.constantFrom("key=lambda v: v % 3", "reverse=True")),
  builtin("max", numbers, fc.constantFrom("key=abs", "default=None")),
  builtin("isinstance", value, fc.constantFrom("int", "(int, str)", "list", "float", "object", "3")),
  builtin("type", value).map((one) => `${one}.__name__`),
  builtin("hash", number),
  builtin("bytes", fc.oneof(listOf(small), small, text)),
  builtin("slice", small, small).map((one) => `${one}.indices(7)`),
  builtin("sum", listOf(number)),
  builtin("sum", listOf(number), number),
  builtin(
    "issubclass",
    fc.constantFrom("bool", "int", "str", "3"),
    fc.constantFrom("int", "(str, object)", "list", "3"),
  ),
  builtin("dict", fc.oneof(dict, listOf(tupleOf(atom)))),
  builtin("next", builtin("iter", value), optional(atom)),
  builtin("id", small).map((one) => `${one} == ${one}`),
  builtin("hasattr", value, fc.constantFrom("'append'", "'upper'", "'real'", "'__len__'", "3")),
  builtin("getattr", value, fc.constantFrom("'real'", "'imag'", "'nope'"), optional(atom)),
  builtin("list", builtin("map", fc.constantFrom("lambda a, b: (a, b)", "pow", "max"), numbers, numbers)),
];

const spec: Text = fc
  .tuple(
    fc.constantFrom("", "", "", "*", "0", "é"),
    fc.constantFrom("", "<", ">", "^", "="),
    fc.constantFrom("", "", "+", "-", " "),
    fc.constantFrom("", "", "#"),
    fc.constantFrom("", "", "0"),
    fc.constantFrom("", "", "1", "5", "12", "30"),
    fc.constantFrom("", "", ",", "_"),
    fc.constantFrom("", "", ".0", ".1", ".3", ".10", ".25"),
    fc.constantFrom("", "d", "f", "e", "g", "s", "x", "X", "o", "b", "c", "n", "%", "E", "G", "F", "q"),
  )
  .map(([fill, align, ...rest]) => (align === "" ? "" : fill) + align + rest.join(""));

const percentSpec: Text = fc
  .tuple(
    fc.constantFrom("", "-", "+", " ", "#", "0", "-0", "+#0"),
    fc.constantFrom("", "1", "8", "20"),
    fc.constantFrom("", ".0", ".2", ".10"),
    fc.constantFrom(..."sdrifgexXoEGFacu%".split("")),
  )
  .map((parts) => `%${parts.join("")}`);

const formats: readonly Text[] = [
  fc.tuple(fc.oneof(number, number, text), spec).map(([a, b]) => `format(${a}, "${b}")`),
  fc
    .tuple(fc.oneof(number, text), spec, fc.constantFrom("", "!r", "!s", "!a"))
    .map(([a, b, c]) => `"{0${c}:${b}}|{0}".format(${a})`),
  fc
    .tuple(
      atom,
      fc.constantFrom(
        "{}",
        "{0}",
        "{x}",
        "{0[0]}",
        "{",
        "}",
        "{{}}",
        "{!r}",
        "{0.real}",
        "{:>{w}}",
        "{1}",
        "{} {0}",
        "{x!z}",
        "{a b}",
      ),
    )
    .map(([a, b]) => `${quoted(b)}.format(${a}, x=2, w=9)`),
  fc.tuple(percentSpec, fc.oneof(atom, atom, tupleOf(atom))).map(([a, b]) => `"${a}" % (${b},)`),
  fc.tuple(percentSpec, percentSpec, atom, value).map(([a, b, c, d]) => `"<${a}|${b}>" % (${c}, ${d})`),
  fc.tuple(percentSpec, atom).map(([a, b]) => `"${a.replace("%", "%(k)")}" % {"k": ${b}}`),
  fc.tuple(atom, spec).map(([a, b]) => `(lambda v: f"{v:${b}} {v!r} {v=}")(${a})`),
  fc
    .tuple(float, fc.integer({ min: 0, max: 20 }))
    .map(([a, b]) => `(lambda v, p: f"{v:.{p}f} {v:{p}.3e} {v:.{p}g}")(${a}, ${b})`),
];

const programs: readonly Text[] = [
  fc
    .tuple(fc.constantFrom("a, b", "a, *b", "*a, b", "(a, b), c", "[a, b, c]"), value)
    .map(([target, source]) => `${target} = ${source}\nprint(a, b)`),
  fc
    .tuple(numbers, small, small)
    .map(
      ([a, b, c]) =>
        `for i in ${a}:\n  if i == ${b}: break\n  if i > ${c}: continue\n  print(i)\nelse:\n  print("else")`,
    ),
  fc
    .tuple(value, value)
    .map(
      ([a, b]) =>
        `try:\n  print(${a} + ${b})\nexcept TypeError as e:\n  print("T", e)\nexcept Exception as e:\n  print(type(e).__name__, e)\nelse:\n  print("ok")\nfinally:\n  print("end")`,
    ),
  fc
    .tuple(
      fc.constantFrom(
        "f(1)",
        "f(1, 2)",
        "f()",
        "f(1, 2, 3)",
        "f(a=1)",
        "f(1, a=2)",
        "f(1, z=3)",
        "f(*[1, 2])",
        "f(**{'a': 1, 'k': 2})",
        "f(1, 2, 3, 4, k=5)",
      ),
      fc.constantFrom("a, b=2", "a, *b", "a, /, b=1", "a, *, k=0", "a, b, *c, **k", "*a, k"),
    )
    .map(([use, parameters]) => `def f(${parameters}):\n  return sorted(locals().items(), key=str)\nprint(${use})`),
  fc
    .tuple(numbers, fc.constantFrom("x * 2", "(x, x)", "str(x)"))
    .map(([a, b]) => `print([${b} for x in ${a} if x], {x: ${b} for x in ${a}}, list(${b} for x in ${a}))`),
  fc
    .tuple(numbers)
    .map(
      ([a]) =>
        `def g():\n  total = 0\n  for x in ${a}:\n    got = yield x\n    total += x\n    if got: print("got", got)\n  return total\nit = g()\ntry:\n  print(next(it))\n  print(it.send(7))\n  for v in it: print(v)\nexcept StopIteration as e:\n  print("stop", e.value)`,
    ),
  fc
    .tuple(
      value,
      fc.constantFrom(
        "case 1 | 2: print('num')",
        "case [a, *b]: print(a, b)",
        "case {'a': a, **r}: print(a, r)",
        "case str() as s: print(s)",
        "case int(x) if x > 3: print(x)",
        "case None: print('none')",
        "case (a, b): print(a, b)",
      ),
    )
    .map(([a, b]) => `match ${a}:\n  ${b}\n  case _: print("other")`),
  fc
    .tuple(small, small)
    .map(
      ([a, b]) =>
        `class P:\n  def __init__(self, v): self.v = v\n  def __add__(self, o): return P(self.v + getattr(o, "v", o))\n  def __radd__(self, o): return P(o + self.v)\n  def __eq__(self, o): return self.v == getattr(o, "v", o)\n  def __lt__(self, o): return self.v < o.v\n  def __hash__(self): return hash(self.v)\n  def __repr__(self): return f"P({self.v})"\n  def __bool__(self): return self.v > 0\n  def __len__(self): return 3\n  def __getitem__(self, i): return (self.v, i)\n  def __contains__(self, i): return i == self.v\n  def __call__(self, *a, **k): return a, k\nx, y = P(${a}), P(${b})\nprint(x + y, 1 + x, x + 1, x == y, x != y, x < y, sorted([y, x]), {x: 1}.get(y), bool(x), len(x), x[1:2], ${a} in x, x(1, k=2), sum([x, y]))`,
    ),
  fc
    .tuple(
      text,
      fc.constantFrom(
        "(\\\\w)(\\\\d)?",
        "[a-c]+",
        "(?P<n>.)\\\\1?",
        "^\\\\s*|\\\\s*$",
        "x*",
        "(a|b)+",
        "\\\\b\\\\w",
        "(?i)ABC",
        "[^\\\\W\\\\d]",
        "(?:a(b)?)*",
        ".+?",
        "(?<=a)b",
        "$",
      ),
      text,
    )
    .map(
      ([a, pattern, b]) =>
        `import re\np = "${pattern}"\nprint(re.findall(p, ${a}), re.split(p, ${a}), [m.span() for m in re.finditer(p, ${a})], re.match(p, ${a}), re.fullmatch(p, ${a}))\nprint(re.sub(p, lambda m: "<" + m[0] + ">", ${a}), re.subn(p, "-", ${a}, 2), re.escape(${b}))`,
    ),
  fc
    .tuple(
      fc.oneof(value, listOf(value)),
      fc.constantFrom("", ", indent=2", ", sort_keys=True", ", ensure_ascii=False", ", separators=(',', ':')"),
    )
    .map(([a, b]) => `import json\ns = json.dumps(${a}${b})\nprint(s, json.loads(s))`),
  fc
    .tuple(
      fc.date({ min: new Date("0002-01-01"), max: new Date("9990-01-01"), noInvalidDate: true }),
      fc.integer({ min: -100000, max: 100000 }),
      fc.integer({ min: -100000, max: 100000 }),
      fc.constantFrom("%Y-%m-%d %H:%M:%S.%f", "%a %A %b %B %j %U %W %w %y", "%I %p %x %X %c %%", "%d/%m/%y"),
    )
    .map(([date, days, seconds, format]) => {
      const at = [
        date.getUTCFullYear(),
        date.getUTCMonth() + 1,
        date.getUTCDate(),
        date.getUTCHours(),
        date.getUTCMinutes(),
        date.getUTCSeconds(),
        date.getUTCMilliseconds() * 1000,
      ];
      return `from datetime import *\nd = datetime(${at.join(", ")})\nt = timedelta(days=${days}, seconds=${seconds}, microseconds=7)\nprint(d, repr(d), d.isoformat(), d.strftime("${format}"), d.weekday(), d.isocalendar()[:], d.date(), d.time())\nprint(t, repr(t), t.total_seconds(), t * 2, t / 3, t // 2, -t, abs(t), t % timedelta(hours=5))\nprint(d - datetime(2000, 1, 1), d.replace(tzinfo=timezone.utc), datetime.fromisoformat(d.isoformat()) == d)\nprint(d + t)`;
    }),
  fc
    .tuple(text, fc.integer({ min: 5, max: 30 }))
    .map(
      ([a, b]) =>
        `import textwrap\nprint(textwrap.wrap(${a} + " the quick brown fox jumps " + ${a}, ${b}), textwrap.shorten(${a} * 3, ${b}), repr(textwrap.dedent("  " + ${a} + "\\n  b")))`,
    ),
  fc
    .tuple(integer, integer, fc.integer({ min: -3, max: 6 }))
    .map(
      ([a, b, places]) =>
        `from decimal import *\nx, y = Decimal(${a}) / 1000, Decimal(str(${b})) / 7\nprint(x + y, x - y, x * y, x == y, x < y, round(x, ${places}), x.quantize(Decimal("0.01")) if abs(x) < 10**20 else 0, int(y), f"{x:.3f}", hash(x) == hash(Decimal(str(x))))\nprint(x / y if y else "zero")`,
    ),
  fc
    .tuple(fc.integer(), numbers)
    .map(
      ([seed, list]) =>
        `import random\nrandom.seed(${seed})\nx = ${list} + [1, 2, 3]\nrandom.shuffle(x)\nprint(x, random.random(), random.randint(-5, 10**6), random.choice(x), random.sample(range(50), 3), random.uniform(1, 2), random.getrandbits(70), random.choices("abc", k=3))`,
    ),
  fc
    .tuple(text, bytes)
    .map(
      ([a, b]) =>
        `import hashlib, base64, urllib.parse\nprint(hashlib.sha256(${a}.encode()).hexdigest(), hashlib.md5(${b}).hexdigest(), base64.b64encode(${b}), base64.b64decode(base64.b64encode(${b})), urllib.parse.quote(${a}), urllib.parse.unquote(${a}), urllib.parse.urlsplit("http://h/" + urllib.parse.quote(${a})))`,
    ),
];

const expression: Text = fc.oneof(
  { arbitrary: binary, weight: 4 },
  { arbitrary: subscript, weight: 2 },
  { arbitrary: fc.oneof(...textMethods), weight: 5 },
  { arbitrary: fc.oneof(...listMethods), weight: 2 },
  { arbitrary: fc.oneof(...dictMethods), weight: 2 },
  { arbitrary: fc.oneof(...setMethods), weight: 2 },
  { arbitrary: fc.oneof(...bytesMethods), weight: 1 },
  { arbitrary: fc.oneof(...numberMethods, ...properties), weight: 1 },
  { arbitrary: fc.oneof(...builtins), weight: 5 },
  { arbitrary: fc.oneof(...formats), weight: 5 },
);

/** Sets have no order that both sides share: they are shown sorted. */
const prelude = `def show(v):
  if isinstance(v, (set, frozenset)): return type(v).__name__ + str(sorted(map(repr, v)))
  if isinstance(v, tuple): return "(" + ", ".join(map(show, v)) + ")"
  return repr(v)
`;

/** Snippets of Python over what the evaluator claims: operators, methods, built-in functions, formats, statements. */
export const snippet: Text = fc.oneof(
  { arbitrary: expression.map((one) => `${prelude}print(show(${one}))`), weight: 6 },
  { arbitrary: fc.oneof(...programs), weight: 2 },
);
