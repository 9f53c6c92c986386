/** `sqlalchemy.orm.session`: the objects that a script works with, each once, and their way to the database. */
export const sessionSource = `
import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.sql.dml import Delete
from sqlalchemy.sql.elements import ClauseElement
from sqlalchemy.exc import ArgumentError, InvalidRequestError, NoResultFound, UnboundExecutionError
from _orm_host import entity_elements, make_result, mark_rolled_back, matches, onupdate_of, statement_table
from _orm_mapper import STATE, configure_mappers, instance_state, mapper_of, state_of
from _orm_objects import Objects
from _orm_entities import Entity, read_rows
from _orm_query import Query
from _orm_transactions import NoAutoflush, Savepoint, Transaction
from _orm_unitofwork import Flush, bulk_insert, bulk_save, bulk_update

OPTIONS = ("autocommit", "future", "twophase", "info", "query_cls", "enable_baked_queries", "join_transaction_mode", "close_resets_only", "autobegin", "binds", "class_")


class Session(Objects):
    __module__ = "sqlalchemy.orm.session"

    def __init__(self, bind=None, autoflush=True, expire_on_commit=True, **options):
        for name, value in options.items():
            if name not in OPTIONS:
                raise TypeError("Session.__init__() got an unexpected keyword argument %r" % name)
            if value and name in ("twophase", "binds", "query_cls"):
                raise NotImplementedError("Session(%s=...) is not supported" % name)
        self.bind = bind
        self.autoflush = autoflush
        self.expire_on_commit = expire_on_commit
        self.info = dict(options.get("info") or {})
        self.is_active = True
        self._own = None
        self._savepoints = 0
        self._has_begun = False
        self._flushing = False
        self._reset()

    # Statements.

    @property
    def _connection(self):
        if self.bind is None:
            raise UnboundExecutionError(
                "This session is not bound to a single Engine or Connection, and no context was provided to locate a binding."
            )
        if isinstance(self.bind, Connection):
            return self.bind
        if self._own is None:
            self._own = self.bind.connect()
            self._own.begin()
        return self._own

    def _execute(self, statement, parameters=None):
        self._has_begun = True
        if parameters is None:
            return self._connection.execute(statement)
        return self._connection.execute(statement, parameters)

    def connection(self, bind_arguments=None, execution_options=None):
        return self._connection

    def get_bind(self, *args, **kw):
        return self.bind

    def execute(self, statement, params=None, *, execution_options=None, bind_arguments=None, **kw):
        entities = entity_elements(statement)
        if entities is not None:
            if self.autoflush:
                self._autoflush()
            found = [Entity(one) for one in entities]
            result = self._execute(statement, params)
            names = [one.name if one.mapper is None else one.given.__name__ for one in found]
            return make_result(names, read_rows(self, found, result))
        table = statement_table(statement)
        if table is not None:
            kind, class_, criteria = table
            if self.autoflush:
                self._autoflush()
            mapper = mapper_of(class_)
            option = (execution_options or {}).get("synchronize_session", "auto")
            if kind != "insert" and params is None and option is not False and mapper.class_ in self._known:
                affected = self._matching(mapper, criteria)
                result = self._execute(statement)
                self._changed_by(kind, affected)
                return result
        return self._execute(statement, params)

    def scalars(self, statement, params=None, **kw):
        return self.execute(statement, params, **kw).scalars()

    def scalar(self, statement, params=None, **kw):
        return self.execute(statement, params, **kw).scalar()

    def query(self, *entities, **kw):
        return Query(entities, self)

    def get(self, entity, ident, *, options=None, populate_existing=False, with_for_update=None, identity_token=None, execution_options=None, bind_arguments=None):
        configure_mappers()
        mapper = mapper_of(entity)
        if options:
            raise NotImplementedError("Session.get(options=...) is not supported")
        if with_for_update:
            raise NotImplementedError("Session.get(with_for_update=...) is not supported")
        if mapper.polymorphic:
            mapper.refuse("get()")
        if isinstance(ident, dict):
            ident = tuple(ident[name] for name in mapper.key_names)
        key = ident if isinstance(ident, tuple) else tuple(ident) if isinstance(ident, list) else (ident,)
        if len(key) != len(mapper.primary_key):
            raise InvalidRequestError(
                "Incorrect number of values in identifier to formulate primary key for session.get(); primary key columns are %s"
                % ",".join("'%s.%s'" % (mapper.table.name, one.name) for one in mapper.primary_key)
            )
        found = None if populate_existing else self._identity(mapper, key)
        if found is not None:
            state = state_of(found)
            if state.expired and not state.values.keys() & set(mapper.attributes):
                return found if self._refresh(state, list(mapper.attributes)) else None
            return found
        return self._load_by_key(mapper, key)

    def get_one(self, entity, ident, **options):
        found = self.get(entity, ident, **options)
        if found is None:
            raise NoResultFound("No row was found when one was required")
        return found

    # Writing.

    @property
    def no_autoflush(self):
        return NoAutoflush(self)

    def _autoflush(self):
        if self.autoflush and not self._flushing:
            self.flush()

    def flush(self, objects=None):
        for cls in self._known:
            if cls.__mapper__.mutable:
                for one in self._known[cls].values():
                    one.__dict__[STATE].look()
        if not (self._new or self._dirty or self._deleted or self._orphans):
            return
        self._flushing = True
        try:
            Flush(self).run()
        finally:
            self._flushing = False

    def bulk_save_objects(self, objects, return_defaults=False, update_changed_only=True, preserve_order=True):
        bulk_save(self, [instance_state(one) for one in objects], return_defaults, update_changed_only, preserve_order)

    def bulk_insert_mappings(self, mapper, mappings, return_defaults=False, render_nulls=False):
        bulk_insert(self, mapper_of(mapper), list(mappings), return_defaults, render_nulls)

    def bulk_update_mappings(self, mapper, mappings):
        bulk_update(self, mapper_of(mapper), list(mappings))

    def _change(self, mapper, statement, criteria, synchronize, values):
        if synchronize not in (False, "auto", "evaluate", "fetch"):
            raise ArgumentError("Valid strategies for session synchronization are 'auto', 'evaluate', 'fetch', False")
        for one in criteria:
            statement = statement.where(one)
        affected = []
        if synchronize is not False and self._known.get(mapper.class_):
            affected = self._matching(mapper, criteria)
        result = self._execute(statement)
        self._changed_by("delete" if isinstance(statement, Delete) else "update", affected, values)
        return result.rowcount

    def _matching(self, mapper, criteria):
        """The objects of the session that a change by a condition concerns."""
        objects = list(self._known.get(mapper.class_, {}).values())
        found = []
        for one in objects:
            state = one.__dict__[STATE]
            # What is not in memory is in the database.
            values = {column.key: state.values[name] for name, column in mapper.attributes.items() if name in state.values}
            answer = matches(criteria, values)
            if answer is None:
                break
            if answer:
                found.append(state)
        else:
            return found
        statement = sa.select(*mapper.primary_key)
        for one in criteria:
            statement = statement.where(one)
        keys = {tuple(row) for row in self._execute(statement)}
        return [one.__dict__[STATE] for one in objects if one.__dict__[STATE].key in keys]

    def _changed_by(self, kind, states, values=None):
        """The objects that a statement has changed get its values; those that only the database knows are read again."""
        for state in states:
            if kind == "delete":
                self._forget(state)
                state.deleted = True
                continue
            for name, column in state.mapper.attributes.items():
                if name in state.committed or name in state.mapper.key_names:
                    continue
                if values is None or isinstance(values.get(column.key), ClauseElement):
                    state.expire([name])
                elif column.key in values:
                    state.set_read(name, values[column.key])
                elif onupdate_of(column) is not None:
                    state.expire([name])

    # Transactions. That of a connection which the script was given is the run's: it ends with the run.

    def commit(self):
        self.flush()
        if self._own is not None:
            self._own.commit()
            self._own.begin()
        if self.expire_on_commit:
            for state in self._states():
                state.expire()
        self._has_begun = False

    def rollback(self):
        if self._own is not None:
            self._own.rollback()
            self._own.begin()
        elif self._has_begun:
            mark_rolled_back(self.bind)
        self._discard_changes()
        self._has_begun = False

    def close(self):
        for state in self._states() + list(self._new.values()):
            state.session = None
        self._reset()
        if self._own is not None:
            self._own.close()
            self._own = None

    reset = invalidate = close

    def in_transaction(self):
        return self._has_begun

    def begin(self, nested=False):
        return self.begin_nested() if nested else Transaction(self)

    def begin_nested(self):
        self.flush()
        if self.bind is not None and self._connection.dialect.name in ("mssql", "oracle"):
            raise NotImplementedError("begin_nested() is not supported on this database")
        self._savepoints += 1
        name = "sa_savepoint_%d" % self._savepoints
        self._connection.exec_driver_sql("SAVEPOINT " + name)
        return Savepoint(self, name)

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        self.close()
`;
