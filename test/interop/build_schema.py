"""Schema objects and statements as JSON, and the SQL that SQLAlchemy and Alembic compile them to.

A case is {"id", "define": [{"keep": value, "as": "name"}], "statement": {"kind", ...}, "dialects": [...], "paramstyle"},
where the last two may be left out and mean all dialects and parameters written `:name`; the values are written as operation_language.py says. Kinds:

    type            {"type"}
    literal         {"value", "type"}
    expression      {"clause"}                      as in a CHECK: literals, no table in front of columns
    statement       {"clause", "binds": true}       a SELECT, INSERT, UPDATE, DELETE or text; literals unless "binds"
    create_table, drop_table, create_index, drop_index, add_constraint, drop_constraint, set_table_comment,
    drop_table_comment, set_column_comment, create_sequence, drop_sequence, create_schema, drop_schema, create_type,
    drop_type       {"element", "kw"}
    add_column      {"element", "table", "kw"}      the column is part of a table of that name
    drop_column     {"table", "column", "kw"}
    rename_table    {"table", "name", "kw"}
    alter_column    {"table", "column", "kw"}
"""

import io
import re
import warnings

import sqlalchemy as sa
from alembic.ddl import base
from alembic.migration import MigrationContext
from operation_language import DIALECTS, Interpreter
from sqlalchemy import schema
from sqlalchemy.dialects.postgresql import DOMAIN
from sqlalchemy.dialects.postgresql.named_types import (
    CreateDomainType,
    CreateEnumType,
    DropDomainType,
    DropEnumType,
)


class Keeper:
    """The one call that definitions make: it hands back what it is given."""

    @staticmethod
    def keep(value):
        return value


PLAIN = {
    "create_index": schema.CreateIndex,
    "drop_index": schema.DropIndex,
    "set_table_comment": schema.SetTableComment,
    "drop_table_comment": schema.DropTableComment,
    "set_column_comment": schema.SetColumnComment,
    "create_sequence": schema.CreateSequence,
    "drop_sequence": schema.DropSequence,
    "create_schema": schema.CreateSchema,
    "drop_schema": schema.DropSchema,
}


class Recorder:
    """Alembic's implementation of a dialect that keeps what it would send."""

    def __init__(self, dialect_name, paramstyle):
        context = MigrationContext.configure(
            dialect_name=dialect_name,
            opts={"as_sql": True, "output_buffer": io.StringIO()},
            dialect_opts={"paramstyle": paramstyle},
        )
        self.impl = context.impl
        self.dialect = context.dialect
        self.sql = []
        self.impl._exec = self.keep

    def keep(self, construct, *args, **kw):
        if isinstance(construct, str):
            construct = sa.text(construct)
        self.sql.append(str(construct.compile(dialect=self.dialect)))

    def record(self, value, statement):
        kind = statement["kind"]
        kw = {name: value(one) for name, one in statement.get("kw", {}).items()}
        if kind == "type":
            self.sql.append(sa.types.to_instance(value(statement["type"])).compile(self.dialect))
        elif kind == "literal":
            bound = sa.literal(value(statement["value"]), value(statement.get("type")), literal_execute=True)
            self.clause(bound)
        elif kind == "expression":
            self.clause(value(statement["clause"]), include_table=False)
        elif kind == "statement":
            clause = value(statement["clause"])
            if statement.get("binds"):
                self.sql.append(str(clause.compile(dialect=self.dialect)))
            else:
                self.clause(clause)
        elif kind in PLAIN:
            self.keep(PLAIN[kind](value(statement["element"]), **kw))
        else:
            getattr(self, kind)(value, statement, kw)

    def clause(self, clause, **kw):
        self.sql.append(str(clause.compile(dialect=self.dialect, compile_kwargs={"literal_binds": True, **kw})))

    def create_table(self, value, statement, kw):
        table = value(statement["element"])
        table.dispatch.before_create(table, self.impl.connection, checkfirst=False, _ddl_runner=self.impl)
        self.keep(schema.CreateTable(table, **kw))

    def drop_table(self, value, statement, kw):
        table = value(statement["element"])
        self.keep(schema.DropTable(table, **kw))
        table.dispatch.after_drop(table, self.impl.connection, checkfirst=False, _ddl_runner=self.impl)

    def add_constraint(self, value, statement, kw):
        self.impl.add_constraint(value(statement["element"]), **kw)

    def drop_constraint(self, value, statement, kw):
        self.impl.drop_constraint(value(statement["element"]), **kw)

    def create_type(self, value, statement, kw):
        kind = value(statement["element"]).dialect_impl(self.dialect)
        self.keep(CreateDomainType(kind) if isinstance(kind, DOMAIN) else CreateEnumType(kind))

    def drop_type(self, value, statement, kw):
        kind = value(statement["element"]).dialect_impl(self.dialect)
        self.keep(DropDomainType(kind) if isinstance(kind, DOMAIN) else DropEnumType(kind))

    def add_column(self, value, statement, kw):
        column = value(statement["element"])
        sa.Table(statement["table"], sa.MetaData(), column, schema=kw.get("schema"))
        self.impl.add_column(statement["table"], column, **kw)

    def drop_column(self, value, statement, kw):
        self.impl.drop_column(statement["table"], sa.Column(statement["column"], sa.Integer), **kw)

    def rename_table(self, value, statement, kw):
        self.impl.rename_table(statement["table"], statement["name"], **kw)

    def alter_column(self, value, statement, kw):
        if "new_column_name" in kw:
            kw["name"] = kw.pop("new_column_name")
        kw.setdefault("existing_server_default", False)
        self.impl.alter_column(statement["table"], statement["column"], **kw)


def compiled(dialect_name, case):
    """What a dialect makes of a case: {"sql"}, with "error" or "warnings" where there are some."""
    recorder = Recorder(dialect_name, case.get("paramstyle", "named"))
    answer = {}
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            interpreter = Interpreter(None)
            interpreter.run(Keeper, definitions(case))
            recorder.record(interpreter.value, case["statement"])
            answer["sql"] = recorder.sql
        except Exception as error:
            answer["error"] = {"type": type(error).__name__, "message": re.sub(r" at 0x[0-9a-f]+", "", str(error))}
    if caught:
        answer["warnings"] = [str(one.message) for one in caught]
    return answer


def definitions(case):
    return [{"op": "keep", "args": [one["keep"]], "as": one["as"]} for one in case.get("define", [])]


def recorded(case):
    """
    The case with what each of its dialects makes of it; dialects that agree stand together. Where Python fails over
    its own code there is no answer to compare with.
    """
    answers = []
    for name in case.get("dialects", DIALECTS):
        answer = compiled(name, case)
        if answer.get("error", {}).get("type") in ("AttributeError", "TypeError", "AssertionError"):
            continue
        for one in answers:
            if one["answer"] == answer:
                one["dialects"].append(name)
                break
        else:
            answers.append({"dialects": [name], "answer": answer})
    return {**case, "answers": answers}


if __name__ == "__main__":
    # Answers a list of cases on standard input, for random comparisons.
    import json
    import sys

    json.dump([recorded(case) for case in json.load(sys.stdin)], sys.stdout)
