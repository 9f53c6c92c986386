/** `sqlalchemy.orm.decl_api`: reads declarative classes into tables. */
export const declarativeSource = `
import datetime
import decimal
import enum
import uuid

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, InvalidRequestError
from _orm_host import annotation_parts, missing_name, name_column
from _orm_mapper import Mapper, configure_mappers, instrument
from _orm_relationships import Relationship

# The types of columns that only have an annotation.
TYPES = {
    int: sa.Integer,
    str: sa.String,
    bool: sa.Boolean,
    float: sa.Double,
    bytes: sa.LargeBinary,
    datetime.datetime: sa.DateTime,
    datetime.date: sa.Date,
    datetime.time: sa.Time,
    datetime.timedelta: sa.Interval,
    decimal.Decimal: sa.Numeric,
    uuid.UUID: sa.Uuid,
}
NAMES = {one.__name__: one for one in TYPES}
# What is no column, and has no effect on the statements of a revision unless it is used.
WITHOUT_COLUMNS = ("sqlalchemy.ext.", "sqlalchemy.orm.query_expression", "sqlalchemy.orm.validates", "sqlalchemy.orm.synonym", "sqlalchemy.orm.reconstructor", "sqlalchemy.event")
OPTIONS = {"primary_key", "confirm_deleted_rows", "eager_defaults", "concrete"}


class Mapped:
    """The annotation of an attribute: what is in its brackets."""

    def __init__(self, inner):
        self.inner = inner

    def __class_getitem__(cls, inner):
        return cls(inner)


class MappedColumn:
    """A column whose type may follow from its annotation."""

    def __init__(self, args, keywords):
        self.args = args
        self.keywords = keywords
        # The column, once an expression in the body of the class has used it.
        self.column = None

    def __clause_element__(self):
        if self.column is None:
            self.column = sa.Column(*self.args, **self.keywords)
        return self.column

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError("'MappedColumn' object has no attribute %r" % name)
        return getattr(self.__clause_element__(), name)


def _operator(name):
    def operate(self, *others):
        clauses = [one.__clause_element__() if isinstance(one, MappedColumn) else one for one in others]
        return getattr(self.__clause_element__(), name)(*clauses)

    return operate


for _name in "getitem eq ne lt le gt ge and rand or ror invert neg add radd sub rsub mul rmul truediv rtruediv floordiv mod".split():
    setattr(MappedColumn, "__%s__" % _name, _operator("__%s__" % _name))


def mapped_column(*args, **keywords):
    for name in ("init", "repr", "kw_only", "compare", "hash", "default_factory", "dataclass_metadata", "deferred", "active_history"):
        if keywords.pop(name, None) not in (None, False):
            raise NotImplementedError("mapped_column(%s=...) is not supported" % name)
    return MappedColumn(args, keywords)


class declared_attr:
    """An attribute of a mixin that a function makes for each class."""

    def __init__(self, fget, cascading=False):
        self.fget = fget.__func__ if isinstance(fget, classmethod) else fget

    def __get__(self, instance, owner):
        return self.fget(owner)


declared_attr.directive = declared_attr
declared_attr.cascading = declared_attr


def declarative_mixin(cls):
    return cls


class registry:
    def __init__(self, metadata=None, class_registry=None, type_annotation_map=None, constructor=None):
        self.metadata = sa.MetaData() if metadata is None else metadata
        self.classes = {}
        self.types = dict(type_annotation_map or {})
        self.mappers = []

    def generate_base(self, mapper=None, cls=object, name="Base", metaclass=None):
        return _make_base(self, cls, name)

    def mapped(self, cls):
        if cls.__init__ is object.__init__:
            cls.__init__ = _constructor
        declare(cls, self)
        return cls

    def configure(self, cascade=False):
        configure_mappers()

    def find(self, name):
        found = self.classes.get(name.split(".")[-1])
        if found is None:
            raise InvalidRequestError(
                "expression %r failed to locate a name (%r). If this is a class name, consider adding this relationship() "
                "to the class after both dependent classes have been defined." % (name, name)
            )
        return found


def _constructor(self, **kwargs):
    configure_mappers()
    cls = type(self)
    for name, value in kwargs.items():
        if not hasattr(cls, name):
            raise TypeError("%r is an invalid keyword argument for %s" % (name, cls.__name__))
        setattr(self, name, value)


def _make_base(registry, cls, name):
    class Base(*(cls if isinstance(cls, tuple) else () if cls is object else (cls,))):
        __abstract__ = True

        def __init_subclass__(cls, **keywords):
            super().__init_subclass__(**keywords)
            declare(cls, registry)

    Base.__name__ = name
    Base.registry = registry
    Base.metadata = registry.metadata
    if Base.__init__ is object.__init__:
        Base.__init__ = _constructor
    return Base


def declarative_base(
    bind=None, metadata=None, mapper=None, cls=object, name="Base", class_registry=None, type_annotation_map=None, constructor=None, metaclass=None
):
    return _make_base(registry(metadata, class_registry, type_annotation_map), cls, name)


class DeclarativeBase:
    def __init_subclass__(cls, **keywords):
        super().__init_subclass__(**keywords)
        if DeclarativeBase in cls.__bases__:
            own = cls.__dict__.get("registry")
            if own is None:
                own = registry(cls.__dict__.get("metadata"), type_annotation_map=cls.__dict__.get("type_annotation_map"))
                cls.registry = own
            cls.metadata = own.metadata
            if cls.__init__ is object.__init__:
                cls.__init__ = _constructor
        else:
            declare(cls, cls.registry)


DeclarativeBaseNoMeta = DeclarativeBase


def _merged(attributes, annotations):
    """The names of a class in the order of its text: those of assignments and those that only have an annotation."""
    merged = []
    waiting = [name for name in annotations]
    own = []
    for name in attributes:
        own.append(name)
        if name in annotations:
            while waiting:
                first = waiting.pop(0)
                if first == name:
                    break
                if first not in attributes:
                    merged.append(first)
            merged.extend(own)
            own = []
    return merged + [name for name in waiting if name not in attributes] + own


def _attributes(cls, inherited):
    """The attributes of a class and of its mixins: what they are, and their annotations."""
    found = {}
    known = inherited.class_.__mro__ if inherited is not None else ()
    for base in cls.__mro__:
        if base is object or base in known or (base is not cls and "registry" in base.__dict__):
            continue
        annotations = base.__dict__.get("__annotations__", {})
        own = [name for name in base.__dict__ if not name.startswith("__")]
        for name in _merged(own, annotations):
            if name in found or name.startswith("__"):
                continue
            value = base.__dict__.get(name)
            if isinstance(value, declared_attr):
                value = value.fget(cls)
                setattr(cls, name, value)
            elif base is not cls and isinstance(value, sa.Column):
                value = value.copy()
            elif base is not cls and isinstance(value, Relationship):
                raise InvalidRequestError(
                    "Mapper properties (i.e. deferred,column_property(), relationship(), etc.) must be declared as "
                    "@declared_attr callables on declarative mixin classes."
                )
            found[name] = (value, annotations.get(name))
    return found


def _inner(annotation):
    """What is in the brackets of Mapped, also where the whole is written as a text; None for other annotations."""
    if isinstance(annotation, Mapped):
        return annotation.inner
    if isinstance(annotation, str):
        text = annotation.strip()
        for start in ("Mapped[", "orm.Mapped[", "sqlalchemy.orm.Mapped["):
            if text.startswith(start) and text.endswith("]"):
                return text[len(start):-1].strip("'\\"")
    return None


def _optional(inner):
    """A type of an annotation, and whether it may be None."""
    if isinstance(inner, str):
        text = inner.replace(" ", "")
        nullable = False
        if text.startswith("Optional[") or text.startswith("typing.Optional["):
            text, nullable = text[text.index("[") + 1:-1], True
        parts = text.split("|")
        if "None" in parts:
            parts.remove("None")
            nullable = True
        name = parts[0].split(".")[-1]
        if len(parts) > 1 or name not in NAMES:
            raise NotImplementedError("the annotation Mapped[%s] is not supported: give the column a type" % inner)
        return NAMES[name], nullable
    parts = annotation_parts(inner)
    if parts is not None and parts[0] in ("Optional", "Union"):
        rest = [one for one in parts[1] if one is not None and one is not type(None)]
        if len(rest) == 1:
            return rest[0], parts[0] == "Optional" or len(parts[1]) > 1
    return inner, False


def _column_of(name, given, annotation, registry):
    """A column of mapped_column() and an annotation."""
    args = list(given.args)
    keywords = dict(given.keywords)
    inner = _inner(annotation)
    own_name = args.pop(0) if args and isinstance(args[0], str) else keywords.pop("name", None) or name
    has_type = "type_" in keywords or any(isinstance(one, sa.types.TypeEngine) or _is_type(one) for one in args)
    made = given.column
    if made is not None and made.table is None:
        if inner is not None:
            if not has_type and not any(isinstance(one, sa.ForeignKey) for one in args):
                raise NotImplementedError("%s is used in an expression of its class before its type is known; give mapped_column() the type" % name)
            if "nullable" not in given.keywords:
                made.nullable = _optional(inner)[1] and not made.primary_key
        return made
    if inner is not None:
        try:
            python, nullable = _optional(inner)
        except NotImplementedError:
            if not has_type:
                raise
            # The type is given, so the annotation only says whether the value may be None.
            text = str(inner).replace(" ", "")
            python, nullable = None, "None" in text.split("|") or text.startswith("Optional[")
        keywords.setdefault("nullable", nullable and not keywords.get("primary_key", False))
        has_key = any(isinstance(one, sa.ForeignKey) for one in args)
        if not has_type and not (has_key and python not in registry.types):
            args.insert(0, _type_of(python, registry))
    return sa.Column(own_name, *args, **keywords)


def _is_type(value):
    return isinstance(value, type) and issubclass(value, sa.types.TypeEngine)


def _type_of(python, registry):
    found = registry.types.get(python) or TYPES.get(python)
    if found is None and annotation_parts(python) is not None:
        # A type in brackets is another object each time.
        found = {repr(one): value for one, value in registry.types.items()}.get(repr(python))
    if found is None and isinstance(python, type) and issubclass(python, enum.Enum):
        return sa.Enum(python)
    if found is None:
        raise ArgumentError(
            "Could not locate SQLAlchemy Core type when resolving for Python type indicated by %r inside the Mapped[] annotation"
            % (python,)
        )
    return found


def _resolved(cls, name):
    """A special attribute, which a function of a mixin may make."""
    value = getattr(cls, name, None)
    return value.fget(cls) if isinstance(value, declared_attr) else value


def declare(cls, registry, attributes=None):
    """Maps a class, unless it is abstract. What it is made of is given, or read from the class."""
    if cls.__dict__.get("__abstract__", False):
        return
    inherited = None
    for base in cls.__mro__[1:]:
        inherited = inherited or base.__dict__.get("__mapper__")
    columns = {}
    relationships = {}
    for name, (value, annotation) in (_attributes(cls, inherited) if attributes is None else attributes).items():
        inner = _inner(annotation)
        if value is None and inner is not None:
            value = MappedColumn((), {})
        if isinstance(value, MappedColumn):
            value = _column_of(name, value, annotation, registry)
        if isinstance(value, tuple) and len(value) == 1 and isinstance(value[0], sa.Column):
            continue
        if isinstance(value, sa.Column):
            name_column(value, name)
            columns[name] = value
        elif missing_name(value) is not None and not missing_name(value).startswith(WITHOUT_COLUMNS):
            raise NotImplementedError("%s.%s is made by %s, which is not supported" % (cls.__name__, name, missing_name(value)))
        elif isinstance(value, Relationship):
            if inner is not None:
                value.annotate(inner)
            relationships[name] = value
    options = _resolved(cls, "__mapper_args__") or {}
    for name in options:
        if name not in OPTIONS:
            if not name.startswith("polymorphic_"):
                raise NotImplementedError("__mapper_args__ with %r is not supported" % name)
    table = cls.__dict__.get("__table__")
    own_name = None if inherited is not None and "__tablename__" not in cls.__dict__ else _resolved(cls, "__tablename__")
    is_polymorphic = inherited is not None or any(name.startswith("polymorphic_") for name in options)
    if table is None and own_name is None:
        if inherited is None:
            raise InvalidRequestError(
                "Class %r does not have a __table__ or __tablename__ specified and does not inherit from an existing "
                "table-mapped class." % (cls,)
            )
        table = inherited.table
        for column in columns.values():
            table.append_column(column)
        columns = {**inherited.attributes, **columns}
    elif table is None:
        args, keywords = _table_arguments(_resolved(cls, "__table_args__") or ())
        table = sa.Table(own_name, registry.metadata, *columns.values(), *args, **keywords)
    else:
        known = {column.key for column in columns.values()}
        for column in table.columns:
            if column.key not in known:
                columns[column.key] = column
    columns = {name: table.columns[column.key] for name, column in columns.items()}
    mapper = Mapper(cls, table, columns, relationships, registry, inherited, options)
    mapper.polymorphic = is_polymorphic
    instrument(mapper)
    registry.classes[cls.__name__] = cls
    registry.mappers.append(mapper)


def _table_arguments(given):
    if isinstance(given, dict):
        return (), given
    if given and isinstance(given[-1], dict):
        return tuple(given[:-1]), given[-1]
    return tuple(given), {}
`;
