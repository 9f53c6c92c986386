"""The signatures of what revisions call, as SQLAlchemy and Alembic have them: TypeScript for src/python/host/signatures.

Usage: python_signatures.py FOLDER. Writes one file a module; a default is written `...`, for what counts is only
whether an argument was given.
"""

import importlib
import inspect
import os
import sys

import sqlalchemy as sa
from alembic.operations import BatchOperations, Operations, ops
from alembic.runtime.environment import EnvironmentContext
from sqlalchemy.types import TypeEngine

P = inspect.Parameter
HIDDEN = ("_create_events", "_adapted_from", "_parenthesize_args", "_sqltext", "_group_by_clauses")


def text(target, skip=0):
    try:
        parameters = list(inspect.signature(target).parameters.values())[skip:]
    except (TypeError, ValueError):
        return None
    if [one.kind for one in parameters] == [P.VAR_POSITIONAL, P.VAR_KEYWORD] and parameters[0].name == "args":
        return "" if getattr(target, "__qualname__", "").startswith("object") else "*args, **kw"
    written, starred = [], False
    for one in parameters:
        if one.name in HIDDEN or (one.name.startswith("_") and one.default is not P.empty):
            continue
        name = one.name.lstrip("_")
        if one.kind is P.VAR_POSITIONAL:
            written.append("*" + name)
            starred = True
        elif one.kind is P.VAR_KEYWORD:
            written.append("**kw")
        else:
            if one.kind is P.KEYWORD_ONLY and not starred:
                written.append("*")
                starred = True
            written.append(name if one.default is P.empty else name + "=...")
    return ", ".join(written)


def init(cls):
    if cls.__init__ is object.__init__:
        return ""
    return text(cls.__init__, 1)


def methods(cls, names=None):
    found = {}
    for name in names or [one for one in dir(cls) if not one.startswith("_")]:
        target = getattr(cls, name, None)
        if inspect.isfunction(target):
            found[name] = text(target, 1)
    return found


SCHEMA = "Column Table MetaData Index ForeignKey ForeignKeyConstraint PrimaryKeyConstraint UniqueConstraint CheckConstraint Computed Identity Sequence DefaultClause FetchedValue".split()
SQL = (
    "and_ asc between bindparam case cast collate column delete desc distinct exists extract false insert literal"
    " literal_column not_ null nulls_first nulls_last nullsfirst nullslast or_ select table text true try_cast tuple_"
    " union union_all update type_coerce func"
).split()


def sql_signatures():
    found = {name: init(getattr(sa, name)) for name in SCHEMA}
    for name in SQL:
        target = getattr(sa, name)
        found[name] = init(target) if inspect.isclass(target) else text(target)
    found["exists"] = "argument=..."
    return {name: one for name, one in found.items() if one is not None}


def type_signatures():
    found = {}
    for prefix, module in [("", sa)] + [
        (name + ".", importlib.import_module("sqlalchemy.dialects." + name))
        for name in ("postgresql", "mysql", "mssql", "oracle", "sqlite")
    ]:
        for name in sorted(dir(module)):
            target = getattr(module, name)
            if inspect.isclass(target) and issubclass(target, TypeEngine) and target is not TypeEngine:
                if prefix and getattr(sa, name, None) is target:
                    continue
                signature = init(target)
                if signature is not None:
                    found[prefix + name] = signature
    return found


def directive_signatures():
    operations = [getattr(ops, name) for name in dir(ops)]
    made = [one for one in operations if inspect.isclass(one) and issubclass(one, ops.MigrateOperation)]
    return {one.__name__: text(one.__init__, 1) or "" for one in made}


FILES = {
    "directive-signatures": ("directiveSignatures", "The classes of `alembic.operations.ops`.", directive_signatures),
    "operation-signatures": (
        "operationSignatures",
        "The functions of `alembic.op`.",
        lambda: methods(Operations),
    ),
    "batch-signatures": (
        "batchSignatures",
        "The methods of what `op.batch_alter_table()` gives.",
        lambda: methods(BatchOperations),
    ),
    "environment-signatures": (
        "environmentSignatures",
        "The functions of `alembic.context`.",
        lambda: methods(EnvironmentContext),
    ),
    "sql-signatures": ("sqlSignatures", "Schema items, clauses and statements of `sqlalchemy`.", sql_signatures),
    "type-signatures": ("typeSignatures", "The types of `sqlalchemy`, those of dialects by `dialect.NAME`.", type_signatures),
}


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    for name, (export, about, make) in FILES.items():
        entries = make()
        lines = ["/** %s Recorded by test/interop/python_signatures.py. */" % about]
        lines.append("export const %s: Readonly<Record<string, string>> = {" % export)
        for key in sorted(entries):
            shown = key if key.isidentifier() else '"%s"' % key
            lines.append('  %s: "%s",' % (shown, entries[key]))
        lines.append("};")
        with open(os.path.join(folder, name + ".ts"), "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")


main()
