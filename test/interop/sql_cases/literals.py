"""Values of every type, written into the text."""

from .notation import call

TEXTS = ["", "plain", "it's", 'double "quoted"', "back\\slash", "50%", "%s and %(x)s", ":name", "a::int", "ünï 漢字", "new\nline", "?"]


def values():
    for value in TEXTS:
        yield value, call("String")
        yield value, call("Text")
    for value in ("it's", "ü\\%"):
        yield value, call("Unicode", 20)
        yield value, call("UnicodeText")
        yield value, call("Enum", "it's", "ü\\%", name="e")
        yield value, call("VARCHAR", 20)
        yield value, call("NVARCHAR", 20)
    for value in (0, 1, -1, 2147483648, 9007199254740991):
        yield value, call("Integer")
        yield value, call("BigInteger")
    for value in (True, False):
        yield value, call("Boolean")
    for value in ("1.50", "-0.001", "12345678901234567890.123456789", "0"):
        yield {"$decimal": value}, call("Numeric", 30, 10)
    for value in (1.5, -2.25, 0.1, 1e-7, 1.5e300, 123456789.125):
        yield value, call("Float")
        yield value, call("Double")
    yield 1.5, call("Numeric", 10, 2)
    for kind in ("DateTime", "TIMESTAMP", "DATETIME"):
        yield {"$datetime": "2026-01-25T10:28:35"}, call(kind)
        yield {"$datetime": "2026-01-25T10:28:35.345429"}, call(kind)
        yield {"$datetime": "2026-01-25T10:28:35.100000"}, call(kind)
    yield {"$datetime": "2026-01-25T00:00:00"}, call("DateTime", timezone=True)
    yield {"$date": "2026-01-25"}, call("Date")
    yield {"$date": "0099-12-01"}, call("Date")
    yield {"$time": "10:28:35"}, call("Time")
    yield {"$time": "10:28:35.345429"}, call("Time")
    yield {"$bytes": "616263"}, call("LargeBinary")
    yield {"$bytes": "6974277320c3bc"}, call("LargeBinary")
    yield "6f1a5f3c-1d2e-4b5a-8c9d-0e1f2a3b4c5d", call("Uuid", as_uuid=False)
    yield "6f1a5f3c-1d2e-4b5a-8c9d-0e1f2a3b4c5d", call("Uuid", as_uuid=False, native_uuid=False)
    for kind in ("String", "Integer", "Boolean", "DateTime", "Numeric"):
        yield None, call(kind)
    yield "x", call("postgresql.ENUM", "x", "y", name="e")
    yield "127.0.0.1", call("postgresql.INET")


def cases():
    for at, (value, kind) in enumerate([([1, 2], call("ARRAY", call("Integer"))), (["a", "it's"], call("postgresql.ARRAY", call("String")))]):
        yield {"id": f"array {at}", "statement": {"kind": "literal", "value": value, "type": kind}, "dialects": ["postgresql"]}
    for at, (value, kind) in enumerate(values()):
        yield {"id": f"{at} {kind['$call']}", "statement": {"kind": "literal", "value": value, "type": kind}}
    for at, value in enumerate([{"a": 1, "b": [True, None, "it's"]}, [1, 2.5, "x"], "text", 5, None]):
        kind = call("JSON")
        # The language of the cases leaves plain objects as they are.
        yield {"id": f"json {at}", "statement": {"kind": "literal", "value": value, "type": kind}}
