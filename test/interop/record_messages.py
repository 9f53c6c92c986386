"""Records into vectors/messages.json every text that the installed Alembic may raise, warn with, print or log.

The texts are found by the shape of Alembic's source, so that one which a new version brings shows up in the list. In
each, `%s` stands for a value. `by` is the exception's class, or the function that says it.
"""

import ast
import json
import re
from pathlib import Path

import alembic

TARGET = Path(__file__).resolve().parent / "vectors" / "messages.json"
SOURCE = Path(alembic.__file__).parent
# A test suite that Alembic ships, and templates, whose logging is that of a project.
LEFT_OUT = {"testing", "templates"}
SPEAKERS = {"warn", "warn_deprecated", "msg", "status", "err", "print_stdout", "info", "warning", "error"}
# Texts that a method gets from its caller and raises.
HANDED_ON = {"ancestor", "multiple_heads", "resolution"}


def texts(node):
    """The texts that an expression may stand for, with `%s` for what is not known before it runs."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, ast.JoinedStr):
        return ["".join(part.value if isinstance(part, ast.Constant) else "%s" for part in node.values)]
    if isinstance(node, ast.BinOp):
        if isinstance(node.op, ast.Mod):
            return texts(node.left)
        return [left + right for left in texts(node.left) or ["%s"] for right in texts(node.right) or ["%s"]]
    if isinstance(node, ast.IfExp):
        return texts(node.body) + texts(node.orelse)
    return []


def name_of(node):
    """The last word of what is called or raised."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def plain(text):
    """A text with all its placeholders alike and its spaces as one."""
    return re.sub(r"\s+", " ", re.sub(r"%(\(\w+\))?[-#0-9.]*[srd]", "%s", text)).strip()


def spoken(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            kind = name_of(node.exc.func)
            for argument in node.exc.args[:1]:
                yield from ((kind, text) for text in texts(argument))
            yield from ((kind, text) for word in node.exc.keywords for text in texts(word.value))
        elif isinstance(node, ast.Call):
            speaker = name_of(node.func)
            if speaker in SPEAKERS:
                yield from ((speaker, text) for text in texts(node.args[0]) if node.args)
            if speaker == "__init__" and isinstance(node.func.value, ast.Call):
                yield from (("super().__init__", text) for argument in node.args for text in texts(argument))
            for word in node.keywords:
                if word.arg in HANDED_ON:
                    yield from ((word.arg, text) for text in texts(word.value))
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                if name_of(target) in HANDED_ON:
                    yield from ((name_of(target), text) for text in texts(node.value))


def main():
    found = set()
    for path in sorted(SOURCE.rglob("*.py")):
        module = path.relative_to(SOURCE)
        if module.parts[0] in LEFT_OUT:
            continue
        for by, text in spoken(ast.parse(path.read_text(encoding="utf-8"))):
            if plain(text).replace("%s", "").strip(" :.,'") != "":
                found.add((module.as_posix(), by, plain(text)))
    entries = [json.dumps({"module": module, "by": by, "text": text}) for module, by, text in sorted(found)]
    TARGET.write_text("[\n  " + ",\n  ".join(entries) + "\n]\n", encoding="utf-8")


main()
