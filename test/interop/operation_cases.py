"""The cases that record_operations.py runs: every directive, every parameter, in the language of operation_language."""


def call(name, /, *args, **kw):
    return {"$call": name, **({"args": list(args)} if args else {}), **({"kw": kw} if kw else {})}


def on(value, method, /, *args):
    return {"$method": method, "on": value, **({"args": list(args)} if args else {})}


def func(name, *args):
    return {"$func": name, "args": list(args)}


def text(sql):
    return call("text", sql)


def column(name, *args):
    return call("column", name, *args)


def do(name, /, *args, **kw):
    given = {key: value for key, value in kw.items() if key != "result"}
    made = {"op": name, "args": list(args), "kw": given}
    return {**made, "as": kw["result"]} if "result" in kw else made


def batch(table, /, *ops, **kw):
    return {"batch": table, "kw": kw, "ops": list(ops)}


INT = call("Integer")
STR = call("String", 50)
DATE = call("DateTime")
ID = call("Column", "id", INT, primary_key=True)


def col(name, /, *args, **kw):
    return call("Column", name, *args, **kw)


def fk(target, **kw):
    return call("ForeignKey", target, **kw)


CONVENTION = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
LONG = "a_name_that_is_longer_than_any_of_these_databases_would_ever_accept_for_one_of_their_indexes_or_constraints_so_that_it_is_cut_at_the_end_by_hand"

TYPES = [
    ("Integer", INT),
    ("BigInteger", call("BigInteger")),
    ("SmallInteger", call("SmallInteger")),
    ("String", call("String", 20)),
    ("Unicode", call("Unicode", 20)),
    ("Text", call("Text")),
    ("UnicodeText", call("UnicodeText")),
    ("Boolean", call("Boolean")),
    ("Date", call("Date")),
    ("DateTime", DATE),
    ("DateTime with zone", call("DateTime", timezone=True)),
    ("Time", call("Time")),
    ("Float", call("Float")),
    ("Float(53)", call("Float", 53)),
    ("Double", call("Double")),
    ("Numeric", call("Numeric", 10, 2)),
    ("LargeBinary", call("LargeBinary")),
    ("JSON", call("JSON")),
    ("Uuid", call("Uuid")),
    ("Enum", call("Enum", "a", "b", name="colour")),
    ("Interval", call("Interval")),
]

CREATE_TABLE = [
    ("a column named by keyword", [do("create_table", "t", call("Column", name="b", type_=INT), call("Column", INT, name="c"))]),
    ("a quoted name", [do("create_table", "t", col("a", INT), quote=True)]),
    ("names that are not quoted", [do("create_table", "T", col("a", INT), quote=False, schema="S", quote_schema=False)]),
    ("a quoted schema", [do("create_table", "t", col("a", INT), schema="s", quote_schema=True)]),
    ("options that change nothing", [do("create_table", "t", col("a", INT), keep_existing=True, implicit_returning=False, listeners=[], resolve_fks=True, autoload_replace=True)]),
    ("extend existing", [do("create_table", "t", col("a", INT), extend_existing=True)]),
    ("a column", [do("create_table", "t", col("a", INT))]),
    ("a primary key", [do("create_table", "t", ID, col("name", STR, nullable=False))]),
    ("a big primary key", [do("create_table", "t", col("id", call("BigInteger"), primary_key=True))]),
    ("a primary key of text", [do("create_table", "t", col("code", call("String", 5), primary_key=True))]),
    ("a primary key that numbers nothing", [do("create_table", "t", col("id", INT, primary_key=True, autoincrement=False))]),
    ("a primary key of two columns", [do("create_table", "t", col("a", INT, primary_key=True), col("b", INT, primary_key=True))]),
    ("a named primary key", [do("create_table", "t", col("a", INT), col("b", INT), call("PrimaryKeyConstraint", "a", "b", name="pk_t"))]),
    ("nullable columns", [do("create_table", "t", col("a", INT, nullable=True), col("b", INT, nullable=False))]),
    ("a default of text", [do("create_table", "t", col("a", STR, server_default="it's"))]),
    ("a default of a clause", [do("create_table", "t", col("a", INT, server_default=text("5")))]),
    ("a default of a function", [do("create_table", "t", col("a", DATE, server_default=func("now")))]),
    ("a default of current_timestamp", [do("create_table", "t", col("a", DATE, server_default=func("current_timestamp")))]),
    ("a default of an expression", [do("create_table", "t", col("a", INT, server_default=text("1 + 2")))]),
    ("a default of true", [do("create_table", "t", col("a", call("Boolean"), server_default=call("true")))]),
    ("a default of false", [do("create_table", "t", col("a", call("Boolean"), server_default=call("false")))]),
    ("a default of null", [do("create_table", "t", col("a", INT, server_default=call("null")))]),
    ("a unique column", [do("create_table", "t", col("a", INT, unique=True))]),
    ("an indexed column", [do("create_table", "t", col("a", INT, index=True))]),
    ("a column with a unique index", [do("create_table", "t", col("a", INT, index=True, unique=True))]),
    ("a unique constraint", [do("create_table", "t", col("a", INT), col("b", INT), call("UniqueConstraint", "a", "b", name="uq_t"))]),
    ("a unique constraint without a name", [do("create_table", "t", col("a", INT), call("UniqueConstraint", "a"))]),
    ("a deferrable unique constraint", [do("create_table", "t", col("a", INT), call("UniqueConstraint", "a", name="u", deferrable=True, initially="DEFERRED"))]),
    ("a check", [do("create_table", "t", col("a", INT), call("CheckConstraint", "a > 5", name="ck"))]),
    ("a check without a name", [do("create_table", "t", col("a", INT), call("CheckConstraint", "a > 5"))]),
    ("a check of an expression", [do("create_table", "t", col("a", INT), call("CheckConstraint", on(column("a", INT), "gt", 5), name="ck"))]),
    ("a check in a column", [do("create_table", "t", col("a", INT, call("CheckConstraint", "a > 5", name="ck")))]),
    ("a foreign key in a column", [do("create_table", "t", ID, col("o_id", INT, fk("o.id")))]),
    ("a named foreign key in a column", [do("create_table", "t", ID, col("o_id", INT, fk("o.id", name="fk_o", ondelete="CASCADE", onupdate="SET NULL")))]),
    ("a deferrable foreign key", [do("create_table", "t", ID, col("o_id", INT, fk("o.id", deferrable=True, initially="DEFERRED")))]),
    ("a foreign key that is not deferrable", [do("create_table", "t", ID, col("o_id", INT, fk("o.id", deferrable=False)))]),
    ("a foreign key of two columns", [do("create_table", "t", col("a", INT), col("b", INT), call("ForeignKeyConstraint", ["a", "b"], ["o.x", "o.y"], name="fk"))]),
    ("a foreign key with match", [do("create_table", "t", col("a", INT), call("ForeignKeyConstraint", ["a"], ["o.x"], name="fk", match="FULL"))]),
    ("a foreign key to its own table", [do("create_table", "t", ID, col("parent", INT, fk("t.id", name="fk_parent")))]),
    ("a foreign key to another schema", [do("create_table", "t", ID, col("o", INT, fk("s.o.id")))]),
    ("a schema", [do("create_table", "t", ID, schema="s")]),
    ("a schema and an indexed column", [do("create_table", "t", col("a", INT, index=True), schema="s")]),
    ("a schema that is quoted", [do("create_table", "t", ID, schema="My Schema")]),
    ("if not exists", [do("create_table", "t", ID, if_not_exists=True)]),
    ("if not exists with an index", [do("create_table", "t", col("a", INT, index=True), if_not_exists=True)]),
    ("a comment", [do("create_table", "t", ID, comment="it's a table")]),
    ("a comment on a column", [do("create_table", "t", col("a", INT, comment="it's a column"))]),
    ("comments in a schema", [do("create_table", "t", col("a", INT, comment="c"), comment="t", schema="s")]),
    ("prefixes", [do("create_table", "t", ID, prefixes=["TEMPORARY"])]),
    ("a generated column", [do("create_table", "t", col("a", INT), col("b", INT, call("Computed", "a + 1")))]),
    ("a stored generated column", [do("create_table", "t", col("a", INT), col("b", INT, call("Computed", "a + 1", persisted=True)))]),
    ("a virtual generated column", [do("create_table", "t", col("a", INT), col("b", INT, call("Computed", "a + 1", persisted=False)))]),
    ("an identity", [do("create_table", "t", col("id", INT, call("Identity"), primary_key=True))]),
    ("an identity always", [do("create_table", "t", col("id", INT, call("Identity", always=True, start=10, increment=2), primary_key=True))]),
    ("an identity with all options", [do("create_table", "t", col("id", INT, call("Identity", start=1, increment=1, minvalue=1, maxvalue=100, cycle=True, cache=5), primary_key=True))]),
    ("a sequence", [do("create_table", "t", col("id", INT, call("Sequence", "s_id"), primary_key=True))]),
    ("an index among the items", [do("create_table", "t", col("a", INT), call("Index", "ix_a", "a"))]),
    ("reserved words", [do("create_table", "select", col("order", INT), col("group", STR), col("User", INT))]),
    ("names with spaces and quotes", [do("create_table", 'a "t"', col("x y", INT), col("z`w", INT), col("b]c", INT))]),
    ("a long name of a constraint", [do("create_table", "t", col("a", INT), call("CheckConstraint", "a > 0", name=LONG))]),
    ("options of sqlite", [do("create_table", "t", col("id", INT, primary_key=True), sqlite_autoincrement=True)]),
    ("strict and without rowid", [do("create_table", "t", ID, sqlite_with_rowid=False, sqlite_strict=True)]),
    ("options of mysql", [do("create_table", "t", ID, mysql_engine="InnoDB", mysql_charset="utf8mb4", mysql_collate="utf8mb4_bin")]),
    ("options of mariadb", [do("create_table", "t", ID, mariadb_engine="Aria")]),
    ("options of postgresql", [do("create_table", "t", ID, postgresql_tablespace="space", postgresql_with_oids=False)]),
    ("a partitioned table", [do("create_table", "t", ID, postgresql_partition_by="RANGE (id)")]),
    ("an inherited table", [do("create_table", "t", ID, postgresql_inherits="base")]),
    ("options of oracle", [do("create_table", "t", ID, oracle_compress=True)]),
    ("a boolean with a check", [do("create_table", "t", col("a", call("Boolean", create_constraint=True, name="ck_a")))]),
    ("a boolean with a check without a name", [do("create_table", "t", col("a", call("Boolean", create_constraint=True)))]),
    ("an enum with a check", [do("create_table", "t", col("a", call("Enum", "x", "it's", name="e", create_constraint=True)))]),
    ("an enum that is not native", [do("create_table", "t", col("a", call("Enum", "x", "y", name="e", native_enum=False, create_constraint=True)))]),
    ("an enum in a schema", [do("create_table", "t", col("a", call("Enum", "x", "y", name="e", schema="s")))]),
    ("two columns of one enum", [do("create_table", "t", col("a", call("Enum", "x", name="e")), col("b", call("Enum", "x", name="e")))]),
    ("a naming convention", [do("create_table", "t", ID, col("a", INT, unique=True), col("b", INT, index=True), col("c", INT, fk("o.id")), call("CheckConstraint", "a > 0", name="pos"))], {"naming_convention": CONVENTION}),
    ("a final name in a naming convention", [do("create_table", "t", col("a", INT), call("CheckConstraint", "a > 0", name={"$f": "mine"}))], {"naming_convention": CONVENTION}),
    ("a boolean in a naming convention", [do("create_table", "t", col("a", call("Boolean", create_constraint=True, name="flag")))], {"naming_convention": CONVENTION}),
    *[(f"the type {name}", [do("create_table", "t", col("a", type_))]) for name, type_ in TYPES],
]

DROP_TABLE = [
    ("a quoted name", [do("drop_table", "t", quote=True, schema="s", quote_schema=True)]),
    ("options that change nothing", [do("drop_table", "t", implicit_returning=False, keep_existing=True)]),
    ("a table", [do("drop_table", "t")]),
    ("a schema", [do("drop_table", "t", schema="s")]),
    ("if exists", [do("drop_table", "t", if_exists=True)]),
    ("if exists in a schema", [do("drop_table", "t", schema="s", if_exists=True)]),
    ("a reserved word", [do("drop_table", "order")]),
    ("a quoted name", [do("drop_table", "My Table", schema="My Schema")]),
]

RENAME_TABLE = [
    ("a table", [do("rename_table", "t", "u")]),
    ("a schema", [do("rename_table", "t", "u", schema="s")]),
    ("reserved words", [do("rename_table", "order", "group")]),
    ("quoted names", [do("rename_table", "A b", "C d", schema="E f")]),
]

ADD_COLUMN = [
    ("a column", [do("add_column", "t", col("a", INT))]),
    ("a schema", [do("add_column", "t", col("a", INT), schema="s")]),
    ("a column that is not null", [do("add_column", "t", col("a", INT, nullable=False))]),
    ("a default of text", [do("add_column", "t", col("a", STR, server_default="x", nullable=False))]),
    ("a default of a clause", [do("add_column", "t", col("a", INT, server_default=text("0")))]),
    ("a default of a function", [do("add_column", "t", col("a", DATE, server_default=func("now")))]),
    ("if not exists", [do("add_column", "t", col("a", INT), if_not_exists=True)]),
    ("a foreign key", [do("add_column", "t", col("a", INT, fk("o.id", name="fk")))]),
    ("a foreign key without a name", [do("add_column", "t", col("a", INT, fk("o.id")))]),
    ("a foreign key inline", [do("add_column", "t", col("a", INT, fk("o.id")), inline_references=True)]),
    ("a foreign key inline with actions", [do("add_column", "t", col("a", INT, fk("o.id", ondelete="CASCADE", onupdate="CASCADE", deferrable=True, initially="DEFERRED")), inline_references=True)]),
    ("a foreign key inline to a schema", [do("add_column", "t", col("a", INT, fk("s.o.id")), inline_references=True)]),
    ("a primary key", [do("add_column", "t", col("a", INT, primary_key=True))]),
    ("a primary key inline", [do("add_column", "t", col("a", INT, primary_key=True), inline_primary_key=True)]),
    ("a unique column", [do("add_column", "t", col("a", INT, unique=True))]),
    ("an indexed column", [do("add_column", "t", col("a", INT, index=True))]),
    ("an indexed column in a schema", [do("add_column", "t", col("a", INT, index=True), schema="s")]),
    ("a check", [do("add_column", "t", col("a", INT, call("CheckConstraint", "a > 0", name="ck")))]),
    ("a comment", [do("add_column", "t", col("a", INT, comment="it's"))]),
    ("a comment in a schema", [do("add_column", "t", col("a", INT, comment="c"), schema="s")]),
    ("a generated column", [do("add_column", "t", col("a", INT, call("Computed", "b + 1")))]),
    ("a stored generated column", [do("add_column", "t", col("a", INT, call("Computed", "b + 1", persisted=True)))]),
    ("an identity", [do("add_column", "t", col("a", INT, call("Identity")))]),
    ("an identity always", [do("add_column", "t", col("a", INT, call("Identity", always=True, start=3)))]),
    ("reserved words", [do("add_column", "order", col("select", INT))]),
    ("a boolean with a check", [do("add_column", "t", col("a", call("Boolean", create_constraint=True, name="ck")))]),
    ("an enum", [do("add_column", "t", col("a", call("Enum", "x", "y", name="e")))]),
    ("an enum with a check", [do("add_column", "t", col("a", call("Enum", "x", "y", name="e", native_enum=False, create_constraint=True)))]),
    ("a naming convention", [do("add_column", "t", col("a", INT, unique=True))], {"naming_convention": CONVENTION}),
    ("a foreign key in a naming convention", [do("add_column", "t", col("a", INT, fk("o.id")))], {"naming_convention": CONVENTION}),
    *[(f"the type {name}", [do("add_column", "t", col("a", type_))]) for name, type_ in TYPES],
]

DROP_COLUMN = [
    ("what the column is", [do("drop_column", "t", "a", existing_type=INT, type_=INT, existing_nullable=True, nullable=False)]),
    ("a column", [do("drop_column", "t", "a")]),
    ("a schema", [do("drop_column", "t", "a", schema="s")]),
    ("if exists", [do("drop_column", "t", "a", if_exists=True)]),
    ("with its default", [do("drop_column", "t", "a", mssql_drop_default=True)]),
    ("with its check", [do("drop_column", "t", "a", mssql_drop_check=True)]),
    ("with its foreign key", [do("drop_column", "t", "a", mssql_drop_foreign_key=True)]),
    ("with all of them in a schema", [do("drop_column", "t", "a", schema="s", mssql_drop_default=True, mssql_drop_check=True, mssql_drop_foreign_key=True)]),
    ("reserved words", [do("drop_column", "order", "select")]),
]

ALTER_COLUMN = [
    ("primary key", [do("alter_column", "t", "a", nullable=False, existing_type=INT, primary_key=True)]),
    ("not null", [do("alter_column", "t", "a", nullable=False)]),
    ("not null with its type", [do("alter_column", "t", "a", nullable=False, existing_type=INT)]),
    ("null", [do("alter_column", "t", "a", nullable=True, existing_type=STR)]),
    ("not null with all that is known", [do("alter_column", "t", "a", nullable=False, existing_type=STR, existing_server_default="x", existing_nullable=True, existing_comment="c")]),
    ("a default of text", [do("alter_column", "t", "a", server_default="it's")]),
    ("a default with its type", [do("alter_column", "t", "a", server_default="x", existing_type=STR)]),
    ("a default of a clause", [do("alter_column", "t", "a", server_default=text("5"), existing_type=INT)]),
    ("a default of a function", [do("alter_column", "t", "a", server_default=func("now"), existing_type=DATE)]),
    ("a default of true", [do("alter_column", "t", "a", server_default=call("true"), existing_type=call("Boolean"))]),
    ("no default", [do("alter_column", "t", "a", server_default=None)]),
    ("no default, with the one it has", [do("alter_column", "t", "a", server_default=None, existing_server_default="x", existing_type=STR)]),
    ("no default on a date", [do("alter_column", "t", "a", server_default=None, existing_type=DATE)]),
    ("another default for the one it has", [do("alter_column", "t", "a", server_default="y", existing_server_default="x", existing_type=STR)]),
    ("a type", [do("alter_column", "t", "a", type_=call("String", 100))]),
    ("a type with the one it has", [do("alter_column", "t", "a", type_=call("String", 100), existing_type=STR)]),
    ("a type of a column that is not null", [do("alter_column", "t", "a", type_=call("BigInteger"), existing_type=INT, existing_nullable=False)]),
    ("a type of a column that is null", [do("alter_column", "t", "a", type_=call("BigInteger"), existing_type=INT, existing_nullable=True)]),
    ("a type of a column with a default", [do("alter_column", "t", "a", type_=call("BigInteger"), existing_type=INT, existing_server_default=text("5"))]),
    ("a type of a column with a comment", [do("alter_column", "t", "a", type_=call("BigInteger"), existing_type=INT, existing_comment="c")]),
    ("a type with using", [do("alter_column", "t", "a", type_=INT, postgresql_using="a::integer")]),
    ("using without a type", [do("alter_column", "t", "a", nullable=False, postgresql_using="a::integer")]),
    ("a name", [do("alter_column", "t", "a", new_column_name="b")]),
    ("a name with its type", [do("alter_column", "t", "a", new_column_name="b", existing_type=INT)]),
    ("a name with all that is known", [do("alter_column", "t", "a", new_column_name="b", existing_type=STR, existing_nullable=False, existing_server_default="x", existing_comment="c")]),
    ("a name in a schema", [do("alter_column", "t", "a", new_column_name="b", existing_type=INT, schema="s")]),
    ("a comment", [do("alter_column", "t", "a", comment="it's")]),
    ("a comment with the type", [do("alter_column", "t", "a", comment="new", existing_type=INT)]),
    ("a comment for the one it has", [do("alter_column", "t", "a", comment="new", existing_comment="old", existing_type=INT)]),
    ("no comment", [do("alter_column", "t", "a", comment=None, existing_comment="old", existing_type=INT)]),
    ("a comment in a schema", [do("alter_column", "t", "a", comment="new", existing_type=INT, schema="s")]),
    ("all at once", [do("alter_column", "t", "a", nullable=False, server_default="x", new_column_name="b", type_=call("String", 80), comment="c", existing_type=STR, existing_nullable=True, existing_server_default=None, existing_comment=None)]),
    ("all at once in a schema", [do("alter_column", "t", "a", nullable=True, server_default="x", new_column_name="b", type_=call("String", 80), existing_type=STR, existing_nullable=False, schema="s")]),
    ("a type and not null", [do("alter_column", "t", "a", type_=call("BigInteger"), nullable=False)]),
    ("autoincrement", [do("alter_column", "t", "a", autoincrement=True, existing_type=INT)]),
    ("autoincrement that it has", [do("alter_column", "t", "a", nullable=False, existing_autoincrement=True, existing_type=INT)]),
    ("reserved words", [do("alter_column", "order", "select", nullable=False, existing_type=INT)]),
    ("quoted names", [do("alter_column", "My t", "My a", new_column_name="My b", existing_type=INT, schema="My s")]),
    ("an identity", [do("alter_column", "t", "a", server_default=call("Identity"), existing_server_default=None, existing_type=INT)]),
    ("an identity always", [do("alter_column", "t", "a", server_default=call("Identity", always=True, start=5), existing_server_default=None, existing_type=INT)]),
    ("another identity", [do("alter_column", "t", "a", server_default=call("Identity", always=True, start=7), existing_server_default=call("Identity", start=3), existing_type=INT)]),
    ("no identity", [do("alter_column", "t", "a", server_default=None, existing_server_default=call("Identity"), existing_type=INT)]),
    ("a generated column", [do("alter_column", "t", "a", server_default=call("Computed", "b + 1"), existing_type=INT)]),
    ("no generated column", [do("alter_column", "t", "a", server_default=None, existing_server_default=call("Computed", "b + 1"), existing_type=INT)]),
    ("a boolean with a check", [do("alter_column", "t", "a", type_=call("Boolean", create_constraint=True, name="ck"), existing_type=INT)]),
    ("a boolean with a check that was", [do("alter_column", "t", "a", type_=INT, existing_type=call("Boolean", create_constraint=True, name="ck"))]),
    ("an enum with a check", [do("alter_column", "t", "a", type_=call("Enum", "x", name="e", native_enum=False, create_constraint=True), existing_type=STR)]),
    *[(f"the type {name}", [do("alter_column", "t", "a", type_=type_, existing_type=INT, existing_nullable=True)]) for name, type_ in TYPES],
]

CREATE_INDEX = [
    ("a quoted name", [do("create_index", "ix", "t", ["a"], quote=True, info={"x": 1})]),
    ("a name that is not quoted", [do("create_index", "IX", "t", ["a"], quote=False)]),
    ("a column", [do("create_index", "ix", "t", ["a"])]),
    ("two columns", [do("create_index", "ix", "t", ["a", "b"])]),
    ("unique", [do("create_index", "ix", "t", ["a"], unique=True)]),
    ("a schema", [do("create_index", "ix", "t", ["a"], schema="s")]),
    ("if not exists", [do("create_index", "ix", "t", ["a"], if_not_exists=True)]),
    ("no name", [do("create_index", None, "t", ["a"])]),
    ("an expression", [do("create_index", "ix", "t", [text("lower(a)")])]),
    ("a column and an expression", [do("create_index", "ix", "t", ["a", text("lower(b)")])]),
    ("a function", [do("create_index", "ix", "t", [func("lower", column("a"))])]),
    ("a column downwards", [do("create_index", "ix", "t", [on(column("a"), "desc")])]),
    ("text downwards", [do("create_index", "ix", "t", [text("a DESC")])]),
    ("a condition on sqlite", [do("create_index", "ix", "t", ["a"], sqlite_where=text("a > 5"))]),
    ("a condition on postgresql", [do("create_index", "ix", "t", ["a"], postgresql_where=text("a > 5"))]),
    ("a condition of an expression", [do("create_index", "ix", "t", ["a"], postgresql_where=on(column("a", INT), "gt", 5), sqlite_where=on(column("a", INT), "gt", 5))]),
    ("a condition on mssql", [do("create_index", "ix", "t", ["a"], mssql_where=text("a > 5"))]),
    ("using", [do("create_index", "ix", "t", ["a"], postgresql_using="gin")]),
    ("concurrently", [do("create_index", "ix", "t", ["a"], postgresql_concurrently=True)]),
    ("operator classes", [do("create_index", "ix", "t", ["a"], postgresql_ops={"a": "text_pattern_ops"})]),
    ("options", [do("create_index", "ix", "t", ["a"], postgresql_with={"fillfactor": 50})]),
    ("a tablespace", [do("create_index", "ix", "t", ["a"], postgresql_tablespace="space")]),
    ("nulls not distinct", [do("create_index", "ix", "t", ["a"], unique=True, postgresql_nulls_not_distinct=True)]),
    ("include on postgresql", [do("create_index", "ix", "t", ["a"], postgresql_include=["b"])]),
    ("include on mssql", [do("create_index", "ix", "t", ["a"], mssql_include=["b"])]),
    ("clustered", [do("create_index", "ix", "t", ["a"], mssql_clustered=True)]),
    ("a length on mysql", [do("create_index", "ix", "t", ["a", "b"], mysql_length={"a": 10})]),
    ("a length for all on mysql", [do("create_index", "ix", "t", ["a"], mysql_length=8)]),
    ("fulltext on mysql", [do("create_index", "ix", "t", ["a"], mysql_prefix="FULLTEXT")]),
    ("using on mysql", [do("create_index", "ix", "t", ["a"], mysql_using="hash")]),
    ("a bitmap on oracle", [do("create_index", "ix", "t", ["a"], oracle_bitmap=True)]),
    ("compressed on oracle", [do("create_index", "ix", "t", ["a", "b"], oracle_compress=1)]),
    ("reserved words", [do("create_index", "select", "order", ["group"])]),
    ("quoted names", [do("create_index", "My ix", "My t", ["My a"], schema="My s")]),
    ("a long name", [do("create_index", LONG, "t", ["a"])]),
    ("a final name", [do("create_index", {"$f": "ix_final"}, "t", ["a"])], {"naming_convention": CONVENTION}),
    ("no name in a naming convention", [do("create_index", None, "t", ["a"])], {"naming_convention": {**CONVENTION, "ix": "idx_%(table_name)s_%(column_0_name)s"}}),
]

DROP_INDEX = [
    ("a quoted name", [do("drop_index", "ix", "t", quote=True, info={"x": 1})]),
    ("a name that is not quoted", [do("drop_index", "IX", "t", quote=False, unique=True)]),
    ("a name", [do("drop_index", "ix")]),
    ("a table", [do("drop_index", "ix", "t")]),
    ("a table by keyword", [do("drop_index", "ix", table_name="t")]),
    ("a schema", [do("drop_index", "ix", "t", schema="s")]),
    ("if exists", [do("drop_index", "ix", "t", if_exists=True)]),
    ("concurrently", [do("drop_index", "ix", "t", postgresql_concurrently=True)]),
    ("reserved words", [do("drop_index", "select", "order")]),
    ("a final name", [do("drop_index", {"$f": "ix"}, "t")], {"naming_convention": CONVENTION}),
]

CREATE_PRIMARY_KEY = [
    ("a column", [do("create_primary_key", "pk", "t", ["a"])]),
    ("two columns", [do("create_primary_key", "pk", "t", ["a", "b"])]),
    ("a schema", [do("create_primary_key", "pk", "t", ["a"], schema="s")]),
    ("no name", [do("create_primary_key", None, "t", ["a"])]),
    ("a naming convention", [do("create_primary_key", None, "t", ["a"])], {"naming_convention": CONVENTION}),
]

CREATE_UNIQUE_CONSTRAINT = [
    ("notes", [do("create_unique_constraint", "uq", "t", ["a"], info={"x": 1})]),
    ("a column", [do("create_unique_constraint", "uq", "t", ["a"])]),
    ("two columns", [do("create_unique_constraint", "uq", "t", ["a", "b"])]),
    ("a schema", [do("create_unique_constraint", "uq", "t", ["a"], schema="s")]),
    ("deferrable", [do("create_unique_constraint", "uq", "t", ["a"], deferrable=True, initially="DEFERRED")]),
    ("not deferrable", [do("create_unique_constraint", "uq", "t", ["a"], deferrable=False)]),
    ("nulls not distinct", [do("create_unique_constraint", "uq", "t", ["a"], postgresql_nulls_not_distinct=True)]),
    ("no name", [do("create_unique_constraint", None, "t", ["a"])]),
    ("a naming convention", [do("create_unique_constraint", None, "t", ["a"])], {"naming_convention": CONVENTION}),
    ("reserved words", [do("create_unique_constraint", "select", "order", ["group"])]),
    ("a long name", [do("create_unique_constraint", LONG, "t", ["a"])]),
]

CREATE_FOREIGN_KEY = [
    ("options that change nothing", [do("create_foreign_key", "fk", "t", "o", ["a"], ["id"], use_alter=True, link_to_name=True, comment="c", info={"x": 1})]),
    ("a column", [do("create_foreign_key", "fk", "t", "o", ["a"], ["id"])]),
    ("two columns", [do("create_foreign_key", "fk", "t", "o", ["a", "b"], ["x", "y"])]),
    ("its own table", [do("create_foreign_key", "fk", "t", "t", ["parent"], ["id"])]),
    ("on delete", [do("create_foreign_key", "fk", "t", "o", ["a"], ["id"], ondelete="CASCADE")]),
    ("on update", [do("create_foreign_key", "fk", "t", "o", ["a"], ["id"], onupdate="SET NULL")]),
    ("both", [do("create_foreign_key", "fk", "t", "o", ["a"], ["id"], ondelete="RESTRICT", onupdate="CASCADE")]),
    ("deferrable", [do("create_foreign_key", "fk", "t", "o", ["a"], ["id"], deferrable=True, initially="DEFERRED")]),
    ("not deferrable", [do("create_foreign_key", "fk", "t", "o", ["a"], ["id"], deferrable=False)]),
    ("initially", [do("create_foreign_key", "fk", "t", "o", ["a"], ["id"], initially="IMMEDIATE")]),
    ("match", [do("create_foreign_key", "fk", "t", "o", ["a"], ["id"], match="FULL")]),
    ("schemas", [do("create_foreign_key", "fk", "t", "o", ["a"], ["id"], source_schema="s", referent_schema="r")]),
    ("a source schema", [do("create_foreign_key", "fk", "t", "o", ["a"], ["id"], source_schema="s")]),
    ("not valid", [do("create_foreign_key", "fk", "t", "o", ["a"], ["id"], postgresql_not_valid=True)]),
    ("no name", [do("create_foreign_key", None, "t", "o", ["a"], ["id"])]),
    ("a naming convention", [do("create_foreign_key", None, "t", "o", ["a"], ["id"])], {"naming_convention": CONVENTION}),
    ("reserved words", [do("create_foreign_key", "select", "order", "group", ["user"], ["table"])]),
]

CREATE_CHECK_CONSTRAINT = [
    ("notes", [do("create_check_constraint", "ck", "t", "a > 5", info={"x": 1})]),
    ("text", [do("create_check_constraint", "ck", "t", "a > 5")]),
    ("a clause", [do("create_check_constraint", "ck", "t", text("a > 5"))]),
    ("an expression", [do("create_check_constraint", "ck", "t", on(column("a", INT), "gt", 5))]),
    ("a function", [do("create_check_constraint", "ck", "t", on(func("length", column("name", STR)), "gt", 5))]),
    ("a list", [do("create_check_constraint", "ck", "t", on(column("a", STR), "in", ["x", "it's"]))]),
    ("and, or", [do("create_check_constraint", "ck", "t", call("or", on(column("a", INT), "gt", 5), call("and", on(column("b", INT), "lt", 3), on(column("a", INT), "is", None))))]),
    ("a schema", [do("create_check_constraint", "ck", "t", "a > 5", schema="s")]),
    ("deferrable", [do("create_check_constraint", "ck", "t", "a > 5", deferrable=True, initially="DEFERRED")]),
    ("not valid", [do("create_check_constraint", "ck", "t", "a > 5", postgresql_not_valid=True)]),
    ("no name", [do("create_check_constraint", None, "t", "a > 5")]),
    ("a naming convention", [do("create_check_constraint", "pos", "t", "a > 5")], {"naming_convention": CONVENTION}),
    ("a final name", [do("create_check_constraint", {"$f": "pos"}, "t", "a > 5")], {"naming_convention": CONVENTION}),
    ("percent and colons", [do("create_check_constraint", "ck", "t", "a LIKE '%x\\:y'")]),
]

EXCLUDE = ({"$tuple": ["period", "&&"]}, {"$tuple": ["room", "="]})
CREATE_EXCLUDE_CONSTRAINT = [
    ("notes", [do("create_exclude_constraint", "ex", "t", *EXCLUDE, info={"x": 1})]),
    ("two elements", [do("create_exclude_constraint", "ex", "t", *EXCLUDE)]),
    ("using", [do("create_exclude_constraint", "ex", "t", *EXCLUDE, using="gist")]),
    ("a condition", [do("create_exclude_constraint", "ex", "t", *EXCLUDE, where="room != 5", using="gist")]),
    ("deferrable", [do("create_exclude_constraint", "ex", "t", *EXCLUDE, deferrable=True, initially="DEFERRED")]),
    ("a schema", [do("create_exclude_constraint", "ex", "t", *EXCLUDE, schema="s")]),
    ("operator classes", [do("create_exclude_constraint", "ex", "t", *EXCLUDE, ops={"room": "int4_ops"})]),
    ("a name to quote", [do("create_exclude_constraint", "ex", "t", {"$tuple": ["order", "="]}, ops={"order": "int4_ops"})]),
]

DROP_CONSTRAINT = [
    ("a name", [do("drop_constraint", "c", "t")]),
    ("a foreign key", [do("drop_constraint", "c", "t", type_="foreignkey")]),
    ("a primary key", [do("drop_constraint", "c", "t", type_="primary")]),
    ("a unique constraint", [do("drop_constraint", "c", "t", type_="unique")]),
    ("a check", [do("drop_constraint", "c", "t", type_="check")]),
    ("a type by position", [do("drop_constraint", "c", "t", "unique")]),
    ("another type", [do("drop_constraint", "c", "t", type_="other")]),
    ("a schema", [do("drop_constraint", "c", "t", type_="unique", schema="s")]),
    ("if exists", [do("drop_constraint", "c", "t", type_="unique", if_exists=True)]),
    ("a naming convention", [do("drop_constraint", "pos", "t", type_="check")], {"naming_convention": CONVENTION}),
    ("a naming convention without a type", [do("drop_constraint", "pos", "t")], {"naming_convention": CONVENTION}),
    ("a final name", [do("drop_constraint", {"$f": "pos"}, "t", type_="check")], {"naming_convention": CONVENTION}),
    ("reserved words", [do("drop_constraint", "select", "order", type_="unique")]),
]

TABLE_COMMENT = [
    ("create", [do("create_table_comment", "t", "it's")]),
    ("create in a schema", [do("create_table_comment", "t", "c", schema="s")]),
    ("create for the one it has", [do("create_table_comment", "t", "new", existing_comment="old")]),
    ("drop", [do("drop_table_comment", "t")]),
    ("drop in a schema", [do("drop_table_comment", "t", existing_comment="old", schema="s")]),
    ("reserved words", [do("create_table_comment", "order", "c")]),
]

ACCOUNTS = call("table", "account", column("id", INT), column("name", STR), column("active", call("Boolean")))
EXECUTE = [
    ("text", [do("execute", "UPDATE t SET a = 5")]),
    ("text with a quoted colon", [do("execute", "SELECT '\\:x' || 'a\\:b'")]),
    ("text with a cast", [do("execute", "SELECT a::text FROM t")]),
    ("text with percent", [do("execute", "SELECT * FROM t WHERE a LIKE '%x%'")]),
    ("text of several lines", [do("execute", "UPDATE t\n\tSET a = 5\n\tWHERE b = 3\n")]),
    ("a clause", [do("execute", text("UPDATE t SET a = 5"))]),
    ("a clause with values", [do("execute", on(text("UPDATE t SET a = :a"), "bindparams", call("bindparam", "a", 5)))], {"literal_binds": True}),
    ("an update", [do("execute", on(on(call("update", ACCOUNTS), "where", on(column("id", INT), "eq", 5)), "values", {"name": {"$inline": "it's"}}))]),
    ("an update with literal binds", [do("execute", on(on(call("update", ACCOUNTS), "where", on(column("id", INT), "eq", 5)), "values", {"name": "it's"}))], {"literal_binds": True}),
    ("an update with binds", [do("execute", on(on(call("update", ACCOUNTS), "where", on(column("id", INT), "eq", 5)), "values", {"name": "it's"}))]),
    ("an insert", [do("execute", on(call("insert", ACCOUNTS), "values", {"id": 1, "name": "Ada", "active": True}))], {"literal_binds": True}),
    ("a delete", [do("execute", on(call("delete", ACCOUNTS), "where", on(column("name", STR), "like", "A%")))], {"literal_binds": True}),
    ("an inline literal", [do("execute", on(on(call("update", ACCOUNTS), "where", on(column("name", STR), "eq", {"$inline": "o'x"})), "values", {"name": {"$inline": "back\\slash"}}))]),
    ("inline literals of other types", [do("execute", on(call("update", ACCOUNTS), "values", {"name": {"$inline": 5, "type": INT}, "id": {"$inline": 7}}))]),
]

VALUES = call(
    "table",
    "v",
    column("s", STR),
    column("i", INT),
    column("f", call("Float")),
    column("n", call("Numeric", 10, 2)),
    column("b", call("Boolean")),
    column("d", call("Date")),
    column("dt", DATE),
)
BULK_INSERT = [
    ("rows", [do("bulk_insert", ACCOUNTS, [{"id": 1, "name": "Ada"}, {"id": 2, "name": "Grace"}])]),
    ("no rows", [do("bulk_insert", ACCOUNTS, [])]),
    ("rows with other columns", [do("bulk_insert", ACCOUNTS, [{"id": 1, "name": "Ada"}, {"id": 2}])]),
    ("one insert for each row", [do("bulk_insert", ACCOUNTS, [{"id": 1}, {"id": 2}], multiinsert=False)]),
    ("quotes, backslashes, percent signs and colons", [do("bulk_insert", ACCOUNTS, [{"name": "it's"}, {"name": "a\\b"}, {"name": "100%"}, {"name": "a:b :c"}, {"name": "\u00e9\u4e2d"}])]),
    ("null", [do("bulk_insert", ACCOUNTS, [{"id": 1, "name": None}])]),
    ("booleans", [do("bulk_insert", ACCOUNTS, [{"active": True}, {"active": False}, {"active": None}])]),
    ("numbers", [do("bulk_insert", VALUES, [{"i": -5, "f": 1.5, "n": {"$decimal": "12.50"}}])]),
    ("dates", [do("bulk_insert", VALUES, [{"d": {"$date": "2026-01-25"}, "dt": {"$datetime": "2026-01-25T10:28:35.345429"}}])]),
    ("an inline literal", [do("bulk_insert", ACCOUNTS, [{"id": {"$inline": 1}, "name": {"$inline": "it's"}}])]),
    ("a table that was created", [do("create_table", "t", ID, col("name", STR), result="t"), do("bulk_insert", {"$ref": "t"}, [{"id": 1, "name": "x"}])]),
    ("a schema", [do("bulk_insert", call("table", "t", column("a", INT), schema="s"), [{"a": 1}])]),
    ("reserved words", [do("bulk_insert", call("table", "order", column("select", INT)), [{"select": 1}])]),
]

OLD = call(
    "Table",
    "t",
    call("MetaData"),
    ID,
    col("name", call("String", 50), nullable=False),
    col("age", INT, server_default="3"),
    col("born", call("Date")),
)
KEYED = call("Table", "t", call("MetaData"), ID, col("a", INT), col("b", INT), call("UniqueConstraint", "a", name="uq_a"))
CHECKED = call("Table", "t", call("MetaData"), ID, col("a", INT), call("CheckConstraint", "a > 0", name="ck_a"))
REFERRING = call("Table", "t", call("MetaData"), ID, col("o_id", INT), call("ForeignKeyConstraint", ["o_id"], ["o.id"], name="fk_o"))
SELF = call("Table", "t", call("MetaData"), ID, col("p", INT), call("ForeignKeyConstraint", ["p"], ["t.id"], name="fk_p"))
INDEXED = call("Table", "t", call("MetaData"), ID, col("a", INT), col("b", INT), call("Index", "ix_a", "a"))
STRICT = call("Table", "t", call("MetaData"), ID, col("a", INT), sqlite_strict=True)
NAMED_KEY = call("Table", "t", call("MetaData"), col("a", INT, nullable=False), col("b", INT), call("PrimaryKeyConstraint", "a", name="pk_t"))


def recreate(name, table, /, *ops, **kw):
    return (name, [batch("t", *ops, copy_from=table, recreate="always", **kw)])


BATCH = [
    recreate("nothing", OLD),
    recreate("add a column", OLD, do("add_column", col("x", INT))),
    recreate("add a column that is not null", OLD, do("add_column", col("x", INT, nullable=False, server_default="0"))),
    recreate("add two columns", OLD, do("add_column", col("x", INT)), do("add_column", col("y", STR))),
    recreate("add a column before", OLD, do("add_column", col("x", INT), insert_before="name")),
    recreate("add a column after", OLD, do("add_column", col("x", INT), insert_after="id")),
    recreate("add a column before the first", OLD, do("add_column", col("x", INT), insert_before="id")),
    recreate("add a column after the last", OLD, do("add_column", col("x", INT), insert_after="born")),
    recreate("add a column after a new one", OLD, do("add_column", col("x", INT), insert_after="id"), do("add_column", col("y", INT), insert_after="x")),
    recreate("add a column with a unique constraint", OLD, do("add_column", col("x", INT)), do("create_unique_constraint", "uq_x", ["x"])),
    recreate("add a column with a foreign key", OLD, do("add_column", col("x", INT, fk("o.id", name="fk_x")))),
    recreate("add a column with an index", OLD, do("add_column", col("x", INT, index=True))),
    recreate("add a boolean with a check", OLD, do("add_column", col("x", call("Boolean", create_constraint=True, name="ck_x")))),
    recreate("add an enum with a check", OLD, do("add_column", col("x", call("Enum", "a", "b", name="e", native_enum=False, create_constraint=True)))),
    recreate("add a generated column", OLD, do("add_column", col("x", INT, call("Computed", "age + 1", persisted=True)))),
    recreate("drop a column", OLD, do("drop_column", "age")),
    recreate("drop a column of a constraint", KEYED, do("drop_column", "a")),
    recreate("rename a column", OLD, do("alter_column", "name", new_column_name="title")),
    recreate("rename a column with its type", OLD, do("alter_column", "name", new_column_name="title", existing_type=call("String", 50))),
    recreate("rename and index a column", OLD, do("alter_column", "name", new_column_name="title"), do("create_index", "ix_t", ["name"])),
    recreate("change a type", OLD, do("alter_column", "age", type_=call("BigInteger"))),
    recreate("change a type with a cast", OLD, do("alter_column", "age", type_=call("String", 10))),
    recreate("change a type to JSON", OLD, do("alter_column", "name", type_=call("JSON"))),
    recreate("not null", OLD, do("alter_column", "age", nullable=False)),
    recreate("null", OLD, do("alter_column", "name", nullable=True)),
    recreate("a default", OLD, do("alter_column", "name", server_default="x")),
    recreate("a default of a clause", OLD, do("alter_column", "born", server_default=text("CURRENT_DATE"))),
    recreate("no default", OLD, do("alter_column", "age", server_default=None)),
    recreate("all of a column", OLD, do("alter_column", "age", new_column_name="years", type_=call("String", 5), nullable=False, server_default="none")),
    recreate("add a unique constraint", OLD, do("create_unique_constraint", "uq_n", ["name"])),
    recreate("add a check", OLD, do("create_check_constraint", "ck_n", "age > 0")),
    recreate("add a check of an expression", OLD, do("create_check_constraint", "ck_n", on(column("age", INT), "gt", 0))),
    recreate("add a foreign key", OLD, do("create_foreign_key", "fk_n", "o", ["age"], ["id"], ondelete="CASCADE")),
    recreate("add a foreign key to a schema", OLD, do("create_foreign_key", "fk_n", "o", ["age"], ["id"], referent_schema="s")),
    recreate("add a primary key", OLD, do("create_primary_key", "pk_n", ["id", "age"])),
    recreate("drop a unique constraint", KEYED, do("drop_constraint", "uq_a")),
    recreate("drop a check", CHECKED, do("drop_constraint", "ck_a", type_="check")),
    recreate("drop a foreign key", REFERRING, do("drop_constraint", "fk_o", type_="foreignkey")),
    recreate("drop a primary key", NAMED_KEY, do("drop_constraint", "pk_t", type_="primary")),
    recreate("keep a unique constraint", KEYED, do("alter_column", "b", nullable=False)),
    recreate("keep a check", CHECKED, do("alter_column", "a", nullable=False)),
    recreate("keep a foreign key", REFERRING, do("alter_column", "o_id", nullable=False)),
    recreate("keep a foreign key to its own table", SELF, do("alter_column", "p", nullable=False)),
    recreate("keep an index", INDEXED, do("alter_column", "b", nullable=False)),
    recreate("drop an index", INDEXED, do("drop_index", "ix_a")),
    recreate("create an index", OLD, do("create_index", "ix_n", ["name"])),
    recreate("create a unique index", OLD, do("create_index", "ix_n", ["name", "age"], unique=True)),
    recreate("options of the table", OLD, do("drop_column", "age"), table_kwargs={"sqlite_autoincrement": True}),
    recreate("keep the options of the table", STRICT, do("alter_column", "a", nullable=False)),
    recreate("arguments of the table", OLD, do("drop_column", "born"), table_args=[call("CheckConstraint", "age > 0", name="ck_age")]),
    recreate("partial reordering", OLD, partial_reordering=[["born", "age"], ["name", "id"]]),
    recreate("partial reordering with a new column", OLD, do("add_column", col("x", INT)), partial_reordering=[["id", "x", "name"]]),
    recreate("a constraint without a name", OLD, do("create_unique_constraint", None, ["name"])),
    recreate("a constraint that is not there", OLD, do("drop_constraint", "none", type_="unique")),
    recreate("an index that is not there", OLD, do("drop_index", "none")),
    recreate("create a table", OLD, do("execute", "UPDATE t SET age = 1"), do("drop_column", "age")),
    ("no recreate: add a column", [batch("t", do("add_column", col("x", INT)))]),
    ("no recreate: an index", [batch("t", do("create_index", "ix", ["a"]), do("drop_index", "iy"))]),
    ("auto: a default of a clause", [batch("t", do("add_column", col("x", INT, server_default=text("5"))), copy_from=OLD)]),
    ("auto: a stored generated column", [batch("t", do("add_column", col("x", INT, call("Computed", "id + 1", persisted=True))), copy_from=OLD)]),
    ("auto: a change", [batch("t", do("alter_column", "name", nullable=True, existing_type=STR), copy_from=OLD)]),
    ("auto: several changes", [batch("t", do("alter_column", "name", nullable=True, existing_type=STR), do("drop_column", "age"), do("create_index", "ix", ["born"]), copy_from=OLD)]),
    ("auto without a database", [batch("t", do("drop_column", "a"))]),
    ("always without a database", [batch("t", do("add_column", col("x", INT)), recreate="always")]),
    ("never", [batch("t", do("drop_column", "a"), recreate="never")]),
    ("another word", [batch("t", do("drop_column", "a"), recreate="sometimes")]),
    ("insert before without recreate", [batch("t", do("add_column", col("x", INT), insert_before="a"))]),
    ("a schema", [batch("t", do("add_column", col("x", INT)), schema="s")]),
    ("comments", [batch("t", do("create_table_comment", "c"), recreate="never")]),
    ("a constraint", [batch("t", do("create_unique_constraint", "uq", ["a"]), do("drop_constraint", "ck", type_="check"), recreate="never")]),
]

GROUPS = {
    "create_table": CREATE_TABLE,
    "drop_table": DROP_TABLE,
    "rename_table": RENAME_TABLE,
    "add_column": ADD_COLUMN,
    "drop_column": DROP_COLUMN,
    "alter_column": ALTER_COLUMN,
    "create_index": CREATE_INDEX,
    "drop_index": DROP_INDEX,
    "create_primary_key": CREATE_PRIMARY_KEY,
    "create_unique_constraint": CREATE_UNIQUE_CONSTRAINT,
    "create_foreign_key": CREATE_FOREIGN_KEY,
    "create_check_constraint": CREATE_CHECK_CONSTRAINT,
    "create_exclude_constraint": CREATE_EXCLUDE_CONSTRAINT,
    "drop_constraint": DROP_CONSTRAINT,
    "table_comment": TABLE_COMMENT,
    "execute": EXECUTE,
    "bulk_insert": BULK_INSERT,
    "batch_alter_table": BATCH,
}
