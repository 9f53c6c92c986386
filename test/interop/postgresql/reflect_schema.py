"""Reads the schema of a PostgreSQL database with SQLAlchemy's inspector, as data.

Runs inside the oracle: `args` holds {"url", "schemas"}; an engine is kept for each URL. `result` has, for each schema,
what the inspector says of every table and view.
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

ENGINES = globals().setdefault("ENGINES", {})
DIALECT = postgresql.dialect()


def text(value):
    return None if value is None else str(value)


def type_data(type_):
    if isinstance(type_, sa.types.NullType):
        return {"class": "NullType"}
    data = {"class": type(type_).__name__, "ddl": type_.compile(dialect=DIALECT)}
    if isinstance(type_, postgresql.ENUM):
        data.update(enums=list(type_.enums), name=type_.name, schema=type_.schema)
    if isinstance(type_, postgresql.DOMAIN):
        data.update(
            name=type_.name,
            schema=type_.schema,
            of=type_data(type_.data_type),
            default=text(type_.default),
            notNull=bool(type_.not_null),
            check=text(type_.check),
            constraintName=type_.constraint_name,
        )
    if isinstance(type_, postgresql.ARRAY):
        data["item"] = type_data(type_.item_type)
    collation = getattr(type_, "collation", None)
    if collation is not None:
        data["collation"] = collation
    return data


def numbers(identity):
    return {key: str(value) if type(value) is int else value for key, value in identity.items()}


def column(one):
    data = {
        "name": one["name"],
        "type": type_data(one["type"]),
        "nullable": one["nullable"],
        "default": one["default"],
        "autoincrement": one["autoincrement"],
        "comment": one["comment"],
    }
    if "computed" in one:
        data["computed"] = one["computed"]
    if "identity" in one:
        data["identity"] = numbers(one["identity"])
    return data


def plain(value):
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return value


def table(inspector, name, schema):
    options = inspector.get_table_options(name, schema=schema)
    return {
        "columns": [column(one) for one in inspector.get_columns(name, schema=schema)],
        "primaryKey": plain(inspector.get_pk_constraint(name, schema=schema)),
        "foreignKeys": plain(inspector.get_foreign_keys(name, schema=schema)),
        "uniques": plain(inspector.get_unique_constraints(name, schema=schema)),
        "checks": plain(inspector.get_check_constraints(name, schema=schema)),
        "indexes": plain(inspector.get_indexes(name, schema=schema)),
        "comment": inspector.get_table_comment(name, schema=schema)["text"],
        "options": plain(options),
    }


def read(url, schemas):
    engine = ENGINES.setdefault(url, sa.create_engine(url))
    with engine.connect() as connection:
        inspector = sa.inspect(connection)
        found = {}
        for schema in schemas:
            names = sorted(inspector.get_table_names(schema=schema))
            views = sorted(inspector.get_view_names(schema=schema))
            materialized = sorted(inspector.get_materialized_view_names(schema=schema))
            found[schema or ""] = {
                "tables": names,
                "views": {name: inspector.get_view_definition(name, schema=schema) for name in views + materialized},
                "content": {name: table(inspector, name, schema) for name in names + views + materialized},
            }
        return found


result = read(args["url"], args["schemas"])  # noqa: F821
