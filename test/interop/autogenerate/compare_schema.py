"""Compares a SQLite file with models that are described as data, with Python's Alembic.

Runs inside the oracle: `args` holds {"path", "spec", "create"}; with "create" the models are made in the file first.
`result` holds the list of differences in a form that both languages can write down, and the lines of the log.
"""

import logging

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext


def type_of(spec):
    return getattr(sa, spec["name"])(*spec["args"], **spec["options"])


def column_of(spec):
    default = spec["default"]
    keywords = {"nullable": spec["nullable"], "primary_key": spec["name"] == "id"}
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
            items.append(sa.ForeignKeyConstraint([one["column"]], ["%s.id" % one["table"]], **options))
        keywords = {"sqlite_autoincrement": table["autoincrement"], "sqlite_with_rowid": not table["withoutRowid"]}
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
            "compare_server_default": True,
            "autogenerate_plugins": ["alembic.autogenerate.*", "alembic.ext.checkconstraint_byname"],
        }
        context = MigrationContext.configure(connection, opts=options)
        found = [plain(one) for one in compare_metadata(context, metadata)]
    engine.dispose()
    logger.removeHandler(lines)
    return {"found": found, "log": lines.lines}


result = differences(args)  # noqa: F821
