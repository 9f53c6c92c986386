/** The tables of the statements with paths into JSON. */
export const jsonHead = `import sqlalchemy as sa
from sqlalchemy import and_, case, cast, column, delete, func, insert, literal, not_, or_, select, table, type_coerce, update
from sqlalchemy.dialects import postgresql as pg
from alembic import op


class Wrapped(sa.TypeDecorator):
    impl = sa.JSON
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return {"wrapped": value}


class WrappedB(sa.TypeDecorator):
    impl = pg.JSONB
    cache_ok = True


t = table(
    "t", column("id", sa.Integer), column("a", sa.String), column("f", sa.Boolean), column("d", sa.JSON),
    column("p", pg.JSON), column("b", pg.JSONB), column("v", sa.JSON().with_variant(pg.JSONB(), "postgresql")),
    column("w", Wrapped), column("wb", WrappedB), column("n", sa.JSON(none_as_null=True)), column("h", pg.HSTORE),
    column("r", pg.ARRAY(sa.Integer)), column("z", pg.ARRAY(sa.String, zero_indexes=True)), column("q", pg.ARRAY(sa.Integer, dimensions=2)),
    column("x", pg.JSONB(astext_type=sa.String(20))),
)
u = table("u", column("id", sa.Integer), column("d", sa.JSON), column("b", pg.JSONB))
tt = sa.Table("tt", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("d", sa.JSON), sa.Column("b", pg.JSONB))
`;

const columns = ["t.c.d", "t.c.p", "t.c.b", "t.c.v", "t.c.w", "t.c.wb", "tt.c.d", "tt.c.b", "t.c.x"];
const paths = [
  "['a']",
  "[1]",
  "[-1]",
  "['a']['b']",
  "['a'][0]['c']",
  "[('a', 'b')]",
  "[['a', 1, 'c']]",
  "[()]",
  "['it\\'s \"%\" \\\\ é :x']",
  "[('a', 'b')]['c']",
  "['a'][('b', 'c')]",
  "[t.c.a]",
  "[func.lower('A')]",
];
const readings = [
  "",
  ".as_string()",
  ".as_integer()",
  ".as_float()",
  ".as_boolean()",
  ".as_json()",
  ".as_numeric(10, 2)",
  ".astext",
];
const places = [
  (value: string) => `select(${value})`,
  (value: string) => `select(${value}.label('l')).order_by(${value})`,
  (value: string) => `select(t.c.id).where(${value} == 'x')`,
  (value: string) => `select(t.c.id).where(${value} != 5, ${value} > 2.5)`,
  (value: string) => `select(t.c.id).where(${value} == t.c.d, t.c.d == ${value})`,
  (value: string) => `select(t.c.id).where(${value} == None)`,
  (value: string) => `select(t.c.id).where(${value}.is_not(None), ~(${value} == t.c.a))`,
  (value: string) => `update(t).values(a=${value})`,
  (value: string) => `update(t).values({'id': ${value}, 'f': ${value} == True}).where(${value}.in_(['x', 'y']))`,
  (value: string) => `select(func.lower(${value}) == 'x', func.coalesce(${value}, 'y'))`,
  (value: string) => `select(case((${value} == 'x', 1), else_=${value}))`,
  (value: string) => `select(t.c.id).where(${value}.like('x%'), ${value}.between(1, 2))`,
  (value: string) => `select(t.c.id).where(or_(${value}, not_(${value})))`,
  (value: string) => `select(${value} + 1, ${value} + t.c.id + 2, ${value}.cast(sa.Integer) * 2)`,
  (value: string) => `select(t.c.a + ${value}, t.c.a + '-' + ${value}, ${value}.concat('z'))`,
  (value: string) => `delete(t).where(t.c.id.in_(select(u.c.id).where(${value} == 'x')))`,
  (value: string) => `select(cast(${value}, sa.String(5)), -${value}, ${value}.desc())`,
  (value: string) => `select(func.count()).select_from(t).group_by(${value}).having(func.max(${value}) > 1)`,
];

/** Statements of every column, path, reading and place; each takes the next of each list, so that all pairs meet. */
export function jsonStatements(count: number, seed = 0): readonly string[] {
  const pick = <Item>(items: readonly Item[], at: number): Item => items[at % items.length] as Item;
  return Array.from({ length: count }, (_, at) => {
    const number = at + seed;
    const column = pick(columns, number);
    const path = pick(paths, Math.floor(number / 2) + Math.floor(number / 117));
    const reading = pick(readings, number + Math.floor(number / 8));
    return pick(places, number + Math.floor(number / 18))(`${column}${path}${reading}`);
  });
}

/** Statements that are not of that form. */
export const jsonCases: readonly string[] = [
  "select(t.c.b.has_key('a'), t.c.b.has_all(pg.array(['a', 'b'])), t.c.b.has_any(pg.array(['a'])), t.c.b.has_all(['a']))",
  "select(t.c.id).where(~t.c.b.has_key('a'), t.c.b.has_key('x') == t.c.f)",
  "select(t.c.id).where(t.c.b.contains({'a': 1}), t.c.b['x'].contains('y'), t.c.b.contains([1, 2]))",
  "select(t.c.id).where(t.c.b.contained_by({'a': 1}), t.c.b.contains(t.c.d))",
  "select(t.c.b.delete_path(['a', 'b']), t.c.b.delete_path(pg.array(['x'])))",
  "select(t.c.b.path_exists('$.a'), t.c.b.path_match('$.a == 1'))",
  "select(t.c.wb.has_key('a'), t.c.wb['a'], t.c.wb.contains({'a': 1}))",
  "update(t).values(b=t.c.b.delete_path(['a']))",
  "update(t).values(b=t.c.b['a'], d=t.c.d['a'], a=t.c.b['a'].astext)",
  "update(t).values(b={'a': None}, d=None, n=None)",
  "select(t.c.d.contains('x'), t.c.a.contains('x'))",
  "select(t.c.d.has_key('x'))",
  "select(t.c.p.has_key('x'))",
  "select(t.c.d['a'].astext)",
  "select(t.c.b.astext)",
  "select(t.c.d.as_string())",
  "select(t.c.a['x'])",
  "select(t.c.a.as_string())",
  "select(t.c.d['a'].as_string().as_integer())",
  "select(t.c.d['a'].as_string()['b'])",
  "select(func.json_build(t.c.a, type_=pg.JSONB)['x'], cast(t.c.a, pg.JSONB)['x'], cast(t.c.a, pg.JSONB)['x'].astext)",
  "select(func.json_build(t.c.a, type_=pg.JSON)['x'], cast(t.c.a, sa.JSON)['x']['y'], type_coerce(t.c.d, sa.JSON)['z'])",
  "select((t.c.b + t.c.b)['x'], t.c.b['x'] + t.c.b['y'])",
  "select(t.c.b.op('||')(t.c.b)['x'])",
  "select(literal({'a': 1}, sa.JSON)['a'], literal({'a': 1}, pg.JSONB)['a'].astext)",
  "select(t.c.h['a'], t.c.h.has_key('a'), t.c.h['a'] == 'x', t.c.h.has_any(pg.array(['a', 'b'])))",
  "select(t.c.r[1], t.c.r[2] == 5, t.c.z[0], t.c.q[1], t.c.q[1][2], t.c.r[t.c.id])",
  "select(t.c.r.contains([1]), t.c.r.contained_by(pg.array([1, 2])), pg.array([1, 2])[1])",
  "select(pg.array(['a', t.c.a]), pg.array([], type_=sa.Integer), pg.array([1, 2]) == t.c.r)",
  "select(t.c.d['a'].as_integer() + 1 > 5, (t.c.b['a'].astext == 'x') == t.c.f)",
  "select(t.c.b['a']['b']['c'].astext.cast(sa.Integer) == 5, t.c.p['a']['b']['c'].astext.cast(sa.Integer) == 5)",
  "select(t.c.b[('a', 'b')].astext.in_(['x']), t.c.p[('a', 'b')].astext.is_(None))",
  "select(select(t.c.b['a'].astext).where(t.c.b['x'].astext == 'y').scalar_subquery() == 'q')",
  "select(t.c.id).where(t.c.id.in_(select(u.c.id).where(u.c.b['x'].astext == 'y', u.c.d['x'].as_integer() == 1)))",
  "select(t.alias('k').c.d['a'].as_string())",
  "select(select(t.c.d.label('e')).subquery('s').c.e['a'].as_string())",
  "select(func.row_number().over(order_by=t.c.p['a'].astext), func.count(t.c.id).filter(t.c.p['a'].astext == 'x'))",
  "insert(t).from_select(['id', 'a'], select(u.c.id, u.c.d['a'].as_string()))",
  "select(t.c.d['a'].collate('C') == 'x', t.c.d['a'].as_string().collate('C'))",
  "select(~t.c.d['f'].as_boolean(), t.c.d['f'].as_boolean() == True, t.c.d['f'].as_boolean().is_(False))",
  "select(t.c.id).where(t.c.d['a'] == {'k': [1, None, 'ü']}, t.c.b['a'] != [1.5], t.c.p[('a', 'b')].as_json() == {})",
  "select(t.c.id).where(t.c.d['a'] == None, t.c.b['a'] != None, t.c.p['a'].is_(None), t.c.n['a'] == 'x')",
  "select(type_coerce(t.c.a, sa.JSON)['z'].as_integer(), type_coerce(t.c.a, pg.JSONB)['z'].astext, type_coerce(func.x(t.c.a), sa.JSON)['q'])",
  "select(type_coerce(t.c.a, sa.Integer), type_coerce(t.c.a, sa.JSON).label('x'), type_coerce(tt.c.d, sa.String))",
  "select(t.c.id).order_by(type_coerce(t.c.a, sa.Integer).desc(), type_coerce(t.c.a, sa.Integer)).group_by(type_coerce(t.c.f, sa.Integer))",
  "update(t).values(a=type_coerce(t.c.d, sa.String), d=type_coerce({'a': 1}, sa.JSON)).where(type_coerce(t.c.a, sa.Integer) == 5)",
  "select(func.coalesce(type_coerce(t.c.a, sa.Integer), 0), type_coerce(t.c.a, sa.Integer).in_([1, 2]), type_coerce(t.c.a + 'x', sa.JSON)['a'])",
  "select(select(type_coerce(t.c.a, sa.JSON).label('k'), type_coerce(t.c.d, sa.String)).subquery('s'))",
  "select(type_coerce(func.max(t.c.a), sa.Integer), type_coerce(cast(t.c.a, sa.Text), sa.JSON), type_coerce(literal('5'), sa.Integer) + 1)",
  "select(t.c.id).where(t.c.d['a'] == sa.JSON.NULL, t.c.b['a'] != pg.JSONB.NULL, t.c.d.is_(None))",
  "update(t).values(d=sa.JSON.NULL, b=sa.null(), n=sa.JSON.NULL)",
  "select(t.c.w == 'x', t.c.w == {'a': 1}, t.c.w['a'] == 5)",
];

/** A revision that stores documents, reads values inside of them in all ways, and keeps what it saw as texts. */
export const jsonRevision = `import datetime
import json
from decimal import Decimal

import sqlalchemy as sa
from alembic import op

docs = [
    None,
    {},
    [],
    "text",
    'it\\'s "quoted" \\\\ é 😀 \\u2028 \\x01',
    3,
    2.0,
    -0.0,
    1e22,
    1e-7,
    0.1,
    -(2**63),
    True,
    {"a": 1, "b": 2.0, "c": "x", "d": None, "e": True, "f": [1, 2.0, {"g": 1e-9}], "h": {"i": {"j": "deep"}}},
    {"2": "two", "1": "one", "b": 1, "0": "zero"},
    {"n": 12345678901234567890, "m": 1.0, "o": [1.0, 2**60]},
    {1: "int", 2.5: "float", True: "true", None: "none"},
    {"a": "12", "b": "1.5", "c": {"x": 1}, "d": [1, 2], "e": "true", "f": "0"},
    {"a": ("tuple", 1), "b": {"nested": (1.0,)}},
    [1, [2, [3.0, [4]]], {"z": 1, "a": 2}],
    {"": "empty", "a b": "space", "ü": "umlaut", "q\\"q": 5, "a.b": "dot"},
]
seen = []


class Wrapped(sa.TypeDecorator):
    impl = sa.JSON
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return {"was": value}


def show(*values):
    seen.append(" ".join(repr(one) for one in values))


def attempt(work):
    try:
        show(work())
    except Exception as error:
        show(type(error).__name__)


def upgrade():
    t = op.create_table(
        "t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("d", sa.JSON), sa.Column("n", sa.JSON(none_as_null=True)),
        sa.Column("f", sa.Float), sa.Column("s", sa.String(200)), sa.Column("i", sa.Integer),
    )
    op.create_table("seen", sa.Column("text", sa.Text))
    bind = op.get_bind()
    op.bulk_insert(t, [{"id": at, "d": doc} for at, doc in enumerate(docs[:3], 100)])
    for at, doc in enumerate(docs, 1):
        bind.execute(t.insert().values(id=at, d=doc, n=doc))
    for row in bind.execute(sa.select(t).order_by(t.c.id)):
        show(tuple(row))
    for id, d, n in bind.execute(sa.select(t.c.id, t.c.d, t.c.n).order_by(t.c.id)).all():
        bind.execute(t.update().where(t.c.id == id).values(d=d, n=n))
    for row in bind.execute(sa.text("SELECT id, d, n FROM t ORDER BY id")):
        show(tuple(row))
    for path in ("a", "b", "c", "d", "e", "f", "h", "missing", 0, 1, 2, ("f", 1), ("f", 2, "g"), ("h", "i", "j"), ("h", "i"), (), "1", "", "a b", "m", "o"):
        item = t.c.d[path]
        for name in ("json", "string", "integer", "float", "boolean"):
            value = getattr(item, "as_" + name)()
            attempt(lambda: [row[0] for row in bind.execute(sa.select(value).order_by(t.c.id))])
        attempt(lambda: [row[0] for row in bind.execute(sa.select(item.as_numeric(10, 2)).order_by(t.c.id))])
        attempt(lambda: [row[0] for row in bind.execute(sa.select(t.c.id).where(item.is_(None)).order_by(t.c.id))])
        attempt(lambda: [row[0] for row in bind.execute(sa.select(t.c.id).where(item == None).order_by(item.as_string(), t.c.id))])
        for value in (1, 2.5, "x", True, False, {"x": 1}, [1, 2], "1.5", 0, {}):
            attempt(lambda: [row[0] for row in bind.execute(sa.select(t.c.id).where(item == value).order_by(t.c.id))])
        for value in (1, 2.5, "x", True, "1.5"):
            attempt(lambda: [row[0] for row in bind.execute(sa.select(t.c.id).where(item.as_string() == value).order_by(t.c.id))])
        attempt(lambda: [row[0] for row in bind.execute(sa.select(t.c.id).where(item.as_integer() > 0, item.as_float() < 5).order_by(t.c.id))])
        attempt(lambda: [row[0] for row in bind.execute(sa.select(t.c.id).where(item.as_string().in_(["x", "text", "deep"])).order_by(t.c.id))])
    bind.execute(t.update().values(f=t.c.d["b"].as_float(), s=t.c.d["a"].as_string(), i=t.c.d[("f", 1)].as_integer(), n=t.c.d["h"]))
    for row in bind.execute(sa.text("SELECT id, CAST(f AS TEXT), s, i, n FROM t ORDER BY id")):
        show(tuple(row))
    attempt(lambda: [row for row in bind.execute(sa.select(t.c.id, t.c.n).where(t.c.id < 8).order_by(t.c.id))])
    bind.execute(t.update().where(t.c.id == 1).values(d={"at": [1.0, {"k": 2**65}]}))
    bind.execute(t.update().where(t.c.id == 2).values(d=sa.JSON.NULL, n=sa.JSON.NULL))
    attempt(lambda: [row[0] for row in bind.execute(sa.select(t.c.id).where(t.c.d == sa.JSON.NULL).order_by(t.c.id))])
    attempt(lambda: [row[0] for row in bind.execute(sa.select(t.c.id).where(t.c.d["d"] == sa.JSON.NULL).order_by(t.c.id))])
    attempt(lambda: [row[0] for row in bind.execute(sa.select(t.c.id).where(t.c.n.is_(None)).order_by(t.c.id))])
    for row in bind.execute(sa.text("SELECT d, typeof(d) FROM t WHERE id < 3")):
        show(tuple(row))
    wrapped = sa.table("t", sa.column("id", sa.Integer), sa.column("d", Wrapped))
    for at, value in enumerate(["[1]", "5", "null", '"quoted"', "plain", {"a": 1}, [1.0, "2"]], 200):
        bind.execute(wrapped.insert().values(id=at, d=value))
    show(bind.execute(sa.select(wrapped.c.d).where(wrapped.c.id >= 200).order_by(wrapped.c.id)).all())
    for text in seen:
        bind.execute(sa.text("INSERT INTO seen VALUES (:text)"), {"text": text})
`;

/** What is read of documents on servers too; PostgreSQL's operators are left out elsewhere. */
export const jsonOnServers = `import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql as pg

docs = [
    {"a": 1, "b": 2.5, "c": "x", "d": None, "e": True, "f": [1, 2.0, {"g": "deep"}], "h": {"i": {"j": "deep"}}},
    {"a": 1234567890, "n": 12345678901234567, "b": -1.0, "c": "ü", "e": False, "f": [], "h": {}},
    {"a": 7, "b": 0.125, "c": "it's", "d": "d", "e": True, "f": [3], "h": {"i": {"j": "x"}}},
]
seen = []


def upgrade():
    bind = op.get_bind()
    on_postgresql = bind.dialect.name == "postgresql"
    t = op.create_table(
        "t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("d", sa.JSON), sa.Column("b", pg.JSONB if on_postgresql else sa.JSON),
        sa.Column("f", sa.Float), sa.Column("s", sa.String(200)), sa.Column("i", sa.BigInteger), sa.Column("flag", sa.Boolean),
    )
    op.create_table("seen", sa.Column("text", sa.Text))
    for at, doc in enumerate(docs, 1):
        bind.execute(t.insert().values(id=at, d=doc, b=doc))

    def show(*columns, where=()):
        rows = bind.execute(sa.select(t.c.id, *columns).where(*where).order_by(t.c.id)).all()
        seen.append(repr([tuple(row) for row in rows]))

    for c in (t.c.d, t.c.b):
        show(c)
        show(c["a"].as_integer() % 100, c["b"].as_float(), c["c"].as_string(), c["e"].as_boolean(), c["b"].as_numeric(10, 2))
        show(c["a"], c["f"], c["h"]["i"], c[("h", "i", "j")], c["missing"])
        show(c["f"][0].as_integer(), c[("f", 2, "g")].as_string(), c[("h", "i", "j")].as_string(), c["d"].as_string())
        show(where=[c["c"].as_string() == "x"])
        show(where=[c["a"].as_integer() > 5, c["b"].as_float() < 1])
        show(where=[c["e"].as_boolean() == True])
        show(where=[c["e"].as_boolean().is_(False)])
        show(where=[c["c"].as_string().in_(["ü", "it's"])])
        show(where=[sa.or_(c[("h", "i", "j")].as_string().is_(None), sa.func.lower(c["c"].as_string()) == "x")])
        show(where=[c["c"].as_string().like("it%")])
    if on_postgresql:
        for c in (t.c.d, t.c.b):
            c = sa.type_coerce(c, pg.JSONB) if c is t.c.b else sa.type_coerce(c, pg.JSON)
            show(c["c"].astext, c[("f", 2, "g")].astext, c["f"][0].astext.cast(sa.Integer))
            show(where=[c["c"].astext == "x"])
            show(where=[c[("h", "i", "j")].astext != "x", c["h"]["i"]["j"].astext.is_not(None)])
        show(where=[t.c.b.has_key("d"), t.c.b.has_all(pg.array(["a", "d"])), t.c.b.has_any(pg.array(["d", "q"]))])
        show(where=[~t.c.b.has_key("d")])
        show(where=[t.c.b.contains({"c": "x"}), t.c.b["f"].contains([1])])
        show(where=[t.c.b["h"].contained_by({"i": {"j": "x"}, "k": 1})])
        show(t.c.b.delete_path(["f", "0"])["f"], where=[t.c.b.path_exists("$.h.i"), t.c.b.path_match("$.a > 0")])
        show(where=[t.c.b["f"] == [3]])
    bind.execute(t.update().values(f=t.c.d["b"].as_float(), s=t.c.d["c"].as_string(), i=t.c.d["a"].as_integer(), flag=t.c.d["e"].as_boolean()))
    show(t.c.f, t.c.s, t.c.i, t.c.flag)
    bind.execute(t.update().where(t.c.b["c"].as_string() == "x").values(b=t.c.b["h"]["i"] if on_postgresql else {"j": "deep"}))
    show(t.c.b)
    for text in seen:
        bind.execute(sa.text("INSERT INTO seen VALUES (:text)"), {"text": text})
`;
