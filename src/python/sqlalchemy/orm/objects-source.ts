/** The objects of a session: each row of the database is one of them, and always the same one. */
export const objectsSource = `
import sqlalchemy as sa
from sqlalchemy.exc import InvalidRequestError
from _orm_mapper import STATE, InstanceState, describe, instance_state, mapper_of, state_of


class Objects:
    def _reset(self):
        # The objects of the database by class and key, and those that come into it with the next flush.
        self._known = {}
        self._new = {}
        self._dirty = {}
        self._deleted = {}
        self._orphans = []
        self._order = 0

    # Objects of the database.

    def _identity(self, mapper, key):
        return self._known.get(mapper.class_, {}).get(key)

    def _by_key(self, mapper, names, key):
        statement = sa.select(*[mapper.attributes[name] for name in names])
        return self._execute(mapper.with_key(statement, key)).first()

    def _load_by_key(self, mapper, key):
        self._autoflush()
        row = self._by_key(mapper, list(mapper.attributes), key)
        return None if row is None else self._instance(mapper, row)

    def _refresh(self, state, names):
        """Reads values of an object again. Returns whether its row is there."""
        mapper = state.mapper
        names = [name for name in mapper.attributes if name in names]
        row = self._by_key(mapper, names, state.key)
        if row is None:
            return False
        for name, value in zip(names, row):
            state.set_read(name, value)
        if mapper.mutable:
            state.watch()
        return True

    def _entities(self, mapper, statement):
        seen = set()
        return [self._instance(mapper, row, seen) for row in self._execute(statement)]

    def _instance(self, mapper, row, seen=None):
        """The object of a row: the known object with its key, or a new one. Attributes that the script has changed stay. If
        several rows of a result have the same key, the first one sets the values."""
        values = dict(zip(mapper.attributes, row))
        key = mapper.key_of(values)
        if None in key and all(one is None for one in key):
            return None
        known = self._known.setdefault(mapper.class_, {})
        found = known.get(key)
        if seen is not None:
            if found is not None and (mapper.class_, key) in seen:
                return found
            seen.add((mapper.class_, key))
        if found is not None:
            state = found.__dict__[STATE]
            if state.committed:
                for name, value in values.items():
                    state.set_read(name, value)
            else:
                found.__dict__.update(values)
                state.expired.clear()
                if mapper.mutable:
                    state.watch()
            return found
        found = object.__new__(mapper.class_)
        state = InstanceState(found, mapper)
        state.session = self
        state.key = key
        found.__dict__[STATE] = state
        found.__dict__.update(values)
        known[key] = found
        if mapper.mutable:
            state.watch()
        return found

    def _touch(self, state):
        """Notes that an object has changed."""
        if state.key is not None and not state.deleted:
            self._dirty[id(state)] = state

    # What comes into the session, and goes.

    def add(self, instance, _warn=True):
        self._add(instance_state(instance), set())

    def add_all(self, instances):
        for instance in instances:
            self.add(instance)

    def _add(self, state, seen):
        if id(state) in seen:
            return
        seen.add(id(state))
        if state.session is not None and state.session is not self:
            raise InvalidRequestError(
                "Object '%s' is already attached to session '%d' (this is '%d')" % (describe(state), id(state.session), id(self))
            )
        if state.mapper.polymorphic:
            state.mapper.refuse("an object")
        if state.session is None:
            state.session = self
            if state.key is None:
                self._order += 1
                state.order = self._order
                self._new[id(state)] = state
            else:
                self._known.setdefault(state.mapper.class_, {})[state.key] = state.object
                if state.committed:
                    self._touch(state)
        elif state.deleted or id(state) in self._deleted:
            self._deleted.pop(id(state), None)
        for relationship in state.mapper.relationships.values():
            relationship.configure()
            if "save-update" in relationship.cascade:
                for other in related(state, relationship):
                    self._add(state_of(other), seen)

    def delete(self, instance):
        state = instance_state(instance)
        if state.key is None:
            raise InvalidRequestError("Instance '%s' is not persisted" % describe(state))
        self._delete(state)

    def delete_all(self, instances):
        for instance in instances:
            self.delete(instance)

    def _delete(self, state):
        if id(state) in self._deleted:
            return
        if state.session is None:
            self._add(state, set())
        self._deleted[id(state)] = state
        with self.no_autoflush:
            self._delete_related(state)

    def _delete_related(self, state):
        """Reads what a deleted object refers to, and deletes it with the object where the relationship says so."""
        for relationship in state.mapper.relationships.values():
            relationship.configure()
            if relationship.why is not None:
                relationship.refuse()
            if relationship.direction == "many" and not relationship.viewonly:
                passive = relationship.options.get("passive_deletes")
                if passive and relationship.key not in state.values:
                    continue
                if relationship.key not in state.values:
                    state.values[relationship.key] = relationship.load(state)
            elif "delete" in relationship.cascade and relationship.key not in state.values:
                state.values[relationship.key] = relationship.load(state)
            if "delete" in relationship.cascade:
                for other in related(state, relationship):
                    if state_of(other).key is not None:
                        self._delete(state_of(other))

    def expunge(self, instance):
        state = instance_state(instance)
        if state.session is not self:
            raise InvalidRequestError("Instance %s is not present in this Session" % describe(state))
        self._forget(state)

    def expunge_all(self):
        for state in self._states() + list(self._new.values()):
            state.session = None
        self._reset()

    def _discard_changes(self):
        """Forgets new objects. The values of all others are read again when they are needed."""
        for state in self._new.values():
            state.session = None
        for state in self._states():
            state.expire()
        self._new = {}
        self._dirty = {}
        self._deleted = {}
        self._orphans = []

    def _forget(self, state):
        state.session = None
        for held in (self._new, self._dirty, self._deleted):
            held.pop(id(state), None)
        if state.key is not None:
            self._known.get(state.mapper.class_, {}).pop(state.key, None)

    def merge(self, instance, *, load=True, options=None):
        if self.autoflush:
            self._autoflush()
        return self._merge(instance_state(instance), load, {})

    def _merge(self, state, load, done):
        if id(state) in done:
            return done[id(state)]
        if state.session is self:
            return state.object
        mapper = state.mapper
        key = mapper.key_of(state.values) if state.key is None else state.key
        merged = None
        if None not in key:
            merged = self._identity(mapper, key) or self._load_by_key(mapper, key)
        if merged is None:
            merged = object.__new__(mapper.class_)
            state_of(merged)
            self.add(merged)
        done[id(state)] = merged
        own = state_of(merged)
        for name in mapper.attributes:
            if name in state.values:
                value = state.values[name]
                if name not in own.values or own.values[name] != value or (own.values[name] is None) != (value is None):
                    setattr(merged, name, value)
        for relationship in mapper.relationships.values():
            relationship.configure()
            if relationship.key in state.values and "merge" in relationship.cascade:
                if relationship.uselist:
                    raise NotImplementedError("merge() of an object with the relationship %s is not supported" % relationship.key)
                other = state.values[relationship.key]
                setattr(merged, relationship.key, None if other is None else self._merge(state_of(other), load, done))
        return merged

    def refresh(self, instance, attribute_names=None, with_for_update=None):
        if with_for_update:
            raise NotImplementedError("Session.refresh(with_for_update=...) is not supported")
        state = instance_state(instance)
        state.expire(attribute_names)
        self._autoflush()
        if not self._refresh(state, list(state.mapper.attributes) if attribute_names is None else attribute_names):
            raise InvalidRequestError("Could not refresh instance '%s'" % describe(state))

    def expire(self, instance, attribute_names=None):
        state = instance_state(instance)
        state.expire(attribute_names)
        if not state.committed:
            self._dirty.pop(id(state), None)

    def expire_all(self):
        for state in self._states():
            state.expire()
        self._dirty = {}

    def _states(self):
        return [one.__dict__[STATE] for objects in self._known.values() for one in objects.values()]

    def __contains__(self, instance):
        return instance_state(instance).session is self

    def __iter__(self):
        return iter([one.object for one in list(self._new.values()) + self._states()])

    @property
    def new(self):
        return [one.object for one in self._new.values()]

    @property
    def deleted(self):
        return [one.object for one in self._deleted.values()]

    @property
    def dirty(self):
        return [one.object for one in self._dirty.values() if id(one) not in self._deleted]

    @property
    def identity_map(self):
        return {(mapper_of(cls).class_, key, None): one for cls, objects in self._known.items() for key, one in objects.items()}

    def is_modified(self, instance, include_collections=True):
        return len(instance_state(instance).changed()) > 0


def related(state, relationship):
    """The objects of a relationship that are in memory."""
    value = state.values.get(relationship.key)
    if value is None:
        return []
    return list(value) if relationship.uselist else [value]
`;
