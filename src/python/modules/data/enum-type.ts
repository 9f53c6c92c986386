/** The metaclass of `enum`. */
export const enumTypeSource = `
class auto:
    def __init__(self, value=None):
        self.value = value


class nonmember:
    def __init__(self, value):
        self.value = value


class member:
    def __init__(self, value):
        self.value = value


# The class of this module that is called property comes below.
_plain_property = property


def _is_descriptor(value):
    return hasattr(type(value), "__get__") or isinstance(value, (_plain_property, staticmethod, classmethod))


def _is_dunder(name):
    return name.startswith("__") and name.endswith("__")


class property(property):
    pass


DynamicClassAttribute = property


class EnumType(type):
    @classmethod
    def __prepare__(metacls, name, bases, **kwds):
        return {}

    def __new__(metacls, name, bases, namespace, *, boundary=None, **kwds):
        if "Enum" not in globals():
            return super().__new__(metacls, name, bases, namespace)
        for base in bases:
            if isinstance(base, EnumType) and base._member_map_:
                raise TypeError(f"{name}: cannot extend {base!r}")
        ignored = namespace.get("_ignore_", ())
        if isinstance(ignored, str):
            ignored = ignored.replace(",", " ").split()
        members = {}
        plain = {}
        for key, value in namespace.items():
            if isinstance(value, member):
                members[key] = value.value
            elif isinstance(value, nonmember):
                plain[key] = value.value
            elif (
                _is_dunder(key)
                or key.startswith("_") and key.endswith("_")
                or key in ignored
                or _is_descriptor(value)
                or key.startswith("_" + name + "__")
            ):
                if key not in ignored:
                    plain[key] = value
            else:
                members[key] = value
        member_type = object
        for base in bases:
            for one in base.__mro__:
                if one is object or isinstance(one, EnumType):
                    continue
                if "__new__" in one.__dict__ or one in (int, str, float, bytes, tuple, list, dict, set, frozenset):
                    member_type = one
                    break
            if member_type is not object:
                break
        use_new = plain.pop("__new__", None)
        use_generate = plain.get("_generate_next_value_")
        cls = super().__new__(metacls, name, bases, {**plain, "_member_map_": {}, "_member_names_": [], "_value2member_map_": {}, "_unhashable_values_": [], "_member_type_": member_type})
        if use_new is None:
            for one in cls.__mro__:
                if "_new_member_" in one.__dict__:
                    use_new = one.__dict__["_new_member_"]
                    break
        for key in ("__repr__", "__str__", "__format__"):
            if key in plain or not bases:
                continue
            for one in cls.__mro__[1:]:
                if isinstance(one, EnumType) and key in one.__dict__:
                    type.__setattr__(cls, key, one.__dict__[key])
                    break
        cls._new_member_ = use_new
        maker = None if use_new is None else getattr(use_new, "__func__", use_new)
        last_values = []
        for key, value in members.items():
            if isinstance(value, auto):
                value = cls._generate_next_value_(key, 1, len(last_values), last_values[:]) if value.value is None else value.value
            elif isinstance(value, tuple) and any(isinstance(one, auto) for one in value):
                value = tuple(cls._generate_next_value_(key, 1, len(last_values), last_values[:]) if isinstance(one, auto) else one for one in value)
            args = value if isinstance(value, tuple) and (member_type is not tuple) else (value,)
            if maker is not None:
                made = maker(cls, *args)
            elif member_type is object:
                made = object.__new__(cls)
            else:
                made = member_type.__new__(cls, *args)
            if not hasattr(made, "_value_"):
                if member_type is object or maker is not None and member_type is object:
                    made._value_ = value
                else:
                    try:
                        made._value_ = member_type(*args)
                    except Exception as error:
                        made._value_ = value
            value = made._value_
            made._name_ = key
            made.__objclass__ = cls
            made._sort_order_ = len(cls._member_names_)
            if type(cls).__mro__ and hasattr(cls, "__init__") and cls.__init__ is not object.__init__ and "__init__" in plain:
                made.__init__(*args)
            for other in cls._member_map_.values():
                if other._value_ == value:
                    made = other
                    break
            else:
                if not (cls._is_flag_() and not _single(value)):
                    cls._member_names_.append(key)
            last_values.append(value)
            cls._member_map_[key] = made
            type.__setattr__(cls, key, made)
            try:
                cls._value2member_map_.setdefault(value, made)
            except TypeError:
                cls._unhashable_values_.append(value)
        if use_new is not None:
            cls.__new_member__ = use_new
        for one in cls._member_map_.values():
            pass
        return cls

    def __init__(cls, *args, **kwds):
        pass

    def _is_flag_(cls):
        return "Flag" in globals() and any(one.__name__ == "Flag" and one.__module__ == "enum" for one in cls.__mro__)

    def __call__(cls, value, names=None, *values, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is None and cls._member_map_:
            if values:
                value = (value, *values)
            return cls._lookup_(value)
        if names is None:
            if "Flag" in globals() and cls._is_flag_():
                return cls._lookup_(value)
            names = ()
        return cls._create_(value, names, type=type, start=start, module=module)

    def _lookup_(cls, value):
        if isinstance(value, cls):
            return value
        try:
            if value in cls._value2member_map_:
                return cls._value2member_map_[value]
        except TypeError:
            for one in cls._member_map_.values():
                if one._value_ == value:
                    return one
        result = None
        try:
            result = cls._missing_(value)
        except Exception as error:
            raise
        if isinstance(result, cls):
            return result
        if result is None:
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        raise TypeError(f"error in {cls.__name__}._missing_: returned {result!r} instead of None or a valid member")

    def _create_(cls, class_name, names, type=None, start=1, module=None):
        bases = (cls,) if type is None else (type, cls)
        namespace = {"__module__": module or "__main__"}
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, dict):
            names = list(names.items())
        names = list(names)
        if names and isinstance(names[0], str):
            last = []
            pairs = []
            for index, name in enumerate(names):
                value = cls._generate_next_value_(name, start, index, last[:])
                last.append(value)
                pairs.append((name, value))
            names = pairs
        for name, value in names:
            namespace[name] = value
        return EnumType(class_name, bases, namespace)

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        if not isinstance(value, Enum):
            try:
                return value in cls._value2member_map_
            except TypeError:
                return value in cls._unhashable_values_
        return False

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return iter([cls._member_map_[name] for name in cls._member_names_])

    def __reversed__(cls):
        return iter([cls._member_map_[name] for name in reversed(cls._member_names_)])

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    @property
    def __members__(cls):
        return dict(cls._member_map_)

    def __repr__(cls):
        kind = "flag" if cls._is_flag_() else "enum"
        return f"<{kind} {cls.__qualname__!r}>".replace('"', "'")

    def __setattr__(cls, name, value):
        if "_member_map_" in cls.__dict__ and name in cls._member_map_:
            raise AttributeError(f"cannot reassign member {name!r}")
        type.__setattr__(cls, name, value)

    def __delattr__(cls, name):
        if name in cls._member_map_:
            raise AttributeError(f"{cls.__name__!r} cannot delete member {name!r}.")
        type.__delattr__(cls, name)

    def __dir__(cls):
        return ["__class__", "__contains__", "__doc__", "__getitem__", "__init_subclass__", "__iter__", "__len__", "__members__", "__module__", "__name__", "__qualname__", *cls._member_names_]
`;
