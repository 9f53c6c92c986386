import { enumTypeSource } from "./enum-type.js";

/** `enum`, written in Python and run by the evaluator. */
export const enumSource = `${enumTypeSource}

${String.raw`EnumMeta = EnumType


def _single(value):
    return isinstance(value, int) and value > 0 and value & (value - 1) == 0


class Enum(metaclass=EnumType):
    _member_map_ = {}
    _member_names_ = []
    _value2member_map_ = {}
    _unhashable_values_ = []
    _member_type_ = object

    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        numbers = [one for one in last_values if isinstance(one, int)]
        return max(numbers) + 1 if numbers else start

    _generate_next_value_ = staticmethod(_generate_next_value_)

    @classmethod
    def _missing_(cls, value):
        return None

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

    def __repr__(self):
        return f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __dir__(self):
        return ["__class__", "__doc__", "__module__", "name", "value"]

    def __format__(self, spec):
        return str.__format__(str(self), spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self


class ReprEnum(Enum):
    pass


class IntEnum(int, ReprEnum):
    def __str__(self):
        return int.__repr__(self)

    def __format__(self, spec):
        return int.__format__(self, spec)


class StrEnum(str, ReprEnum):
    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        if not isinstance(values[0], str):
            raise TypeError(f"{values[0]!r} is not a string")
        value = str(*values)
        made = str.__new__(cls, value)
        made._value_ = value
        return made

    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    _generate_next_value_ = staticmethod(_generate_next_value_)

    def __str__(self):
        return str.__str__(self)

    def __format__(self, spec):
        return str.__format__(self, spec)


class Flag(Enum):
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        highest = max(last_values)
        return 2 ** highest.bit_length()

    _generate_next_value_ = staticmethod(_generate_next_value_)

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        known = 0
        for one in cls._member_map_.values():
            known |= one._value_
        if value < 0:
            value = known & value
        if value & ~known:
            raise ValueError(
                f"{cls!r} invalid value {value!r}\n    given {bin(value)[:2]} {bin(value)[2:]}\n  allowed {bin(known)[:2]} {bin(known)[2:]}"
            )
        if cls._member_type_ is object:
            made = object.__new__(cls)
        else:
            made = cls._member_type_.__new__(cls, value)
        made._value_ = value
        made._name_ = "|".join(one._name_ for one in cls._parts_(value)) or None
        cls._value2member_map_[value] = made
        return made

    @classmethod
    def _parts_(cls, value):
        return [one for one in cls._member_map_.values() if _single(one._value_) and one._value_ & value]

    def _other(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return other
        return NotImplemented

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(
                f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} and {self.__class__.__qualname__!r}"
            )
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        return iter(type(self)._parts_(self._value_))

    def __len__(self):
        return len(type(self)._parts_(self._value_))

    def __bool__(self):
        return bool(self._value_)

    def __or__(self, other):
        value = self._other(other)
        return value if value is NotImplemented else self.__class__(self._value_ | value)

    def __and__(self, other):
        value = self._other(other)
        return value if value is NotImplemented else self.__class__(self._value_ & value)

    def __xor__(self, other):
        value = self._other(other)
        return value if value is NotImplemented else self.__class__(self._value_ ^ value)

    def __invert__(self):
        known = 0
        for one in type(self)._member_map_.values():
            known |= one._value_
        return self.__class__(known & ~self._value_)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__

    def __repr__(self):
        if self._name_ is None:
            return f"<{self.__class__.__name__}: {self._value_!r}>"
        return f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        if self._name_ is None:
            return f"{self.__class__.__name__}({self._value_!r})"
        return f"{self.__class__.__name__}.{self._name_}"


class IntFlag(int, Flag):
    def __str__(self):
        return int.__repr__(self)

    def __format__(self, spec):
        return int.__format__(self, spec)

    def __hash__(self):
        return hash(self._value_)


def unique(enumeration):
    aliases = [(name, one._name_) for name, one in enumeration.__members__.items() if name != one._name_]
    if aliases:
        text = ", ".join(f"{alias} -> {name}" for alias, name in aliases)
        raise ValueError(f"duplicate values found in {enumeration!r}: {text}")
    return enumeration
`}`;
