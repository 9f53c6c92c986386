"""Compares a SQLite file with models that are described as data, with Python's Alembic.

Runs inside the oracle: `args` holds {"path", "spec", "create", "defaults"}; with "create" the models are made in the file first, and defaults
are compared unless "defaults" says no.
`result` holds the list of differences in a form that both languages can write down, the lines of the log, and the
differences once more as `check --json` gives them.
"""

import logging

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.dialects import sqlite


def type_of(spec):
    return getattr(sa, spec["name"])(*spec["args"], **spec["options"])


def column_of(spec):
    default = spec["default"]
    keywords = {"nullable": spec["nullable"], "primary_key": spec.get("primaryKey", spec["name"] == "id")}
    if default is not None:
        value = default["value"]
        keywords["server_default"] = value if default["kind"] == "text" else sa.text(value.replace(":", "\\:"))
    return sa.Column(spec["name"], type_of(spec["type"]), **keywords)


def metadata_of(spec):
    metadata = sa.MetaData()
    for table in spec:
        items = [column_of(column) for column in table["columns"]]
        items += [sa.UniqueConstraint(*one["columns"], name=one["name"]) for one in table["uniques"]]
        items += [sa.CheckConstraint(sa.text(one["sql"]), name=one["name"]) for one in table["checks"]]
        for one in table["foreignKeys"]:
            options = {key: one[key] for key in ("name", "ondelete", "onupdate", "deferrable", "initially")}
            items.append(sa.ForeignKeyConstraint([one["column"]], ["%s.%s" % (one["table"], one.get("target", "id"))], **options))
        keywords = {}
        if table["autoincrement"]:
            keywords["sqlite_autoincrement"] = True
        if table["withoutRowid"]:
            keywords["sqlite_with_rowid"] = False
        made = sa.Table(table["name"], metadata, *items, **keywords)
        for one in table["indexes"]:
            sa.Index(one["name"], *[made.c[part["sql"]] for part in one["parts"]], unique=one["unique"])
    return metadata


def constraint_of(one):
    kind = type(one).__name__
    if isinstance(one, sa.CheckConstraint):
        return [kind, one.table.name, one.name]
    names = [column.name for column in one.columns]
    if isinstance(one, sa.ForeignKeyConstraint):
        targets = [element.target_fullname for element in one.elements]
        return [kind, one.parent.name, names, targets, one.ondelete, one.onupdate]
    return [kind, one.table.name, one.name, sorted(names)]


def plain(diff):
    if isinstance(diff, list):
        return [plain(one) for one in diff]
    kind = diff[0]
    if kind in ("add_table", "remove_table"):
        return [kind, diff[1].name]
    if kind in ("add_column", "remove_column"):
        return [kind, diff[2], diff[3].name]
    if kind in ("add_index", "remove_index"):
        return [kind, diff[1].table.name, diff[1].name]
    if kind.endswith(("_constraint", "_fk")):
        return [kind, *constraint_of(diff[1])]
    return [kind, diff[2], diff[3]]


def default_data(value):
    if value is None or value is False:
        return None
    arg = value.arg
    return "'%s'" % arg.replace("'", "''") if isinstance(arg, str) else str(arg)


def type_data(value):
    return value.compile(dialect=sqlite.dialect())


def column_data(one):
    return {
        "name": one.name,
        "type": type_data(one.type),
        "nullable": one.nullable,
        "default": default_data(one.server_default),
        "primaryKey": one.primary_key,
        "comment": one.comment,
    }


def constraint_data(one):
    if isinstance(one, sa.CheckConstraint):
        return {"type": "check", "name": one.name, "sql": str(one.sqltext)}
    data = {"name": one.name, "columns": [column.name for column in one.columns]}
    if not isinstance(one, sa.ForeignKeyConstraint):
        kind = "primary_key" if isinstance(one, sa.PrimaryKeyConstraint) else "unique"
        return {"type": kind, **data}
    target = [element.target_fullname.rsplit(".", 1) for element in one.elements]
    return {
        "type": "foreign_key",
        **data,
        "referredSchema": None,
        "referredTable": target[0][0],
        "referredColumns": [column for _, column in target],
        "onupdate": one.onupdate,
        "ondelete": one.ondelete,
        "deferrable": one.deferrable,
        "initially": one.initially,
    }


def data(diff):
    """The difference in the words of `check --json`, without what only this tool knows."""
    if isinstance(diff, list):
        return [one for part in diff for one in data(part)]
    kind = diff[0]
    if kind in ("add_table", "remove_table"):
        table = diff[1]
        constraints = [one for one in table.constraints if not (isinstance(one, sa.PrimaryKeyConstraint) and not one.columns)]
        return [
            {
                "kind": kind,
                "schema": table.schema,
                "table": table.name,
                "columns": [column_data(one) for one in table.columns],
                "constraints": [constraint_data(one) for one in constraints],
                "comment": table.comment,
            }
        ]
    if kind in ("add_column", "remove_column"):
        return [{"kind": kind, "schema": diff[1], "table": diff[2], "column": column_data(diff[3])}]
    if kind in ("add_index", "remove_index"):
        index = diff[1]
        parts = [str(one.name) for one in index.expressions]
        about = {"name": index.name, "unique": bool(index.unique), "parts": parts, "where": None}
        return [{"kind": kind, "schema": index.table.schema, "table": index.table.name, "index": about}]
    if kind.endswith(("_constraint", "_fk")):
        table = diff[1].parent
        return [{"kind": kind, "schema": table.schema, "table": table.name, "constraint": constraint_data(diff[1])}]
    kind, schema, table, column, _, old, new = diff
    shown = {"modify_type": type_data, "modify_default": default_data}.get(kind, lambda value: value)
    return [
        {"kind": kind, "schema": schema, "table": table, "column": column, "old": shown(old), "new": shown(new)}
    ]


class Lines(logging.Handler):
    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        if record.name.startswith(("alembic.autogenerate", "alembic.ext")):
            self.lines.append(record.getMessage())


def differences(args):
    lines = Lines()
    logger = logging.getLogger("alembic")
    logger.addHandler(lines)
    logger.setLevel(logging.INFO)
    engine = sa.create_engine("sqlite:///" + args["path"])
    metadata = metadata_of(args["spec"])
    with engine.connect() as connection:
        if args.get("create"):
            metadata.create_all(connection)
            connection.commit()
        options = {
            "compare_server_default": args.get("defaults", True),
            "autogenerate_plugins": ["alembic.autogenerate.*", "alembic.ext.checkconstraint_byname"],
        }
        context = MigrationContext.configure(connection, opts=options)
        differences = compare_metadata(context, metadata)
        found = [plain(one) for one in differences]
        as_data = [part for one in differences for part in data(one)]
    engine.dispose()
    logger.removeHandler(lines)
    return {"found": found, "log": lines.lines, "data": as_data}


result = differences(args)  # noqa: F821
