"""Migration calls as JSON, and how Python Alembic carries them out.

A call is {"op": "create_table", "args": [...], "kw": {...}, "as": "name"}; a batch is {"batch": "t", "kw": {...},
"ops": [calls]}. Values are plain JSON, or one of

    {"$call": "Column", "args": [...], "kw": {...}}     sa.Column(...); dots reach dialects: "postgresql.JSONB"
    {"$method": "gt", "on": value, "args": [...]}       a method or operator of an expression
    {"$func": "lower", "args": [...]}                   sa.func.lower(...)
    {"$f": "name"}                                      op.f("name")
    {"$inline": value, "type": value}                   op.inline_literal(value, type)
    {"$ref": "name"}                                    what an earlier call gave
    {"$column": ["name", "column"]}                     a column of such a table
    {"$tuple": [...]}, {"$date": "…"}, {"$datetime": "…"}, {"$time": "…"}, {"$decimal": "…"}, {"$bytes": "hex"}

The TypeScript side reads the same JSON by the rule of its API: names in camelCase, keywords in one trailing object.
"""

import datetime
import decimal
import io
import operator
import re
import warnings

import sqlalchemy as sa
from sqlalchemy.dialects import mssql, mysql, oracle, postgresql, sqlite

from alembic.migration import MigrationContext
from alembic.operations import Operations

DIALECTS = ["sqlite", "postgresql", "mysql", "mariadb", "mssql", "oracle"]

SPACES = {"mssql": mssql, "mysql": mysql, "oracle": oracle, "postgresql": postgresql, "sqlite": sqlite}
OPERATORS = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "mod": operator.mod,
    "neg": operator.neg,
}
UNDERSCORED = {"in", "is", "and", "or", "not"}


class Interpreter:
    def __init__(self, op):
        self.op = op
        self.results = {}

    def value(self, given):
        if isinstance(given, list):
            return [self.value(one) for one in given]
        if not isinstance(given, dict):
            return given
        args = [self.value(one) for one in given.get("args", [])]
        kw = {name: self.value(one) for name, one in given.get("kw", {}).items()}
        if "$call" in given:
            return self.named(given["$call"])(*args, **kw)
        if "$method" in given:
            return self.method(self.value(given["on"]), given["$method"], args, kw)
        if "$func" in given:
            function = sa.func
            for part in given["$func"].split("."):
                function = getattr(function, part)
            return function(*args, **kw)
        if "$f" in given:
            return self.op.f(given["$f"])
        if "$inline" in given:
            return self.op.inline_literal(self.value(given["$inline"]), self.value(given.get("type")))
        if "$ref" in given:
            return self.results[given["$ref"]]
        if "$column" in given:
            name, column = given["$column"]
            return self.results[name].c[column]
        if "$tuple" in given:
            return tuple(self.value(one) for one in given["$tuple"])
        if "$date" in given:
            return datetime.date.fromisoformat(given["$date"])
        if "$datetime" in given:
            return datetime.datetime.fromisoformat(given["$datetime"])
        if "$time" in given:
            return datetime.time.fromisoformat(given["$time"])
        if "$decimal" in given:
            return decimal.Decimal(given["$decimal"])
        if "$bytes" in given:
            return bytes.fromhex(given["$bytes"])
        return {name: self.value(one) for name, one in given.items()}

    def named(self, path):
        *space, name = path.split(".")
        home = SPACES[space[0]] if space else sa
        return getattr(home, name + "_" if name in UNDERSCORED else name)

    def method(self, on, name, args, kw):
        if name in OPERATORS:
            return OPERATORS[name](on, *args)
        if name == "desc_":
            name = "desc"
        return getattr(on, name + "_" if name in UNDERSCORED else name)(*args, **kw)

    def run(self, op, calls, begin=None):
        for call in calls:
            if begin:
                begin()
            kw = {name: self.value(one) for name, one in call.get("kw", {}).items()}
            if "batch" in call:
                with op.batch_alter_table(call["batch"], **kw) as batch:
                    self.run(batch, call["ops"])
                continue
            args = [self.value(one) for one in call.get("args", [])]
            result = getattr(op, call["op"])(*args, **kw)
            if "as" in call:
                self.results[call["as"]] = result


def offline(dialect_name, calls, opts=None, tells_before=False):
    """What Alembic prints for the calls: {"sql", "error", "warnings"}, the last two only where there are some.

    With tells_before, "before" is the SQL up to the last call that was begun.
    """
    buffer = io.StringIO()
    opts = dict(opts or {})
    convention = opts.pop("naming_convention", None)
    target = sa.MetaData(naming_convention=convention) if convention else None
    context = MigrationContext.configure(
        dialect_name=dialect_name,
        opts={"as_sql": True, "output_buffer": buffer, "target_metadata": target, **opts},
        dialect_opts={"paramstyle": "named"},
    )
    answer = {}
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            op = Operations(context)
            begin = (lambda: answer.update(before=buffer.getvalue())) if tells_before else None
            Interpreter(op).run(op, calls, begin)
        except Exception as error:
            answer["error"] = {"type": type(error).__name__, "message": re.sub(r" at 0x[0-9a-f]+", "", str(error))}
    answer["sql"] = buffer.getvalue()
    if caught:
        answer["warnings"] = [str(one.message) for one in caught]
    return answer


def online(path, calls):
    """Carries the calls out on a SQLite file; the error, or None."""
    engine = sa.create_engine(f"sqlite:///{path}")
    try:
        with engine.connect() as connection:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                op = Operations(MigrationContext.configure(connection))
                Interpreter(op).run(op, calls)
            connection.commit()
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    finally:
        engine.dispose()
    return None


def plain(value):
    """What reflection answers, as JSON, and in an order that does not depend on sets."""
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    return str(value)


def reflect(path):
    """Every table of a SQLite file as SQLAlchemy sees it, and its rows."""
    engine = sa.create_engine(f"sqlite:///{path}")
    answer = {}
    with engine.connect() as connection:
        inspector = sa.inspect(connection)
        for table in inspector.get_table_names():
            by_name = lambda found: sorted(plain(found), key=lambda one: (one.get("name") or "", str(one)))
            quoted = '"' + table.replace('"', '""') + '"'
            rows = connection.exec_driver_sql(f"SELECT rowid AS number, * FROM {quoted} ORDER BY rowid").all()
            answer[table] = {
                "columns": plain(inspector.get_columns(table)),
                "primary key": plain(inspector.get_pk_constraint(table)),
                "foreign keys": by_name(inspector.get_foreign_keys(table)),
                "unique": by_name(inspector.get_unique_constraints(table)),
                "checks": by_name(inspector.get_check_constraints(table)),
                "indexes": by_name(inspector.get_indexes(table)),
                "options": plain(inspector.get_table_options(table)),
                "rows": sorted((plain(tuple(row[1:])) for row in rows), key=repr),
                "numbers": [plain(tuple(row)) for row in rows],
            }
    engine.dispose()
    return answer
