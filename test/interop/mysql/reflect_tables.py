"""Reads the tables of a MySQL or MariaDB database with SQLAlchemy's inspector, as data.

Runs inside the oracle: `args` holds {"url"}; `result` has what the inspector says of every table.
"""

import sqlalchemy as sa


def camel(key):
    first, *rest = key.replace(" ", "_").split("_")
    return first + "".join(word.capitalize() for word in rest)


def table(inspector, name):
    return {
        "columns": [
            {
                "name": one["name"],
                "type": one["type"].compile(dialect=inspector.dialect),
                "nullable": one["nullable"],
                "default": one["default"],
                "comment": one["comment"],
                "computed": one.get("computed"),
            }
            for one in inspector.get_columns(name)
        ],
        "primaryKey": inspector.get_pk_constraint(name)["constrained_columns"],
        "foreignKeys": [
            {
                "name": one["name"],
                "columns": one["constrained_columns"],
                "table": one["referred_table"],
                "referred": one["referred_columns"],
                "options": one["options"],
            }
            for one in sorted(inspector.get_foreign_keys(name), key=lambda one: one["name"])
        ],
        "uniques": [
            [one["name"], one["column_names"]]
            for one in sorted(inspector.get_unique_constraints(name), key=lambda one: one["name"])
        ],
        "checks": [
            [one["name"], one["sqltext"]]
            for one in sorted(inspector.get_check_constraints(name), key=lambda one: one["name"])
        ],
        "indexes": [
            [
                one["name"],
                one["column_names"],
                one["unique"],
                one.get("dialect_options", {}).get("mysql_prefix"),
                one.get("dialect_options", {}).get("mysql_length"),
            ]
            for one in sorted(inspector.get_indexes(name), key=lambda one: one["name"])
        ],
        "comment": inspector.get_table_comment(name)["text"],
        "options": {
            camel(key): value
            for key, value in inspector.get_table_options(name).items()
            # The comment is above; partitions are cut out of a text that does not end where they do.
            if key != "mysql_comment" and not key.startswith("mysql_partition")
        },
    }


engine = sa.create_engine(args["url"])  # noqa: F821
with engine.connect() as connection:
    inspector = sa.inspect(connection)
    result = {name: table(inspector, name) for name in sorted(inspector.get_table_names())}
engine.dispose()
