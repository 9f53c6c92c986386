# more breadth
import sys, os, enum, re
from typing import Optional, Sequence, Union, List
revision: str = "a"
down_revision: Union[str, None] = None
def upgrade_engine1(): print("e1")
globals()["upgrade_%s" % "engine1"]()
print(__name__, __file__ is not None)
try:
    import nosuchmodule
except ImportError as e:
    print("ie", e, e.name)
try:
    from os import nosuch
except ImportError as e: print(str(e).split(" (")[0])
class UpperDict(dict):
    def __setitem__(self, k, v): super().__setitem__(k.upper(), v)
    def __getitem__(self, k): return super().__getitem__(k.upper())
u = UpperDict(); u["a"] = 1; print(u["A"], u)
def kw(*, a, b=2): return a, b
try: kw()
except TypeError as e: print(e)
try: kw(1)
except TypeError as e: print(e)
try: len()
except TypeError as e: print("len te")
try: "a" + 1
except TypeError as e: print(e)
try: {}[[]]
except TypeError as e: print(e)
try: None.x
except AttributeError as e: print(e)
try: (1).x
except AttributeError as e: print(e)
try: int.foo
except AttributeError as e: print(e)
try: os.foo
except AttributeError as e: print(e)
try: [1][5]
except IndexError as e: print(e)
try: int("abc")
except ValueError as e: print(e)
try: raise KeyError("k")
except (ValueError, LookupError) as e: print(type(e), e, repr(e))
try: a, b = 1,
except ValueError as e: print(e)
try: for_ = 5; for_()
except TypeError as e: print(e)
try: next(iter([]))
except StopIteration: print("stop")
try: max([])
except ValueError as e: print(e)
try: "{} {}".format(1)
except IndexError as e: print(e)
try: "%d" % "x"
except TypeError as e: print(e)
try: sorted([1, "a"])
except TypeError as e: print(e)
try: [].remove(1)
except ValueError as e: print(e)
try: raise 5
except TypeError as e: print(e)
try: open("/nonexistent/file")
except FileNotFoundError as e: print(e.errno, e.filename, e)
def gen():
    yield from (i for i in range(3))
    return 7
def outer():
    r = yield from gen()
    print("r", r)
print(list(outer()))
import asyncio
async def main():
    async def f(x): return x * 2
    return await asyncio.gather(f(1), f(2))
print(asyncio.run(main()))
print(sorted([(1, "b"), (0, "a")], key=lambda t: t[1]), list(map(lambda x, y: x + y, [1, 2], [3, 4])), dict(zip("ab", [1, 2])), any(x > 2 for x in [1, 2, 3]))
print(str(b"x"), repr("a'b"), repr('a"b\'c'), "a\\b", r"\n", "\x41\u00e9", 'tab\t', "é".encode("unicode_escape") if False else "")
print(1_000, 0b11, 0o17, 0xff, 1e3, 1., .5, 10 // 3, -10 // 3, 10 % -3, 2 ** -1, 7 / 2, 1 if [] else 2)
print(*[1, 2], sep="-", end="!\n")
x = [1, 2, 3]; x[1:1] = [9]; del x[::2]; print(x)
d = {"a": 1, **{"b": 2}}; print({**d, "a": 3}, list(reversed(d)), dict(sorted(d.items(), reverse=True)))
print("%s %r %5d|%-5s|%05.1f %x %%" % ("a", "b", 42, "c", 3.14159, 255))
print(f"{'nested ' + f'{1 + 1}'} {x!r:>10} {3.0:g} {1e10:,.2f} {True!s:5}|")
print(" ".join(w.capitalize() for w in "the quick fox".split()), "abc".partition("b"), "a-b_c".replace("-", "_"))
print(type(re.compile("x")), isinstance(3, (int, float)), hasattr([], "append"), getattr({}, "nope", 5), callable(print))
print(sum([0.1] * 3), round(1234.5678, -2), abs(-3), divmod(17, 5), pow(2, 10, 1000), hex(255), bin(5), chr(97), ord("a"))
