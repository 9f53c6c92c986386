print("hi", 1+2, 2**100, 7//-2, -7%3, 1/3, 1e16, 1.5e-7, 0.1+0.2)
def f(a, b=2, *args, c=3, **kw):
    return a, b, args, c, kw
print(f(1), f(1,2,3,4,c=5,d=6))
class A:
    x = 1
    def __init__(self, n): self.n = n
    def __repr__(self): return f"A({self.n!r})"
    def __eq__(self, o): return self.n == o.n
    def __hash__(self): return hash(self.n)
    def __add__(self, o): return A(self.n + o.n)
    @property
    def dbl(self): return self.n*2
    @classmethod
    def make(cls, n): return cls(n)
    @staticmethod
    def st(x): return x+1
class B(A):
    def __init__(self, n):
        super().__init__(n)
        self.z = 1
    def __repr__(self): return "B" + super().__repr__()
a = A(1)
print(a, B(2), a == A(1), a + A(4), A.make(3).dbl, A.st(4), {A(1): 2}[A(1)])
def gen(n):
    for i in range(n):
        x = yield i
        if x: print("got", x)
    return "done"
g = gen(3)
print(next(g), g.send("v"), list(g))
def outer():
    r = yield from gen(2)
    print(r)
print(list(outer()))
try:
    1/0
except ZeroDivisionError as e:
    print("caught", e, type(e).__name__)
else: print("no")
finally: print("fin")
try:
    try: {}["x"]
    except KeyError as e: raise ValueError("bad") from e
except ValueError as e: print(repr(e), repr(e.__cause__))
print([x*y for x in range(3) for y in range(2) if x], {k: v for k, v in zip("abc", range(3))}, {x%2 for x in range(5)})
print(sum(x for x in range(10)), max([3,1,2], key=lambda v: -v), sorted({"b":1,"a":2}.items()))
s = "Hello %s %d %5.2f %r" % ("w", 3, 2.5, "q"); print(s)
print("{0} {1:>5} {name!r:^10}".format(1, 2, name="x"), f"{3.14159:.2f} {255:#x} {1234567:,} {'a':*^5} {a=}")
x, *y, z = range(5); print(x, y, z)
match {"k": [1, 2, 3], "t": "v"}:
    case {"k": [1, *rest], **o}: print(rest, o)
class E(Exception):
    def __init__(self, m, code): super().__init__(m); self.code = code
try: raise E("m", 3)
except E as e: print(e, e.code, e.args)
def deco(fn):
    def w(*a, **k):
        print("call", fn.__name__); return fn(*a, **k)
    return w
@deco
def add(a, b): return a + b
print(add(1, b=2))
i = 0
while True:
    i += 1
    if i > 5: break
    if i % 2: continue
else: print("never")
print(i, i if i > 3 else 0, not i, i and "a" or "b", 1 < i < 10)
class CM:
    def __enter__(self): print("enter"); return self
    def __exit__(self, t, v, tb): print("exit", t.__name__ if t else None); return True
with CM() as c, CM():
    raise ValueError("x")
d = {"a": 1}; d.update(b=2); d |= {"c": 3}; print(d, list(d), d.get("zz"), d.pop("a"), d.setdefault("q", []), "b" in d)
l = [3,1,2]; l.sort(reverse=True); l += (9,8); l[1:2] = [7,7]; del l[0]; print(l, l[::-1], l[-2:], l.index(9))
print("a,b,,c".split(","), " x y  z ".split(), "abc".upper().center(9, "-"), "x".join(["1","2"]), "abc"[::-1], "abc".find("c"))
print(True + 1, None is None, isinstance(True, int), type(1), type("").__name__, int("0x1f", 16), float("1e3"), round(2.5), round(2.675, 2), divmod(-7, 2))
print(b"ab\x00", bytes([1,2]), "é".encode(), b"\xc3\xa9".decode(), list(b"ab"))
def rec(n): return 0 if n == 0 else 1 + rec(n-1)
print(rec(900))
try: rec(100000)
except RecursionError as e: print("rec", e)
global_x = 1
def setg():
    global global_x
    global_x += 1
    y = 0
    def inner():
        nonlocal y
        y += 5
        return y
    return inner() + y
print(setg(), global_x, globals()["global_x"], "f" in globals())
print(A.__name__, A.__mro__, a.__class__, ().__class__.__mro__, A.__dict__.keys() >= {"x"})
print((lambda *a, k=1: (a, k))(1, 2, k=3), [*range(3), *"ab"], {**d, "z": 1}, (1,), ())
print(hash(1) == hash(1.0) == hash(True), {1: "a", 1.0: "b", True: "c"}, {(1, 2): 3}[(1.0, 2)])
assert True
try: assert 0, "msg"
except AssertionError as e: print("assert", e)
async def co(x): return x + 1
async def main(): return await co(1) + await co(2)
try: main().send(None)
except Exception as e: print(type(e))


def unions():
    for a, b in [(None, int), (int, None), (None, list[int]), (int | str, None), (int, int | None)]:
        print(a | b)
    for a, b in [(None, None), (None, range(3)), (range(3), None), (int, 5), (5, int), ("x", int)]:
        try:
            print(a | b)
        except TypeError as error:
            print(error)


unions()
