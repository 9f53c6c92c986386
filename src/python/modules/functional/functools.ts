/** `functools`, written in Python and run by the evaluator. */
export const functoolsSource = `
def wraps(wrapped, assigned=None, updated=None):
    def decorate(wrapper):
        return update_wrapper(wrapper, wrapped)
    return decorate


WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        if name == "__annotations__":
            continue
        if hasattr(wrapped, name):
            setattr(wrapper, name, getattr(wrapped, name))
    if hasattr(wrapped, "__dict__") and hasattr(wrapper, "__dict__"):
        wrapper.__dict__.update(wrapped.__dict__)
    wrapper.__wrapped__ = wrapped
    return wrapper


_missing = object()


def reduce(function, iterable, initial=_missing, /):
    iterator = iter(iterable)
    if initial is _missing:
        try:
            value = next(iterator)
        except StopIteration:
            raise TypeError("reduce() of empty iterable with no initial value") from None
    else:
        value = initial
    for item in iterator:
        value = function(value, item)
    return value


class partial:
    def __new__(cls, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError("the first argument must be callable")
        self = super().__new__(cls)
        if isinstance(func, partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords
        return self

    def __init__(self, func, /, *args, **keywords):
        pass

    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})

    def __repr__(self):
        parts = [repr(self.func)]
        parts.extend(repr(one) for one in self.args)
        parts.extend(f"{name}={value!r}" for name, value in self.keywords.items())
        return f"functools.partial({', '.join(parts)})"


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, instance, owner=None):
        def method(*args, **keywords):
            return self.func(instance, *self.args, *args, **{**self.keywords, **keywords})
        return method


class _CacheInfo(tuple):
    def __new__(cls, hits, misses, maxsize, currsize):
        return super().__new__(cls, (hits, misses, maxsize, currsize))

    hits = property(lambda self: self[0])
    misses = property(lambda self: self[1])
    maxsize = property(lambda self: self[2])
    currsize = property(lambda self: self[3])

    def __repr__(self):
        return f"CacheInfo(hits={self[0]}, misses={self[1]}, maxsize={self[2]}, currsize={self[3]})"


class _Cached:
    def __init__(self, function, maxsize, typed):
        self._function = function
        self._maxsize = maxsize
        self._typed = typed
        self._values = {}
        self._hits = 0
        self._misses = 0
        update_wrapper(self, function)

    def __call__(self, *args, **keywords):
        key = (args, tuple(keywords.items()))
        if self._typed:
            key += (tuple(type(one) for one in args),)
        if key in self._values:
            self._hits += 1
            value = self._values.pop(key)
            self._values[key] = value
            return value
        self._misses += 1
        value = self._function(*args, **keywords)
        if self._maxsize != 0:
            self._values[key] = value
            if self._maxsize is not None and len(self._values) > self._maxsize:
                del self._values[next(iter(self._values))]
        return value

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return partial(self, instance)

    def cache_info(self):
        return _CacheInfo(self._hits, self._misses, self._maxsize, len(self._values))

    def cache_clear(self):
        self._values.clear()
        self._hits = self._misses = 0


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize):
        return _Cached(maxsize, 128, False)
    return lambda function: _Cached(function, None if maxsize is None else max(maxsize, 0), typed)


def cache(function, /):
    return _Cached(function, None, False)


class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        self.attrname = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname not in instance.__dict__:
            instance.__dict__[self.attrname] = self.func(instance)
        return instance.__dict__[self.attrname]


def cmp_to_key(compare):
    class K:
        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return compare(self.obj, other.obj) < 0

        def __gt__(self, other):
            return compare(self.obj, other.obj) > 0

        def __eq__(self, other):
            return compare(self.obj, other.obj) == 0

        def __le__(self, other):
            return compare(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return compare(self.obj, other.obj) >= 0

    return K


def total_ordering(cls):
    own = [name for name in ("__lt__", "__le__", "__gt__", "__ge__") if name in cls.__dict__]
    if not own:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    base = own[0]

    def known(self, other):
        return getattr(type(self), base)(self, other)

    def less(self, other):
        if base == "__lt__":
            return known(self, other)
        if base == "__le__":
            return known(self, other) and self != other
        if base == "__gt__":
            return not known(self, other) and self != other
        return not known(self, other)

    if "__lt__" not in cls.__dict__:
        cls.__lt__ = less
    if "__le__" not in cls.__dict__:
        cls.__le__ = lambda self, other: less(self, other) or self == other
    if "__gt__" not in cls.__dict__:
        cls.__gt__ = lambda self, other: not less(self, other) and self != other
    if "__ge__" not in cls.__dict__:
        cls.__ge__ = lambda self, other: not less(self, other)
    return cls


def singledispatch(function):
    registry = {object: function}

    def dispatch(cls):
        for one in cls.__mro__:
            if one in registry:
                return registry[one]
        return function

    def register(cls, implementation=None):
        if implementation is None:
            if isinstance(cls, type):
                return lambda implementation: register(cls, implementation)
            implementation = cls
            cls = next(iter(cls.__annotations__.values()))
        registry[cls] = implementation
        return implementation

    def wrapper(*args, **keywords):
        if not args:
            raise TypeError(f"{function.__name__} requires at least 1 positional argument")
        return dispatch(type(args[0]))(*args, **keywords)

    update_wrapper(wrapper, function)
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    return wrapper
`;
