"""SELECT, INSERT, UPDATE, DELETE and texts, with literals and with parameters."""

from .notation import call, col, column, func, method, ref, table, text

LIGHT = {
    "keep": call(
        "table",
        "account",
        call("column", "id", call("Integer")),
        call("column", "name", call("String")),
        call("column", "active", call("Boolean")),
        call("column", "made", call("DateTime")),
        call("column", "user", call("String")),
    ),
    "as": "a",
}
OTHER = {"keep": call("table", "owner", call("column", "id", call("Integer")), call("column", "title", call("String"))), "as": "o"}
IN_SCHEMA = {"keep": call("table", "Account", call("column", "Id", call("Integer")), schema="my schema"), "as": "s"}
A_ID, A_NAME, A_ACTIVE, A_MADE, A_USER = (col("a", one) for one in ("id", "name", "active", "made", "user"))
O_ID, O_TITLE = col("o", "id"), col("o", "title")


def inserts():
    new = call("insert", ref("a"))
    yield "insert", method(new, "values", {"id": 1, "name": "it's", "active": True})
    yield "insert null", method(new, "values", {"name": None})
    yield "insert date", method(new, "values", {"made": {"$datetime": "2026-01-25T10:28:35"}})
    yield "insert order", method(new, "values", {"user": "x", "id": 1})
    yield "insert expression", method(new, "values", {"name": func("lower", "X"), "made": func("now")})
    yield "insert rows", method(new, "values", [{"id": 1, "name": "a"}, {"id": 2, "name": "b"}])
    yield "insert text", method(new, "values", {"name": text("CURRENT_USER")})
    chosen = method(call("select", O_ID, O_TITLE), "where", method(O_ID, "gt", 5))
    yield "insert select", method(new, "from_select", ["id", "name"], chosen)
    yield "insert schema", method(call("insert", ref("s")), "values", {"Id": 1})


def updates():
    new = call("update", ref("a"))
    yield "update", method(new, "values", {"name": "x"})
    yield "update where", method(method(new, "where", method(A_ID, "eq", 5)), "values", {"name": "it's", "active": False})
    yield "update two where", method(method(method(new, "where", method(A_ID, "gt", 5)), "where", method(A_NAME, "eq", "x")), "values", {"name": None})
    yield "update expression", method(new, "values", {"id": method(A_ID, "add", 1)})
    yield "update function", method(new, "values", {"name": func("upper", A_NAME)})
    yield "update case", method(new, "values", {"name": call("case", {"$tuple": [method(A_ID, "eq", 1), "one"]}, else_=A_NAME)})
    yield "update boolean where", method(method(new, "where", A_ACTIVE), "values", {"name": "x"})
    yield "update not boolean", method(method(new, "where", call("not", A_ACTIVE)), "values", {"name": "x"})
    chosen = method(method(call("select", O_TITLE), "where", method(O_ID, "eq", A_ID)), "scalar_subquery")
    yield "update subquery", method(new, "values", {"name": chosen})
    yield "update in select", method(method(new, "where", method(A_ID, "in", call("select", O_ID))), "values", {"name": "x"})
    yield "update schema", method(method(call("update", ref("s")), "where", method(col("s", "Id"), "eq", 1)), "values", {"Id": 2})
    yield "update reserved", method(method(new, "where", method(A_USER, "eq", "x")), "values", {"user": "y"})
    yield "update or", method(method(new, "where", call("or", method(A_ID, "eq", 1), method(A_ID, "eq", 2))), "values", {"name": "x"})


def deletes():
    new = call("delete", ref("a"))
    yield "delete", new
    yield "delete where", method(new, "where", method(A_NAME, "like", "a%"))
    yield "delete in", method(new, "where", method(A_ID, "in", [1, 2]))
    yield "delete exists", method(new, "where", call("exists", method(call("select", O_ID), "where", method(O_ID, "eq", A_ID))))
    yield "delete schema", method(call("delete", ref("s")), "where", method(col("s", "Id"), "lt", 1))


def selects():
    yield "select", call("select", A_ID, A_NAME)
    yield "select all", call("select", ref("a"))
    yield "select where", method(call("select", A_ID), "where", method(A_NAME, "eq", "x"), method(A_ID, "gt", 1))
    yield "select order", method(call("select", A_ID), "order_by", A_NAME, method(A_ID, "desc"))
    yield "select group", method(call("select", A_NAME, func("count", A_ID)), "group_by", A_NAME)
    yield "select having", method(method(call("select", A_NAME, func("count", A_ID)), "group_by", A_NAME), "having", method(func("count", A_ID), "gt", 1))
    yield "select limit", method(method(call("select", A_ID), "order_by", A_ID), "limit", 5)
    yield "select offset", method(method(method(call("select", A_ID), "order_by", A_ID), "limit", 5), "offset", 10)
    yield "select distinct", method(call("select", A_NAME), "distinct")
    yield "select label", call("select", method(A_NAME, "label", "n"), method(method(A_ID, "add", 1), "label", "Next"))
    yield "select anonymous", call("select", method(A_ID, "add", 1), func("lower", A_NAME), func("lower", A_NAME))
    yield "select cast", call("select", call("cast", A_ID, call("String", 10)))
    yield "select two", method(call("select", A_NAME, O_TITLE), "where", method(A_ID, "eq", O_ID))
    yield "select from", method(call("select", func("count")), "select_from", ref("a"))
    yield "select constant", call("select", call("literal", 1))
    yield "select text", call("select", text("1"))
    yield "select now", call("select", func("now"))
    yield "select scalar", call("select", method(call("select", func("max", O_ID)), "scalar_subquery"))
    yield "select boolean", method(call("select", A_ID), "where", A_ACTIVE)


def texts():
    yield "text", text("UPDATE t SET a = 1 WHERE b = 'it''s' AND c LIKE '50%'")
    yield "text colon", text("SELECT '\\:x', a::int, '12:30:00' FROM t")
    yield "text parameter", text("SELECT :x")
    for name, values, kw in (("two", [1, 2], {}), ("texts", ["it's"], {}), ("nothing", [], {}), ("no text", [], {"type_": call("String")})):
        given = call("bindparam", "ids", values, expanding=True, **kw)
        yield f"text in list of {name}", method(text("DELETE FROM t WHERE a IN :ids"), "bindparams", given)
    yield "text value", method(text("SELECT :x, :y"), "bindparams", x=5, y="it's :z 50% \\")


def cases():
    for family in (inserts, updates, deletes, selects, texts):
        for name, clause in family():
            if name == "text value":
                clause = {"$method": "bindparams", "on": clause["on"], "kw": clause["kw"]}
            define = [LIGHT, OTHER, IN_SCHEMA]
            case = {"id": name, "define": define, "statement": {"kind": "statement", "clause": clause}}
            # Without a server SQLAlchemy numbers the rows for the oldest version of SQL Server.
            if name == "select offset":
                case["dialects"] = ["sqlite", "postgresql", "mysql", "mariadb", "oracle"]
            yield case
            if " in" not in name and name not in ("select limit", "select offset", "insert rows"):
                statement = {"kind": "statement", "clause": clause, "binds": True}
                yield {"id": f"{name} with parameters", "define": define, "statement": statement}
    full = {"keep": table(column("id", call("Integer"), primary_key=True), column("name", call("String", 20)), name="full"), "as": "f"}
    following = {"$method": "next_value", "on": call("Sequence", "Seq", schema="s")}
    yield {"id": "next value", "statement": {"kind": "statement", "clause": call("select", following)}, "dialects": ["postgresql", "mssql", "oracle"]}
    textual = {"keep": table(column("id", call("String", 32), primary_key=True), name="text_key"), "as": "k"}
    clause = method(call("insert", ref("k")), "values", {"id": call("literal_column", "'x'")})
    yield {"id": "insert key by expression", "define": [textual], "statement": {"kind": "statement", "clause": clause}}
    for name, values in {"new key": {"name": "x"}, "given key": {"id": 5, "name": "x"}}.items():
        clause = method(call("insert", ref("f")), "values", values)
        yield {"id": f"insert {name}", "define": [full], "statement": {"kind": "statement", "clause": clause}}
    yield {"id": "insert into full table", "define": [full], "statement": {"kind": "statement", "clause": method(method(call("insert", ref("f")), "inline"), "values", {"name": "x"})}}
    yield from percents()


def percents():
    """Percent signs are doubled where parameters are written with one."""
    odd = table(column("per%cent", call("String", 20), server_default="50%", comment="5%"), call("CheckConstraint", "a % 2 = 0"), name="100%")
    light = {"keep": call("table", "t", call("column", "name", call("String"))), "as": "p"}
    name = col("p", "name")
    statements = {
        "create table": {"kind": "create_table", "element": odd},
        "literal": {"kind": "statement", "clause": method(call("delete", ref("p")), "where", method(name, "like", "5%"))},
        "text": {"kind": "statement", "clause": text("SELECT '5%'")},
        "parameter": {"kind": "statement", "clause": method(call("delete", ref("p")), "where", method(name, "like", "5%")), "binds": True},
        "text parameter": {"kind": "statement", "clause": text("SELECT :x WHERE a LIKE '5%'"), "binds": True},
    }
    for paramstyle in ("pyformat", "format", "qmark"):
        for name_, statement in statements.items():
            yield {"id": f"{paramstyle} {name_}", "define": [light], "statement": statement, "paramstyle": paramstyle, "dialects": ["sqlite", "mysql"]}
