/**
 * `sqlalchemy.orm.mapper`: what a mapped class is made of, and the state of each of its objects. It is written in Python
 * and run by the evaluator, like the other modules of this folder.
 */
export const mapperSource = `
import copy

from sqlalchemy.exc import ArgumentError, InvalidRequestError
import _orm_exc as exc
from sqlalchemy.ext.mutable import mutable_types
from _orm_host import register

NO_VALUE = object()
STATE = "_sa_instance_state"


class InstanceState:
    """What is known of one object: where it is, and which of its values were changed since they were read."""

    def __init__(self, object, mapper):
        self.object = object
        self.mapper = mapper
        self.session = None
        # The values of the primary key; None for an object that is not in the database.
        self.key = None
        # The values before the first change, by attribute.
        self.committed = {}
        # The attributes whose values have to be read again.
        self.expired = set()
        self.order = 0
        self.copies = {}
        self.deleted = False

    @property
    def transient(self):
        return self.key is None and self.session is None

    @property
    def persistent(self):
        return self.key is not None and self.session is not None

    @property
    def values(self):
        return self.object.__dict__

    def load(self, name):
        """The value of an attribute that the object has not in memory."""
        relationship = self.mapper.relationships.get(name)
        if relationship is not None:
            return relationship.load(self)
        if self.key is None:
            return None
        self.refresh([one for one in self.mapper.attributes if one not in self.values])
        return self.values[name]

    def refresh(self, names):
        if self.session is None:
            raise exc.DetachedInstanceError(
                "Instance %s is not bound to a Session; attribute refresh operation cannot proceed" % describe(self)
            )
        if not self.session._refresh(self, names):
            raise exc.ObjectDeletedError(
                "Instance '%s' has been deleted, or its row is otherwise not present." % describe(self)
            )

    def set_read(self, name, value):
        """Takes a value that was read, unless the script has changed the attribute since."""
        if name not in self.committed:
            self.values[name] = value
            self.expired.discard(name)

    def expire(self, names=None):
        mapper = self.mapper
        for name in list(mapper.attributes) + list(mapper.relationships) if names is None else names:
            self.values.pop(name, None)
            self.committed.pop(name, None)
            if name in mapper.attributes:
                self.expired.add(name)

    def watch(self):
        """Keeps copies of the values that may change inside."""
        self.copies = {name: copy.deepcopy(self.values[name]) for name in self.mapper.mutable if name in self.values}

    def look(self):
        """Notes the values that have changed inside."""
        for name, before in self.copies.items():
            if name in self.values and name not in self.committed and self.values[name] != before:
                self.committed[name] = before
                self.session._touch(self)

    def changed(self):
        """The columns whose values differ from those of the database, by attribute."""
        found = {}
        for name, before in self.committed.items():
            if name in self.mapper.attributes and name in self.values:
                value = self.values[name]
                if before is NO_VALUE or before != value or (before is None) != (value is None):
                    found[name] = value
        return found

    def flushed(self):
        self.committed = {}
        self.key = self.mapper.key_of(self.values)


def state_of(instance):
    values = instance.__dict__
    state = values.get(STATE)
    if state is None:
        mapper = mapper_of(type(instance))
        state = values[STATE] = InstanceState(instance, mapper)
    return state


def describe(state):
    return "<%s at 0x%x>" % (state.mapper.class_.__name__, id(state.object))


def mapper_of(cls):
    """The mapper of a class.

    It raises UnmappedClassError where the class has none.
    """
    mapper = cls.__dict__.get("__mapper__") if isinstance(cls, type) else None
    if mapper is None:
        raise exc.UnmappedClassError("Class '%s.%s' is not mapped" % (cls.__module__, cls.__qualname__))
    return mapper


# The mappers whose relationships are not configured yet.
waiting = []


def configure_mappers():
    while waiting:
        for relationship in list(waiting.pop(0).relationships.values()):
            relationship.configure()


def instance_state(instance):
    """The state of an object that a session is given."""
    configure_mappers()
    cls = type(instance)
    if "__mapper__" not in cls.__dict__:
        raise exc.UnmappedInstanceError("Class '%s.%s' is not mapped" % (cls.__module__, cls.__qualname__))
    return state_of(instance)


class InstrumentedAttribute:
    """An attribute that is a column: of the class it is the column, of an object its value."""

    __waits__ = True

    def __init__(self, key):
        self.key = key

    def __get__(self, instance, owner):
        if instance is None:
            return mapper_of(owner).attributes[self.key]
        values = instance.__dict__
        return values[self.key] if self.key in values else state_of(instance).load(self.key)

    def __set__(self, instance, value):
        state = state_of(instance)
        values = instance.__dict__
        if self.key not in state.committed:
            state.committed[self.key] = values.get(self.key, NO_VALUE)
        values[self.key] = value
        state.expired.discard(self.key)
        if state.session is not None:
            state.session._touch(state)

    def __delete__(self, instance):
        self.__set__(instance, None)


class Mapper:
    def __init__(self, class_, table, attributes, relationships, registry, inherits=None, options=None):
        self.class_ = class_
        self.local_table = self.persist_selectable = self.table = table
        self.registry = registry
        self.inherits = inherits
        names = {column.key: name for name, column in attributes.items()}
        # In the order of the table, which is that of the columns of a SELECT.
        self.attributes = {names[column.key]: column for column in table.columns if column.key in names}
        self.names = names
        self.relationships = relationships
        self.options = options or {}
        keys = [column for column in table.primary_key.columns] or list(self.options.get("primary_key", ()))
        if not keys:
            raise ArgumentError(
                "Mapper Mapper[%s(%s)] could not assemble any primary key columns for mapped table '%s'"
                % (class_.__name__, table.name, table.name)
            )
        self.primary_key = tuple(keys)
        self.key_names = [names[column.key] for column in keys]
        # A change inside of these values is a change of the object.
        self.mutable = [name for name, column in self.attributes.items() if any(column.type is one for one in mutable_types)]
        self.sort_key = "%s.%s" % (class_.__module__, class_.__name__)

    @property
    def entity(self):
        return self.class_

    @property
    def columns(self):
        return self.table.columns

    c = columns

    def key_of(self, values):
        return tuple(values.get(name) for name in self.key_names)

    def with_key(self, statement, key):
        """A statement for the row with the values of a primary key."""
        for column, value in zip(self.primary_key, key):
            statement = statement.where(column == value)
        return statement

    def refuse(self, what):
        raise NotImplementedError("%s of the mapped class %s is not supported" % (what, self.class_.__name__))

    def __repr__(self):
        return "<Mapper at 0x%x; %s>" % (id(self), self.class_.__name__)

    def __str__(self):
        return "Mapper[%s(%s)]" % (self.class_.__name__, self.table.name)


def instrument(mapper):
    """Puts a mapper's attributes into its class."""
    cls = mapper.class_
    register(cls, mapper.table)
    waiting.append(mapper)
    cls.__mapper__ = mapper
    cls.__table__ = mapper.table
    for name in mapper.attributes:
        setattr(cls, name, InstrumentedAttribute(name))
    for name, relationship in mapper.relationships.items():
        relationship.attach(mapper, name)
        setattr(cls, name, relationship)


def class_mapper(class_, configure=True):
    return mapper_of(class_)


def object_mapper(instance):
    return instance_state(instance).mapper


def object_session(instance):
    return instance_state(instance).session
`;
