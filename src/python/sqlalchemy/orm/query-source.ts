/** `sqlalchemy.orm.query`: the SELECT of a session, whose rows are objects, values, or both. */
export const querySource = `
import sqlalchemy as sa
from sqlalchemy.exc import CompileError, InvalidRequestError, NoResultFound
from _orm_host import columns_of, label_columns, make_result
from _orm_entities import AliasedClass, Entity, entities_of, read_rows
from _orm_mapper import mapper_of
from _orm_relationships import RelationshipAttribute
from sqlalchemy.sql.elements import ClauseElement


class Query:
    __module__ = "sqlalchemy.orm.query"

    def __init__(self, entities, session=None):
        self.session = session
        self._entities = entities_of(entities)
        self._select = sa.select(*[column for one in self._entities for column in one.columns])
        self._joined = None
        self._text = None
        self._autoflush = True
        self._is_unique = True
        self._criteria = []
        self._params = None

    def _with(self, select=None, **changes):
        made = object.__new__(type(self))
        made.__dict__.update(self.__dict__)
        if select is not None:
            made._select = select
        made.__dict__.update(changes)
        return made

    def __clause_element__(self):
        return self._select

    @property
    def statement(self):
        return self._select

    @property
    def selectable(self):
        return self._select

    def __str__(self):
        return str(label_columns(self._select))

    # What is asked for.

    def filter(self, *criteria):
        return self._with(self._select.where(*criteria), _criteria=self._criteria + list(criteria))

    where = filter

    def filter_by(self, **names):
        entity = self._joined
        if entity is None:
            entity = self._entities[0]
        entity = entity.given if isinstance(entity, Entity) else entity
        criteria = []
        for name, value in names.items():
            owner = entity
            if isinstance(entity, ClauseElement):
                owner = getattr(entity, "table", None)
                owner = getattr(entity if owner is None else owner, "c", None)
            try:
                column = getattr(owner, name)
            except AttributeError:
                label = mapper_of(entity).table.name if isinstance(entity, type) else str(entity)
                raise InvalidRequestError('Entity namespace for "%s" has no property "%s"' % (label, name)) from None
            criteria.append(column == value)
        return self.filter(*criteria)

    def order_by(self, *clauses):
        if len(clauses) == 1 and (clauses[0] is None or clauses[0] is False):
            return self._with(self._select.order_by(None))
        return self._with(self._select.order_by(*clauses))

    def group_by(self, *clauses):
        return self._with(self._select.group_by(*clauses))

    def having(self, *criteria):
        return self._with(self._select.having(*criteria))

    def distinct(self, *expressions):
        return self._with(self._select.distinct(*expressions))

    def limit(self, limit):
        return self._with(self._select.limit(limit), _limit=limit)

    def offset(self, offset):
        return self._with(self._select.offset(offset), _offset=offset)

    def slice(self, start, stop):
        # SQLAlchemy always writes the OFFSET, which SQLite's compiler does by itself.
        made = self if start is None or (start == 0 and stop is not None) else self.offset(start)
        return made if stop is None else made.limit(stop - (start or 0))

    def params(self, *args, **names):
        given = dict(args[0]) if args else {}
        return self._with(_params={**(self._params or {}), **given, **names})

    def select_from(self, *froms):
        return self._with(self._select.select_from(*froms), _joined=froms[0] if len(froms) == 1 else self._joined)

    def with_entities(self, *entities):
        found = entities_of(entities)
        return self._with(self._select.with_only_columns(*[column for one in found for column in one.columns]), _entities=found)

    def add_columns(self, *columns):
        found = entities_of(columns)
        return self._with(
            self._select.add_columns(*[column for one in found for column in one.columns]), _entities=self._entities + found
        )

    add_column = add_columns
    add_entity = add_columns

    def join(self, target, *props, isouter=False, full=False):
        made = self
        onclause = props[0] if props else None
        for one in props[1:]:
            made = made._join(target, None, isouter, full)
            target, onclause = one, None
        return made._join(target, onclause, isouter, full)

    def outerjoin(self, target, *props, full=False):
        return self.join(target, *props, isouter=True, full=full)

    def _join(self, target, onclause, isouter, full):
        if isinstance(target, RelationshipAttribute):
            onclause = target.relationship.condition()
            target = target.relationship.target.class_
        elif isinstance(onclause, RelationshipAttribute):
            if isinstance(target, AliasedClass):
                raise NotImplementedError("a join of an aliased class by a relationship is not supported")
            onclause = onclause.relationship.condition()
        return self._with(self._select.join(target, onclause, isouter=isouter, full=full), _joined=target)

    def with_for_update(self, nowait=False, read=False, of=None, skip_locked=False, key_share=False):
        for name, given in (("of", of), ("key_share", key_share)):
            if given:
                raise NotImplementedError("Query.with_for_update(%s=...) is not supported" % name)
        return self._with(self._select.with_for_update(nowait=nowait, read=read, skip_locked=skip_locked))

    def from_statement(self, statement):
        return self._with(_text=statement)

    def correlate(self, *froms):
        return self._with(self._select.correlate(*froms))

    def prefix_with(self, *prefixes, dialect="*"):
        return self._with(self._select.prefix_with(*prefixes, dialect=dialect))

    def with_session(self, session):
        return self._with(session=session)

    def autoflush(self, setting):
        return self._with(_autoflush=setting)

    def yield_per(self, count):
        return self._with(_is_unique=False)

    def enable_eagerloads(self, value):
        return self

    def enable_assertions(self, value):
        return self

    def populate_existing(self):
        return self

    def execution_options(self, **options):
        return self

    def union(self, *others):
        return self._compound("union", others)

    def union_all(self, *others):
        return self._compound("union_all", others)

    def intersect(self, *others):
        return self._compound("intersect", others)

    def except_(self, *others):
        return self._compound("except_", others)

    def _compound(self, how, others):
        selects = [label_columns(one._select) for one in others]
        inner = label_columns(getattr(label_columns(self._select), how)(*selects)).subquery()
        made = self._with(_text=None)
        made._select = sa.select(*columns_of(inner))
        made._criteria = None
        made._outer = inner
        return made

    # As a part of another statement.

    def subquery(self, name=None, with_labels=False, reduce_columns=False):
        return (label_columns(self._select) if with_labels else self._select).subquery(name)

    def cte(self, name=None, recursive=False, nesting=False):
        return self._select.cte(name, recursive)

    def scalar_subquery(self):
        return self._select.scalar_subquery()

    as_scalar = scalar_subquery

    def label(self, name):
        return self._select.label(name)

    def exists(self):
        return sa.exists(self._select.with_only_columns(sa.literal_column("1")).select_from(*self._froms()))

    def _froms(self):
        return [one.selectable for one in self._entities[:1] if one.selectable is not None]

    # The rows.

    def _rows(self):
        """What each row gives: an object, a value, or a list of both; and the names of the values."""
        session = self.session
        if session is None:
            raise InvalidRequestError("the query belongs to no session")
        if self._autoflush:
            session._autoflush()
        statement = label_columns(self._select) if self._text is None else self._text
        result = session._execute(statement, self._params)
        return read_rows(session, self._entities, result, self._text is not None)

    def _unique(self, rows):
        if not self._is_unique or all(one.mapper is None for one in self._entities):
            return rows
        seen = set()
        found = []
        for row in rows:
            key = tuple(value if one.mapper is None else id(value) for one, value in zip(self._entities, row))
            try:
                known = key in seen
                seen.add(key)
            except TypeError:
                # A value that has no hash, such as JSON, cannot be told from others.
                known = False
            if not known:
                found.append(row)
        return found

    def _list(self):
        rows = self._unique(self._rows())
        if len(self._entities) == 1 and self._entities[0].mapper is not None:
            return [row[0] for row in rows]
        return make_result([one.name for one in self._entities], rows).all()

    def all(self):
        return self._list()

    def __iter__(self):
        return iter(self._list())

    def __getitem__(self, item):
        if isinstance(item, slice):
            start, stop = item.start or 0, item.stop
            if item.step is not None or start < 0 or (stop is not None and stop < 0):
                raise IndexError("negative indexes are not accepted by SQL index / slice operators")
            return self.slice(start, stop)._list()
        if item < 0:
            raise IndexError("negative indexes are not accepted by SQL index / slice operators")
        return self.slice(item, item + 1)._list()[0]

    def first(self):
        found = (self if self._text is not None else self.limit(1))._list()
        return found[0] if found else None

    def one_or_none(self):
        return self._only(True)

    def one(self):
        return self._only(False)

    def _only(self, or_none):
        result = make_result(["one"], [[one] for one in self._list()])
        row = result.one_or_none() if or_none else result.one()
        return None if row is None else row[0]

    def scalar(self):
        try:
            found = self.one()
        except NoResultFound:
            return None
        return found[0] if isinstance(found, tuple) else found

    def count(self):
        inner = label_columns(self._select).subquery()
        self.session._autoflush()
        return self.session._execute(sa.select(sa.func.count(sa.literal_column("*"))).select_from(inner), self._params).scalar()

    def get(self, ident):
        return self.session.get(self._entities[0].given, ident)

    # Changes.

    def delete(self, synchronize_session="auto"):
        entity = self._changed_entity("delete")
        return self.session._change(entity.mapper, sa.delete(entity.selectable), self._criteria, synchronize_session, {})

    def update(self, values, synchronize_session="auto", update_args=None):
        entity = self._changed_entity("update")
        mapper = entity.mapper
        new = {}
        pairs = values.items() if isinstance(values, dict) else values
        for name, value in pairs:
            if isinstance(name, str):
                if name not in mapper.attributes:
                    raise CompileError("Unconsumed column names: %s" % name)
                name = mapper.attributes[name]
            new[name.key] = value
        statement = sa.update(entity.selectable).values(new)
        return self.session._change(mapper, statement, self._criteria, synchronize_session, new)

    def _changed_entity(self, how):
        for name in ("_limit", "_offset"):
            if name in self.__dict__:
                raise InvalidRequestError("Can't call Query.update() or Query.delete() when %s() has been called" % name[1:])
        entity = self._entities[0]
        if entity.mapper is None and isinstance(entity.selectable, sa.Table):
            return Entity(_class_of(entity.selectable))
        if entity.mapper is None or self._joined is not None or self._criteria is None:
            raise InvalidRequestError("Can't call Query.%s() when join(), outerjoin(), select_from(), or from_self() has been called" % how)
        self.session._autoflush()
        return entity


def _class_of(table):
    raise NotImplementedError("a change by a query of table %s is not supported: name its class" % table.name)
`;
