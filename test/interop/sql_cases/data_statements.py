"""Statements over several tables, columns that the application fills in, operators that the types decide, constants."""

from .notation import call, col, column, func, method, ref, table, text

ACCOUNT = {"keep": call("table", "a", call("column", "id", call("Integer")), call("column", "n", call("String"))), "as": "a"}
IN_SCHEMA = {"keep": call("table", "b", call("column", "a_id", call("Integer")), call("column", "m", call("String")), schema="s"), "as": "b"}
UNTYPED = {
    "keep": call(
        "table",
        "t",
        call("column", "a"),
        call("column", "b"),
        call("column", "i", call("Integer")),
        call("column", "s", call("String")),
        call("column", "f", call("Boolean")),
    ),
    "as": "t",
}
ALIAS = {"keep": method(ref("b"), "alias", "bb"), "as": "bb"}
FILLED = {
    "keep": table(
        column("a", call("Integer"), default=42, onupdate=7),
        column("c", call("Integer")),
        column("n", call("Integer"), insert_default=3),
        column("d", call("String", 5), default=func("lower", "X"), onupdate=func("upper", "y")),
        column("e", call("Integer"), default=text("1+1"), onupdate=method(call("literal", 1), "add", 2)),
        column("j", call("JSON"), default={"x": 1}),
        name="filled",
    ),
    "as": "d",
}
NUMBERED = {
    "keep": table(
        column("id", call("Integer"), call("Sequence", "sq"), primary_key=True),
        column("x", call("Integer"), call("Sequence", "xq")),
        column("c", call("Integer")),
        column("z", call("Integer"), call("Sequence", "oq", optional=True)),
        name="numbered",
    ),
    "as": "n",
}
KEYED = {"keep": table(column("id", call("Integer"), primary_key=True, default=5), column("c", call("Integer")), name="keyed"), "as": "k"}
MADE = {"keep": table(column("id", call("Integer"), primary_key=True, default=func("foo")), column("c", call("Integer")), name="made"), "as": "m"}
DEFINE = [ACCOUNT, IN_SCHEMA, UNTYPED, ALIAS, FILLED, NUMBERED, KEYED, MADE]

A_ID, A_N, B_ID, B_M, BB_ID = col("a", "id"), col("a", "n"), col("b", "a_id"), col("b", "m"), col("bb", "a_id")
A, B, I, S, F = (col("t", one) for one in ("a", "b", "i", "s", "f"))
TRUE, FALSE = call("true"), call("false")


def eq(left, right):
    return method(left, "eq", right)


def several_tables():
    new = call("update", ref("a"))
    same, more = eq(A_ID, B_ID), eq(I, A_ID)
    yield "update from", method(method(new, "where", same), "values", {"n": "it's"})
    yield "update from value", method(method(new, "where", same), "values", {"n": B_M})
    yield "update from value alone", method(new, "values", {"n": B_M})
    yield "update from two", method(method(new, "where", same, more), "values", {"n": "x"})
    yield "update from order", method(method(new, "where", more), "values", {"n": B_M})
    yield "update from alias", method(method(new, "where", eq(A_ID, BB_ID)), "values", {"n": "x"})
    other = method(method(call("select", B_M), "where", same), "scalar_subquery")
    yield "update from and subquery", method(method(new, "where", more), "values", {"n": other})
    old = call("delete", ref("a"))
    far = call("update", ref("b"))
    yield "update from in a schema", method(method(far, "where", same), "values", {"m": "q"})
    yield "delete using", method(old, "where", same)
    yield "delete using two", method(old, "where", same, more)
    yield "delete using alias", method(old, "where", eq(A_ID, BB_ID))
    yield "delete using and exists", method(old, "where", more, call("exists", method(call("select", B_ID), "where", same)))


def filled_in():
    new = call("insert", ref("d"))
    yield "insert defaults", method(new, "values", {"c": 1})
    yield "insert given default", method(new, "values", {"c": 1, "a": None, "d": "z"})
    yield "insert select defaults", method(new, "from_select", ["c"], call("select", A_ID))
    yield "insert select no defaults", method(new, "from_select", ["c"], call("select", A_ID), include_defaults=False)
    yield "insert all", new
    change = call("update", ref("d"))
    yield "update onupdate", method(method(change, "values", {"c": 4}), "where", eq(col("d", "c"), 1))
    yield "update given onupdate", method(change, "values", {"a": 4, "d": None})
    yield "insert sequence", method(call("insert", ref("n")), "values", {"c": 1})
    yield "insert sequence inline", method(method(call("insert", ref("n")), "inline"), "values", {"c": 1})
    yield "insert default key", method(call("insert", ref("k")), "values", {"c": 1})
    yield "insert made key", method(call("insert", ref("m")), "values", {"c": 1})
    yield "insert made key inline", method(method(call("insert", ref("m")), "inline"), "values", {"c": 1})


def additions():
    lower, upper = func("lower", B), func("upper", B)
    sums = {
        "untyped and text": (B, "y"),
        "function and text": (upper, "z"),
        "function and untyped": (lower, A),
        "function and number": (upper, 1),
        "untyped": (A, B),
        "untyped and number": (A, 1),
        "untyped and string": (A, S),
        "string and untyped": (S, B),
        "string and number": (S, 1),
        "number and text": (I, "z"),
        "literal and untyped": (call("literal", "x"), B),
        "coalesce and text": (func("coalesce", B, "q"), "z"),
        "coalesce and untyped": (func("coalesce", B, "q"), A),
        "unknown and text": (func("foo", S), "z"),
        "text twice": (method(B, "add", "y"), "z"),
    }
    for name, (left, right) in sums.items():
        yield f"add {name}", method(call("update", ref("t")), "values", {"b": method(left, "add", right)})
    yield "subtract text", method(call("update", ref("t")), "values", {"b": method(A, "sub", "y")})


def constants():
    one, two = eq(I, 1), eq(S, "q")
    conditions = {
        "and true": call("and", TRUE, one),
        "and false": call("and", FALSE, one),
        "and only true": call("and", TRUE, TRUE),
        "and true and two": call("and", TRUE, one, two),
        "and plain true": call("and", True, one),
        "or false": call("or", FALSE, one),
        "or true": call("or", TRUE, one),
        "or only false": call("or", FALSE, FALSE),
        "or false and two": call("or", FALSE, one, two),
        "or of and true": call("or", two, call("and", one, TRUE)),
        "not and true": call("not", call("and", TRUE, one)),
        "not or false": call("not", call("or", FALSE, one, F)),
        "and boolean": call("and", F, TRUE),
        "and and": call("and", one, call("and", two, F)),
        "or or": call("or", one, call("or", two, F)),
        "true": TRUE,
        "false": FALSE,
        "and nothing": call("and"),
        "or nothing": call("or"),
        "and of nothing": call("and", call("or")),
        "and nothing and one": call("and", call("or"), one),
        "and true and nothing": call("and", TRUE, call("and")),
    }
    for name, condition in conditions.items():
        yield f"where {name}", method(call("delete", ref("t")), "where", condition)
        yield f"where {name} and more", method(call("delete", ref("t")), "where", condition, method(I, "gt", 5))
    yield "update where nothing", method(method(call("update", ref("t")), "where", call("and")), "values", {"i": 1})
    yield "select where nothing", method(call("select", I), "where", call("and"))
    yield "select having nothing", method(call("select", I), "having", call("or"))
    shared = func("coalesce", F, FALSE)
    booleans = {
        "function": shared,
        "function and one": call("and", shared, one),
        "not function": call("not", shared),
        "function of no type": func("foo", I),
        "not function of no type": call("not", func("foo", I)),
        "case": call("case", {"$tuple": [one, TRUE]}, else_=FALSE),
        "not case": call("not", call("case", {"$tuple": [one, TRUE]}, else_=FALSE)),
        "cast": call("cast", I, call("Boolean")),
        "cast or column": call("or", call("cast", I, call("Boolean")), F),
        "not cast": call("not", call("cast", I, call("Boolean"))),
        "value": call("literal", True),
        "not value": call("not", call("literal", True)),
        "column of a text": call("literal_column", "x", call("Boolean")),
        "subquery": method(call("select", F), "scalar_subquery"),
        "not subquery": call("not", method(call("select", F), "scalar_subquery")),
        "compared function": eq(shared, TRUE),
    }
    for name, condition in booleans.items():
        yield f"where boolean {name}", method(call("delete", ref("t")), "where", condition)
    yield "set boolean function", method(call("update", ref("t")), "values", {"f": shared})
    yield "select constant condition", call("select", call("and", TRUE, one), TRUE)
    yield "case constant", call("select", call("case", {"$tuple": [TRUE, 1]}, else_=2))


def ordered():
    ordered_ids = method(call("select", A_ID), "order_by", A_N)
    new = call("insert", ref("t"))
    yield "insert ordered select", method(new, "from_select", ["i"], ordered_ids)
    yield "insert first of ordered select", method(new, "from_select", ["i"], method(ordered_ids, "limit", 3))
    yield "delete in ordered select", method(call("delete", ref("t")), "where", method(I, "in", ordered_ids))
    yield "update with ordered select", method(call("update", ref("t")), "values", {"i": method(ordered_ids, "scalar_subquery")})
    yield "ordered select", ordered_ids


def parameters():
    old = call("delete", ref("t"))
    for name, given in (("expanding", call("bindparam", "ids", [1, 2], expanding=True)), ("plain", call("bindparam", "ids", [3]))):
        yield f"{name} in", method(old, "where", method(I, "in", given))
        yield f"{name} not in", method(old, "where", method(I, "not_in", given))
    yield "expanding in nothing", method(old, "where", method(I, "in", call("bindparam", "ids", [], expanding=True)))
    new = method(call("insert", ref("t")), "values", {"i": 1})
    yield "prefix", method(new, "prefix_with", "OR", "IGNORE")
    for dialect in ("sqlite", "mysql", "*"):
        yield f"prefix of {dialect}", method(new, "prefix_with", "IGNORE", dialect=dialect)


def tuples():
    pair, rows = call("tuple_", I, S), [{"$tuple": [1, "x"]}, {"$tuple": [2, "y"]}]
    old = call("delete", ref("t"))
    yield "tuple in", method(old, "where", method(pair, "in", rows))
    yield "tuple not in", method(old, "where", method(pair, "not_in", rows))
    yield "tuple in untyped", method(old, "where", method(call("tuple_", A, B), "in", rows))
    yield "tuple in select", method(old, "where", method(pair, "in", call("select", B_ID, B_M)))
    yield "tuple equals", method(old, "where", eq(pair, {"$tuple": [1, "x"]}))
    yield "tuple in nothing", method(old, "where", method(pair, "in", []))
    yield "tuple not in nothing", method(old, "where", method(pair, "not_in", []))


def compound():
    ids, others = call("select", A_ID), method(call("select", B_ID), "where", eq(B_M, "x"))
    for name in ("union", "union_all", "except_", "intersect"):
        yield name, call(name, ids, others)
        yield f"{name} of three", method(ids, name, others, ids)
    yield "union in order", method(method(call("union", ids, others), "order_by", text("id")), "limit", 3)
    yield "union of unions", call("union", call("union_all", ids, others), others)
    yield "union of the first", call("union", method(method(ids, "order_by", A_ID), "limit", 1), others)
    yield "in union", method(call("select", A_N), "where", method(A_ID, "in", call("union", ids, others)))
    yield "insert union", method(call("insert", ref("a")), "from_select", ["id"], call("union", ids, others))
    yield "for update", method(ids, "with_for_update")
    yield "for update of one", method(method(method(ids, "where", eq(A_ID, 1)), "limit", 1), "with_for_update", nowait=True)
    yield "for update skipping", method(ids, "with_for_update", skip_locked=True)
    yield "for share", method(ids, "with_for_update", read=True)


def returned():
    new = method(call("insert", ref("a")), "values", {"n": "x"})
    yield "insert returning", method(new, "returning", A_ID, A_N)
    yield "insert returning table", method(new, "returning", ref("a"))
    changed = method(method(call("update", ref("a")), "where", eq(A_ID, 1)), "values", {"n": "x"})
    yield "update returning", method(changed, "returning", A_ID)
    old = method(call("delete", ref("a")), "where", eq(A_ID, 1))
    yield "delete returning", method(old, "returning", A_ID)
    labelled = method(old, "returning", A_ID, method(A_N, "label", "b"))
    yield "delete returning label", labelled


def cases():
    for family in (several_tables, filled_in, additions, constants, ordered, parameters, tuples, compound, returned):
        for name, clause in family():
            statement = {"kind": "statement", "clause": clause}
            case = {"id": name, "define": DEFINE, "statement": statement}
            # What SQLAlchemy writes for no rows at all SQLite does not understand.
            if name.endswith("nothing"):
                case["dialects"] = ["postgresql", "mysql", "mariadb", "mssql", "oracle"]
            # Its driver gives no values to RETURNING … INTO, which has no names for columns.
            if name == "delete returning label":
                case["dialects"] = ["sqlite", "postgresql", "mysql", "mssql"]
            # MySQL warns that it leaves the CAST out.
            if " cast" in name:
                case["dialects"] = ["sqlite", "postgresql", "mssql", "oracle"]
            yield case
            if family not in (parameters, tuples, compound, returned) and "first of" not in name:
                yield {**case, "id": f"{name} with parameters", "statement": {**statement, "binds": True}}
    rows = {
        "rows with defaults": ("k", [{"c": 1}, {"c": 2}]),
        "rows with sequences": ("n", [{"c": 1}, {"c": 2}]),
        "rows that lack a value": ("a", [{"id": 1}, {"n": "x"}]),
    }
    for name, (target, values) in rows.items():
        clause = method(call("insert", ref(target)), "values", values)
        yield {"id": f"insert {name}", "define": DEFINE, "statement": {"kind": "statement", "clause": clause}}
