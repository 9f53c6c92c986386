"""Short forms of the JSON that operation_language.py reads."""


def call(name, /, *args, **kw):
    found = {"$call": name}
    if args:
        found["args"] = list(args)
    if kw:
        found["kw"] = kw
    return found


def method(on, name, /, *args, **kw):
    found = {"$method": name, "on": on}
    if args:
        found["args"] = list(args)
    if kw:
        found["kw"] = kw
    return found


def func(name, *args, **kw):
    return {"$func": name, "args": list(args), **({"kw": kw} if kw else {})}


def column(*args, **kw):
    return call("Column", *args, **kw)


def text(sql):
    return call("text", sql)


def ref(name):
    return {"$ref": name}


def col(table, name):
    return {"$column": [table, name]}


def table(*items, name="t", **kw):
    """A table of metadata of its own."""
    return call("Table", name, call("MetaData"), *items, **kw)


INTEGER = call("Integer")
STRING = call("String", 50)
