/** `sqlmodel.SQLModel`: models with `table=True` are mapped classes, all others are plain objects with fields. */
export const modelSource = `
import copy

from _orm_declarative import declare, declared_attr, registry as Registry
from _orm_host import missing_name
from _orm_mapper import configure_mappers
from _orm_relationships import Relationship
from _sqlmodel_columns import get_column_from_field
from _sqlmodel_fields import Undefined, own_fields, relationship_arguments
from _sqlmodel_values import dumped, plain_values, refuse_made_by

default_registry = Registry()
GIVEN = "__pydantic_fields_set__"


def SQLModelConfig(**options):
    return options


class SQLModel:
    metadata = default_registry.metadata
    model_config = {"from_attributes": True}
    model_fields = {}
    __sqlmodel_relationships__ = {}
    _sa_registry = default_registry
    # The table class from which a class derives that has no table of its own.
    _derived_from = None

    def __init_subclass__(cls, table=Undefined, registry=Undefined, **config):
        super().__init_subclass__()
        own = cls.__dict__.get("model_config", {})
        if missing_name(own) is not None:
            # The options of pydantic.ConfigDict(...) are not known, and concern how values are checked.
            own = {}
        inherited = {}
        for base in reversed(cls.__mro__[1:]):
            inherited.update(base.__dict__.get("model_config", {}))
        cls.model_config = {**inherited, **config, **own}
        if "table" not in cls.model_config and table is not Undefined:
            cls.model_config["table"] = table
        if registry is not Undefined:
            cls._sa_registry = registry
            cls.metadata = registry.metadata
        cls.model_fields = _fields_of(cls)
        if is_table(cls):
            parents = [base for base in cls.__bases__ if is_table(base)]
            if parents:
                cls._derived_from = parents[0]
            else:
                _map(cls)

    def __init__(self, **data):
        cls = type(self)
        if cls._derived_from is not None:
            raise NotImplementedError("%s derives from the table class %s, which is not supported" % (cls.__name__, cls._derived_from.__name__))
        if not is_table(cls):
            values, given = plain_values(cls, data)
            self.__dict__.update(values)
            self.__dict__[GIVEN] = given
        else:
            self._construct(data)
        if hasattr(cls, "model_post_init"):
            self.model_post_init(None)

    def _construct(self, data):
        """Sets the values that were given and the defaults, in this order. The values of a table's object are not checked."""
        configure_mappers()
        cls = type(self)
        values = {}
        defaults = {}
        for name, field in cls.model_fields.items():
            if field.alias is not None and field.alias in data:
                values[name] = data[field.alias]
            elif name in data:
                values[name] = data[name]
            elif not field.is_required():
                defaults[name] = field.get_default(call_default_factory=True)
        given = set(values)
        for name, value in {**values, **defaults}.items():
            setattr(self, name, value)
        self.__dict__[GIVEN] = given
        for name in cls.__sqlmodel_relationships__:
            if name in data:
                setattr(self, name, data[name])

    def __setattr__(self, name, value):
        cls = type(self)
        if name in cls.model_fields:
            if cls.model_config.get("frozen"):
                raise ValueError("1 validation error for %s\\n%s\\n  Instance is frozen" % (cls.__name__, name))
            if cls.model_config.get("validate_assignment"):
                raise NotImplementedError("%s: validate_assignment is not supported" % cls.__name__)
            self.__dict__.setdefault(GIVEN, set()).add(name)
        elif name not in cls.__sqlmodel_relationships__ and not name.startswith("_") and not isinstance(getattr(cls, name, None), property):
            raise ValueError('"%s" object has no field "%s"' % (cls.__name__, name))
        object.__setattr__(self, name, value)

    @declared_attr
    def __tablename__(cls):
        return cls.__name__.lower()

    @property
    def model_fields_set(self):
        return self.__dict__.get(GIVEN, set())

    def __repr_args__(self):
        fields = type(self).model_fields
        return [(name, value) for name, value in self.__dict__.items() if name in fields and fields[name].repr]

    def __repr__(self):
        return "%s(%s)" % (type(self).__name__, ", ".join("%s=%r" % one for one in self.__repr_args__()))

    def __str__(self):
        return " ".join("%s=%r" % one for one in self.__repr_args__())

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return all(self.__dict__.get(name, Undefined) == other.__dict__.get(name, Undefined) for name in type(self).model_fields)

    __hash__ = None

    def __iter__(self):
        for name, value in list(self.__dict__.items()):
            if not name.startswith("_"):
                yield name, value

    def model_dump(self, *, mode="python", include=None, exclude=None, by_alias=None, exclude_unset=False, exclude_defaults=False, exclude_none=False, **options):
        if mode != "python":
            raise NotImplementedError("model_dump(mode=%r) is not supported" % mode)
        for given in (include, exclude):
            if isinstance(given, dict):
                raise NotImplementedError("model_dump() with a dict as include or exclude is not supported")
        cls = type(self)
        refuse_made_by(cls, "serializer", "computed_field")
        inner = {"by_alias": by_alias, "exclude_unset": exclude_unset, "exclude_defaults": exclude_defaults, "exclude_none": exclude_none}
        found = {}
        for name, value in self.__dict__.items():
            field = cls.model_fields.get(name)
            if field is None or (include is not None and name not in include) or (exclude is not None and name in exclude):
                continue
            if (exclude_unset and name not in self.model_fields_set) or (exclude_none and value is None):
                continue
            if exclude_defaults and not field.is_required() and field.get_default(call_default_factory=True) == value:
                continue
            found[field.alias if by_alias and field.alias is not None else name] = dumped(value, inner)
        return found

    def dict(self, **options):
        return self.model_dump(**options)

    def model_copy(self, *, update=None, deep=False):
        if is_table(type(self)):
            raise NotImplementedError("model_copy() of an object of a table is not supported")
        made = object.__new__(type(self))
        made.__dict__.update(copy.deepcopy(self.__dict__) if deep else self.__dict__)
        made.__dict__[GIVEN] = set(self.model_fields_set) | set(update or {})
        made.__dict__.update(update or {})
        return made

    @classmethod
    def model_construct(cls, _fields_set=None, **values):
        raise NotImplementedError("%s.model_construct() is not supported" % cls.__name__)

    @classmethod
    def model_validate(cls, obj, *, strict=None, from_attributes=None, context=None, update=None):
        refuse_made_by(cls, "validator")
        data = dict(obj) if isinstance(obj, dict) else {}
        if not isinstance(obj, dict):
            names = [*cls.model_fields, *cls.__sqlmodel_relationships__]
            data = {name: getattr(obj, name) for name in names if hasattr(obj, name)}
        data.update(update or {})
        if not is_table(cls):
            return cls(**data)
        values, given = plain_values(cls, data)
        made = cls(**{name: data[name] for name in cls.__sqlmodel_relationships__ if name in data})
        for name, value in values.items():
            # In the order of the fields, as pydantic sets them.
            made.__dict__.pop(name, None)
            setattr(made, name, value)
        made.__dict__[GIVEN] = given
        return made

    @classmethod
    def from_orm(cls, obj, update=None):
        return cls.model_validate(obj, update=update)

    @classmethod
    def parse_obj(cls, obj, update=None):
        return cls.model_validate(obj, update=update)

    def model_dump_json(self, **options):
        raise NotImplementedError("%s.model_dump_json() is not supported" % type(self).__name__)

    json = model_dump_json

    def sqlmodel_update(self, obj, *, update=None):
        update = dict(update or {})
        fields = type(self).model_fields
        if isinstance(obj, dict):
            for name, value in {**obj, **update}.items():
                if name in fields:
                    setattr(self, name, value)
            return self
        if not isinstance(obj, SQLModel):
            raise ValueError("Can't use sqlmodel_update() with something that is not a dict, SQLModel, or Pydantic model: %s" % (obj,))
        for name in type(obj).model_fields:
            setattr(self, name, update.pop(name) if name in update else getattr(obj, name))
        for name, value in update.items():
            if name in fields:
                setattr(self, name, value)
        return self


def is_table(cls):
    return getattr(cls, "model_config", {}).get("table", False) is True


def _fields_of(cls):
    """The fields of a class: those of its bases first, as pydantic orders them."""
    fields = {}
    for base in reversed(cls.__mro__):
        if base is cls or not hasattr(base, "model_fields"):
            own, relationships = own_fields(base) if base is not object else ({}, {})
            fields.update(own)
            if base is cls:
                cls._relationship_fields = relationships
        else:
            fields.update({name: copy.copy(base.model_fields[name]) for name in base.__dict__.get("_own_names", ())})
    cls._own_names = [name for name in cls.__dict__.get("__annotations__", {}) if name in fields]
    for name in cls._own_names:
        if name in cls.__dict__:
            delattr(cls, name)
    cls.__sqlmodel_relationships__ = {name: info for name, (info, annotation) in cls._relationship_fields.items()}
    for name in cls._relationship_fields:
        delattr(cls, name)
    return fields


def _map(cls):
    attributes = {name: (get_column_from_field(field), None) for name, field in cls.model_fields.items()}
    for name, (info, annotation) in cls._relationship_fields.items():
        made = info.sa_relationship
        if made is None:
            made = Relationship(None, relationship_arguments(info))
            made.annotate(annotation)
        attributes[name] = (made, None)
    declare(cls, cls._sa_registry, attributes)
`;
