/** The columns that follow from the fields of a model. */
export const columnsSource = `
import datetime
import decimal
import enum
import pathlib
import uuid

import sqlalchemy as sa
from sqlmodel.sql.sqltypes import AutoString
from _orm_host import annotation_parts, missing_name
from _sqlmodel_fields import Undefined
from _sqlmodel_types import UTCDateTime

# Types of packages that are not installed, by their names. Their columns are texts.
TEXTS = ("EmailStr", "IPv4Address", "IPv4Network", "IPv6Address", "IPv6Network")
# The first class that a type derives from counts, so the order matters: a bool is an int, and a datetime is a date.
TYPES = (
    (float, sa.Float),
    (bool, sa.Boolean),
    (int, sa.Integer),
    (datetime.datetime, UTCDateTime),
    (datetime.date, sa.Date),
    (datetime.timedelta, sa.Interval),
    (datetime.time, sa.Time),
    (bytes, sa.LargeBinary),
)


def python_type(annotation):
    """The type of an annotation, without Optional and Annotated."""
    if annotation is None:
        raise ValueError("Missing field type")
    parts = annotation_parts(annotation)
    if parts is None:
        return annotation
    name, args = parts
    if name in ("Annotated", "Optional"):
        return python_type(args[0])
    if name == "Union":
        rest = [one for one in args if one is not None and one is not type(None)]
        if len(args) > 2 or len(rest) != 1:
            raise ValueError("Cannot have a (non-optional) union as a SQLAlchemy field")
        return python_type(rest[0])
    if name == "list":
        return list
    if name == "dict":
        return dict
    raise NotImplementedError("a column for the annotation %s[...] needs sa_type or sa_column" % name)


def _is_naive(mark):
    name = missing_name(mark)
    return name is not None and name.split(".")[-1] == "NaiveDatetime"


def get_sqlalchemy_type(field):
    if field.sa_type is not Undefined:
        return field.sa_type
    type_ = python_type(field.annotation)
    name = missing_name(type_)
    if name is not None:
        last = name.split(".")[-1]
        if last == "NaiveDatetime":
            return sa.DateTime(timezone=False)
        if last == "AwareDatetime":
            return UTCDateTime()
        if last not in TEXTS:
            raise NotImplementedError("the column type of %s is not known: give the field sa_type or sa_column" % name)
        type_ = str
    if not isinstance(type_, type):
        raise TypeError("issubclass() arg 1 must be a class")
    if issubclass(type_, enum.Enum):
        return sa.Enum(type_)
    if issubclass(type_, (str, pathlib.Path)):
        length = field.limits.get("max_length")
        return AutoString(length=length) if length else AutoString()
    if issubclass(type_, datetime.datetime) and any(_is_naive(one) for one in field.marks):
        return sa.DateTime(timezone=False)
    for python, made in TYPES:
        if issubclass(type_, python):
            return made()
    if issubclass(type_, decimal.Decimal):
        return sa.Numeric(field.limits.get("max_digits"), field.limits.get("decimal_places"))
    if issubclass(type_, uuid.UUID):
        return sa.Uuid()
    raise ValueError("%s has no matching SQLAlchemy type" % (type_,))


def _is_optional(field):
    """Whether the value of a field can be None by its annotation."""
    parts = annotation_parts(field.annotation)
    if parts is not None and parts[0] == "Optional":
        return True
    if parts is not None and parts[0] == "Union" and any(one is None or one is type(None) for one in parts[1]):
        return True
    return field.annotation is None and field.default is not Undefined


def get_column_from_field(field):
    if isinstance(field.sa_column, sa.Column):
        return field.sa_column
    type_ = get_sqlalchemy_type(field)
    given = {name: getattr(field, name) for name in ("primary_key", "index", "unique")}
    options = {name: False if value is Undefined else value for name, value in given.items()}
    if field.nullable is Undefined:
        options["nullable"] = not options["primary_key"] and _is_optional(field)
    else:
        options["nullable"] = field.nullable
    args = []
    if field.foreign_key is not Undefined and field.foreign_key:
        ondelete = None if field.ondelete is Undefined else field.ondelete
        if ondelete == "SET NULL" and not options["nullable"]:
            raise RuntimeError('ondelete="SET NULL" requires nullable=True')
        args.append(sa.ForeignKey(field.foreign_key, ondelete=ondelete))
    if field.default_factory:
        options["default"] = field.default_factory
    elif field.default is not Undefined:
        options["default"] = field.default
    if field.sa_column_args is not Undefined:
        args.extend(field.sa_column_args)
    if field.sa_column_kwargs is not Undefined:
        options.update(field.sa_column_kwargs)
    return sa.Column(type_, *args, **options)
`;
