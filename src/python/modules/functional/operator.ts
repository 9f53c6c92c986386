/** `operator`, written in Python and run by the evaluator. */
export const operatorSource = `
def lt(a, b, /): return a < b
def le(a, b, /): return a <= b
def eq(a, b, /): return a == b
def ne(a, b, /): return a != b
def ge(a, b, /): return a >= b
def gt(a, b, /): return a > b
def not_(a, /): return not a
def truth(a, /): return bool(a)
def is_(a, b, /): return a is b
def is_not(a, b, /): return a is not b
def add(a, b, /): return a + b
def sub(a, b, /): return a - b
def mul(a, b, /): return a * b
def truediv(a, b, /): return a / b
def floordiv(a, b, /): return a // b
def mod(a, b, /): return a % b
def pow(a, b, /): return a ** b
def matmul(a, b, /): return a @ b
def lshift(a, b, /): return a << b
def rshift(a, b, /): return a >> b
def and_(a, b, /): return a & b
def or_(a, b, /): return a | b
def xor(a, b, /): return a ^ b
def neg(a, /): return -a
def pos(a, /): return +a
def inv(a, /): return ~a
invert = inv
_abs = abs
def abs(a, /): return _abs(a)
def index(a, /): return range(a).stop if not isinstance(a, int) else int(a)
def concat(a, b, /): return a + b
def contains(a, b, /): return b in a
def getitem(a, b, /): return a[b]
def setitem(a, b, c, /): a[b] = c
def delitem(a, b, /): del a[b]
def countOf(a, b, /): return sum(1 for one in a if one is b or one == b)
def indexOf(a, b, /):
    for position, one in enumerate(a):
        if one is b or one == b:
            return position
    raise ValueError("sequence.index(x): x not in sequence")
def iadd(a, b, /):
    a += b
    return a
def isub(a, b, /):
    a -= b
    return a
def imul(a, b, /):
    a *= b
    return a
def itruediv(a, b, /):
    a /= b
    return a
def ifloordiv(a, b, /):
    a //= b
    return a
def imod(a, b, /):
    a %= b
    return a
def ipow(a, b, /):
    a **= b
    return a
def imatmul(a, b, /):
    a @= b
    return a
def ilshift(a, b, /):
    a <<= b
    return a
def irshift(a, b, /):
    a >>= b
    return a
def iand(a, b, /):
    a &= b
    return a
def ixor(a, b, /):
    a ^= b
    return a
def ior(a, b, /):
    a |= b
    return a
iconcat = iadd
def length_hint(obj, default=0, /): return len(obj) if hasattr(obj, "__len__") else default
def call(obj, /, *args, **kwargs): return obj(*args, **kwargs)


class attrgetter:
    def __init__(self, attr, /, *attrs):
        self._attrs = (attr, *attrs)

    def __call__(self, obj, /):
        values = tuple(self._get(obj, name) for name in self._attrs)
        return values[0] if len(values) == 1 else values

    def _get(self, obj, name):
        for part in name.split("."):
            obj = getattr(obj, part)
        return obj


class itemgetter:
    def __init__(self, item, /, *items):
        self._items = (item, *items)

    def __call__(self, obj, /):
        values = tuple(obj[item] for item in self._items)
        return values[0] if len(values) == 1 else values


class methodcaller:
    def __init__(self, name, /, *args, **kwargs):
        self._name = name
        self._args = args
        self._kwargs = kwargs

    def __call__(self, obj, /):
        return getattr(obj, self._name)(*self._args, **self._kwargs)
`;
