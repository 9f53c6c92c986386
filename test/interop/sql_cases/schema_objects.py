"""Indexes, constraints by themselves, columns of tables that are there, comments, sequences, schemas and types."""

from .notation import INTEGER, STRING, call, col, column, func, method, ref, table, text

ITEMS = [column("id", INTEGER, primary_key=True), column("a", INTEGER), column("b", STRING), column("Mixed", INTEGER), column("flag", call("Boolean"))]


def define(**kw):
    return [{"keep": table(*ITEMS, **kw), "as": "t"}]


def case(id, kind, element=None, kw=None, define_=None, **more):
    statement = {"kind": kind, **more}
    if element is not None:
        statement["element"] = element
    if kw:
        statement["kw"] = kw
    return {"id": id, "define": define_ if define_ is not None else define(), "statement": statement}


A, B, MIXED, FLAG = (col("t", name) for name in ("a", "b", "Mixed", "flag"))


def indexes():
    def index(*args, **kw):
        return call("Index", *args, **kw)

    yield case("plain", "create_index", index("ix", A))
    yield case("two", "create_index", index("ix", A, B))
    yield case("unique", "create_index", index("ix", A, unique=True))
    yield case("quoted", "create_index", index("Ix Mixed", MIXED))
    yield case("if not exists", "create_index", index("ix", A), kw={"if_not_exists": True})
    yield case("function", "create_index", index("ix", func("lower", B)))
    yield case("function two", "create_index", index("ix", func("lower", B), A))
    yield case("desc", "create_index", index("ix", method(A, "desc"), B))
    yield case("nulls last", "create_index", index("ix", method(method(A, "desc"), "nulls_last")))
    yield case("arithmetic", "create_index", index("ix", method(A, "add", 1)))
    yield case("cast", "create_index", index("ix", call("cast", A, call("String", 20))))
    yield case("collate", "create_index", index("ix", method(B, "collate", "NOCASE")))
    yield case("text", "create_index", call("Index", "ix", text("lower(b)"), col("t", "a")))
    yield case("schema", "create_index", index("ix", A), define_=define(schema="s"))
    yield case("schema quoted", "create_index", index("ix", A), define_=define(schema="My Schema"))
    yield case("long", "create_index", index("ix_" + "y" * 140, A))
    for name, options in {
        "sqlite where": {"sqlite_where": method(A, "gt", 5)},
        "sqlite where text": {"sqlite_where": text("a > 5 AND b = 'it\\:s'")},
        "postgresql where": {"postgresql_where": method(B, "eq", "it's")},
        "postgresql using": {"postgresql_using": "GIN"},
        "postgresql ops": {"postgresql_ops": {"b": "text_pattern_ops"}},
        "postgresql with": {"postgresql_with": {"fillfactor": 50}},
        "postgresql concurrently": {"postgresql_concurrently": True},
        "postgresql include": {"postgresql_include": ["a"]},
        "postgresql tablespace": {"postgresql_tablespace": "Fast"},
        "postgresql nulls": {"postgresql_nulls_not_distinct": True},
        "postgresql nulls distinct": {"postgresql_nulls_not_distinct": False},
        "mysql length": {"mysql_length": 10},
        "mysql length map": {"mysql_length": {"b": 10}},
        "mysql prefix": {"mysql_prefix": "FULLTEXT"},
        "mysql using": {"mysql_using": "hash"},
        "mysql parser": {"mysql_with_parser": "ngram", "mysql_prefix": "FULLTEXT"},
        "mssql include": {"mssql_include": ["a", "Mixed"]},
        "mssql clustered": {"mssql_clustered": True},
        "mssql not clustered": {"mssql_clustered": False},
        "mssql where": {"mssql_where": method(A, "gt", 1)},
        "mssql columnstore": {"mssql_columnstore": True},
        "oracle bitmap": {"oracle_bitmap": True},
        "oracle compress": {"oracle_compress": True},
        "oracle compress 1": {"oracle_compress": 1},
    }.items():
        yield case(name, "create_index", index("ix", B, **options))
        if "concurrently" in name:
            yield case(f"{name} if not exists", "create_index", index("ix", B, **options), kw={"if_not_exists": True})
            yield case(f"{name} drop", "drop_index", index("ix", B, **options), kw={"if_exists": True})
    yield case("drop", "drop_index", index("ix", A))
    yield case("drop if exists", "drop_index", index("ix", A), kw={"if_exists": True})
    yield case("drop schema", "drop_index", index("ix", A), define_=define(schema="s"))


def constraints():
    def keep(kind, *args, **kw):
        return call(kind, *args, **kw)

    other = [
        {"keep": call("MetaData"), "as": "m"},
        {"keep": call("Table", "o", ref("m"), column("id", INTEGER), column("x", INTEGER), schema="so"), "as": "o"},
        {"keep": call("Table", "t", ref("m"), *ITEMS), "as": "t"},
    ]
    items = {
        "unique": keep("UniqueConstraint", A, name="uq"),
        "unique unnamed": keep("UniqueConstraint", A, B),
        "unique deferrable": keep("UniqueConstraint", A, name="uq", deferrable=True, initially="DEFERRED"),
        "unique long": keep("UniqueConstraint", A, name="uq_" + "z" * 130),
        "unique include": keep("UniqueConstraint", A, name="uq", postgresql_include=["b"]),
        "primary key": keep("PrimaryKeyConstraint", A, MIXED, name="pk"),
        "check": keep("CheckConstraint", method(A, "gt", 5), name="ck"),
        "check in": keep("CheckConstraint", method(B, "in", ["x", "it's"]), name="ck"),
        "check boolean": keep("CheckConstraint", call("and", FLAG, method(A, "lt", 3)), name="Ck Flag"),
    }
    for name, item in items.items():
        yield case(f"add {name}", "add_constraint", ref("c"), define_=define() + [{"keep": item, "as": "c"}])
        yield case(f"drop {name}", "drop_constraint", ref("c"), define_=define() + [{"keep": item, "as": "c"}])
    for name, options in {
        "foreign key": {"name": "fk"},
        "foreign key unnamed": {},
        "foreign key cascade": {"name": "fk", "ondelete": "CASCADE", "onupdate": "RESTRICT"},
        "foreign key deferrable": {"name": "fk", "deferrable": True, "initially": "IMMEDIATE"},
        "foreign key match": {"name": "fk", "match": "SIMPLE"},
        "foreign key not valid": {"name": "fk", "postgresql_not_valid": True},
        "foreign key bad word": {"name": "fk", "ondelete": "CASCADE; DROP TABLE x"},
    }.items():
        item = call("ForeignKeyConstraint", [A], [col("o", "id")], **options)
        for verb in ("add", "drop"):
            yield case(f"{verb} {name}", f"{verb}_constraint", ref("c"), define_=other + [{"keep": item, "as": "c"}])
    yield case("drop if exists", "drop_constraint", ref("c"), kw={"if_exists": True}, define_=define() + [{"keep": items["unique"], "as": "c"}])
    yield case("drop cascade", "drop_constraint", ref("c"), kw={"cascade": True}, define_=define() + [{"keep": items["unique"], "as": "c"}])


def added():
    yield case("column", "add_column", column("c", INTEGER), table="t")
    yield case("not null", "add_column", column("c", INTEGER, nullable=False), table="t")
    yield case("default", "add_column", column("c", STRING, server_default="it's", nullable=False), table="t")
    yield case("default expression", "add_column", column("c", call("DateTime"), server_default=func("now")), table="t")
    yield case("comment", "add_column", column("c", INTEGER, comment="it's"), table="t")
    yield case("primary key", "add_column", column("c", INTEGER, primary_key=True), table="t")
    yield case("inline primary key", "add_column", column("c", INTEGER, primary_key=True), table="t", kw={"inline_primary_key": True})
    yield case("if not exists", "add_column", column("c", INTEGER), table="t", kw={"if_not_exists": True})
    yield case("schema", "add_column", column("c", INTEGER), table="t", kw={"schema": "s"})
    yield case("dotted schema", "add_column", column("c", INTEGER), table="t", kw={"schema": "a.B.Select"})
    yield case("computed", "add_column", column("c", INTEGER, call("Computed", "a + 1", persisted=True)), table="t")
    yield case("identity", "add_column", column("c", INTEGER, call("Identity", start=5)), table="t")
    yield case("check", "add_column", column("c", INTEGER, call("CheckConstraint", "c > 0", name="ck")), table="t")
    yield case("enum", "add_column", column("c", call("Enum", "a", "b", name="e")), table="t")
    yield case("quoted", "add_column", column("Order", INTEGER), table="Select")
    yield case("drop", "drop_column", table="t", column="c")
    yield case("drop if exists", "drop_column", table="t", column="Mixed", kw={"if_exists": True, "schema": "s"})
    for option in ("mssql_drop_default", "mssql_drop_check", "mssql_drop_foreign_key"):
        yield {**case(option, "drop_column", table="T x", column="c", kw={option: True, "schema": "S"}), "dialects": ["mssql"]}


def altered():
    existing = {"existing_type": call("Integer")}
    everything = {
        "nullable": {"nullable": True, **existing},
        "not nullable": {"nullable": False, **existing},
        "nullable without type": {"nullable": False},
        "type": {"type_": call("String", 20), **existing},
        "type nullable": {"type_": call("String", 20), "nullable": False},
        "type existing nullable": {"type_": call("String", 20), "existing_nullable": False},
        "type existing default": {"type_": call("String", 20), "existing_server_default": "x", "existing_nullable": True},
        "type enum": {"type_": call("Enum", "a", "b", name="e"), "existing_nullable": True},
        "default": {"server_default": "it's", **existing},
        "default expression": {"server_default": text("1 + 1"), **existing},
        "default none": {"server_default": None, **existing},
        "default existing": {"server_default": "x", "existing_server_default": "y", **existing},
        "default datetime": {"server_default": func("now"), "existing_type": call("DateTime")},
        "nullable datetime": {"nullable": False, "existing_type": call("DateTime")},
        "name": {"new_column_name": "d", **existing},
        "name quoted": {"new_column_name": "New Name", **existing},
        "name existing": {"new_column_name": "d", "existing_nullable": False, "existing_server_default": "5", "existing_comment": "it's", **existing},
        "name without type": {"new_column_name": "d"},
        "comment": {"comment": "it's", **existing},
        "comment schema": {"comment": "it's", "schema": "s", **existing},
        "comment update": {"comment": "new", "existing_comment": "old", "schema": "s", **existing},
        "comment none": {"comment": None, "existing_comment": "old", "schema": "s", **existing},
        "comment and type": {"comment": "c", "type_": call("Text"), "existing_nullable": True, "schema": "s"},
        "autoincrement": {"autoincrement": True, **existing},
        "existing autoincrement": {"nullable": False, "existing_autoincrement": True, **existing},
        "schema": {"nullable": False, "schema": "s", **existing},
        "dotted schema": {"nullable": False, "schema": "a.B", **existing},
        "everything": {"nullable": False, "type_": call("String", 9), "server_default": "x", "new_column_name": "d", "existing_server_default": "y"},
        "identity": {"server_default": call("Identity"), "existing_server_default": None, **existing},
        "identity always": {"server_default": call("Identity", always=True, start=5), "existing_server_default": False, **existing},
        "identity change": {"server_default": call("Identity", always=True, start=5, cycle=True), "existing_server_default": call("Identity"), **existing},
        "identity drop": {"server_default": None, "existing_server_default": call("Identity"), **existing},
        "computed": {"server_default": call("Computed", "a + 1"), **existing},
        "computed drop": {"server_default": None, "existing_server_default": call("Computed", "a + 1"), **existing},
    }
    for name, kw in everything.items():
        yield case(name, "alter_column", kw=kw, table="t", column="c")
    for name, kw in {"using": {"type_": call("Integer"), "postgresql_using": "c::integer"}, "using without type": {"nullable": True, "postgresql_using": "x"}}.items():
        yield {**case(name, "alter_column", kw=kw, table="t", column="C"), "dialects": ["postgresql"]}


def others():
    yield case("rename", "rename_table", table="t", name="u")
    yield case("rename schema", "rename_table", table="t", name="New Name", kw={"schema": "s"})
    yield case("drop table", "drop_table", ref("t"))
    yield case("drop table if exists", "drop_table", ref("t"), kw={"if_exists": True}, define_=define(schema="s"))
    yield case("drop table enum", "drop_table", table(column("a", call("Enum", "x", name="e"))), define_=[])
    yield case("table comment", "set_table_comment", ref("t"), define_=define(comment="it's 50% \\", schema="s"))
    yield case("drop table comment", "drop_table_comment", ref("t"), define_=define(schema="s"))
    commented = [{"keep": table(column("a", INTEGER, comment="it's", nullable=False, server_default="5"), schema="s"), "as": "t"}]
    yield case("column comment", "set_column_comment", A, define_=commented)
    uncommented = [{"keep": table(column("a", INTEGER), schema="s"), "as": "t"}]
    yield {**case("column comment none", "set_column_comment", A, define_=uncommented), "dialects": ["sqlite", "postgresql", "oracle"]}
    for name, options in {
        "sequence": {},
        "sequence options": {"start": 5, "increment": 2, "minvalue": 1, "maxvalue": 99, "cache": 3, "cycle": True},
        "sequence no limits": {"nominvalue": True, "nomaxvalue": True, "cycle": False},
        "sequence schema": {"schema": "My Schema"},
        "sequence order": {"order": True, "start": 5, "for_update": True},
        "sequence no order": {"order": False},
        "sequence type": {"data_type": call("BigInteger")},
    }.items():
        yield case(f"create {name}", "create_sequence", call("Sequence", "seq", **options), define_=[])
    yield case("drop sequence", "drop_sequence", call("Sequence", "Seq", schema="s"), define_=[])
    yield case("create schema", "create_schema", "My Schema", define_=[])
    yield case("create schema if not exists", "create_schema", "s", kw={"if_not_exists": True}, define_=[])
    yield case("drop schema", "drop_schema", "s", kw={"cascade": True, "if_exists": True}, define_=[])
    for name, kind in {
        "enum": call("Enum", "a", "it's", "back\\slash", name="mood"),
        "native enum": call("postgresql.ENUM", "a", "b", name="Mood", schema="S"),
        "domain": call("postgresql.DOMAIN", "positive", call("Integer"), check="VALUE > 0", not_null=True),
        "domain default": call("postgresql.DOMAIN", "d", call("Text"), default="it's", collation="de_DE", constraint_name="c", check="VALUE <> ''"),
    }.items():
        for verb in ("create", "drop"):
            yield {**case(f"{verb} {name}", f"{verb}_type", kind, define_=[]), "dialects": ["postgresql"]}
    for name, args, options in (
        ("exclude", [{"$tuple": [A, "="]}, {"$tuple": [B, "&&"]}], {"name": "ex"}),
        ("exclude options", [{"$tuple": ["b", "="]}], {"name": "Ex", "using": "btree", "where": text("a > 5"), "deferrable": True, "initially": "DEFERRED"}),
        ("exclude ops", [{"$tuple": [B, "="]}], {"ops": {"b": "text_ops"}}),
    ):
        item = call("postgresql.ExcludeConstraint", *args, **options)
        yield {
            "id": name,
            "define": define(),
            "statement": {"kind": "create_table", "element": call("Table", "ex", call("MetaData"), column("a", INTEGER), column("b", STRING), {**item, "args": [{"$tuple": [one["$tuple"][0]["$column"][1] if isinstance(one["$tuple"][0], dict) else one["$tuple"][0], one["$tuple"][1]]} for one in args]})},
        }


def cases():
    for family in (indexes, constraints, added, altered, others):
        for one in family():
            yield {**one, "id": f"{family.__name__}: {one['id']}"}
