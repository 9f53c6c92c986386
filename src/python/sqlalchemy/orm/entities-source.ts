/** What a query reads: objects and values, and how rows are made of them. */
export const entitiesSource = `
from sqlalchemy.exc import ArgumentError
from sqlalchemy.sql.elements import ClauseElement
from sqlalchemy.sql.selectable import FromClause
from _orm_host import columns_of, element_name
from _orm_mapper import configure_mappers, mapper_of
from _orm_relationships import RelationshipAttribute


class AliasedClass:
    """A mapped class whose table has another name in the statement."""

    __module__ = "sqlalchemy.orm.util"

    def __init__(self, mapper, alias):
        self._mapper = mapper
        self._alias = alias

    def __getattr__(self, name):
        if name.startswith("__") or name not in self._mapper.attributes:
            raise AttributeError("type object %r has no attribute %r" % (self._mapper.class_.__name__, name))
        return self._alias.c[self._mapper.attributes[name].key]

    def __clause_element__(self):
        return self._alias


def aliased(element, alias=None, name=None, flat=False, adapt_on_names=False):
    if isinstance(element, FromClause):
        return element.alias(name)
    mapper = mapper_of(element)
    return AliasedClass(mapper, mapper.table.alias(name) if alias is None else alias)


class Entity:
    """One thing that a query reads: an object, or a value."""

    def __init__(self, given):
        configure_mappers()
        self.given = given
        self.mapper = self.name = None
        self.columns = [given]
        if isinstance(given, AliasedClass):
            self.mapper, self.selectable = given._mapper, given._alias
            self.columns = [given._alias.c[one.key] for one in self.mapper.attributes.values()]
        elif isinstance(given, type):
            self.mapper = mapper_of(given)
            self.selectable = self.mapper.table
            self.name = given.__name__
            self.columns = list(self.mapper.attributes.values())
        elif isinstance(given, RelationshipAttribute) or not isinstance(given, ClauseElement):
            raise ArgumentError(
                "Column expression, FROM clause, or other columns clause element expected, got %r." % (given,)
            )
        else:
            self.selectable = getattr(given, "table", None)
            self.name = element_name(given)
        if self.mapper is not None and self.mapper.polymorphic:
            self.mapper.refuse("a query")


def entities_of(given):
    found = []
    for one in given:
        if isinstance(one, FromClause):
            found.extend(Entity(column) for column in columns_of(one))
        elif isinstance(one, (list, tuple)):
            found.extend(entities_of(one))
        else:
            found.append(Entity(one))
    return found


def read_rows(session, entities, result, by_name=False):
    """The rows of a result: lists of objects and values."""
    seen = set()
    if by_name:
        return [_named_row(session, entities, row._mapping, seen) for row in result]
    if len(entities) == 1 and entities[0].mapper is not None:
        mapper = entities[0].mapper
        return [[session._instance(mapper, row, seen)] for row in result]
    found = []
    for row in result:
        at = 0
        values = []
        for one in entities:
            if one.mapper is None:
                values.append(row[at])
            else:
                values.append(session._instance(one.mapper, row[at:at + len(one.columns)], seen))
            at += len(one.columns)
        found.append(values)
    return found


def _named_row(session, entities, values, seen):
    row = []
    for one in entities:
        if one.mapper is None:
            row.append(values[one.name])
        else:
            own = [values[column.name if column.name in values else one.mapper.table.name + "_" + column.name] for column in one.mapper.attributes.values()]
            row.append(session._instance(one.mapper, own, seen))
    return row
`;
