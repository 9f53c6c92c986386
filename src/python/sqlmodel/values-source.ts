/**
 * The values of models without a table. pydantic checks and converts them. Here a value is accepted if it has the type of
 * its annotation already. Any other is refused, because pydantic's conversion is not known.
 */
export const valuesSource = `
from _orm_host import annotation_parts, missing_name
from _sqlmodel_fields import Undefined


def _refuse(cls, name, why):
    raise NotImplementedError("%s.%s: %s is not supported" % (cls.__name__, name, why))


def checked(cls, name, field, value):
    """A value of a field, as pydantic makes it of what it was given."""
    if field.marks:
        _refuse(cls, name, "Annotated[...] with more than Field()")
    _check_limits(cls, name, field, value)
    made = _of(field.annotation, value)
    if made is Undefined:
        _refuse(cls, name, "pydantic's conversion of %r" % (value,))
    return made


def _check_limits(cls, name, field, value):
    if value is None:
        return
    for limit, bound in field.limits.items():
        if limit == "max_length":
            holds = len(value) <= bound
        elif limit == "min_length":
            holds = len(value) >= bound
        elif limit == "gt":
            holds = value > bound
        elif limit == "ge":
            holds = value >= bound
        elif limit == "lt":
            holds = value < bound
        elif limit == "le":
            holds = value <= bound
        else:
            holds = False
        if not holds:
            _refuse(cls, name, "pydantic's check of %s=%r for %r" % (limit, bound, value))


def _of(annotation, value):
    """The value if it has the type of the annotation; Undefined if only pydantic can tell what it becomes."""
    if annotation is None or annotation is type(None):
        return None if value is None else Undefined
    if missing_name(annotation) is not None:
        return Undefined
    parts = annotation_parts(annotation)
    if parts is None:
        if not isinstance(annotation, type):
            # Any.
            return value
        if annotation is float and type(value) is int:
            return float(value)
        if type(value) is annotation or (hasattr(annotation, "model_fields") and isinstance(value, annotation)):
            return value
        return Undefined
    name, args = parts
    if name in ("Optional", "Union"):
        if value is None and (name == "Optional" or any(one is None for one in args)):
            return None
        for one in args:
            if one is not None and type(value) is one:
                return value
        rest = [one for one in args if one is not None]
        return _of(rest[0], value) if len(rest) == 1 else Undefined
    if name == "Literal":
        return value if any(type(one) is type(value) and one == value for one in args) else Undefined
    if name == "list" and type(value) is list:
        return _all(list, [_of(args[0], one) for one in value])
    if name == "set" and type(value) is set:
        return _all(set, [_of(args[0], one) for one in value])
    if name == "dict" and type(value) is dict:
        keys = _all(list, [_of(args[0], one) for one in value])
        values = _all(list, [_of(args[1], one) for one in value.values()])
        return Undefined if keys is Undefined or values is Undefined else dict(zip(keys, values))
    return Undefined


def _all(kind, made):
    return Undefined if any(one is Undefined for one in made) else kind(made)


def plain_values(cls, data):
    """The values of a new object that is not in a table, and the names of those that were given."""
    refuse_made_by(cls, "validator")
    values = {}
    given = set()
    rest = dict(data)
    missing = []
    for name, field in cls.model_fields.items():
        key = name if field.alias is None or (name in rest and cls.model_config.get("populate_by_name")) else field.alias
        if key in rest:
            values[name] = checked(cls, name, field, rest.pop(key))
            given.add(name)
        elif field.is_required():
            missing.append("%s\\n  Field required" % key)
        else:
            values[name] = field.get_default(call_default_factory=True)
    if rest and cls.model_config.get("extra") == "forbid":
        missing.extend("%s\\n  Extra inputs are not permitted" % name for name in rest)
    if missing:
        errors = "error" if len(missing) == 1 else "errors"
        raise ValueError("%d validation %s for %s\\n%s" % (len(missing), errors, cls.__name__, "\\n".join(missing)))
    if rest and cls.model_config.get("extra") == "allow":
        raise NotImplementedError("%s: values beside the fields (extra='allow') are not supported" % cls.__name__)
    return values, given


def refuse_made_by(cls, *kinds):
    """Refuses a class with methods that pydantic's decorators of these kinds have made."""
    for base in cls.__mro__:
        for name in base.__dict__:
            made = None if name.startswith("__") else missing_name(base.__dict__[name])
            if made is not None and any(kind in made for kind in kinds):
                _refuse(cls, name, made.split("(")[0])


def dumped(value, options):
    """A value as model_dump() returns it."""
    if hasattr(type(value), "model_fields"):
        return value.model_dump(**options)
    if isinstance(value, (list, tuple, set)):
        return type(value)(dumped(one, options) for one in value)
    if isinstance(value, dict):
        return {name: dumped(one, options) for name, one in value.items()}
    return value
`;
