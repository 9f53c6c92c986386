import fc from "fast-check";
import { atom, bytes, dict, numbers, optional, small, type Text, text, value } from "./values.js";

const attempt = (statement: string): string =>
  `try:\n  ${statement}\nexcept Exception as e: print(type(e).__name__, e)`;

/** Objects of classes that Python's errors call with their module, and of some that they call without. */
const named: Text = fc.constantFrom(
  ...(
    "int|str;list[int];datetime.datetime(2020,1,1);datetime.date(2020,1,1);datetime.timedelta(1);datetime.timezone.utc;" +
    "decimal.Decimal(1);re.compile('a');re.match('a','a');collections.deque();collections.OrderedDict();" +
    "collections.defaultdict(list);collections.Counter();io.StringIO();io.BytesIO();functools.partial(max);" +
    "itertools.chain();uuid.UUID(int=1);pathlib.PurePosixPath('a');types.SimpleNamespace();object();None;range(3)"
  ).split(";"),
);

/** Programs with classes, and with the functions that read and change what objects have. */
export const classes: readonly Text[] = [
  fc
    .tuple(
      named,
      fc.constantFrom("x - 'a'", "len(x)", "x.nope", "x < 5", "x()", "5 & x", "~x", "int(x)", "[*x]", "{**x}"),
    )
    // A generic alias unpacks itself.
    .filter(([a, use]) => a !== "list[int]" || use !== "[*x]")
    .map(
      ([a, use]) =>
        `import datetime, decimal, re, collections, io, functools, itertools, uuid, pathlib, types\nx = ${a}\nprint(type(x).__name__, type(x).__module__, repr(type(x)))\n${attempt(`print(${use})`)}`,
    ),
  fc
    .tuple(atom, fc.constantFrom("C", "D", "C()", "D()"), fc.constantFrom("made", "plain", "name", "nope", "both"))
    .map(
      ([a, on, name]) =>
        `class C:\n  kept = 1\n  @classmethod\n  def made(cls, v=${a}): return cls.__name__, v\n  @staticmethod\n  def plain(*a, **k): return a, k\n  @property\n  def name(self): return type(self).__name__\n  @name.setter\n  def name(self, v): self.given = v\n  @name.deleter\n  def name(self): print("gone")\n  @name.getter\n  def read(self): return self.given\n  @classmethod\n  @property\n  def both(cls): return cls.kept\nclass D(C):\n  @classmethod\n  def made(cls): return super().made(2)\n  @property\n  def name(self): return "D " + super().name\n${attempt(`x = getattr(${on}, "${name}")\n  print(x() if callable(x) else type(x).__name__)`)}\nc = C()\nc.name = ${a}\nprint(c.given, c.read, vars(c), C.__dict__["made"].__func__.__name__, callable(C.plain), isinstance(C.__dict__["plain"], staticmethod))\ndel c.name\n${attempt(`D().name = 3`)}\n${attempt("del D().name")}`,
    ),
  fc
    .tuple(fc.constantFrom("'a'", "'b'", "'kept'", "'x y'", "5"), atom)
    .map(
      ([name, v]) =>
        `class C:\n  kept = 1\nclass S:\n  __slots__ = ("a",)\nfor make in (C, S, object, lambda: 3):\n  o = make()\n  try:\n    setattr(o, ${name}, ${v})\n    print(getattr(o, ${name}) == ${v}, hasattr(o, ${name}))\n    delattr(o, ${name})\n    print(hasattr(o, ${name}))\n    delattr(o, ${name})\n  except Exception as e: print(type(e).__name__, e)\n${attempt("print(vars(C()), sorted(k for k in vars(C) if not k.startswith('__')))")}\n${attempt("print(vars(3))")}`,
    ),
  fc
    .tuple(small, text)
    .map(
      ([a, b]) =>
        `n = ${a}\ndef f(p, *, q=${b}):\n  r = 1\n  def g(): return r\n  globals()["made"] = p + 1\n  return sorted(locals()), sorted(vars()), vars()["p"], globals()["n"], "n" in globals(), globals() is vars.__self__ if False else None\nprint(f(${a}), made)\nclass K:\n  z = 1\n  names = sorted(k for k in locals() if not k.startswith("_"))\nprint(K.names, globals()["__name__"], vars() is globals(), locals() is globals(), sorted(k for k in dir() if not k.startswith("_")))`,
    ),
  fc
    .tuple(value)
    .map(
      ([a]) =>
        `o = object()\nprint(o == o, o != object(), isinstance(${a}, object), type(o).__name__, hash(o) == hash(o), bool(o), type(o) is object, object.__name__, issubclass(bool, object))\n${attempt("o.x = 1")}\n${attempt("object(1)")}\n${attempt("print(o < o)")}\n${attempt("print(o + 1)")}\n${attempt("print(len(o))")}\nprint(repr(o).startswith("<object object at 0x"), object().__class__.__mro__ == (object,))`,
    ),
  fc
    .tuple(small, small)
    .map(
      ([a, b]) =>
        `class A:\n  def __init__(self, x): self.x = x\n  def who(self): return "A"\n  def __init_subclass__(cls, tag=None, **k): cls.tag = tag\n  def __repr__(self): return f"{type(self).__name__}({self.x})"\nclass B(A, tag="b"):\n  def who(self): return "B" + super().who()\nclass C(A):\n  def who(self): return "C" + super(C, self).who()\nclass D(B, C, tag=${a}):\n  def __init__(self, x, y):\n    super().__init__(x)\n    self.y = y\n  def who(self): return "D" + super().who()\nd = D(${a}, ${b})\nprint(d, d.who(), d.x + d.y, [k.__name__ for k in D.__mro__], B.tag, C.tag, D.tag, super(B, d).who(), D.mro() == list(D.__mro__), D.__bases__ == (B, C), isinstance(d, (int, A)))\n${attempt("super(C, B(1)).who()")}\n${attempt("super().x")}\n${attempt("super(3, 4)")}\n${attempt("class E(A, B): pass")}`,
    ),
  fc
    .tuple(value, value)
    .map(
      ([a, b]) =>
        `class Get:\n  def __get__(self, o, t=None): return "got" if o is None else o.v\nclass Data(Get):\n  def __set__(self, o, v): o.v = v\n  def __delete__(self, o): o.v = "deleted"\n  def __set_name__(self, owner, name): print(owner.__name__, name)\nclass C:\n  v = ${a}\n  g = Get()\n  d = Data()\n  def __getattr__(self, name): return "missing " + name\n  def __setattr__(self, name, v):\n    print("set", name)\n    object.__setattr__(self, name, v)\nc = C()\nprint(c.g == ${a}, C.g, c.nope)\nc.d = ${b}\nc.g = 5\nprint(c.d == ${b}, c.g)\ndel c.d\nprint(c.v, property(lambda self: 1).__get__(c), staticmethod(len).__get__(c)([1]), classmethod(lambda k: k.__name__).__get__(c)())`,
    ),
  fc
    .tuple(
      fc.constantFrom("int", "str", "list", "dict", "float", "tuple", "bytes", "bytearray", "frozenset", "set"),
      value,
    )
    // So many bytes are made of a number.
    .filter(([base, a]) => !base.startsWith("byte") || !/^-?\d{4}|^-?\d+\*\*/.test(a))
    .map(
      ([base, a]) =>
        `class K(${base}):\n  def extra(self): return len(self) if hasattr(self, "__len__") else self + 1\n${attempt(`k = K(${a})\n  print(type(k).__name__, isinstance(k, ${base}), k.extra(), ${base}(k) == k, k == K(${a}), bool(k))\n  k.own = 1\n  print(k.own, vars(k), type(k + k).__name__)`)}`,
    ),
  fc
    .tuple(fc.constantFrom("class", "type"), atom, numbers)
    .map(
      ([, a, b]) =>
        `T = type("T", (dict,), {"v": ${a}, "f": lambda self: self.v})\nt = T(a=1)\nprint(T.__name__, t.f() == ${a}, t, type(t) is T, type(T) is type, T.__mro__[1].__name__, T.__module__)\nclass M(type):\n  def __new__(m, name, bases, space, **k):\n    space["made"] = name.lower()\n    return super().__new__(m, name, bases, space)\n  def __call__(cls, *a): return (cls.made, super().__call__(*a).items)\n  def __iter__(cls): return iter(${b})\nclass X(metaclass=M):\n  def __init__(self, *a): self.items = a\nprint(X(1, 2), list(X), type(X).__name__, isinstance(X, M))`,
    ),
  fc
    .tuple(bytes, small)
    .map(
      ([a, n]) =>
        `x = bytearray(${a})\ny = x\nx += b"ab"\nx *= 2\nprint(x, y is x, len(x), x[${n} % 3:], bytes(x), list(x)[:4], x == bytes(x))\n${attempt(`x[${n}] = 65`)}\n${attempt(`x[1:3] = b"XYZ"`)}\n${attempt(`del x[::2]`)}\n${attempt(`x[0] = 256`)}\nprint(x, sorted(x), max(x, default=None), 97 in x, b"a" in x, x.hex(), x.copy() is x, [c for c in reversed(x)], bytearray(3), bytearray("é", "utf-8"))\nit = iter(x)\nx.append(33)\nprint(list(it)[-1:])`,
    ),
  fc
    .tuple(
      fc.constantFrom("notes.txt", "data.bin", "empty.txt", "nope.txt"),
      fc.constantFrom(
        "",
        "'r'",
        "'rb'",
        "'rt', encoding='latin-1'",
        "encoding='utf-8'",
        "errors='replace'",
        "'w+x'",
        "'q'",
      ),
      fc.integer({ min: -1, max: 12 }),
      optional(fc.constantFrom("-1", "3")),
    )
    .filter(([name, mode]) => !mode.includes("w") && !(name === "data.bin" && (mode === "" || /^'r'$|utf/.test(mode))))
    .map(
      ([name, mode, count, size]) =>
        `${attempt(`with open("${name}"${mode === "" ? "" : `, ${mode}`}) as f:\n    print(f.name, f.closed, f.readable(), f.read(${count}), f.readline(${size}), f.readlines(), f.read())\n    print(f.seek(0), f.tell(), [line for line in f], f.seek(0), f.read(1), f.mode)\n  print(f.closed)\n  f.read()`)}`,
    ),
  fc
    .tuple(dict, fc.oneof(text, small), atom)
    .map(
      ([a, key, v]) =>
        `class D(dict):\n  def __missing__(self, k): return ("none", k)\nd = D(${a})\nd |= {"z": ${v}}\nprint(d[${key}] == ${v}, d.get(${key}), list(reversed(d)), [*d.items()][-1], ${key} in d.keys(), d.keys() & {"z"}, d.items() == dict(d).items())\nmatch d:\n  case {"z": found, **rest}: print(found, len(rest))\n${attempt(`del d[${key}]`)}\n${attempt("for k in d: d[k + '!' if isinstance(k, str) else -100] = 1")}`,
    ),
];
