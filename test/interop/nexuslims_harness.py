"""The nexuslims package's own migrations, for the tests: the commands of its `nexuslims db`, what SQLAlchemy reflects
of a file, and every value of a file with the storage class that SQLite gives it.

As a program it reads one JSON request a line from standard input, {"id", "do", "path", ...}, and answers each with one
JSON line {"id", "code", "stdout", "stderr", "result"}. Nothing of the package is changed: what its models import
beside sqlmodel (pytz, for one attribute) is stood in for, so that its heavy dependencies need not be installed.
"""

import datetime
import hashlib
import io
import json
import os
import sqlite3
import sys
import traceback
import types
import warnings

sys.dont_write_bytecode = True


class Switch(io.TextIOBase):
    """A stream that writes to whatever is its target now: Alembic keeps the stream that it saw at import."""

    def __init__(self, target):
        self.target = target

    def write(self, text):
        return self.target.write(text)

    def flush(self):
        self.target.flush()


sys.stdout = Switch(sys.stdout)
sys.stderr = Switch(sys.stderr)


def stand_in_for_pytz():
    module, zones = types.ModuleType("pytz"), types.ModuleType("pytz.tzinfo")
    zones.BaseTzInfo = datetime.tzinfo
    module.UTC = datetime.timezone.utc
    module.tzinfo = zones
    sys.modules.setdefault("pytz", module)
    sys.modules.setdefault("pytz.tzinfo", zones)


stand_in_for_pytz()

import sqlalchemy as sa  # noqa: E402
from nexusLIMS.cli import migrate  # noqa: E402


def command(path, name, args=(), **keywords):
    """Runs one Alembic command as `nexuslims db` of the package does, on the file at `path`."""
    os.environ["NX_DB_PATH"] = str(path)
    migrate._run_alembic_command(name, *args, **keywords)


def revision(path):
    """The revision that the package's own tool names for the file."""
    os.environ["NX_DB_PATH"] = str(path)
    return migrate._get_current_revision()


def by_name(items):
    return sorted(items, key=lambda item: json.dumps(item, sort_keys=True, default=str))


def reflect(path):
    """What SQLAlchemy reflects of the file: tables, columns, types, nullability, keys, uniques, checks, indexes."""
    engine = sa.create_engine(f"sqlite:///{path}")
    tables = {}
    with engine.connect() as connection, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        inspector = sa.inspect(connection)
        for table in sorted(inspector.get_table_names()):
            tables[table] = {
                "columns": [
                    {
                        "name": column["name"],
                        "type": repr(column["type"]),
                        "nullable": column["nullable"],
                        "default": column["default"],
                        "primaryKey": column["primary_key"],
                    }
                    for column in inspector.get_columns(table)
                ],
                "primaryKey": inspector.get_pk_constraint(table),
                "foreignKeys": by_name(inspector.get_foreign_keys(table)),
                "uniques": by_name(inspector.get_unique_constraints(table)),
                "checks": by_name(inspector.get_check_constraints(table)),
                "indexes": by_name(inspector.get_indexes(table)),
                "options": inspector.get_table_options(table),
            }
    engine.dispose()
    return tables


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def rows(path):
    """Every row of every table, each value as [storage class, value]; bytes as hexadecimal digits."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    connection.text_factory = bytes
    found = {}
    names = [
        name.decode()
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'sqlite_sequence' ORDER BY name"
        )
    ]
    for table in names:
        columns = [row[1].decode() for row in connection.execute(f"PRAGMA table_info({quoted(table)})")]
        values = ", ".join(f"typeof({quoted(column)}), {quoted(column)}" for column in columns)
        found[table] = [
            [
                [row[at].decode(), plain(row[at + 1])]
                for at in range(0, len(row), 2)
            ]
            for row in connection.execute(f"SELECT {values} FROM {quoted(table)} ORDER BY 1, 2")
        ]
    connection.close()
    return found


def plain(value):
    if not isinstance(value, bytes):
        return value
    try:
        return value.decode()
    except UnicodeDecodeError:
        return "0x" + value.hex()


def digests(path):
    """The number of rows and a digest of all values for each table, for files that are too large to hand over."""
    return {
        table: [len(found), hashlib.sha256(json.dumps(found, ensure_ascii=False).encode()).hexdigest()]
        for table, found in rows(path).items()
    }


def integrity(path):
    """What SQLite itself says about the file."""
    connection = sqlite3.connect(path)
    try:
        return [row[0] for row in connection.execute("PRAGMA integrity_check")]
    finally:
        connection.close()


def answer(request):
    out, err = io.StringIO(), io.StringIO()
    reply = {"id": request.get("id"), "code": 0, "result": None}
    before = dict(os.environ), os.getcwd()
    sys.stdout.target, sys.stderr.target = out, err
    try:
        do, path = request["do"], request["path"]
        if do == "command":
            command(path, request["name"], request.get("args") or (), **(request.get("keywords") or {}))
        else:
            reply["result"] = {
                "revision": revision,
                "reflect": reflect,
                "rows": rows,
                "digests": digests,
                "integrity": integrity,
            }[do](path)
    except SystemExit as stop:
        reply["code"] = stop.code if isinstance(stop.code, int) else 1
    except BaseException:
        traceback.print_exc()
        reply["code"] = 1
    finally:
        sys.stdout.target, sys.stderr.target = sys.__stdout__, sys.__stderr__
        os.environ.clear()
        os.environ.update(before[0])
        os.chdir(before[1])
    reply["stdout"], reply["stderr"] = out.getvalue(), err.getvalue()
    return reply


def main():
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    for line in sys.stdin:
        channel.write(json.dumps(answer(json.loads(line)), default=str) + "\n")
        channel.flush()


if __name__ == "__main__":
    main()
