"""Operators, functions and the constructs around them, as they stand in a CHECK, an index or a DEFAULT."""

from .notation import call, col, column, func, method, ref, table, text

TABLE = {
    "keep": table(
        column("id", call("Integer")),
        column("name", call("String", 50)),
        column("amount", call("Numeric", 10, 2)),
        column("flag", call("Boolean")),
        column("made", call("DateTime")),
        column("day", call("Date")),
        column("Mixed Case", call("Integer")),
        column("order", call("Integer")),
    ),
    "as": "t",
}
ID, NAME, AMOUNT, FLAG, MADE, DAY, MIXED, ORDER = (
    col("t", name) for name in ("id", "name", "amount", "flag", "made", "day", "Mixed Case", "order")
)


def comparisons():
    for name in ("eq", "ne", "lt", "le", "gt", "ge"):
        yield name, method(ID, name, 5)
        yield f"{name} column", method(ID, name, ORDER)
    yield "eq null", method(NAME, "eq", None)
    yield "ne null", method(NAME, "ne", None)
    yield "is null", method(NAME, "is", None)
    yield "is not null", method(NAME, "is_not", None)
    yield "eq text", method(NAME, "eq", "it's 50% :x \\")
    yield "eq float", method(AMOUNT, "gt", 1.5)
    yield "eq decimal", method(AMOUNT, "gt", {"$decimal": "1.50"})
    yield "eq date", method(DAY, "eq", {"$date": "2026-01-25"})
    yield "eq datetime", method(MADE, "lt", {"$datetime": "2026-01-25T10:28:35.345429"})
    yield "eq true", method(FLAG, "eq", True)
    yield "eq false", method(FLAG, "eq", False)
    yield "is true", method(FLAG, "is", call("true"))
    yield "in", method(NAME, "in", ["a", "it's"])
    yield "in one", method(ID, "in", [1])
    yield "not in", method(ID, "not_in", [1, 2])
    yield "in none", method(ID, "in", [])
    yield "not in none", method(ID, "not_in", [])
    yield "like", method(NAME, "like", "a%")
    yield "not like", method(NAME, "not_like", "a_")
    yield "like escape", method(NAME, "like", "a/%", escape="/")
    yield "ilike", method(NAME, "ilike", "A%")
    yield "not ilike", method(NAME, "not_ilike", "A%")
    yield "between", method(ID, "between", 1, 10)
    yield "startswith", method(NAME, "startswith", "ab")
    yield "endswith", method(NAME, "endswith", "ab")
    yield "contains", method(NAME, "contains", "ab")
    for name in ("startswith", "endswith", "contains"):
        yield f"{name} autoescape", method(NAME, name, "50%_a/b", autoescape=True)
        yield f"{name} autoescape with a character", method(NAME, name, "50%_a/b^", autoescape=True, escape="^")
        yield f"{name} escape", method(NAME, name, "50/%", escape="/")
    yield "eq sa.null", method(NAME, "eq", call("null"))
    yield "ne sa.null", method(NAME, "ne", call("null"))
    yield "not eq sa.null", call("not", method(NAME, "eq", call("null")))
    for name in ("true", "false"):
        yield f"eq sa.{name}", method(FLAG, "eq", call(name))
        yield f"ne sa.{name}", method(FLAG, "ne", call(name))
        yield f"eq sa.{name} of a number", method(ID, "eq", call(name))
    yield "distinct from sa.null", method(ID, "is_distinct_from", call("null"))
    yield "distinct from", method(ID, "is_distinct_from", 5)
    yield "not distinct from", method(ID, "is_not_distinct_from", 5)
    yield "reserved", method(ORDER, "gt", 0)
    yield "quoted", method(MIXED, "gt", 0)


def arithmetic():
    for name in ("add", "sub", "mul", "mod"):
        yield name, method(ID, name, 5)
    yield "concat", method(NAME, "concat", "x")
    yield "concat twice", method(method(NAME, "concat", "x"), "concat", NAME)
    yield "neg", method(ID, "neg")
    yield "precedence 1", method(method(ID, "add", 1), "mul", 2)
    yield "precedence 2", method(method(ID, "mul", 2), "add", 1)
    yield "precedence 3", method(ID, "sub", method(ORDER, "sub", 1))
    yield "precedence 4", method(method(ID, "add", 1), "gt", method(ORDER, "mul", 2))
    yield "precedence 5", method(method(ID, "sub", 1), "sub", 2)


def logic():
    one, two, three = method(ID, "gt", 1), method(NAME, "eq", "x"), method(AMOUNT, "lt", 5)
    yield "and", call("and", one, two)
    yield "or", call("or", one, two, three)
    yield "and or", call("and", one, call("or", two, three))
    yield "or and", call("or", one, call("and", two, three))
    yield "and and", call("and", call("and", one, two), three)
    yield "not", call("not", one)
    yield "not and", call("not", call("and", one, two))
    yield "not like", call("not", method(NAME, "like", "a%"))
    yield "not in", call("not", method(ID, "in", [1, 2]))
    yield "not null", call("not", method(ID, "is", None))
    yield "not function", call("not", func("is_valid", NAME))
    yield "boolean column and", call("and", FLAG, one)
    yield "not boolean column", call("not", FLAG)
    yield "true", call("true")
    yield "false", call("false")
    yield "null", call("null")


def constructs():
    yield "cast text", call("cast", ID, call("String", 10))
    yield "cast varchar", call("cast", ID, call("String"))
    yield "cast integer", call("cast", NAME, call("Integer"))
    yield "cast numeric", call("cast", NAME, call("Numeric", 10, 2))
    yield "cast date", call("cast", NAME, call("Date"))
    yield "cast datetime", call("cast", NAME, call("DateTime"))
    yield "cast float", call("cast", NAME, call("Float"))
    yield "cast json", call("cast", NAME, call("JSON"))
    yield "cast literal", call("cast", "5", call("Integer"))
    yield "cast binary", call("cast", NAME, call("LargeBinary"))
    yield "case", call("case", {"$tuple": [method(ID, "eq", 1), "one"]}, {"$tuple": [method(ID, "gt", 1), "many"]}, else_="none")
    yield "case without else", call("case", {"$tuple": [method(ID, "eq", 1), NAME]})
    yield "case value", call("case", {"$tuple": [1, "one"]}, value=ID, else_="other")
    for field in ("year", "month", "day", "hour"):
        yield f"extract {field}", call("extract", field, MADE)
    yield "literal", call("literal", 5)
    yield "literal text", call("literal", "it's")
    yield "literal column", call("literal_column", "a + 1")
    yield "text", text("a > 5 AND b = 'it\\:s'")
    yield "text percent", text("a % 2 = 0")
    yield "desc", method(ID, "desc")
    yield "asc", method(ID, "asc")
    yield "nulls first", method(method(ID, "desc"), "nulls_first")
    yield "nulls last", method(ID, "nulls_last")
    yield "collate", method(NAME, "collate", "NOCASE")
    yield "collate lower", method(NAME, "collate", "utf8_bin")
    yield "tuple", call("tuple_", ID, NAME)
    yield "distinct", call("distinct", ID)


def functions():
    for name in ("now", "current_timestamp", "current_date", "current_time", "localtimestamp", "current_user", "user", "random", "sysdate", "uuid_generate_v4"):
        yield f"{name}()", func(name)
    for name in ("lower", "upper", "length", "char_length", "count", "max", "trim"):
        yield f"{name}(x)", func(name, NAME)
    yield "coalesce", func("coalesce", NAME, "none", 5)
    yield "typed", method(func("foo", ID, type_=call("String")), "add", "x")
    yield "typed with no use", func("count", ID, type_=call("Integer"))
    yield "nested", func("lower", func("trim", NAME))
    yield "qualified", func("pkg.sub.name", ID)
    yield "compare", method(func("lower", NAME), "eq", "x")
    yield "arithmetic", method(func("length", NAME), "add", 1)
    yield "date", func("strftime", "%Y-%m-%d", "now")


def cases():
    for family in (comparisons, arithmetic, logic, constructs, functions):
        for name, clause in family():
            case = {
                "id": f"{family.__name__}: {name}",
                "define": [TABLE],
                "statement": {"kind": "expression", "clause": clause},
            }
            # Elsewhere SQLAlchemy forgets that literals were asked for.
            if "distinct from" in name:
                case["dialects"] = ["postgresql"]
            if name == "char_length(x)":
                case["dialects"] = ["postgresql", "mysql", "mariadb", "mssql", "oracle"]
            yield case
