"""CREATE TABLE with everything a column and a table may have."""

from .notation import INTEGER, STRING, call, column, func, table, text


def created(id, /, *items, define=(), kw=None, **options):
    case = {"id": id, "statement": {"kind": "create_table", "element": table(*items, **options)}}
    if define:
        case["define"] = list(define)
    if kw:
        case["statement"]["kw"] = kw
    return case


def key(**kw):
    return column("id", INTEGER, primary_key=True, **kw)


def columns():
    yield created("one column", column("a", INTEGER))
    yield created("not null", column("a", INTEGER, nullable=False), column("b", STRING, nullable=True))
    yield created("primary key", key(), column("b", STRING))
    for kind in ("SmallInteger", "BigInteger", "Numeric"):
        yield created(f"primary key {kind}", column("id", call(kind), primary_key=True))
    yield created("primary key text", column("id", STRING, primary_key=True))
    yield created("primary key composite", column("a", INTEGER, primary_key=True), column("b", INTEGER, primary_key=True))
    yield created("primary key composite numbered", column("a", INTEGER, primary_key=True), column("b", INTEGER, primary_key=True, autoincrement=True))
    yield created("primary key not numbered", key(autoincrement=False))
    yield created("primary key default", key(server_default="5"))
    yield created("default text", column("a", STRING, server_default="it's 50% \\ :x"))
    yield created("default number", column("a", INTEGER, server_default=text("5")))
    yield created("default function", column("a", call("DateTime"), server_default=func("now")))
    yield created("default word", column("a", call("DateTime"), server_default=text("CURRENT_TIMESTAMP")))
    yield created("default expression", column("a", call("DateTime"), server_default=text("now() + 1")))
    yield created("default on update", column("a", call("TIMESTAMP"), server_default=text("CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP"), nullable=False))
    yield created("default parentheses", column("a", INTEGER, server_default=text("(1 + 2)")))
    yield created("default boolean", column("a", call("Boolean"), server_default=call("false")), column("b", call("Boolean"), server_default=text("1")))
    yield created("default null", column("a", INTEGER, server_default=call("null")))
    yield created("default quoted", column("a", STRING, server_default=text("'x'"), nullable=False))
    yield created("default literal column", column("a", INTEGER, server_default=call("literal_column", "1 + 1")))
    yield created("default fetched", column("a", INTEGER, call("FetchedValue")))
    yield created("timestamp null", column("a", call("TIMESTAMP")), column("b", call("TIMESTAMP"), nullable=False))
    yield created("unique", column("a", INTEGER, unique=True), column("b", STRING))
    yield created("unique and check order", column("a", INTEGER, unique=True), call("CheckConstraint", "a > 0"))
    yield created("comment", column("a", INTEGER, comment="it's 50% \\"), comment="table's")
    yield created("system", column("a", INTEGER), column("xmin", INTEGER, system=True))
    yield created("no columns")
    yield created("no type", column("a"))
    for name in ("select", "Mixed", "with space", "1st", "$x", "_x", "ünï", "per%cent", "dou\"ble", "back`tick", "br]acket", "user", "order", "values", "rank"):
        yield created(f"name {name}", column(name, INTEGER), name=name)
    yield created("key", column("a", INTEGER, key="k"), call("UniqueConstraint", "k"))
    yield created("quote", column("abc", INTEGER, quote=True), column("Select", INTEGER, quote=False), quote=True)


def computed():
    yield created("computed", column("a", INTEGER), column("b", INTEGER, call("Computed", "a * 2")))
    yield created("computed stored", column("b", INTEGER, call("Computed", "a * 2", persisted=True)))
    yield created("computed virtual", column("b", INTEGER, call("Computed", "a * 2", persisted=False)))
    yield created("computed not null", column("b", INTEGER, call("Computed", "a * 2", persisted=True), nullable=False))
    yield created("computed null", column("b", INTEGER, call("Computed", "a * 2", persisted=True), nullable=True))
    yield created("identity", column("id", INTEGER, call("Identity"), primary_key=True))
    yield created("identity always", column("id", INTEGER, call("Identity", always=True, start=10, increment=5)))
    yield created("identity options", column("id", INTEGER, call("Identity", start=3, minvalue=1, maxvalue=100, cycle=True, cache=7)))
    yield created("identity no limits", column("id", INTEGER, call("Identity", nominvalue=True, nomaxvalue=True, cycle=False)))
    yield created("identity nullable", column("id", INTEGER, call("Identity"), nullable=True))
    yield created("identity oracle", column("id", INTEGER, call("Identity", oracle_on_null=True, oracle_order=True)))
    yield created("identity order", column("id", INTEGER, call("Identity", always=True, order=True, on_null=True)))
    yield created("identity no order", column("id", INTEGER, call("Identity", order=False, on_null=False, start=3)))
    yield created("insert default", column("a", INTEGER, insert_default=5), column("b", INTEGER, insert_sentinel=True))
    yield created("identity increment", column("id", INTEGER, call("Identity", increment=2)))
    yield created("sequence default", column("id", INTEGER, call("Sequence", "seq"), primary_key=True))


def constraints():
    yield created("named primary key", column("a", INTEGER), call("PrimaryKeyConstraint", "a", name="pk_t"))
    yield created("primary key order", column("a", INTEGER), column("b", INTEGER), call("PrimaryKeyConstraint", "b", "a"))
    yield created("unique constraint", column("a", INTEGER), column("b", INTEGER), call("UniqueConstraint", "a", "b", name="uq"), call("UniqueConstraint", "b"))
    yield created("check constraint", column("a", INTEGER), call("CheckConstraint", "a > 5", name="ck"), call("CheckConstraint", "a % 2 = 0"))
    yield created("check text", column("a", STRING), call("CheckConstraint", "a IN ('x\\:y', 'it''s')"))
    yield created("column check", column("a", INTEGER, call("CheckConstraint", "a > 0")), column("b", INTEGER, call("CheckConstraint", "b > 0", name="ck_b")))
    yield created("deferrable", column("a", INTEGER), call("UniqueConstraint", "a", deferrable=True, initially="DEFERRED"))
    yield created("not deferrable", column("a", INTEGER), call("UniqueConstraint", "a", deferrable=False, initially="IMMEDIATE"))
    yield created("boolean check", column("a", call("Boolean", create_constraint=True)), column("b", call("Boolean", create_constraint=True, name="ck_b")))
    yield created("enum check", column("a", call("Enum", "x", "it's", name="e", create_constraint=True, native_enum=False)))
    yield created("enum check native", column("a", call("Enum", "x", "y", name="e", create_constraint=True)))
    yield created("enum", column("a", call("Enum", "x", "y", name="e")), column("b", call("Enum", "x", "y", name="e")))
    yield created("enum schema", column("a", call("Enum", "x", "y", name="e", schema="s")), schema="q")
    yield created("enum inherit schema", column("a", call("Enum", "x", "y", name="e", inherit_schema=True)), schema="q")
    yield created("enum array", column("a", call("ARRAY", call("Enum", "x", name="e"))))
    yield created("enum not made", column("a", call("postgresql.ENUM", "x", name="e", create_type=False)))
    yield created("schema", column("a", INTEGER), schema="s")
    yield created("schema quoted", column("a", INTEGER), schema="My Schema")
    yield created("schema dotted", column("a", INTEGER), schema="db.owner")
    yield created("prefixes", column("a", INTEGER), prefixes=["TEMPORARY"])
    yield created("if not exists", column("a", INTEGER), kw={"if_not_exists": True})


def referencing(name, *items, schema=None, other_schema=None, **kw):
    """A table with foreign keys, and the table they refer to in the same metadata."""
    other_kw = {"schema": other_schema} if other_schema else {}
    other = call("Table", "o", {"$ref": "m"}, column("id", INTEGER, primary_key=True), column("x", INTEGER), column("Y", INTEGER), **other_kw)
    table_kw = {"schema": schema} if schema else {}
    return {
        "id": name,
        "define": [{"keep": call("MetaData"), "as": "m"}, {"keep": other, "as": "o"}],
        "statement": {"kind": "create_table", "element": call("Table", "t", {"$ref": "m"}, *items, **table_kw), **kw},
    }


def references():
    for name, options in {
        "plain": {},
        "named": {"name": "fk_o"},
        "cascade": {"ondelete": "CASCADE", "onupdate": "SET NULL"},
        "deferrable": {"deferrable": True, "initially": "DEFERRED"},
        "match": {"match": "FULL"},
        "alter": {"use_alter": True, "name": "fk_o"},
        "set null columns": {"ondelete": "SET NULL (a)"},
    }.items():
        yield referencing(f"column reference {name}", column("a", INTEGER, call("ForeignKey", "o.id", **options)))
        yield referencing(f"table reference {name}", column("a", INTEGER), call("ForeignKeyConstraint", ["a"], ["o.id"], **options))
    yield referencing("primary key reference", column("id", INTEGER, call("ForeignKey", "o.id"), primary_key=True))
    yield referencing("two columns", column("a", INTEGER), column("b", INTEGER), call("ForeignKeyConstraint", ["a", "b"], ["o.id", "o.x"]))
    yield referencing("quoted column", column("A", INTEGER, call("ForeignKey", "o.Y")))
    yield referencing("no type", column("a", call("ForeignKey", "o.id")))
    yield referencing("other schema", column("a", INTEGER, call("ForeignKey", "s2.o.id")), schema="s1", other_schema="s2")
    yield referencing("same schema", column("a", INTEGER, call("ForeignKey", "s1.o.id")), schema="s1", other_schema="s1")
    yield {
        "id": "self reference",
        "statement": {"kind": "create_table", "element": table(column("id", INTEGER, primary_key=True), column("parent", INTEGER, call("ForeignKey", "t.id")))},
    }


CONVENTION = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def conventions():
    def named(name, convention, *items, **kw):
        metadata = call("MetaData", naming_convention=convention)
        return {
            "id": name,
            "define": [{"keep": metadata, "as": "m"}, {"keep": call("Table", "other", {"$ref": "m"}, column("id", INTEGER, primary_key=True)), "as": "o"}],
            "statement": {"kind": "create_table", "element": call("Table", "t", {"$ref": "m"}, *items, **kw)},
        }

    everything = [
        column("id", INTEGER, primary_key=True),
        column("a", INTEGER, call("ForeignKey", "other.id")),
        column("b", INTEGER, unique=True),
        call("CheckConstraint", "a > 0", name="positive"),
        call("UniqueConstraint", "a", "b"),
    ]
    yield named("convention", CONVENTION, *everything)
    yield named("convention explicit", CONVENTION, column("a", INTEGER), call("UniqueConstraint", "a", name="mine"))
    yield named("convention schema", CONVENTION, *everything, schema="s")
    yield named("convention all columns", {"uq": "uq_%(table_name)s_%(column_0N_name)s", "pk": "pk_%(column_0_N_name)s"}, column("a", INTEGER, primary_key=True), column("b", INTEGER, primary_key=True), call("UniqueConstraint", "a", "b"))
    yield named("convention long", {"uq": "uq_%(table_name)s_" + "x" * 150}, column("a", INTEGER, unique=True))
    yield named("convention referred", {"fk": "fk_%(referred_column_0_name)s_%(column_0_key)s"}, column("a", INTEGER, call("ForeignKey", "other.id")))
    yield named("convention boolean", CONVENTION, column("a", call("Boolean", create_constraint=True, name="flag")))
    yield named("convention class name", {"UniqueConstraint": "u_%(column_0_name)s"}, column("a", INTEGER, unique=True))


def options():
    yield created("sqlite autoincrement", key(), sqlite_autoincrement=True)
    yield created("sqlite autoincrement text", column("id", STRING, primary_key=True), sqlite_autoincrement=True)
    yield created("sqlite without rowid", key(), sqlite_with_rowid=False)
    yield created("sqlite strict", key(), sqlite_strict=True, sqlite_with_rowid=False)
    yield created("sqlite conflict", column("id", INTEGER, primary_key=True, sqlite_on_conflict_primary_key="REPLACE"), column("a", INTEGER, nullable=False, sqlite_on_conflict_not_null="FAIL"), column("b", INTEGER, unique=True, sqlite_on_conflict_unique="IGNORE"), call("UniqueConstraint", "a", sqlite_on_conflict="ROLLBACK"), call("CheckConstraint", "a > 0", sqlite_on_conflict="ABORT"))
    yield created("postgresql options", key(), postgresql_tablespace="fast", postgresql_with={"fillfactor": 70}, postgresql_using="heap")
    yield created("postgresql inherits", key(), postgresql_inherits="parent")
    yield created("postgresql partition", column("id", INTEGER), postgresql_partition_by="RANGE (id)")
    yield created("postgresql on commit", key(), postgresql_on_commit="PRESERVE ROWS", prefixes=["TEMPORARY"])
    yield created("postgresql include", column("a", INTEGER), column("b", INTEGER), call("UniqueConstraint", "a", postgresql_include=["b"], postgresql_nulls_not_distinct=True))
    yield created("postgresql not valid", column("a", INTEGER), call("CheckConstraint", "a > 0", postgresql_not_valid=True))
    yield created("mysql options", key(), mysql_engine="InnoDB", mysql_charset="utf8mb4", mysql_collate="utf8mb4_bin")
    yield created("mysql default charset", key(), mysql_default_charset="utf8mb4", mysql_row_format="DYNAMIC", mysql_auto_increment="5")
    yield created("mysql partition", key(), mysql_partition_by="HASH(id)", mysql_partitions="4")
    yield created("mysql comment", key(), mysql_engine="InnoDB", comment="it's")
    yield created("mariadb options", key(), mariadb_engine="Aria", mysql_engine="InnoDB")
    yield created("mysql key using", column("a", INTEGER), call("PrimaryKeyConstraint", "a", mysql_using="btree"))
    yield created("mssql identity", column("id", INTEGER, primary_key=True, mssql_identity_start=10, mssql_identity_increment=5))
    yield created("mssql clustered", column("a", INTEGER), column("b", INTEGER), call("PrimaryKeyConstraint", "a", mssql_clustered=False), call("UniqueConstraint", "b", mssql_clustered=True))
    yield created("mssql autoincrement", column("a", INTEGER, autoincrement=True), column("b", INTEGER, primary_key=True, autoincrement=False))
    yield created("oracle options", key(), oracle_compress=True, oracle_tablespace="users")
    yield created("oracle on commit", key(), oracle_on_commit="DELETE ROWS", prefixes=["GLOBAL TEMPORARY"])
    yield created("oracle compress for", key(), oracle_compress="OLTP")


def cases():
    for family in (columns, computed, constraints, references, conventions, options):
        for case in family():
            yield {**case, "id": f"{family.__name__}: {case['id']}"}
