"""Looks at database files with Python's own sqlite3 and answers one JSON line for each question on its input."""

import hashlib
import json
import sqlite3
import sys


def dump(path):
    connection = sqlite3.connect(path, timeout=20, isolation_level=None)
    try:
        integrity = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        text = "\n".join(sorted(connection.iterdump()))
        mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
        return {"integrity": integrity, "content": hashlib.sha256(text.encode()).hexdigest(), "mode": mode}
    finally:
        connection.close()


def run(path, statements):
    connection = sqlite3.connect(path, timeout=20, isolation_level=None)
    try:
        rows = []
        for statement in statements:
            rows = connection.execute(statement).fetchall()
        return {"rows": rows}
    finally:
        connection.close()


for line in sys.stdin:
    question = json.loads(line)
    try:
        if "statements" in question:
            answer = run(question["path"], question["statements"])
        else:
            answer = dump(question["path"])
    except Exception as error:  # damaged files raise errors of many kinds, such as UnicodeDecodeError
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), flush=True)
