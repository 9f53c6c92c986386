import { ormShown } from "./python-orm-cases.js";

/** The classes and rows that the snippets of {@link sqlmodelCases} work with. */
export const sqlmodelHead = `import datetime
import enum
import uuid
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, ClassVar, List, Optional, Union

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy import CheckConstraint, Column
from sqlalchemy.orm import registry
from sqlmodel import AutoString, Field, Relationship, Session, SQLModel, UTCDateTime, col, select
from sqlmodel.sql.sqltypes import AutoString as AlsoAutoString

UTC = datetime.timezone.utc


class State(enum.Enum):
    OPEN = "open"
    DONE = "done"


class Kind(str, enum.Enum):
    BIG = "b"
    SMALL = "s"


class Dated(SQLModel):
    made: int = Field(default=3, sa_column_kwargs={"server_default": sa.text("3")})
    changed: Optional[int] = Field(default=None, sa_column_kwargs={"onupdate": lambda: 9})


class TeamBase(SQLModel):
    name: str = Field(index=True, max_length=30)
    city: str | None = None


class Team(Dated, TeamBase, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    heroes: List["Hero"] = Relationship(back_populates="team", sa_relationship_kwargs={"order_by": "Hero.id"})


class Hero(SQLModel, table=True):
    __table_args__ = (sa.UniqueConstraint("name", "age", name="uq_hero"), CheckConstraint("age < 200", name="ck_age"))
    limit: ClassVar[int] = 5

    id: int | None = Field(default=None, primary_key=True)
    name: str
    age: int | None = Field(default=None, index=True)
    team_id: Optional[int] = Field(default=None, foreign_key="team.id", ondelete="CASCADE")
    team: Optional[Team] = Relationship(back_populates="heroes")
    powers: list["Power"] = Relationship(back_populates="hero", cascade_delete=True)

    def label(self):
        return "%s/%s" % (self.name, self.age)

    @property
    def is_old(self):
        return (self.age or 0) > 50


class Power(SQLModel, table=True):
    __tablename__ = "hero_power"
    id: int | None = Field(default=None, primary_key=True)
    hero_id: int = Field(foreign_key="hero.id")
    text: str = Field(default="none", sa_column=Column("value", sa.String(10), nullable=False))
    hero: "Hero" = Relationship(back_populates="powers")


class Everything(SQLModel, table=True):
    id: uuid.UUID = Field(default_factory=lambda: uuid.UUID(int=5), primary_key=True)
    n: int
    f: float = 1.5
    b: bool = Field(default=False, nullable=False)
    s: str = Field(default="x", unique=True)
    short: str = Field(default="y", max_length=7, min_length=1)
    maybe: Union[str, None] = None
    always: Optional[str] = Field(default="z", nullable=False)
    at: datetime.datetime = Field(default_factory=lambda: datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))
    day: date | None = None
    clock: time | None = None
    span: timedelta | None = None
    data: bytes | None = None
    price: Decimal = Field(default=Decimal("1.25"), max_digits=8, decimal_places=2)
    free: Decimal | None = None
    path: Path | None = Field(default=None, sa_type=sa.String)
    state: State = State.OPEN
    kind: Optional[Kind] = None
    items: list[str] = Field(default_factory=list, sa_column=Column(sa.JSON))
    extra: dict[str, Any] = Field(default={}, sa_type=sa.JSON)
    big: int = Field(default=1, sa_type=sa.BigInteger, sa_column_args=[CheckConstraint("big > 0")])
    marked: Annotated[str, Field(max_length=12)] = "m"
    also: Annotated[int | None, Field(index=True)] = None
    quoted: "Optional[int]" = None
    renamed: int = Field(default=2, sa_column_kwargs={"name": "other", "comment": "a note"})


other = registry()


class Elsewhere(SQLModel, registry=other):
    pass


class Apart(Elsewhere, table=True):
    id: int = Field(primary_key=True)


class Plain(SQLModel):
    name: str
    n: int = 3
    names: list[str] = []
    inner: Optional[TeamBase] = None


${ormShown}

def prepare():
    bind = op.get_bind()
    for table in (Team.__table__, Hero.__table__, Power.__table__, Everything.__table__):
        table.create(bind)
    bind.execute(Team.__table__.insert(), [{"id": i, "name": name} for i, name in [(1, "a"), (2, "b")]])
    bind.execute(Hero.__table__.insert(), [{"id": i, "name": name, "age": age, "team_id": team} for i, name, age, team in [(1, "x", 60, 1), (2, "y", 20, 1), (3, "z", None, 2)]])
    bind.execute(Power.__table__.insert().values(id=1, hero_id=1, value="fly"))
    return Session(bind)
`;

/** Bodies of steps that use models of SQLModel, by what they do. */
export const sqlmodelCases: Readonly<Record<string, string>> = {
  "tables of models": `
bind = op.get_bind()
Apart.metadata.create_all(bind, checkfirst=False)
for table in (Team.__table__, Hero.__table__, Power.__table__, Everything.__table__):
    table.drop(bind)
    table.create(bind)
    show(table.name, [(c.name, c.nullable, c.primary_key, c.index, c.unique) for c in table.columns])
show(Team.__tablename__, Apart.__tablename__, Power.__tablename__, Hero.limit)
show(sorted(one for one in SQLModel.metadata.tables), list(other.metadata.tables), Apart.metadata is other.metadata)
show(AutoString is AlsoAutoString, AutoString is sqlmodel.AutoString, Hero.metadata is SQLModel.metadata)
key = list(Hero.__table__.foreign_key_constraints)[0]
show([(one.parent.name, one.column.name, one.column.table.name) for one in key.elements], key.referred_table.name, key.ondelete, key.onupdate, key.match, key.column_keys)
show([str(one.sqltext) for one in Hero.__table__.constraints if isinstance(one, CheckConstraint)])
index = sa.Index("x", Power.__table__.c.hero_id, sqlite_where=sa.text("hero_id > 1"), postgresql_using="gin")
options = index.dialect_options
show(str(options["sqlite"]["where"]), options["postgresql"]["using"], options["postgresql"].get("where"), options["mysql"]["length"], options["oracle"]["bitmap"], sorted(index.dialect_kwargs))
show(Hero.__table__.dialect_options["sqlite"]["with_rowid"], Hero.__table__.c.id.dialect_options["sqlite"].get("on_conflict_unique"), list(Hero.__table__.c.team_id.foreign_keys)[0].ondelete)
show(list(Team.model_fields), list(Hero.model_fields), Team.model_fields["city"].default, Team.model_fields["name"].is_required())
`,
  "objects that are added": `
hero = Hero(name="n", age=7, nothing=1)
show(hero, str(hero), hero.id, hero.team_id, hero.label(), hero.is_old)
s.add(hero)
s.flush()
show(hero.id, hero.team)
team = Team(name="t", heroes=[Hero(name="one"), Hero(name="two")])
s.add(team)
s.commit()
show(team.id, [h.name for h in team.heroes], team.made, team.changed)
show([(h.name, h.team_id) for h in s.exec(select(Hero).where(Hero.team_id == team.id)).all()])
one = Hero(name="late", team=s.get(Team, 2))
s.add(one)
s.commit()
s.refresh(one)
show(one.team_id, one.team.name, sorted(one.model_dump().items()))
s.delete(team.heroes[0])
s.commit()
show([h.name for h in s.exec(select(Hero).order_by(Hero.id))])
`,
  "values of all types": `
one = Everything(n=1)
show(one)
s.add(one)
s.commit()
s.refresh(one)
show(one.at, one.price, one.state, one.extra)
two = Everything(id=uuid.UUID(int=6), n=2, s="t", maybe="m", day=date(2026, 1, 2), clock=time(3, 4), span=timedelta(seconds=5), data=b"ab", free=Decimal("2.5"), path="/p", state=State.DONE, kind=Kind.SMALL, items=["a"], extra={"k": 1}, also=4, at=datetime.datetime(2026, 5, 6, 7, tzinfo=datetime.timezone(timedelta(hours=2))))
s.add(two)
s.commit()
show(two.at, two.day, two.clock, two.span, two.data, two.free, two.path, two.state, two.kind, two.items, two.extra, two.also, two.renamed)
show([one.n for one in s.exec(select(Everything).where(Everything.state == State.DONE))])
show(s.exec(select(Everything.kind).where(Everything.kind == Kind.SMALL)).all())
show(s.exec(select(Everything.n).where(Everything.at == datetime.datetime(2026, 5, 6, 5, tzinfo=UTC))).one())
show(op.get_bind().execute(sa.text("SELECT at, state, kind, other FROM everything ORDER BY n")).fetchall())
s.add(Everything(id=uuid.UUID(int=7), n=3, s="u", at=datetime.datetime(2026, 1, 1)))
try:
    s.flush()
except Exception as error:
    show("Datetime values must have timezone information." in str(error))
`,
  "exec and execute": `
held = s.exec(select(Hero)).all() + s.exec(select(Team)).all()
show(s.exec(select(Hero.name).order_by(Hero.id)).all())
show(s.exec(select(Hero.name, Hero.age).order_by(Hero.id)).all())
show([h.name for h in s.exec(select(Hero).order_by(Hero.id).limit(2))])
show(s.exec(sa.select(Hero.name).order_by(Hero.id)).all(), s.execute(select(Hero.name).order_by(Hero.id)).all())
show(s.exec(select(Hero).where(Hero.name == "x")).one().age, s.exec(select(Hero).where(Hero.name == "?")).first())
show(s.exec(select(sa.func.count()).select_from(Hero)).one(), s.exec(select(Hero.name).where(col(Hero.name).in_(["x", "y"]))).all())
show([(h.name, t.name) for h, t in s.exec(select(Hero, Team).join(Team).order_by(Hero.id))])
show([(h.name, t.name) for h, t in s.exec(select(Hero, Team).where(Hero.team_id == Team.id).order_by(Hero.id))])
show(s.exec(select(Hero.name).where(Hero.age == sa.bindparam("age")), params={"age": 20}).all())
show(s.exec(sa.update(Hero).where(col(Hero.age) > 50).values(age=1)).rowcount)
show(s.exec(sqlmodel.delete(Hero).where(col(Hero.id) == 3)).rowcount, s.scalar(select(sa.func.max(Hero.age))))
attempt(lambda: col(1))
show(s.query(Hero).filter(Hero.name == "y").one().age)
`,
  "objects that change": `
hero = s.get(Hero, 1)
hero.age = 61
hero.team.city = "c"
show(hero.team.heroes[1].name, hero.powers[0].text)
s.add(hero)
s.commit()
show(sorted(hero), hero.team.changed)
hero.sqlmodel_update({"age": 5, "nothing": 1}, update={"name": "new"})
hero.powers.append(Power(text="run"))
s.commit()
show([p.text for p in hero.powers], hero.name, hero.age)
attempt(lambda: setattr(hero, "nothing", 1))
s.delete(hero)
s.commit()
show(s.exec(select(Power)).all(), s.exec(select(Hero.id)).all())
hero = s.get(Hero, 2)
show(hero == s.get(Hero, 2), hero == Hero(name="y"), Hero(name="y") == Hero(name="y"), hero != 1)
attempt(lambda: {hero})
show(sorted(dict(hero)), sorted(hero.model_dump()), sorted(hero.model_dump(exclude={"age"})), Hero(name="q").model_dump(exclude_unset=True), Hero(name="q").model_dump(exclude_none=True))
`,
  "plain models": `
one = Plain(name="a")
two = Plain(name="a", n=4, names=["x"], inner=TeamBase(name="t"))
show(one, two, one == Plain(name="a"), one == two, one.names is Plain(name="b").names)
show(one.model_dump(), two.model_dump(), two.model_dump(exclude_unset=True), dict(one), two.model_fields_set == {"name", "n", "names", "inner"})
show(two.model_copy(update={"n": 9}), Plain.model_validate({"name": "v"}), list(Plain.model_fields))
attempt(lambda: setattr(one, "nothing", 1))
show(hasattr(Plain, "name"), hasattr(Hero, "name"))
hero = Hero.model_validate({"name": "h", "age": 3})
show(hero, Hero.model_validate(Plain(name="p"), update={"age": 4}))
attempt(lambda: Field(sa_column=Column(sa.String), index=True))
attempt(lambda: Field(ondelete="CASCADE"))
attempt(lambda: Field(default=1, default_factory=int))
`,
};
