"""Compares a database with models that are described as data, with Python's Alembic.

Runs inside the oracle: `args` holds {"url", "spec", "create", "empty"}; with "create" the models are made first, after the
statements of "empty", which empty the database. `result` holds the list of differences in a form that both languages can write down.
"""

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.dialects import mysql  # noqa: F401
from sqlalchemy.dialects import postgresql as pg  # noqa: F401

ENGINES = globals().setdefault("ENGINES", {})


def column_of(spec):
    keywords = {"nullable": spec["nullable"], "comment": spec["comment"]}
    default = spec["default"]
    if default is not None:
        value = default["value"]
        keywords["server_default"] = value if default["kind"] == "text" else sa.text(value.replace(":", "\\:"))
    items = [] if spec["identity"] is None else [sa.Identity(**spec["identity"])]
    if "computed" in spec:
        items = [sa.Computed(spec["computed"], persisted=True)]
    return sa.Column(spec["name"], eval(spec["type"]), *items, **keywords)


def qualified(name, schemas):
    return name if schemas[name] is None else schemas[name] + "." + name


def metadata_of(spec):
    metadata = sa.MetaData()
    schemas = {table["name"]: table.get("schema") for table in spec}
    for table in spec:
        items = [sa.Column("id", sa.Integer(), primary_key=True)]
        items += [column_of(column) for column in table["columns"]]
        key = table["foreignKey"]
        if key is not None:
            options = {name: key[name] for name in ("name", "ondelete", "onupdate", "deferrable")}
            items.append(sa.Column("ref", sa.Integer()))
            items.append(sa.ForeignKeyConstraint(["ref"], [qualified(key["table"], schemas) + ".id"], **options))
        items += [sa.UniqueConstraint(*one["columns"], name=one["name"]) for one in table["uniques"]]
        items += [sa.CheckConstraint(one["sql"], name=one["name"]) for one in table["checks"]]
        made = sa.Table(table["name"], metadata, *items, comment=table["comment"], schema=table.get("schema"))
        for one in table["indexes"]:
            parts = [sa.text(part[4:]) if part.startswith("sql:") else made.c[part] for part in one["parts"]]
            index = sa.Index(one["name"], *parts, unique=one["unique"])
            if index.table is None:
                made.append_constraint(index)
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
    if kind.endswith("_table_comment"):
        return [kind, diff[1].name]
    if kind.endswith(("_constraint", "_fk")):
        return [kind, *constraint_of(diff[1])]
    return [kind, diff[2], diff[3]]


def differences(args):
    engine = ENGINES.setdefault(args["url"], sa.create_engine(args["url"]))
    metadata = metadata_of(args["spec"])
    with engine.connect() as connection:
        if args.get("create"):
            for statement in args["empty"]:
                connection.execute(sa.text(statement))
            metadata.create_all(connection)
            connection.commit()
        options = {
            "compare_server_default": True,
            "include_schemas": bool(args.get("schemas")),
            "autogenerate_plugins": ["alembic.autogenerate.*", "alembic.ext.checkconstraint_byname"],
        }
        context = MigrationContext.configure(connection, opts=options)
        return [plain(one) for one in compare_metadata(context, metadata)]


result = differences(args)  # noqa: F821
