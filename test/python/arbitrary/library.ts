import fc from "fast-check";
import {
  anyBytes,
  atom,
  bytes,
  dict,
  float,
  integer,
  join,
  listOf,
  number,
  numbers,
  optional,
  shown,
  small,
  type Text,
  text,
  tupleOf,
  value,
} from "./values.js";

/** A program that prints the call of a function of a module; `wrap` turns what it returns into what is printed. */
const of = (
  module: string,
  name: string,
  args: readonly Text[],
  wrap: (call: string) => string = (call) => call,
): Text => join(...args).map((given) => `import ${module}\n${shown(wrap(`${module}.${name}(${given})`))}`);

const asList = (call: string): string => `list(${call})`;
/** C's functions and V8's differ in the last digit. */
const rounded = (call: string): string => `f"{${call}:.12g}"`;

const moderate: Text = fc.oneof(
  fc.double({ min: -20, max: 20, noNaN: true }).map((one) => one.toFixed(4)),
  small,
  fc.constantFrom("0.5", "float('inf')", "float('nan')", "'a'", "None"),
);
const natural: Text = fc.integer({ min: -2, max: 40 }).map(String);

const mathFunctions: readonly Text[] = [
  ..."acos acosh asin asinh atan atanh cbrt cos cosh degrees exp expm1 log log10 log1p log2 radians sin sinh sqrt tan tanh"
    .split(" ")
    .map((name) => of("math", name, [moderate], rounded)),
  ...["ceil", "floor", "trunc", "isfinite", "isinf", "isnan", "fabs", "frexp", "modf"].map((name) =>
    of("math", name, [fc.oneof(number, moderate)]),
  ),
  ...["atan2", "pow"].map((name) => of("math", name, [moderate, moderate], rounded)),
  ...["copysign", "fmod", "remainder"].map((name) => of("math", name, [number, number])),
  of("math", "ldexp", [float, small]),
  ...["comb", "perm", "gcd", "lcm"].map((name) => of("math", name, [natural, natural])),
  of("math", "factorial", [natural]),
  of("math", "isqrt", [integer]),
  of("math", "isclose", [moderate, moderate, optional(fc.constantFrom("rel_tol=0.1", "abs_tol=3"))]),
  ...["fsum", "prod"].map((name) => of("math", name, [listOf(number)])),
  of("math", "hypot", [moderate, moderate], rounded),
  of("math", "dist", [fc.constant("[1, 2]"), tupleOf(small)], rounded),
];

const less = fc.constantFrom("lambda v: v < 3", "bool", "lambda v: v % 2", "None");
const itertoolsFunctions: readonly Text[] = [
  of("itertools", "accumulate", [numbers, optional(fc.constantFrom("max", "lambda a, b: a * b"))], asList),
  of("itertools", "chain", [value, value], asList),
  of("itertools", "chain.from_iterable", [listOf(text)], asList),
  ...["combinations", "combinations_with_replacement", "permutations"].map((name) =>
    of("itertools", name, [listOf(atom, 3), fc.constantFrom("0", "1", "2", "-1")], asList),
  ),
  of("itertools", "compress", [numbers, numbers], asList),
  of("itertools", "count", [number, optional(small)], (call) => `[*itertools.islice(${call}, 3)]`),
  of("itertools", "cycle", [listOf(atom, 3)], (call) => `[*itertools.islice(${call}, 7)]`),
  ...["dropwhile", "takewhile", "filterfalse"].map((name) => of("itertools", name, [less, numbers], asList)),
  of("itertools", "groupby", [numbers, optional(less)], (call) => `[(k, list(g)) for k, g in ${call}]`),
  of("itertools", "islice", [value, optional(fc.constantFrom("2", "1, 3", "0, None, 2", "None", "-1"))], asList),
  of("itertools", "pairwise", [value], asList),
  of(
    "itertools",
    "product",
    [listOf(atom, 3), text, optional(fc.constant("repeat=2"))],
    (call) => `list(${call})[:20]`,
  ),
  of("itertools", "repeat", [atom, fc.constantFrom("0", "2", "-1")], asList),
  of(
    "itertools",
    "starmap",
    [fc.constantFrom("max", "lambda *a: a"), listOf(tupleOf(small))],
    (call) => `list(${call})`,
  ),
  of(
    "itertools",
    "tee",
    [numbers, optional(fc.constantFrom("0", "2", "3"))],
    (call) => `[list(one) for one in ${call}]`,
  ),
  of("itertools", "zip_longest", [value, numbers, optional(fc.constant("fillvalue='-'"))], asList),
];

const binaryNames =
  "add sub mul truediv floordiv mod and_ or_ xor lshift rshift eq ne lt le gt ge is_ is_not pow matmul";
/** Shifts, products and powers stay small. */
const operandsOf = (name: string): readonly Text[] =>
  name.includes("shift") || name === "pow" ? [small, natural] : [atom, name === "mul" ? small : atom];

const operatorFunctions: readonly Text[] = [
  ...binaryNames.split(" ").map((name) => of("operator", name, operandsOf(name))),
  ..."iand iconcat ifloordiv ilshift imatmul imod imul ipow irshift isub itruediv ixor"
    .split(" ")
    .map((name) => of("operator", name, name === "iconcat" ? [text, text] : [small, natural])),
  of("operator", "length_hint", [value]),
  ...["abs", "neg", "pos", "inv", "invert", "not_", "truth", "index"].map((name) => of("operator", name, [atom])),
  ...["concat", "contains", "countOf", "indexOf", "iadd"].map((name) =>
    of("operator", name, [fc.oneof(listOf(small), text), fc.oneof(small, text, listOf(small))]),
  ),
  of("operator", "ior", [small, small]),
  of("operator", "getitem", [listOf(atom), small]),
  of("operator", "call", [fc.constantFrom("len", "str", "3"), value]),
  of("operator", "setitem", [fc.constantFrom("[1, 2, 3]", "{}", "()"), small, atom]),
  of("operator", "delitem", [fc.constantFrom("[1, 2, 3]", "{1: 2}", "()"), small]),
  of("operator", "itemgetter", [small, optional(small)], (call) => `${call}("abcdef")`),
  of(
    "operator",
    "attrgetter",
    [fc.constantFrom("'real'", "'real.imag'", "'nope'", "'real', 'imag'")],
    (call) => `${call}(5)`,
  ),
  of(
    "operator",
    "methodcaller",
    [fc.constantFrom("'upper'", "'replace', 'a', 'b'", "'nope'")],
    (call) => `${call}("abc")`,
  ),
];

const functoolsFunctions: readonly Text[] = [
  of("functools", "reduce", [fc.constantFrom("max", "lambda a, b: a * 2 + b"), numbers, optional(small)]),
  of(
    "functools",
    "partial",
    [fc.constant("int"), fc.constantFrom("base=2", "'11'")],
    (call) => `${call}(*["101"][:1])`,
  ),
  of("functools", "cmp_to_key", [fc.constant("lambda a, b: b - a")], (call) => `sorted([3, 1, 2], key=${call})`),
  fc
    .tuple(fc.constantFrom("functools.lru_cache(maxsize=2)", "functools.cache", "functools.lru_cache"), numbers)
    .map(
      ([cache, calls]) =>
        `import functools\n@${cache}\ndef f(x):\n  "doc"\n  print("called", x)\n  return x * 2\nprint([f(x) for x in ${calls}], f.cache_info(), f.__name__, f.__doc__)\nf.cache_clear()\nprint(f.cache_info(), f.__wrapped__(1))`,
    ),
  fc
    .tuple(small, small)
    .map(
      ([a, b]) =>
        `import functools\n@functools.total_ordering\nclass V:\n  def __init__(self, v): self.v = v\n  def __eq__(self, o): return self.v == o.v\n  def __lt__(self, o): return self.v < o.v\nx, y = V(${a}), V(${b})\nprint(x < y, x <= y, x > y, x >= y, x != y)`,
    ),
  fc
    .tuple(value)
    .map(
      ([a]) =>
        `import functools\n@functools.singledispatch\ndef f(x): return "other"\n@f.register\ndef _(x: int): return "int"\n@f.register(list)\ndef _(x): return "list"\n@f.register(str)\ndef g(x): return "str"\nclass C:\n  @functools.cached_property\n  def p(self):\n    print("once")\n    return ${a}\n  def m(self, a, b=0): return a, b\n  n = functools.partialmethod(m, 1, b=2)\nc = C()\nprint(f(${a}), c.p == c.p, c.n())\ndef d(f):\n  @functools.wraps(f)\n  def w(*a): return f(*a)\n  return w\nprint(d(g).__name__, functools.update_wrapper(lambda: 1, g).__qualname__)`,
    ),
];

const collectionsPrograms: readonly Text[] = [
  fc
    .tuple(text, text, fc.constantFrom("+", "-", "&", "|"), optional(fc.constantFrom("1", "2")))
    .map(
      ([a, b, operator, most]) =>
        `from collections import Counter\nx, y = Counter(${a}), Counter(${b})\nprint(x ${operator} y, x.most_common(${most}), x["zz"], sorted(x.elements()), x.total(), x == y)\nx.update(${b})\nx.subtract("a")\nprint(x, +x, -x)`,
    ),
  fc
    .tuple(numbers, optional(fc.constantFrom("2", "0", "None")), small, value)
    .map(
      ([a, most, turn, more]) =>
        `from collections import deque\nd = deque(${a}${most === "" ? "" : `, ${most}`})\nd.append(1); d.appendleft(2)\nprint(d, len(d), d.maxlen)\nd.rotate(${turn})\nd.extend([5, 6]); d.extendleft([7, 8])\nprint(d, d.count(5), list(reversed(d)), d.copy() == d, d * 2, d + deque([1]))\ntry:\n  print(d.index(6), d.pop(), d.popleft(), d[0])\n  d.remove(7)\n  d.insert(1, 9)\nexcept Exception as e: print(type(e).__name__, e)\nd.reverse()\nprint(d, ${small === text ? "" : "5 in d"})\nd.clear()\nprint(d, bool(d), deque(${more}) if isinstance(${more}, (list, tuple, str)) else "-")`,
    ),
  fc
    .tuple(dict, dict, fc.oneof(text, small))
    .map(
      ([a, b, key]) =>
        `from collections import *\nd = defaultdict(list, ${a})\nd["new"].append(1)\nprint(d, d.default_factory, ${key} in d, d.get(${key}))\no = OrderedDict(${b})\no["k"] = 1\no.move_to_end("k", last=False)\nprint(o, list(reversed(o)), o.popitem(last=True), o == OrderedDict(${b}))\nc = ChainMap(${a}, ${b})\nprint(sorted(map(repr, c)), c.get(${key}), len(c), c.parents, c.new_child({1: 2})[1])\nc["z"] = 1\nprint(c.maps)\nu = UserDict(${a})\nu["z"] = 2\nprint(u, u.data == dict(u), len(u))`,
    ),
  fc
    .tuple(
      atom,
      atom,
      fc.constantFrom("'x y'", "['x', 'y']", "'x, y'", "'x x'", "'x _y'", "'x class'"),
      optional(fc.constantFrom("rename=True", "defaults=[5]")),
    )
    .map(
      ([a, b, names, more]) =>
        `from collections import namedtuple\nP = namedtuple("P", ${names}${more === "" ? "" : `, ${more}`})\np = P(${a}, ${b})\nprint(p, p[0], p._fields, p._asdict(), p == (${a}, ${b}), P._make([1, 2]), P._field_defaults)\nprint(p._replace(x=1), [*p], p.x)`,
    ),
];

const encodings: readonly Text[] = [
  ..."b16encode b32encode b64encode encodebytes standard_b64encode urlsafe_b64encode"
    .split(" ")
    .map((name) => of("base64", name, [anyBytes])),
  ..."b16decode b32decode b64decode standard_b64decode urlsafe_b64decode"
    .split(" ")
    .map((name) =>
      of("base64", name, [fc.constantFrom("b'QUJD'", "'QUI='", "b'414243'", "b'IFBEG==='", "'_-8='", "b'QQ'")]),
    ),
  of("base64", "decodebytes", [fc.constantFrom("b'QUJD\\n'", "b''")]),
  ..."md5 sha1 sha224 sha256 sha384 sha512 sha3_224 sha3_256 sha3_384 sha3_512 blake2b blake2s"
    .split(" ")
    .map((name) =>
      of(
        "hashlib",
        name,
        [bytes],
        (call) =>
          `(lambda h: (h.update(b'x'), h.hexdigest(), h.digest(), h.name, h.copy().hexdigest(), h.digest_size))(${call})`,
      ),
    ),
  of("hashlib", "new", [fc.constantFrom("'sha256'", "'nope'"), bytes], (call) => `${call}.hexdigest()`),
  of("hashlib", "pbkdf2_hmac", [fc.constantFrom("'sha256'", "'sha1'"), bytes, bytes, fc.constantFrom("1", "3")]),
  ...["quote", "quote_plus", "unquote", "unquote_plus"].map((name) => of("urllib.parse", name, [text])),
  of("urllib.parse", "quote_from_bytes", [bytes]),
  of("urllib.parse", "unquote_to_bytes", [fc.oneof(text, fc.constantFrom("'a%20b%zz'"))]),
  ...["parse_qs", "parse_qsl"].map((name) =>
    of("urllib.parse", name, [
      fc.constantFrom("'a=1&b=2&a=3'", "'a=&b'", "'x=%20+&y'", "''"),
      optional(fc.constant("keep_blank_values=True")),
    ]),
  ),
  of("urllib.parse", "urlencode", [
    fc.oneof(dict, fc.constant("[('a', [1, 2])]")),
    optional(fc.constant("doseq=True")),
  ]),
  ...["urlparse", "urlsplit", "urldefrag"].map((name) =>
    of(
      "urllib.parse",
      name,
      [fc.constantFrom("'http://u:p@h:80/a/b;c?d=e#f'", "'a/b?c'", "'sqlite:///x.db'", "'//h/x'")],
      (call) => `(${call}, ${call}[0])`,
    ),
  ),
  of("urllib.parse", "urljoin", [
    fc.constantFrom("'http://h/a/b'", "'a'"),
    fc.constantFrom("'c'", "'../c'", "'/c'", "'//x/y'", "'?q'"),
  ]),
  of("urllib.parse", "urlunsplit", [fc.constant("('http', 'h', 'p', 'q', 'f')")]),
  of("urllib.parse", "urlunparse", [fc.constant("('http', 'h', 'p', 'x', 'q', '')")]),
];

const path: Text = fc.constantFrom(
  "'a/b.c'",
  "'/a/../b'",
  "'a//b/'",
  "''",
  "'~/x'",
  "'$HOME/y'",
  "'.x.tar.gz'",
  "'../a'",
);
const texts: readonly Text[] = [
  ...[
    "basename",
    "dirname",
    "split",
    "splitext",
    "normpath",
    "normcase",
    "isabs",
    "expanduser",
    "expandvars",
    "splitdrive",
  ].map((name) => of("os.path", name, [path])),
  of("os.path", "join", [path, path]),
  of("os.path", "relpath", [fc.constantFrom("'a/b.c'", "'a//b/'", "'.x'"), fc.constantFrom("'../c'", "'b'")]),
  ...["commonprefix", "commonpath"].map((name) =>
    of("os.path", name, [listOf(fc.constantFrom("'a/b'", "'a/c'", "'ab'"), 3)]),
  ),
  of("string", "capwords", [text, optional(text)]),
  fc
    .tuple(fc.constantFrom("$a $" + "{b}", "$$x $a", "${a", "$ x", "$missing"), atom)
    .map(
      ([a, b]) =>
        `import string\nt = string.Template(${JSON.stringify(a)})\ntry: print(t.substitute(a=${b}, b=2))\nexcept Exception as e: print(type(e).__name__, e)\nprint(t.safe_substitute({"a": ${b}}), t.template)\nprint(string.Formatter().format("{0}-{x:>4}", ${b}, x=1), string.ascii_letters, string.punctuation)`,
    ),
  of("textwrap", "fill", [text, fc.constantFrom("5", "10", "1")]),
  of("textwrap", "indent", [text, text, optional(fc.constant("lambda line: True"))]),
  ...["wrap", "shorten"].map((name) => of("textwrap", name, [text, fc.constantFrom("5", "12")])),
  of("textwrap", "dedent", [text]),
  of(
    "textwrap",
    "TextWrapper",
    [fc.constantFrom("width=8, initial_indent='> '", "width=9, subsequent_indent='  '")],
    (call) => `${call}.wrap("the quick brown fox")`,
  ),
  ...["fnmatch", "fnmatchcase"].map((name) =>
    of("fnmatch", name, [text, fc.constantFrom("'*'", "'a*'", "'[!a]*'", "'?b?'")]),
  ),
  of("fnmatch", "filter", [listOf(text), fc.constantFrom("'*a*'", "'?'")]),
  of("fnmatch", "translate", [fc.constantFrom("'*.py'", "'a?[b-d]'")]),
  of("copy", "copy", [value]),
  of("copy", "deepcopy", [fc.oneof(value, listOf(value))]),
  of("copy", "replace", [value]).map((one) => one.replace("copy.replace", "copy.copy")),
  ...["search", "match", "fullmatch"].map((name) =>
    of(
      "re",
      name,
      [fc.constantFrom("r'\\w+'", "r'(?P<x>a)(b)?'", "r'\\d*'"), text],
      (call) =>
        `(lambda m: m and (m.group(), m.groups(), m.groupdict(), m.span(), m.start(), m.end(), m.lastindex))(${call})`,
    ),
  ),
  of(
    "re",
    "compile",
    [fc.constantFrom("r'a', re.I", "r'^b', re.M | re.S", "'('")],
    (call) => `(lambda p: (p.pattern, p.flags, p.groups, p.findall("aA\\nb")))(${call})`,
  ),
  of("json", "loads", [
    fc.oneof(text, fc.constantFrom("'[1, 2.50, {\"a\": null}]'", "'{\"a\" 1}'", "'[1,]'", "'1e400'")),
  ]),
  fc
    .tuple(
      listOf(fc.oneof(text, small), 3),
      fc.constantFrom("", ", delimiter=';'", ", quoting=csv.QUOTE_ALL", ", lineterminator='\\n'"),
    )
    .map(
      ([row, options]) =>
        `import csv, io\nout = io.StringIO()\nw = csv.writer(out${options})\nw.writerow(${row})\nw.writerows([[1, None], ["a,b", 'q"q']])\nprint(repr(out.getvalue()))\nprint(list(csv.reader(io.StringIO(out.getvalue()))))\nd = csv.DictWriter(out, ["x", "y"], extrasaction="ignore")\nd.writeheader(); d.writerow({"x": 1, "z": 3})\nprint(repr(out.getvalue()), list(csv.DictReader(["a,b", "1,2", "3"])))`,
    ),
  fc
    .tuple(text, small)
    .map(
      ([a, b]) =>
        `import io\nf = io.StringIO(${a})\nprint(f.read(2), f.tell(), f.readline(), f.readlines(), f.seek(0), f.read())\nprint(f.write("x"), f.getvalue(), f.seek(1), f.truncate(), f.getvalue(), f.closed)\ng = io.BytesIO(b"ab\\ncd")\nprint(g.read(${b}), g.readline(), g.getvalue(), list(g))\nwith f: f.writelines(["a", "b"])\ntry: f.read()\nexcept ValueError as e: print(e)`,
    ),
  fc
    .tuple(integer, fc.constantFrom("NAMESPACE_DNS", "NAMESPACE_URL", "NAMESPACE_OID", "NAMESPACE_X500"), text)
    .map(
      ([a, space, name]) =>
        `import uuid\nprint(uuid.uuid5(uuid.${space}, ${name}), uuid.uuid3(uuid.${space}, ${name}))\nu = uuid.UUID(int=abs(${a}) % 2**128)\nprint(u, u.hex, u.bytes, u.bytes_le, u.fields, u.urn, u.variant, u.version, u.int, u == uuid.UUID(str(u)), u < uuid.UUID(int=5), uuid.UUID(bytes=u.bytes), hash(u) == hash(uuid.UUID(u.hex)))\nuuid.UUID("12")`,
    ),
];

/** Calls of the functions of the standard library. */
export const library: readonly Text[] = [
  ...mathFunctions,
  ...itertoolsFunctions,
  ...operatorFunctions,
  ...functoolsFunctions,
  ...collectionsPrograms,
  ...encodings,
  ...texts,
];
