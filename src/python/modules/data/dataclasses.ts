/** `dataclasses`, written in Python and run by the evaluator. */
export const dataclassesSource = `
class FrozenInstanceError(AttributeError):
    pass


class _Missing:
    def __repr__(self):
        return "<dataclasses._MISSING_TYPE object>"


MISSING = _Missing()


class _KwOnly:
    pass


KW_ONLY = _KwOnly()


class InitVar:
    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = metadata or {}
        self.kw_only = kw_only
        self._is_init_var = False


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _is_class_var(annotation):
    return "ClassVar" in (annotation if isinstance(annotation, str) else repr(annotation))


def _collect(cls, kw_only):
    fields = {}
    for base in cls.__mro__[-1:0:-1]:
        fields.update(getattr(base, "__dataclass_fields__", {}) if "__dataclass_fields__" in base.__dict__ else {})
    annotations = cls.__dict__.get("__annotations__", {})
    own_kw_only = kw_only
    for name, annotation in annotations.items():
        if annotation is KW_ONLY or annotation is _KwOnly or annotation == "KW_ONLY":
            own_kw_only = True
            continue
        if _is_class_var(annotation):
            continue
        default = cls.__dict__.get(name, MISSING)
        one = default if isinstance(default, Field) else field(default=default)
        one.name = name
        one.type = annotation
        one._is_init_var = annotation is InitVar or isinstance(annotation, InitVar) or isinstance(annotation, str) and annotation.startswith("InitVar")
        if one.kw_only is MISSING:
            one.kw_only = own_kw_only
        if type(one.default) in (list, dict, set):
            raise ValueError(f"mutable default {type(one.default)} for field {name} is not allowed: use default_factory")
        if isinstance(default, Field):
            if one.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, one.default)
        fields[name] = one
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    return fields


def _initializer(cls, fields, frozen):
    positional = [one for one in fields.values() if one.init and not one.kw_only]
    keyword = [one for one in fields.values() if one.init and one.kw_only]
    seen = None
    for one in positional:
        if one.default is not MISSING or one.default_factory is not MISSING:
            seen = one.name
        elif seen is not None:
            raise TypeError(f"non-default argument {one.name!r} follows default argument")
    names = [one.name for one in positional]
    allowed = {one.name: one for one in positional + keyword}
    qualified = f"{cls.__qualname__}.__init__()"

    def __init__(self, *args, **kwargs):
        if len(args) > len(names):
            required = sum(1 for one in positional if one.default is MISSING and one.default_factory is MISSING)
            least = required + 1
            most = len(names) + 1
            takes = str(most) if least == most else f"from {least} to {most}"
            plural = "s" if most != 1 or least != most else ""
            raise TypeError(f"{qualified} takes {takes} positional argument{plural} but {len(args) + 1} were given")
        values = dict(zip(names, args))
        for name, value in kwargs.items():
            if name not in allowed:
                raise TypeError(f"{qualified} got an unexpected keyword argument {name!r}")
            if name in values:
                raise TypeError(f"{qualified} got multiple values for argument {name!r}")
            values[name] = value
        for kind, group in (("positional", positional), ("keyword-only", keyword)):
            absent = [repr(one.name) for one in group if one.name not in values and one.default is MISSING and one.default_factory is MISSING]
            if absent:
                listed = absent[0] if len(absent) == 1 else " and ".join(absent) if len(absent) == 2 else ", ".join(absent[:-1]) + ", and " + absent[-1]
                raise TypeError(f"{qualified} missing {len(absent)} required {kind} argument{'s' if len(absent) > 1 else ''}: {listed}")
        late = []
        for one in fields.values():
            if one.name in values:
                value = values[one.name]
            elif one.default_factory is not MISSING:
                value = one.default_factory()
            elif one.default is not MISSING:
                value = one.default
            else:
                continue
            if one._is_init_var:
                late.append(value)
            else:
                object.__setattr__(self, one.name, value)
        if hasattr(self, "__post_init__"):
            self.__post_init__(*late)

    __init__.__qualname__ = f"{cls.__qualname__}.__init__"
    return __init__


def _add(cls, name, function, force=False):
    if force or name not in cls.__dict__:
        function.__qualname__ = f"{cls.__qualname__}.{name}"
        setattr(cls, name, function)


def _process(cls, init, repr_, eq, order, unsafe_hash, frozen, match_args, kw_only, slots):
    fields = _collect(cls, kw_only)
    cls.__dataclass_fields__ = fields
    shown = [one for one in fields.values() if not one._is_init_var]
    if init:
        _add(cls, "__init__", _initializer(cls, fields, frozen))
    if repr_:
        def __repr__(self):
            parts = ", ".join(f"{one.name}={getattr(self, one.name)!r}" for one in shown if one.repr)
            return f"{self.__class__.__qualname__}({parts})"
        _add(cls, "__repr__", __repr__)
    compared = [one.name for one in shown if one.compare]

    def values(self):
        return tuple(getattr(self, name) for name in compared)

    own_hash = cls.__dict__.get("__hash__", MISSING)
    explicit = own_hash is not MISSING and not (own_hash is None and "__eq__" in cls.__dict__)
    if eq:
        def __eq__(self, other):
            return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented
        _add(cls, "__eq__", __eq__)
    if order:
        if not eq:
            raise ValueError("eq must be true if order is true")

        def ordering(name, compare):
            def method(self, other):
                return compare(values(self), values(other)) if other.__class__ is self.__class__ else NotImplemented
            if name in cls.__dict__:
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}. Consider using functools.total_ordering")
            _add(cls, name, method)

        ordering("__lt__", lambda a, b: a < b)
        ordering("__le__", lambda a, b: a <= b)
        ordering("__gt__", lambda a, b: a > b)
        ordering("__ge__", lambda a, b: a >= b)
    if frozen:
        def __setattr__(self, name, value):
            if type(self) is cls or name in fields:
                raise FrozenInstanceError(f"cannot assign to field {name!r}")
            object.__setattr__(self, name, value)

        def __delattr__(self, name):
            if type(self) is cls or name in fields:
                raise FrozenInstanceError(f"cannot delete field {name!r}")
            object.__delattr__(self, name)
        _add(cls, "__setattr__", __setattr__)
        _add(cls, "__delattr__", __delattr__)
    if unsafe_hash or eq and frozen and not explicit:
        hashed = [one.name for one in shown if (one.compare if one.hash is None else one.hash)]

        def __hash__(self):
            return hash(tuple(getattr(self, name) for name in hashed))
        _add(cls, "__hash__", __hash__, True)
    elif eq and not explicit:
        cls.__hash__ = None
    if match_args and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple(one.name for one in fields.values() if one.init and not one.kw_only)
    return cls


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots)
    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    try:
        found = getattr(class_or_instance, "__dataclass_fields__")
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple(one for one in found.values() if not one._is_init_var)


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), "__dataclass_fields__")


def _copied(value, factory):
    if is_dataclass(value) and not isinstance(value, type):
        return factory([(one.name, _copied(getattr(value, one.name), factory)) for one in fields(value)])
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*[_copied(one, factory) for one in value])
    if isinstance(value, (list, tuple)):
        return type(value)(_copied(one, factory) for one in value)
    if isinstance(value, dict):
        return type(value)((_copied(key, factory), _copied(one, factory)) for key, one in value.items())
    return value


def asdict(obj, *, dict_factory=dict):
    if not is_dataclass(obj) or isinstance(obj, type):
        raise TypeError("asdict() should be called on dataclass instances")
    return _copied(obj, dict_factory)


def astuple(obj, *, tuple_factory=tuple):
    if not is_dataclass(obj) or isinstance(obj, type):
        raise TypeError("astuple() should be called on dataclass instances")
    return _copied(obj, lambda pairs: tuple_factory(value for _, value in pairs))


def replace(obj, /, **changes):
    if not is_dataclass(obj) or isinstance(obj, type):
        raise TypeError("replace() should be called on dataclass instances")
    for one in obj.__dataclass_fields__.values():
        if not one.init:
            if one.name in changes:
                raise ValueError(f"field {one.name} is declared with init=False, it cannot be specified with replace()")
            continue
        if one.name not in changes:
            changes[one.name] = getattr(obj, one.name)
    return obj.__class__(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **kwargs):
    body = dict(namespace or {})
    annotations = {}
    for one in fields:
        if isinstance(one, str):
            annotations[one] = "typing.Any"
        else:
            annotations[one[0]] = one[1]
            if len(one) > 2:
                body[one[0]] = one[2]
    body["__annotations__"] = annotations
    return dataclass(type(cls_name, bases, body), **kwargs)
`;
