"""Reads the names of Python files, one a line, and writes the tree of each as JSON, for the parser's test."""

import ast
import json
import sys


def plain(node):
    if isinstance(node, ast.AST):
        fields = {name: plain(value) for name, value in ast.iter_fields(node) if name not in SKIPPED}
        return {"kind": type(node).__name__, **fields}
    if isinstance(node, list):
        return [plain(one) for one in node]
    if node is ...:
        return {"$": "..."}
    if isinstance(node, bytes):
        return {"$b": [str(byte) for byte in node]}
    if isinstance(node, float):
        return {"$f": repr(node)}
    if node is None or isinstance(node, (bool, str)):
        return node
    return {"$i": str(node)}


SKIPPED = {"ctx", "kind", "type_comment", "type_ignores"}

for line in sys.stdin:
    try:
        with open(line.strip(), encoding="utf-8") as file:
            source = file.read()
        print(json.dumps({"source": source, "tree": plain(ast.parse(source))}))
    except (SyntaxError, UnicodeDecodeError, ValueError, RecursionError) as error:
        print(json.dumps({"refused": str(error)}))
