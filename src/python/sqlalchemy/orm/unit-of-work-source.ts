/** `sqlalchemy.orm.unitofwork`: writes what has changed in a session. */
export const unitOfWorkSource = `
import sqlalchemy as sa
from _orm_host import default_of, has_server_default, onupdate_of
from _orm_mapper import NO_VALUE, describe, exc, state_of
from _orm_objects import related


def _computed(default):
    """The value of a default: what a function of the script returns, or a value; SQL is left to the statement."""
    kind, value = default
    return value() if kind == "callable" else value


class Flush:
    def __init__(self, session):
        self.session = session

    def run(self):
        session = self.session
        self._take_orphans()
        while True:
            self.inserts = list(session._new.values())
            self.updates = self._changed()
            count = len(self.inserts) + len(self.updates)
            self._before_saving()
            if count == len(session._new) + len(self._changed()):
                break
        deletes = list(session._deleted.values())
        mappers = {}
        for state in self.inserts + self.updates + deletes:
            mappers[id(state.mapper)] = state.mapper
            for relationship in state.mapper.relationships.values():
                # The keys of what it holds may change with it.
                if relationship.configured and relationship.key in state.values:
                    mappers[id(relationship.target)] = relationship.target
        for mapper in _sorted(mappers.values()):
            self._save(mapper)
        for mapper in reversed(_sorted({id(one.mapper): one.mapper for one in deletes}.values())):
            self._remove(mapper, sorted_by_key([one for one in deletes if one.mapper is mapper]))
        session._dirty = {}
        session._deleted = {}
        for state in self.inserts + self.updates:
            if state.mapper.mutable:
                state.watch()

    def _changed(self):
        """The objects that may need an UPDATE."""
        return [one for one in self.session._dirty.values() if id(one) not in self.session._deleted]

    def _take_orphans(self):
        session = self.session
        orphans, session._orphans = session._orphans, []
        for state in orphans:
            if state.session is not session or self._has_parent(state):
                continue
            if state.key is not None:
                session._delete(state)
            else:
                session._forget(state)

    def _has_parent(self, state):
        for relationship in state.mapper.relationships.values():
            if relationship.back is not None and "delete-orphan" in relationship.back.cascade:
                if state.values.get(relationship.key) is not None:
                    return True
        return False

    def _before_saving(self):
        """Objects that are removed from a relationship, or whose owner is deleted, are written too."""
        session = self.session
        for state in self.inserts + self.updates + list(session._deleted.values()):
            for relationship in state.mapper.relationships.values():
                if relationship.key in state.values and relationship.is_written("many"):
                    self._write_held(state, relationship)

    def _write_held(self, state, relationship):
        session = self.session
        held = related(state, relationship)
        before = state.committed.get(relationship.key, NO_VALUE)
        removed = [] if before is NO_VALUE or before is None else before if isinstance(before, list) else [before]
        if id(state) in session._deleted:
            removed, held = held, []
        for other in held:
            if state_of(other).session is None and "save-update" in relationship.cascade:
                session.add(other)
        if relationship.options.get("passive_deletes") == "all":
            return
        for other in removed:
            child = state_of(other)
            if not any(one is other for one in held) and child.session is session and id(child) not in session._deleted:
                self._set(child, [(far, None) for near, far in relationship.pairs])

    def _set(self, child, pairs):
        for column, value in pairs:
            name = child.mapper.names[column.key]
            if child.values.get(name, NO_VALUE) != value:
                if name in child.mapper.key_names and value is None:
                    raise AssertionError(
                        "Dependency rule on column '%s.%s' tried to blank-out primary key column '%s.%s' on instance '%s'"
                        % (column.table.name, column.name, column.table.name, column.name, describe(child))
                    )
                setattr(child.object, name, value)

    def _save(self, mapper):
        session = self.session
        inserts = sorted([one for one in session._new.values() if one.mapper is mapper], key=lambda one: one.order)
        updates = sorted_by_key([one for one in self._changed() if one.mapper is mapper])
        for state in inserts + updates:
            self._follow(state)
        self._update(mapper, updates)
        if inserts:
            self._insert(mapper, inserts)
        for state in inserts + updates:
            self._lead(state)

    def _follow(self, state):
        """An object gets the keys of what it refers to."""
        for relationship in state.mapper.relationships.values():
            if not relationship.is_written("one"):
                continue
            if relationship.key not in state.committed or relationship.key not in state.values:
                continue
            other = state.values[relationship.key]
            if other is None and state.committed[relationship.key] in (None, NO_VALUE) and state.key is None:
                continue
            values = {} if other is None else other.__dict__
            names = relationship.target.names
            if other is not None and relationship.target.table is state.mapper.table and state_of(other).key is None:
                raise NotImplementedError("new objects of one table that refer to each other are not supported: flush the first one before")
            self._set(state, [(near, values.get(names[far.key])) for near, far in relationship.pairs])

    def _lead(self, state):
        """What an object holds gets its key."""
        for relationship in state.mapper.relationships.values():
            if not relationship.is_written("many"):
                continue
            if relationship.key not in state.values:
                continue
            before = state.committed.get(relationship.key, NO_VALUE)
            for other in related(state, relationship):
                child = state_of(other)
                if isinstance(before, list) and any(one is other for one in before):
                    continue
                if child.session is not self.session:
                    continue
                if relationship.target is state.mapper and child.key is None:
                    raise NotImplementedError("new objects of one table that refer to each other are not supported: flush the first one before")
                self._set(child, [(far, state.values[state.mapper.names[near.key]]) for near, far in relationship.pairs])
        state.committed = {}

    def _insert(self, mapper, states):
        session = self.session
        for state in states:
            given = {name: state.values[name] for name, column in mapper.attributes.items() if name in state.values and (state.values[name] is not None or isinstance(column.type, sa.JSON))}
            row, unread = _row_of(mapper, given, True)
            missing = [column for column in mapper.primary_key if row.get(column.key) is None]
            if len(missing) > (1 if mapper.table.primary_key.columns else 0):
                raise exc.FlushError("Instance %s has a NULL identity key." % describe(state))
            _insert_row(session, mapper, state, row, unread, missing)
            session._new.pop(id(state), None)
            session._known.setdefault(mapper.class_, {})[state.key] = state.object

    def _update(self, mapper, states):
        session = self.session
        for state in states:
            new = state.changed()
            if not new:
                continue
            key = state.key
            row = {mapper.attributes[name].key: value for name, value in new.items()}
            unread = _add_onupdate(mapper, row)
            _update_row(session, mapper, row, key)
            for name, column in mapper.attributes.items():
                if column.key in unread:
                    state.values.pop(name, None)
                    state.expired.add(name)
                elif column.key in row:
                    state.values[name] = row[column.key]
            if any(name in new for name in mapper.key_names):
                known = session._known.setdefault(mapper.class_, {})
                known.pop(key, None)
                state.key = mapper.key_of(state.values)
                known[state.key] = state.object

    def _remove(self, mapper, states):
        for state in states:
            self.session._execute(mapper.with_key(sa.delete(mapper.table), state.key))
            self.session._forget(state)
            state.deleted = True


def _sorted(mappers):
    """Mappers in the order of their relationships, and otherwise by their names."""
    waiting = sorted(mappers, key=lambda one: one.sort_key)
    found = []
    while waiting:
        for one in waiting:
            if not any(other is not one and _needs(one, other) for other in waiting):
                break
        waiting.remove(one)
        found.append(one)
    return found


def _needs(mapper, other):
    """Whether objects of a mapper refer to those of the other one by a relationship."""
    refers = any(one.is_written("one") and one.target is other for one in mapper.relationships.values())
    return refers or any(one.is_written("many") and one.target is mapper for one in other.relationships.values())


def sorted_by_key(states):
    return sorted(states, key=lambda one: one.key)


def _row_of(mapper, given, with_nulls):
    """The values of a new row, with its defaults; and the columns that the database sets."""
    row = {}
    unread = []
    for name, column in mapper.attributes.items():
        if name in given:
            row[column.key] = given[name]
            continue
        default = default_of(column)
        if default is not None:
            if default[0] == "sequence":
                raise NotImplementedError("a Sequence of the mapped class %s is not supported" % mapper.class_.__name__)
            row[column.key] = _computed(default)
            if default[0] == "clause":
                unread.append(column)
        elif has_server_default(column):
            unread.append(column)
        elif with_nulls and not column.primary_key and not isinstance(column.type, sa.JSON):
            row[column.key] = None
    return row, unread


def _insert_row(session, mapper, state, row, unread, missing):
    statement = sa.insert(mapper.table).values(row)
    keys = mapper.primary_key if unread else missing
    wanted = [column for column in mapper.attributes.values() if column in keys or column in unread]
    values = _inserted(session, statement, wanted, missing)
    state.committed = {name: value for name, value in state.committed.items() if name in mapper.relationships}
    for name, column in mapper.attributes.items():
        if column.key in row:
            state.values[name] = row[column.key]
    for column in wanted:
        name = mapper.names[column.key]
        if column.key in values:
            state.values[name] = values[column.key]
        else:
            state.values.pop(name, None)
            state.expired.add(name)
    state.key = mapper.key_of(state.values)


def _inserted(session, statement, wanted, missing):
    """Runs an INSERT. Returns the values that the database made, as far as it returns them."""
    if not wanted:
        session._execute(statement)
        return {}
    dialect = session._connection.dialect.name
    if dialect in ("mysql", "mariadb"):
        session._execute(statement)
        return {missing[0].key: session._execute(sa.text("SELECT LAST_INSERT_ID()")).scalar()} if missing else {}
    if dialect == "oracle":
        raise NotImplementedError("new objects whose key the database makes are not supported on Oracle")
    row = session._execute(statement.returning(*wanted)).first()
    return {column.key: value for column, value in zip(wanted, row)}


def _add_onupdate(mapper, row):
    """Adds the values that an UPDATE sets by itself; returns the columns whose values SQL makes."""
    unread = set()
    for column in mapper.attributes.values():
        if column.key in row:
            continue
        default = onupdate_of(column)
        if default is not None:
            row[column.key] = _computed(default)
            if default[0] == "clause":
                unread.add(column.key)
    return unread


def _update_row(session, mapper, row, key):
    statement = mapper.with_key(sa.update(mapper.table), key)
    # In the order of the table, as SQLAlchemy writes them.
    ordered = {column.key: row[column.key] for column in mapper.table.columns if column.key in row}
    count = session._execute(statement.values(ordered)).rowcount
    if count != 1:
        raise exc.StaleDataError(
            "UPDATE statement on table '%s' expected to update 1 row(s); %d were matched." % (mapper.table.name, count)
        )


def bulk_insert(session, mapper, mappings, return_defaults=False, render_nulls=False):
    if return_defaults:
        raise NotImplementedError("bulk_insert_mappings(return_defaults=True) is not supported")
    for given in mappings:
        known = {name: given[name] for name in mapper.attributes if name in given and (render_nulls or given[name] is not None)}
        row, _ = _row_of(mapper, known, False)
        session._execute(sa.insert(mapper.table).values(row))


def bulk_update(session, mapper, mappings):
    for given in mappings:
        key = mapper.key_of(given)
        row = {mapper.attributes[name].key: given[name] for name in mapper.attributes if name in given and name not in mapper.key_names}
        if not row:
            continue
        _add_onupdate(mapper, row)
        _update_row(session, mapper, row, key)


def bulk_save(session, states, return_defaults, update_changed_only, preserve_order):
    """Writes objects without taking them into the session: new ones by INSERT, others by UPDATE."""
    if return_defaults:
        raise NotImplementedError("bulk_save_objects(return_defaults=True) is not supported")
    if not preserve_order:
        states = sorted(states, key=lambda one: (one.mapper.sort_key, one.key is not None))
    for state in states:
        mapper = state.mapper
        if state.key is None:
            bulk_insert(session, mapper, [state.values])
            continue
        row = state.changed() if update_changed_only else {name: state.values[name] for name in mapper.attributes if name in state.values and name not in mapper.key_names}
        row = {mapper.attributes[name].key: value for name, value in row.items()}
        if row:
            _add_onupdate(mapper, row)
            _update_row(session, mapper, row, state.key)
`;
