/** The functions by which snippets show their results. */
export const ormShown = `seen = []


def show(*values):
    seen.append(" ".join(repr(one) for one in values))


def attempt(work):
    try:
        show(work())
    except Exception as error:
        show(type(error).__name__, str(error).split(" at 0x")[0])
`;

/** The classes and rows that the snippets of {@link ormCases} work with. */
export const ormHead = `import datetime
import enum
import json
from decimal import Decimal

import sqlalchemy as sa
from alembic import op
from sqlalchemy import orm
from sqlalchemy.ext.mutable import MutableDict
from sqlalchemy.exc import InvalidRequestError, MultipleResultsFound, NoResultFound, SQLAlchemyError
from sqlalchemy.orm import Session, aliased, backref, declarative_base, relationship, sessionmaker

Base = declarative_base()


class State(enum.Enum):
    OPEN = 1
    DONE = 2


class Level(str, enum.Enum):
    LOW = "l"
    HIGH = "h"


def shout(text):
    return text.upper()


class Owner(Base):
    __tablename__ = "owner"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(20))
    n = sa.Column(sa.Integer, default=7)
    made = sa.Column(sa.String(20), default=lambda: shout("now"))
    touched = sa.Column(sa.Integer, onupdate=lambda: 5)

    def label(self):
        return "%s/%s" % (self.name, self.n)

    @property
    def count_of_things(self):
        return len(self.things)


class Thing(Base):
    __tablename__ = "thing"
    __table_args__ = (sa.UniqueConstraint("owner_id", "v", name="uq_thing"),)
    id = sa.Column(sa.Integer, primary_key=True)
    owner_id = sa.Column(sa.ForeignKey("owner.id"))
    v = sa.Column(sa.Float)
    state = sa.Column(sa.Enum(State))
    level = sa.Column(sa.Enum(Level))
    at = sa.Column(sa.DateTime)
    price = sa.Column(sa.Numeric(8, 2))
    data = sa.Column(sa.JSON)
    done = sa.Column(sa.Boolean, server_default=sa.text("0"))
    owner = relationship("Owner", backref=backref("things", order_by="Thing.id"))


class Tag(Base):
    __tablename__ = "tag"
    key = sa.Column(sa.String(10), primary_key=True)
    thing_id = sa.Column(sa.Integer, sa.ForeignKey("thing.id"), primary_key=True)
    text = sa.Column("value", sa.String(10))
    thing = relationship(Thing, backref=backref("tags", cascade="all, delete-orphan"))


class Noted(Base):
    __tablename__ = "noted"
    id = sa.Column(sa.Integer, primary_key=True)
    plain = sa.Column(sa.JSON)
    watched = sa.Column(MutableDict.as_mutable(sa.JSON))


class Alone(Base):
    __tablename__ = "alone"
    id = sa.Column(sa.Integer, primary_key=True)
    owner_id = sa.Column(sa.ForeignKey("owner.id"))
    stamp = sa.Column(sa.String, default=sa.func.lower("X"))
    seen = sa.Column(sa.String, onupdate=sa.func.lower("Y"))


${ormShown}

def prepare():
    bind = op.get_bind()
    Base.metadata.create_all(bind, checkfirst=False)
    bind.execute(Owner.__table__.insert(), [{"id": i, "name": name, "n": n} for i, name, n in [(1, "a", 3), (2, "b", 1), (3, "c", 2)]])
    rows = [(1, 1, 1.5, State.OPEN), (2, 1, 2.0, State.DONE), (3, 2, 2.5, None)]
    for i, owner, v, state in rows:
        bind.execute(sa.insert(Thing.__table__).values(id=i, owner_id=owner, v=v, state=state, at=datetime.datetime(2026, 1, i), price=Decimal("1.50"), data={"i": i}))
    bind.execute(sa.insert(Tag.__table__).values(key="k", thing_id=1, value="one"))
    return Session(bind=bind)
`;

/** Bodies of steps that use sessions and objects, by what they do. */
export const ormCases: Readonly<Record<string, string>> = {
  "rows of one result that are the same object": `
Other = declarative_base()
class ByOwner(Other):
    __tablename__ = "thing"
    owner_id = sa.Column(sa.Integer, primary_key=True)
    id = sa.Column(sa.Integer)
    v = sa.Column(sa.Float)
show([(one.owner_id, one.id, one.v) for one in s.query(ByOwner).order_by(ByOwner.id)])
show([(one.id, v) for one, v in s.execute(sa.select(ByOwner, ByOwner.v).order_by(ByOwner.id.desc()))])
`,
  "queries for objects": `
held = s.query(Owner).all() + s.query(Tag).all()
show([(r.id, r.name, r.n, r.made, r.touched) for r in s.query(Owner).all()])
show([r.label() for r in s.query(Owner).filter_by(name="b")])
show([r.id for r in s.query(Owner).filter(Owner.n > 1, Owner.name != "c").order_by(Owner.n.desc(), Owner.id)])
show(s.query(Owner).order_by(Owner.id).first().name, s.query(Owner).filter(Owner.id == 99).first())
show(s.query(Owner).filter(Owner.id == 2).one().name, s.query(Owner).filter(Owner.id == 9).one_or_none())
show([r.id for r in s.query(Owner).order_by(Owner.id).limit(2).offset(1)], [r.id for r in s.query(Owner).order_by(Owner.id)[1:3]], s.query(Owner).order_by(Owner.id)[2].id)
show([r.id for r in s.query(Owner).order_by(Owner.id).slice(0, 2)])
show(s.query(Owner).count(), s.query(Owner.name).distinct().count(), s.query(sa.distinct(Owner.n)).count())
show(s.query(Owner) .filter(Owner.id.in_([1, 3])).order_by(sa.desc(Owner.id)).all()[0].id)
show([(t.v, t.state, t.level, t.at, t.price, t.data, t.done) for t in s.query(Thing).yield_per(2)])
show(s.query(Owner).get(1).name, s.get(Owner, 2).name, s.get(Owner, 77), s.get(Tag, ("k", 1)).text, s.get(Tag, {"key": "k", "thing_id": 1}).text)
show(s.query(Owner).filter(Owner.id == 1).one() is s.get(Owner, 1))
`,
  "columns in expressions of their class": `
class Others(orm.DeclarativeBase):
    pass
class Doc(Others):
    __tablename__ = "doc"
    id: orm.Mapped[int] = orm.mapped_column(primary_key=True)
    data: orm.Mapped[dict] = orm.mapped_column(sa.JSON)
    n: orm.Mapped[int] = orm.mapped_column("number", sa.Integer)
    name = orm.mapped_column(sa.String, sa.Computed(data["name"].as_string(), persisted=True))
    __table_args__ = (sa.Index("ix_doc", data["a"].as_string(), n.desc()), sa.CheckConstraint(sa.and_(n + 1 > 5, n.is_not(None)), name="ck"))
Doc.__table__.create(s.connection(), checkfirst=False)
s.add(Doc(id=1, n=7, data={"name": "x", "a": 1}))
s.flush()
show([(d.n, d.name, d.data) for d in s.query(Doc).filter(Doc.n > 5)], Doc.__table__.c.number.nullable, Doc.__table__.c.name.nullable)
`,
  "paths into JSON": `
s.add_all([Thing(id=201, owner_id=1, v=50.5, data={"a": {"b": [1.0, "x"]}, "n": 77, "f": True}), Thing(id=202, owner_id=2, v=51.5, data={"a": "text", "n": 72.5})])
s.flush()
show(s.query(Thing.data["n"].as_integer()).filter(Thing.id > 200).order_by(Thing.id).all())
show([t.v for t in s.query(Thing).filter(Thing.data["a"].as_string() == "text")])
show(s.query(Thing.data[("a", "b", 1)].as_string().label("x"), Thing.data["a"]).filter(Thing.id > 200).order_by(Thing.data["n"].as_float().desc()).all())
show(s.execute(sa.select(Thing.data["a"]["b"][0], Thing.data["missing"]).where(Thing.id > 200).order_by(Thing.id)).all())
s.execute(sa.update(Thing).where(Thing.id > 200).values(v=Thing.data["n"].as_float(), data=Thing.data["a"]))
show(s.execute(sa.select(Thing.v, Thing.data).order_by(Thing.id.desc()).limit(2)).all())
s.query(Thing).filter(Thing.data["b"].as_string().is_not(None), Thing.id > 200).update({Thing.v: 9.5}, synchronize_session=False)
show(s.query(sa.func.count(Thing.id)).filter(Thing.v == 9.5).scalar())
`,
  "queries for values": `
show(s.query(Owner.id, Owner.name).order_by(Owner.id).all())
row = s.query(Owner.id.label("x"), Owner.name, sa.func.count(Thing.id).label("things")).outerjoin(Thing, Thing.owner_id == Owner.id).group_by(Owner.id, Owner.name).order_by(Owner.id).first()
show(row.x, row.name, row.things, row[2], row._fields, tuple(row))
show(s.query(sa.func.max(Owner.n)).scalar(), s.query(Owner.name).filter(Owner.id == 3).scalar(), s.query(Owner.name).filter(Owner.id == 9).scalar())
show(s.query(sa.func.count(Owner.id), Owner.n % 2).group_by(Owner.n % 2).all())
show(s.query(Owner, Thing.v).join(Thing, Thing.owner_id == Owner.id).order_by(Thing.id).all()[0]._fields)
show([(o.name, v) for o, v in s.query(Owner, Thing.v).join(Thing, Thing.owner_id == Owner.id).order_by(Thing.id)])
show([x for (x,) in s.query(Owner.n).order_by(Owner.n)])
show(s.query(Owner.__table__.c.id).all(), s.query(Owner.__table__).order_by(Owner.id).all()[0])
show(s.query(sa.literal(1), sa.text("2")).all(), s.query(sa.column("name")).select_from(Owner).order_by(sa.text("1")).all())
show(s.query(Owner.n, sa.func.sum(Owner.id)).group_by(Owner.n).having(sa.func.sum(Owner.id) > 1).order_by(Owner.n).all())
show(s.query(Owner).with_entities(Owner.name).order_by("name").all(), s.query(Owner.id).add_columns(Owner.name).order_by(Owner.id).first())
show(s.query(Owner.id, Owner.id, Owner.id).first())
show(s.query(Thing.state, Thing.at, Thing.price).filter(Thing.state == State.DONE).all())
`,
  "joins, subqueries and unions": `
show([o.name for o in s.query(Owner).join(Thing).order_by(Owner.id)])
show([o.name for o in s.query(Owner).join(Owner.things).order_by(Owner.id).distinct()])
show([t.id for t in s.query(Thing).join(Thing.owner).filter(Owner.name == "a").order_by(Thing.id)])
show([t.id for t in s.query(Thing).join(Owner, Thing.owner).filter_by(name="a").order_by(Thing.id)])
show([o.id for o in s.query(Owner).outerjoin(Owner.things).filter(Thing.id.is_(None))])
show([o.id for o in s.query(Owner).filter(Owner.things.any()).order_by(Owner.id)], [o.id for o in s.query(Owner).filter(~Owner.things.any(Thing.v > 2)).order_by(Owner.id)])
show([t.id for t in s.query(Thing).filter(Thing.owner.has(name="b"))])
last = s.query(Thing.owner_id, sa.func.max(Thing.v).label("v")).group_by(Thing.owner_id).subquery("last")
show(s.query(Thing.id, last.c.v).join(last, sa.and_(last.c.owner_id == Thing.owner_id, Thing.v == last.c.v)).order_by(Thing.id).all())
sub = s.query(Owner.id, Owner.name.label("nm")).filter(Owner.id > 1).subquery()
show(s.query(sub.c.id, sub.c.nm).order_by(sub.c.id).all(), s.query(sub).order_by(sub.c.id).all())
show([o.id for o in s.query(Owner).filter(Owner.id.in_(s.query(Thing.owner_id))).order_by(Owner.id)])
show([o.id for o in s.query(Owner).filter(s.query(Thing).filter(Thing.owner_id == Owner.id).exists()).order_by(Owner.id)])
show(s.query(s.query(Owner).filter(Owner.id == 1).exists()).scalar())
other = aliased(Owner)
show([(a.id, b.id) for a, b in s.query(Owner, other).join(other, other.id == Owner.id + 1).order_by(Owner.id)])
show(s.query(other.name).filter(other.n == 3).all())
show(s.query(Owner.id).filter(Owner.n == s.query(sa.func.max(Owner.n)).scalar_subquery()).all())
show(sorted(s.query(Owner.id, Owner.name).union(s.query(Thing.id, Owner.name).join(Owner, Owner.id == Thing.owner_id)).all()))
show([o.id for o in s.query(Owner).select_from(Thing).join(Owner, Owner.id == Thing.owner_id).order_by(Thing.id)])
`,
  "statements of a session": `
show([o.name for o in s.execute(sa.select(Owner).order_by(Owner.id)).scalars()], s.scalars(sa.select(Owner).where(Owner.id == 2)).one().name)
show(s.execute(sa.select(Owner, Thing.v).join(Thing, Thing.owner_id == Owner.id).where(Thing.id == 3)).one()[0].name)
show(s.execute(sa.select(Owner.id, Owner.name).order_by(Owner.id)).all(), s.scalar(sa.select(sa.func.count()).select_from(Owner)))
show(s.execute(sa.select(Owner.__table__).where(Owner.id == 1)).first(), s.execute(sa.text("SELECT name FROM owner WHERE id = :i"), {"i": 2}).scalar())
s.execute(sa.insert(Owner).values(id=10, name="ten"))
s.execute(sa.insert(Owner), [{"id": 11, "name": "x"}, {"id": 12, "name": "y"}])
s.execute(sa.update(Owner).where(Owner.id == 10).values(name="TEN"))
s.execute(sa.delete(Owner).where(Owner.id == 11).execution_options(synchronize_session=False))
show(s.query(Owner.id, Owner.name, Owner.n, Owner.touched).filter(Owner.id >= 10).order_by(Owner.id).all())
show([o.name for o in s.query(Owner).from_statement(sa.text("SELECT * FROM owner WHERE id < 3 ORDER BY id"))])
show(s.query(Owner).filter(sa.text("id = :i")).params(i=2).one().name)
`,
  "new objects": `
s.add(Owner(name="x"))
s.flush()
s.add_all([Owner(name="y"), Owner(name="z"), Owner(id=20, name="w", n=None), Owner(name="v", n=9)])
o = Owner(name="q")
s.add(o)
show(o.id, o.n, o in s, len(s.new))
s.flush()
show(o.id, o.n, o.made, o.touched, len(s.new))
s.add_all([Alone(owner_id=1), Thing(v=9.5, state=State.OPEN, level=Level.HIGH, at=datetime.datetime(2026, 5, 1), data=[1], owner_id=3)])
s.commit()
show([(a.stamp, a.seen) for a in s.query(Alone)])
t = s.query(Thing).filter(Thing.v == 9.5).one()
show(t.state, t.level, t.at, t.price, t.data, t.done)
attempt(lambda: Owner(foo=1))
attempt(lambda: s.query(Owner).filter_by(foo=1).all())
attempt(lambda: s.add(3))
`,
  "changes of objects": `
o = s.get(Owner, 1)
o.name = "new"
show(s.query(Owner.name).filter(Owner.id == 1).scalar(), o.touched, len(s.dirty))
o.name = "new"
s.flush()
for one in s.query(Owner).order_by(Owner.n):
    one.n += 1
s.flush()
setattr(o, "made", None)
s.commit()
show(o.name, o.n, o.made)
a = Alone(owner_id=1)
s.add(a)
s.flush()
a.owner_id = 2
s.flush()
show(a.seen, a.stamp)
for t in s.query(Thing):
    t.state = State.OPEN if t.state is None else State.DONE
    t.data = {**t.data, "x": 1}
s.commit()
show([(t.state, t.data) for t in s.query(Thing).order_by(Thing.id)])
note = Noted(plain={"a": 1}, watched={"a": 1})
s.add(note)
s.flush()
note.plain["b"] = 2
s.flush()
note.watched["b"] = 2
s.commit()
note.watched["c"] = 3
show(s.query(Noted.plain, Noted.watched).all(), note.watched)
o = s.get(Owner, 2)
o.id = 40
s.flush()
show(s.query(Owner.id).order_by(Owner.id).all())
`,
  "objects that are deleted": `
s.delete(s.get(Owner, 3))
s.flush()
s.delete(s.get(Thing, 1))
s.commit()
show(s.query(Tag).count(), s.query(Thing).count())
s.delete(s.get(Owner, 1))
s.flush()
show([(t.id, t.owner_id) for t in s.query(Thing).order_by(Thing.id)])
for one in s.query(Owner):
    s.delete(one)
s.commit()
show(s.query(Owner).count())
attempt(lambda: s.delete(Owner(id=1)))
`,
  relationships: `
held = s.query(Owner).order_by(Owner.id).all() + s.query(Thing).order_by(Thing.id).all() + s.query(Tag).all()
for t in s.query(Thing).order_by(Thing.id):
    show(t.id, t.owner.name, [x.text for x in t.tags])
for o in s.query(Owner).order_by(Owner.id):
    show(o.name, [t.id for t in o.things], o.count_of_things, len(o.things))
o = Owner(name="parent", things=[Thing(v=1.0), Thing(v=2.0)])
s.add(o)
s.flush()
show([t.owner_id == o.id for t in o.things], o.things[0].owner is o)
t = Thing(v=7.0, owner=s.get(Owner, 3))
s.add(t)
s.flush()
show(t.owner_id)
t.owner = s.get(Owner, 2)
s.flush()
show(t.owner_id, sorted(x.v for x in s.get(Owner, 2).things))
s.get(Owner, 2).things.append(Thing(v=8.0))
s.commit()
show(sorted(x.v for x in s.get(Owner, 2).things))
one = s.get(Thing, 1)
one.tags.append(Tag(key="z", text="zz"))
s.flush()
show(sorted((x.key, x.thing_id) for x in one.tags))
one.tags.remove(one.tags[0])
s.flush()
show(s.query(Tag.key).all())
one.tags = []
one.owner = None
s.commit()
show(s.query(Tag).count(), one.owner, one.owner_id)
`,
  "merged and expunged objects": `
m = s.merge(Owner(id=1, name="merged"))
show(m.name, m.n, m is s.get(Owner, 1))
n = s.merge(Owner(id=30, name="added"))
s.flush()
show(n.n, s.query(Owner).count())
s.merge(Tag(key="k", thing_id=1, text="again"))
s.merge(Tag(key="k", thing_id=2, text="other"))
s.commit()
show(sorted((t.key, t.thing_id, t.text) for t in s.query(Tag)))
s.expunge(m)
m.name = "gone"
s.commit()
show(s.query(Owner.name).filter(Owner.id == 1).scalar(), m in s)
s.expunge_all()
show(s.get(Owner, 1) is m)
`,
  "many rows at once": `
s.bulk_insert_mappings(Owner, [{"name": "m1"}, {"name": "m2", "n": 4}, {"id": 50, "name": "m3"}])
s.bulk_save_objects([Owner(name="o1"), Owner(name="o2"), Thing(owner_id=1, v=70.0)])
s.bulk_update_mappings(Owner, [{"id": 1, "name": "b1"}, {"id": 2, "name": "b2", "n": 99}])
objects = s.query(Owner).filter(Owner.id < 4).order_by(Owner.id).all()
for one in objects:
    one.n = one.n * 2
s.bulk_save_objects(objects)
s.commit()
show([(o.id, o.name, o.n, o.made, o.touched) for o in s.query(Owner).order_by(Owner.id)])
`,
  "changes by a query": `
show(s.query(Owner).filter(Owner.id == 2).update({"name": "uu"}))
show(s.query(Owner).filter(Owner.id == 3).update({Owner.name: Owner.name + "!"}, synchronize_session=False))
show(s.query(Owner).update({Owner.n: Owner.n + 1}))
show(s.query(Tag).filter(Tag.text == "one").delete(), s.query(Tag).delete())
show(s.query(Thing).filter(Thing.v > 2, Thing.state.is_(None)).delete(synchronize_session=False))
show(s.query(Owner.id, Owner.name, Owner.n, Owner.touched).order_by(Owner.id).all())
o = s.get(Owner, 1)
s.query(Owner).filter(Owner.id == 1).update({"name": "again"})
show(o.name)
s.query(Thing).filter(Thing.owner_id == 1).delete()
attempt(lambda: s.query(Owner).filter(Owner.id == 1).update({"nope": 1}))
attempt(lambda: s.query(Owner).limit(1).delete())
`,
  "wrong numbers of rows": `
attempt(lambda: s.query(Owner).one())
attempt(lambda: s.query(Owner).filter(Owner.id == 9).one())
attempt(lambda: s.query(Owner).one_or_none())
attempt(lambda: s.query(Owner.id).scalar())
attempt(lambda: s.get(Tag, 1))
attempt(lambda: s.expunge(Owner()))
`,
  "sessions of other kinds": `
with Session(op.get_bind()) as one:
    one.add(Owner(name="with"))
    one.commit()
make = sessionmaker(bind=op.get_bind(), autoflush=False)
two = make()
two.add(Owner(name="make"))
show(two.query(Owner).filter(Owner.name == "make").count())
two.flush()
show(two.query(Owner).filter(Owner.name == "make").count())
with two.begin_nested():
    two.add(Owner(name="nested"))
try:
    with two.begin_nested():
        two.add(Owner(name="failing"))
        two.flush()
        raise ValueError("stop")
except ValueError:
    pass
show([x.name for x in two.query(Owner).filter(Owner.id > 3).order_by(Owner.id)])
with two.no_autoflush:
    two.add(Owner(name="late"))
    show(two.query(Owner).filter(Owner.name == "late").count())
two.close()
o = s.get(Owner, 1)
s.expire(o)
show(o.name)
o.name = "changed"
s.refresh(o)
show(o.name)
`,
  "relationships that are only read": `
Local = declarative_base()

class Shelf(Local):
    __tablename__ = "shelf"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(5))
    books = relationship("Book", viewonly=True, order_by="Book.id")

class Book(Local):
    __tablename__ = "book"
    id = sa.Column(sa.Integer, primary_key=True)
    shelf_id = sa.Column(sa.ForeignKey("shelf.id"))
    shelf = relationship("Shelf", viewonly=True)

Local.metadata.create_all(op.get_bind(), checkfirst=False)
one, two = Shelf(id=1, name="one"), Shelf(id=2, name="two")
held = [Book(id=1, shelf_id=1), Book(id=2)]
s.add_all([one, two] + held)
s.flush()
book = s.get(Book, 2)
book.shelf = two
s.flush()
show(book.shelf_id)
first = s.get(Book, 1)
show(first.shelf.name)
first.shelf = two
s.flush()
show(first.shelf_id, s.query(Book.id, Book.shelf_id).order_by(Book.id).all())
s.add(Book(id=3, shelf=Shelf(id=3, name="new")))
s.flush()
show(s.query(Shelf.id).order_by(Shelf.id).all(), s.query(Book.shelf_id).filter(Book.id == 3).all())
s.expire_all()
show([b.id for b in one.books], s.get(Book, 1).shelf.name)
one.books.append(Book(id=9))
s.flush()
show(s.query(Book.id, Book.shelf_id).order_by(Book.id).all(), len(one.books))
s.delete(one)
s.flush()
show(s.query(Book.id, Book.shelf_id).order_by(Book.id).all())
`,
  "classes that are declared in other forms": `
from typing import List, Optional
import uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, registry

class Mixin:
    created = sa.Column(sa.Integer)
    @declared_attr
    def owner_id(cls):
        return sa.Column(sa.ForeignKey("plain.id"))

class Other:
    other = sa.Column(sa.Integer)

Old = declarative_base(metadata=sa.MetaData(naming_convention={"pk": "pk_%(table_name)s", "ix": "ix_%(column_0_label)s"}))

class Plain(Mixin, Other, Old):
    __tablename__ = "plain"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column("nm", sa.String(20), index=True)

class Sub(Plain):
    extra = sa.Column(sa.Integer)

class Joined(Plain):
    __tablename__ = "joined"
    id = sa.Column(sa.ForeignKey("plain.id"), primary_key=True)
    q = sa.Column(sa.Integer)

class Abstract(Old):
    __abstract__ = True
    shared = sa.Column(sa.Text)
    def hello(self):
        return "hello " + self.shared

class Concrete(Abstract):
    __tablename__ = "concrete"
    __table_args__ = {"sqlite_autoincrement": True}
    id = sa.Column(sa.Integer, primary_key=True)

class Given(Old):
    __table__ = sa.Table("given", Old.metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("x", sa.Integer))

class New(DeclarativeBase):
    type_annotation_map = {str: sa.String(33)}

class Keyed:
    id: Mapped[int] = mapped_column(primary_key=True)
    mixed: Mapped[int]

class Annotated(Keyed, New):
    __tablename__ = "annotated"
    a: Mapped[str]
    b: Mapped[Optional[str]]
    c: Mapped[str | None] = mapped_column(sa.Text)
    d: Mapped[datetime.datetime] = mapped_column(server_default=sa.func.now())
    e: Mapped[State]
    f: Mapped[uuid.UUID]
    g: Mapped[bool] = mapped_column(default=False)
    h: Mapped[float]
    i: Mapped[Decimal]
    j: Mapped[bytes]
    k: Mapped[datetime.date]
    m: Mapped[datetime.timedelta]
    n: Mapped["int"]
    o = mapped_column("oo", sa.Integer)
    p: Mapped[int] = mapped_column("pp", sa.ForeignKey("annotated.id"))
    children: Mapped[List["Annotated"]] = relationship("Annotated")

mapper_registry = registry(metadata=New.metadata)

@mapper_registry.mapped
class Decorated:
    __tablename__ = "decorated"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(5))

Old.metadata.create_all(op.get_bind(), checkfirst=False)
New.metadata.create_all(op.get_bind(), checkfirst=False)
s.add_all([Concrete(shared="x"), Given(x=1), Decorated(name="q")])
s.flush()
show(s.query(Concrete).one().hello(), s.query(Given.x).scalar(), s.query(Decorated).one().name)
show(Sub.__table__ is Plain.__table__, Plain.name.name, Plain.__tablename__, Joined.__table__.name)

def no_key():
    class NoKey(Old):
        __tablename__ = "no_key"
        x = sa.Column(sa.Integer)

def no_table():
    class NoTable(Old):
        x = sa.Column(sa.Integer)

attempt(no_key)
attempt(no_table)
`,
};
