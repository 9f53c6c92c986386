import json, re, datetime, uuid, os, os.path, math, random, decimal, enum, dataclasses, collections, itertools, functools, contextlib, textwrap, string, csv, io, copy, operator, hashlib, base64, urllib.parse, pathlib, types, abc, logging, warnings, time, typing
from datetime import date, timedelta, timezone
print(json.dumps({"a": [1, 2.5, None, True, "é\n\u2028"], "b": {"x": ()}}, indent=2, sort_keys=True), json.loads('{"a": [1, 2.0, 1e3, -0, "\\u00e9"]}'))
try: json.loads('{"a": }')
except json.JSONDecodeError as e: print(e, e.pos)
print(re.sub(r"(\w+) (?P<n>\w+)", r"\g<n>-\1", "hello world foo bar"), re.findall(r"(a)(b)?", "abaab"), re.split(r"[,;]\s*", "a, b;c"), re.match(r"^(?:(\d+)|(\w+))$", "abc").groups())
print(re.search(r"(?i)HELLO\b", "say hello!"), re.fullmatch(r"a{2,3}?", "aaa"), re.sub(r"x*", "-", "abxd"), re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)").match("2024-05").groupdict())
d = datetime.datetime(2024, 2, 29, 13, 5, 7, 123456)
print(d, repr(d), d.isoformat(), d + timedelta(days=1, hours=-3), d.strftime("%Y/%m/%d %H:%M:%S.%f %j %a %b %p %I %U"), d.date(), d.replace(year=2023, day=1))
print(datetime.datetime.strptime("2021-03-04 05:06:07+0200", "%Y-%m-%d %H:%M:%S%z"), datetime.datetime.fromisoformat("2020-01-02T03:04:05.678+01:00"), date(2024, 1, 31) - date(2023, 12, 1), timedelta(seconds=3661.5), repr(timedelta(-1, 5)))
print(datetime.datetime(2024,1,1,tzinfo=timezone.utc).astimezone(timezone(timedelta(hours=5, minutes=30))), date.fromordinal(738000), date(2024,5,5).isocalendar()[:2])
u = uuid.UUID("12345678-1234-5678-1234-567812345678"); print(u, repr(u), u.hex, u.int, u.version, uuid.uuid5(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid3(uuid.NAMESPACE_URL, "x"), len(str(uuid.uuid4())))
print(os.path.join("a", "/b", "c"), os.path.splitext("a/b.tar.gz"), os.path.basename("/x/y"), os.path.normpath("a/../b/./c"), os.environ.get("NOPE", "dflt"), os.path.relpath("/a/b", "/a/c"))
random.seed(42); print(random.random(), random.randint(1, 100), random.choice("abc"), random.sample(range(100), 5), random.shuffle([1,2,3]), random.gauss(0, 1), random.getrandbits(70))
random.seed("hello"); print(random.random(), random.uniform(1, 2))
from decimal import Decimal as D
print(D("1.10") + D("2.205"), D(1)/D(3), D("1E+3"), D("0.00000012"), round(D("2.675"), 2), D("10").quantize(D("0.01")), D("1.5").quantize(D("1"), rounding=decimal.ROUND_HALF_UP), D("3.14").as_tuple(), int(D("7.9")), D(2)**10, D("2").sqrt(), hash(D("1.5")) == hash(1.5), f"{D('1234.5'):,.2f}", D(0.1))
class Color(enum.Enum):
    RED = 1
    GREEN = "g"
    ALIAS = 1
print(Color.RED, repr(Color.GREEN), Color(1), Color["GREEN"], list(Color), Color.ALIAS is Color.RED, Color.RED.name, Color.RED.value, len(Color), Color.RED in Color, isinstance(Color.RED, Color))
class S(str, enum.Enum):
    A = "a"
    B = "b"
print(S.A == "a", S.A, S("b"), S.A.upper(), f"{S.A}", {S.A: 1}["a"], json.dumps(S.A), [e.value for e in S])
class P(enum.IntEnum):
    X = enum.auto()
    Y = enum.auto()
print(P.X + 1, P.Y, repr(P.Y), P(2), max(P))
class F(enum.Flag):
    R = 1
    W = 2
print(F.R | F.W, F.R in (F.R | F.W), bool(F(0)), ~F.R)
try: Color(99)
except ValueError as e: print(e)
E_ = enum.Enum("E_", "A B C"); print(list(E_), E_.B.value)
@dataclasses.dataclass(order=True)
class Pt:
    x: int
    y: int = 2
    z: list = dataclasses.field(default_factory=list, compare=False)
print(Pt(1), Pt(1, 3) > Pt(1, 2), Pt(1) == Pt(1), dataclasses.asdict(Pt(1)), dataclasses.replace(Pt(1), x=5))
@dataclasses.dataclass(frozen=True)
class Fz: a: int
try: Fz(1).a = 2
except dataclasses.FrozenInstanceError as e: print("frozen", e)
print({Fz(1): 2}[Fz(1)])
try: Pt()
except TypeError as e: print(e)
class NT(typing.NamedTuple):
    a: int
    b: str = "x"
print(NT(1), NT(1).b, NT(1)._asdict(), NT(1)._replace(a=3), collections.namedtuple("Q", "a b")(1, 2))
dd = collections.defaultdict(list); dd["a"].append(1); print(dd, dict(dd), collections.Counter("abracadabra").most_common(2), collections.OrderedDict(a=1), collections.deque([1,2,3], 2), collections.ChainMap({"a":1},{"b":2})["b"])
print(list(itertools.product("ab", [1,2])), list(itertools.combinations(range(4), 2))[:3], list(itertools.permutations("abc", 2))[:3], list(itertools.chain([1],[2])), list(itertools.islice(itertools.count(5), 3)), [(k, list(g)) for k, g in itertools.groupby("aabbb")], list(itertools.zip_longest("ab", "c", fillvalue="-")), list(itertools.accumulate([1,2,3])))
@functools.lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n-1) + fib(n-2)
print(fib(50), fib.cache_info(), functools.reduce(lambda a, b: a*b, [1,2,3]), functools.partial(int, base=2)("101"))
@contextlib.contextmanager
def cm():
    print("in")
    try: yield 5
    finally: print("out")
with cm() as v: print(v)
with contextlib.suppress(KeyError): {}["x"]
print(textwrap.dedent("""
    a
      b
"""), textwrap.fill("the quick brown fox jumps over the lazy dog", 20), textwrap.indent("a\nb", "> "), textwrap.shorten("hello big world", 11))
print(string.ascii_letters, string.Template("$a ${b} $$").substitute(a=1, b=2), string.capwords("foo bar"))
o = io.StringIO(); w = csv.writer(o); w.writerow(["a,b", 'q"x', 1, None, 2.5]); print(repr(o.getvalue()), list(csv.reader(["a,\"b,c\"\n", "1,2\n"])), list(csv.DictReader(io.StringIO("x,y\n1,2\n"))))
print(copy.deepcopy({"a": [1, (2, [3])]}), operator.itemgetter(1, 0)("ab"), operator.attrgetter("x")(Pt(9)), sorted([Pt(2), Pt(1)], key=operator.attrgetter("x")))
print(hashlib.md5(b"a").hexdigest(), hashlib.sha256("é".encode()).hexdigest(), hashlib.blake2b(b"x", digest_size=8).hexdigest(), base64.b64encode(b"hello"), base64.b64decode("aGVsbG8="), base64.urlsafe_b64encode(b"\xff\xfe"), base64.b32encode(b"hi"))
print(urllib.parse.urlparse("http://u:p@h:80/p;x?q=1#f"), urllib.parse.quote("a b/é"), urllib.parse.urlencode({"a": 1, "b": "x y"}), urllib.parse.parse_qs("a=1&a=2"), urllib.parse.urljoin("http://a/b/c", "../d"), urllib.parse.unquote("a%20b"))
print(pathlib.PurePosixPath("/a/b.txt").stem, pathlib.PurePosixPath("a") / "b", pathlib.PurePosixPath("/a/b/c").parts, pathlib.PurePosixPath("a/b.py").with_suffix(".ts"), pathlib.PurePosixPath("/a/b").parent)
print(math.floor(2.7), math.ceil(2.1), math.sqrt(2), math.pi, math.gcd(12, 18), math.factorial(20), math.isclose(0.1+0.2, 0.3), math.log(8, 2), math.comb(10, 3), math.fsum([.1]*10), math.isqrt(10**20), math.hypot(3,4))
class AB(abc.ABC):
    @abc.abstractmethod
    def f(self): ...
try: AB()
except TypeError as e: print(e)
print(types.SimpleNamespace(a=1), isinstance(lambda: 1, types.FunctionType), typing.Optional[int] is not None)
with warnings.catch_warnings(record=True) as rec:
    warnings.simplefilter("always"); warnings.warn("dep", DeprecationWarning); print(len(rec), rec[0].message)
print(time.strftime("%Y", time.gmtime(0)), time.gmtime(86400).tm_mday)
logging.getLogger("x").info("nothing")

from urllib.parse import unquote as _unquote

print([_unquote(text) for text in ("%F ", "% 1", "%+1", "%41", "%", "%4", "a%zz%41b")])
print(660845960.25**-3, 1.3531058994632703e54**3, 0.1**7, (-0.5) ** 1000, 5e-324**1, (-1.5) ** -3)
print([text.rsplit(maxsplit=most) for text in ("  spaced  out ", "a", " a ", "  ") for most in (0, 1, 2, 3)])
print([[format(value, spec) for spec in (".0", "#.0", ".1", "#.1", ".2", "#.2", "#", "#.3", "g", "#.1g")] for value in (0.0, 1.0, 123.0, 10.0, 5.5, 0.5)])
for _values in ((True, 1.5, "a"), ("a", 1.5, True), (1.5, True, "a", None), (1, 3, 2, "a"), (4, 3, 2, "a", 1), (1, 2, 2.5, b"b", "c")):
    for _reverse in (False, True):
        try:
            sorted(_values, reverse=_reverse)
        except TypeError as error:
            print(error)
print(sorted([3, 1, 2, 3, 0, 9, 8, 7]), sorted([3, 2, 1], reverse=True), sorted([(1, "b"), (0, "a"), (1, "a")], key=lambda one: one[0]))
