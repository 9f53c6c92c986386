"""Classes: descriptors, metaclasses, special methods, inheritance."""


class Typed:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner=None):
        return self if instance is None else getattr(instance, self.name, "unset")

    def __set__(self, instance, value):
        if not isinstance(value, int):
            raise TypeError("int only")
        setattr(instance, self.name, value)

    def __delete__(self, instance):
        delattr(instance, self.name)


class Base:
    registry = []
    number = Typed()

    def __init_subclass__(cls, /, tag="none", **kwargs):
        super().__init_subclass__(**kwargs)
        cls.registry.append((cls.__name__, tag))

    def who(self):
        return "Base"

    def __getattr__(self, name):
        if name.startswith("auto_"):
            return name[5:]
        raise AttributeError(f"no {name}")


class Left(Base, tag="l"):
    def who(self):
        return "Left>" + super().who()


class Right(Base):
    def who(self):
        return "Right>" + super().who()


class Both(Left, Right, tag="b"):
    def who(self):
        return "Both>" + super().who()


both = Both()
print(both.who(), [c.__name__ for c in Both.__mro__], Base.registry, both.auto_x, hasattr(both, "nope"))
both.number = 3
print(both.number, both.__dict__, type(Base.number).__name__)
try:
    both.number = "x"
except TypeError as error:
    print(error)
del both.number
print(both.number)


class Meta(type):
    def __new__(mcs, name, bases, namespace, **kwargs):
        namespace["made_by"] = mcs.__name__
        return super().__new__(mcs, name, bases, namespace)

    def __call__(cls, *args, **kwargs):
        made = super().__call__(*args, **kwargs)
        made.counted = getattr(cls, "count", 0)
        cls.count = made.counted + 1
        return made

    def __len__(cls):
        return 42

    @property
    def label(cls):
        return cls.__name__.lower()


class Made(metaclass=Meta):
    def __init__(self, value=0):
        self.value = value


print(Made.made_by, Made(1).counted, Made(2).counted, len(Made), Made.label, isinstance(Made, Meta), type(Made).__name__)


class Number:
    def __init__(self, value):
        self.value = value

    def __repr__(self):
        return f"Number({self.value})"

    def __index__(self):
        return self.value

    def __iadd__(self, other):
        self.value += int(other)
        return self

    def __int__(self):
        return self.value

    def __float__(self):
        return float(self.value)

    def __neg__(self):
        return Number(-self.value)

    def __abs__(self):
        return Number(abs(self.value))

    def __divmod__(self, other):
        return "divmod"

    def __matmul__(self, other):
        return "matmul"

    def __rsub__(self, other):
        return f"{other}-{self.value}"

    def __format__(self, spec):
        return f"<{spec}>"

    def __round__(self, digits=None):
        return f"round{digits}"

    def __iter__(self):
        return iter(range(self.value))

    def __reversed__(self):
        return "rev"

    def __contains__(self, item):
        return item == "in"


n = Number(3)
n += 2
print(n, [10, 11, 12, 13, 14, 15][n], int(n), float(n), -n, abs(Number(-4)), divmod(n, 1), n @ 1, 9 - n, f"{n:abc}", round(n, 2), list(n), reversed(n), "in" in n, "out" in n, hex(n))
a, *b = Number(3)
print(a, b)


class Text(str):
    def shout(self):
        return self.upper() + "!"

    def __eq__(self, other):
        return str.__eq__(self, other)

    __hash__ = str.__hash__


t = Text("hey")
print(t.shout(), t == "hey", {t: 1}["hey"], len(t), t + "x", type(t + "x").__name__, isinstance(t, str), t[1], f"{t:>5}", "%s" % t, ",".join([t, t]))


class Stack(list):
    def push(self, item):
        self.append(item)
        return self


s = Stack([1]).push(2)
print(s, len(s), s[-1], type(s[:]).__name__, s == [1, 2], isinstance(s, list))


class Default(dict):
    def __missing__(self, key):
        return f"<{key}>"


d = Default(a=1)
print(d["a"], d["b"], d.get("b"), "%(x)s" % d, "{x}".format_map(d), dict(d))


class Closing:
    def __enter__(self):
        return "entered"

    def __exit__(self, kind, value, trace):
        print("closing", kind and kind.__name__, value)
        return kind is KeyError


with Closing() as c:
    print(c)
with Closing():
    {}["gone"]
try:
    with Closing():
        raise ValueError("through")
except ValueError as error:
    print("caught", error)


def numbers():
    try:
        while True:
            got = yield
            print("got", got)
    except GeneratorExit:
        print("closed")
        raise
    finally:
        print("cleanup")


g = numbers()
next(g)
g.send(1)
g.close()


def chained():
    try:
        int("x")
    except ValueError as first:
        raise RuntimeError("second") from first


try:
    chained()
except RuntimeError as error:
    print(repr(error.__cause__), error.__context__ is error.__cause__, error.__suppress_context__)

try:
    try:
        1 / 0
    finally:
        print("finally")
except ZeroDivisionError as error:
    print(error)


def order():
    for i in range(3):
        try:
            if i == 1:
                continue
            if i == 2:
                return "returned"
            print("body", i)
        finally:
            print("fin", i)


print(order())


class Slotted:
    __slots__ = ("x",)


z = Slotted()
z.x = 1
try:
    z.y = 2
except AttributeError as error:
    print(error)
print(z.x, hasattr(z, "__dict__"))


class Private:
    def __init__(self):
        self.__hidden = 1

    def get(self):
        return self.__hidden


print(Private().get(), Private().__dict__, hasattr(Private(), "__hidden"))
print(type("Dynamic", (Base,), {"x": 5})().x, issubclass(Both, (Left, int)), callable(Both), callable(both))


def counter():
    total = 0

    def add(n=1):
        nonlocal total
        total += n
        return total

    return add


c1, c2 = counter(), counter()
print(c1(), c1(5), c2(), [f() for f in [lambda i=i: i for i in range(3)]], [f() for f in [lambda: i for i in range(3)]])
print((lambda a, /, b, *c, d=4, **e: (a, b, c, d, e))(1, 2, 3, d=5, f=6))
x = 10


class Scope:
    x = 20
    y = x + 1
    values = [x for _ in range(1)]

    def get(self):
        return x


print(Scope.y, Scope.values, Scope().get())
print([y := 5, y**2], y, [(i, j) for i in range(3) for j in range(i) if (i + j) % 2])
try:
    print(undefined_name)
except NameError as error:
    print(error)


def unbound():
    print(value)
    value = 1


try:
    unbound()
except UnboundLocalError as error:
    print(error)
