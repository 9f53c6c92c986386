/** `sqlalchemy.orm.relationships`: attributes that hold other objects, read when they are asked for. */
export const relationshipsSource = `
import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, InvalidRequestError
from _orm_host import annotation_parts, foreign_keys
from sqlalchemy.sql.elements import ClauseElement
from _orm_collections import InstrumentedList
from _orm_mapper import NO_VALUE, describe, exc, mapper_of, state_of

# What a relationship is configured with, and what has no effect on the statements of a revision.
KNOWN = {"backref", "back_populates", "foreign_keys", "uselist", "order_by", "cascade", "primaryjoin", "remote_side", "secondary", "passive_deletes", "viewonly", "joined_by"}
IGNORED = {"lazy", "doc", "info", "passive_updates", "single_parent", "innerjoin", "repr", "init", "compare", "active_history", "query_class", "sync_backref", "overlaps", "cascade_backrefs"}
EMPTY_LAZY = ("noload", "raise", "raise_on_sql", "dynamic", "write_only")


class Backref:
    def __init__(self, name, options):
        self.name = name
        self.options = options


def backref(name, **options):
    return Backref(name, options)


def relationship(argument=None, secondary=None, **options):
    if secondary is not None:
        options["secondary"] = secondary
    return Relationship(argument, options)


class Relationship:
    __waits__ = True

    def __init__(self, argument, options):
        for name, value in options.items():
            if name not in KNOWN and name not in IGNORED:
                options = {**options, "unsupported": name}
        self.argument = argument
        self.options = options
        # Such a relationship is only read: no column, object or other relationship follows it.
        self.viewonly = bool(options.get("viewonly"))
        self.is_list_annotation = None
        self.configured = False
        self.back = None

    def annotate(self, inner):
        """Takes the class, and whether there are several objects, from the annotation."""
        self.is_list_annotation = False
        text = inner if isinstance(inner, str) else None
        if text is not None:
            for name in ("list[", "List[", "typing.List["):
                if text.startswith(name):
                    self.is_list_annotation = True
                    text = text[len(name):-1]
            for name in ("Optional[", "typing.Optional["):
                if text.startswith(name):
                    text = text[len(name):-1]
            text = text.split("|")[0].strip().strip("'\\"")
            if self.argument is None:
                self.argument = text
            return
        parts = annotation_parts(inner)
        if parts is not None:
            self.is_list_annotation = parts[0] == "list"
            inner = next(one for one in parts[1] if one is not None)
            if isinstance(inner, str):
                inner = inner.strip("'\\"")
        if self.argument is None:
            self.argument = inner

    def attach(self, parent, key):
        self.parent = parent
        self.key = key

    # What the mapper of the other class has to know.

    def configure(self):
        """Finds the other class, the direction and the columns, once all classes are there."""
        if self.configured:
            return
        self.configured = True
        options = self.options
        target = self.argument
        if isinstance(target, str):
            target = self.parent.registry.find(target)
        elif not isinstance(target, type) and callable(target):
            target = target()
        self.target = mapper_of(target)
        self.why = self._unsupported()
        if self.why is None:
            self._find_columns()
        cascade = options.get("cascade", "merge" if self.viewonly else "save-update, merge") or ""
        self.cascade = {one.strip() for one in cascade.split(",")}
        if "all" in self.cascade:
            self.cascade |= {"save-update", "merge", "delete", "expunge", "refresh-expire"}
        given = options.get("backref")
        if given is not None:
            given = backref(given) if isinstance(given, str) else given
            other = Relationship(self.parent.class_, {**given.options, "back_populates": self.key, "joined_by": self})
            self.target.relationships[given.name] = other
            other.attach(self.target, given.name)
            setattr(self.target.class_, given.name, other)
            other.configure()
            self.back = other
        elif options.get("back_populates") is not None:
            other = self.target.relationships.get(options["back_populates"])
            if other is not None:
                other.configure()
                self.back = other
        if self.back is not None and (self.viewonly or self.back.viewonly):
            self.back = None

    def _unsupported(self):
        options = self.options
        if "unsupported" in options:
            return "%s=..." % options["unsupported"]
        for name in ("primaryjoin", "secondary"):
            if options.get(name) is not None:
                return "%s=..." % name
        if options.get("lazy") in EMPTY_LAZY:
            return "lazy=%r" % options["lazy"]
        if self.target.polymorphic or self.parent.polymorphic:
            return "polymorphic classes"
        return None

    def is_written(self, direction):
        """Whether a flush writes the relationship: its classes and columns are known, and it has this direction."""
        return self.configured and self.why is None and self.direction == direction and not self.viewonly

    def refuse(self):
        raise NotImplementedError(
            "relationship %s.%s with %s is not supported" % (self.parent.class_.__name__, self.key, self.why)
        )

    def _find_columns(self):
        other = self.options.get("joined_by")
        if other is not None:
            if other.why is not None:
                self.why = other.why
                return
            self.direction = "many" if other.direction == "one" else "one"
            self.pairs = [(far, near) for near, far in other.pairs]
            self.uselist = self.options.get("uselist", self.direction == "many")
            return
        local, remote = self.parent.table, self.target.table
        towards = self._pairs(local, remote)
        back = self._pairs(remote, local)
        remote_side = self.options.get("remote_side")
        if local is remote and towards:
            sides = remote_side if isinstance(remote_side, (list, tuple)) else [remote_side]
            names = [one if isinstance(one, str) else one.key for one in sides if one is not None]
            self.direction = "one" if [far.key for near, far in towards] == [one.split(".")[-1] for one in names] else "many"
        elif towards and back:
            self.why = "foreign keys in both directions"
            return
        else:
            self.direction = "one" if towards else "many"
        pairs = towards if self.direction == "one" else [(far, near) for near, far in back]
        if not pairs:
            raise InvalidRequestError(
                "Could not determine join condition between parent/child tables on relationship %s.%s - there are no foreign "
                "keys linking these tables." % (self.parent.class_.__name__, self.key)
            )
        # Columns of this class, and of the other one.
        self.pairs = pairs
        annotated = self.is_list_annotation
        self.uselist = self.options.get("uselist", self.direction == "many" if annotated is None else annotated)

    def _pairs(self, source, target):
        """The columns of a foreign key, and what they refer to."""
        wanted = self.options.get("foreign_keys")
        if wanted is not None and not isinstance(wanted, str):
            wanted = [one.key for one in (wanted if isinstance(wanted, (list, tuple)) else [wanted])]
        elif wanted is not None:
            wanted = [one.strip().split(".")[-1] for one in wanted.strip("[]").split(",")]
        found = []
        for pairs in foreign_keys(source):
            if all(far is not None and far.table is target for near, far in pairs):
                # Several foreign keys of the same columns count as one.
                is_known = any([(near.key, far.key) for near, far in one] == [(near.key, far.key) for near, far in pairs] for one in found)
                if not is_known and (wanted is None or [near.key for near, far in pairs] == wanted):
                    found.append(pairs)
        if len(found) > 1:
            raise InvalidRequestError(
                "Could not determine join condition between parent/child tables on relationship %s.%s - there are multiple "
                "foreign key paths linking the tables." % (self.parent.class_.__name__, self.key)
            )
        return sorted(found[0], key=lambda pair: list(source.columns).index(pair[0])) if found else []

    # As an attribute.

    def __get__(self, instance, owner):
        self.configure()
        if instance is None:
            return RelationshipAttribute(self)
        values = instance.__dict__
        return values[self.key] if self.key in values else self.load(state_of(instance))

    def __set__(self, instance, value):
        self.configure()
        if self.why is not None:
            self.refuse()
        state = state_of(instance)
        values = instance.__dict__
        if self.key not in values and self.uselist and state.key is not None:
            raise NotImplementedError(
                "an assignment to the relationship %s.%s that was not read before is not supported" % (self.parent.class_.__name__, self.key)
            )
        before = values.get(self.key, NO_VALUE)
        if self.uselist:
            old = [] if before is NO_VALUE else list(before)
            self.note(state, old)
            values[self.key] = InstrumentedList(value)._bind(state, self)
            for item in old:
                if not any(item is one for one in value):
                    self.removed(state, item)
            for item in value:
                if not any(item is one for one in old):
                    self.added(state, item)
            return
        self.note(state, before)
        values[self.key] = value
        if before is not NO_VALUE and before is not None:
            self.removed(state, before)
        if value is not None:
            self.added(state, value)

    def note(self, state, before):
        if self.key not in state.committed:
            state.committed[self.key] = before
        if state.session is not None:
            state.session._touch(state)

    def added(self, state, item):
        """The other object is told of this one, and comes into its session."""
        other = state_of(item)
        if self.back is not None:
            self.back.join(other, state.object)
        if state.session is not None and other.session is None and "save-update" in self.cascade:
            state.session.add(item)

    def removed(self, state, item):
        other = state_of(item)
        if self.back is not None:
            self.back.part(other, state.object)
        if state.session is not None:
            state.session._touch(other)
            if "delete-orphan" in self.cascade:
                state.session._orphans.append(other)

    def join(self, state, item):
        """Takes an object in, because the other side of the relationship did."""
        values = state.values
        if self.uselist:
            if self.key not in values:
                if state.key is not None:
                    return
                values[self.key] = InstrumentedList()._bind(state, self)
            if not any(one is item for one in values[self.key]):
                self.note(state, list(values[self.key]))
                list.append(values[self.key], item)
        elif values.get(self.key, NO_VALUE) is not item:
            self.note(state, values.get(self.key, NO_VALUE))
            values[self.key] = item

    def part(self, state, item):
        values = state.values
        if self.uselist:
            held = values.get(self.key)
            if held is not None and any(one is item for one in held):
                self.note(state, list(held))
                list.remove(held, item)
        elif values.get(self.key) is item:
            self.note(state, item)
            values[self.key] = None

    # Reading.

    def load(self, state):
        self.configure()
        if self.why is not None:
            self.refuse()
        if state.key is None:
            value = self._empty(state)
            if self.uselist:
                state.values[self.key] = value
            return value
        session = state.session
        if session is None:
            raise exc.DetachedInstanceError(
                "Parent instance %s is not bound to a Session; lazy load operation of attribute %r cannot proceed"
                % (describe(state), self.key)
            )
        missing = [name for name in self.parent.attributes if name not in state.values]
        if missing:
            state.refresh(missing)
        value = self._read(state, session)
        state.values[self.key] = value
        return value

    def _empty(self, state):
        return InstrumentedList()._bind(state, self) if self.uselist else None

    def _read(self, state, session):
        near = [state.values[self.parent.names[column.key]] for column, far in self.pairs]
        if any(one is None for one in near):
            return self._empty(state)
        if self.direction == "one" and [far.key for column, far in self.pairs] == [one.key for one in self.target.primary_key]:
            return session._identity(self.target, tuple(near)) or session._load_by_key(self.target, tuple(near))
        if session.autoflush:
            session._autoflush()
        statement = sa.select(self.target.class_)
        for (column, far), value in zip(self.pairs, near):
            statement = statement.where(sa.literal(value, column.type) == far)
        order = self.options.get("order_by")
        if order not in (None, False):
            if isinstance(order, str):
                order = getattr(self.target.class_, order.split(".")[-1])
            elif not isinstance(order, ClauseElement) and callable(order):
                order = order()
            statement = statement.order_by(*(order if isinstance(order, (list, tuple)) else (order,)))
        found = session._entities(self.target, statement)
        if self.uselist:
            held = InstrumentedList(found)._bind(state, self)
            if self.back is not None and not self.back.uselist:
                for one in found:
                    if self.back.key not in one.__dict__:
                        one.__dict__[self.back.key] = state.object
            return held
        return found[0] if found else None

    def condition(self):
        """The condition of a join by this relationship."""
        self.configure()
        if self.why is not None:
            self.refuse()
        if self.direction == "one":
            return sa.and_(*[far == near for near, far in self.pairs])
        return sa.and_(*[near == far for near, far in self.pairs])


class RelationshipAttribute:
    """A relationship as an attribute of its class, for joins and conditions."""

    def __init__(self, relationship):
        self.relationship = relationship
        self.property = relationship
        self.key = relationship.key

    def _exists(self, criterion, names):
        relationship = self.relationship
        condition = relationship.condition()
        target = relationship.target
        if target.table is relationship.parent.table:
            raise NotImplementedError("any() and has() of a relationship of a table with itself are not supported")
        found = sa.exists(sa.literal_column("1")).select_from(target.table).where(condition)
        if criterion is not None:
            found = found.where(criterion)
        for name, value in names.items():
            found = found.where(getattr(target.class_, name) == value)
        return found

    def any(self, criterion=None, **names):
        if not self.relationship.uselist:
            raise InvalidRequestError("'any()' not implemented for scalar attributes. Use has().")
        return self._exists(criterion, names)

    def has(self, criterion=None, **names):
        if self.relationship.uselist:
            raise InvalidRequestError("'has()' not implemented for collections.  Use any().")
        return self._exists(criterion, names)

    def __eq__(self, other):
        relationship = self.relationship
        condition = relationship.condition()
        if relationship.direction != "one":
            raise NotImplementedError("a comparison of the relationship %s is not supported, use any()" % self.key)
        if other is None:
            return sa.and_(*[near.is_(None) for near, far in relationship.pairs])
        values = state_of(other).values
        names = relationship.target.names
        return sa.and_(*[near == values[names[far.key]] for near, far in relationship.pairs])
`;
