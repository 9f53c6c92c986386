import fc from "fast-check";
import { bytes, integer, listOf, numbers, small, type Text, text, value } from "./values.js";

export const programs: readonly Text[] = [
  fc
    .tuple(value, fc.constantFrom(..."+ - * / // % ** @ << >> & | ^".split(" ")), fc.oneof(small, value))
    // Shifts, products and powers stay small.
    .filter(([a, operator, b]) => !/^(\*\*|<<|\*)$/.test(operator) || (a.length < 6 && /^-?\d{1,2}$/.test(b)))
    .map(
      ([a, operator, b]) =>
        `x = ${a}\ny = x\ntry: x ${operator}= ${b}\nexcept Exception as e: print(type(e).__name__, e)\nprint(repr(x) if not isinstance(x, set) else sorted(map(repr, x)), isinstance(x, (list, set, dict)) and x is y)`,
    ),
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
