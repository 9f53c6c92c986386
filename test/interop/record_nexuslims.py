"""Records what the nexuslims package's own migrations do, into vectors/nexuslims.json: the offline scripts, and what
SQLite says of the schema after each revision, of a new file and of one that the creation script of 1.4.3 made."""

import contextlib
import io
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import nexuslims_harness as nexuslims

HERE = Path(__file__).resolve().parent
GENERATOR = HERE.parent / "nexuslims" / "make-v1-4-3.mjs"

OFFLINE = [
    ["upgrade", "v2_4_0b"],
    ["upgrade", "v1_4_3"],
    ["upgrade", "v1_4_3:v2_4_0b"],
    ["upgrade", "v1_4_3:v2_4_0a"],
    ["upgrade", "v2_4_0a:v2_4_0b"],
    ["downgrade", "v2_4_0b:v1_4_3"],
    ["downgrade", "v2_4_0b:v2_4_0a"],
    ["downgrade", "v2_4_0a:v1_4_3"],
    ["downgrade", "v2_4_0b:base"],
]


def printed(path, name, *args, **keywords):
    out = io.StringIO()
    sys.stdout.target = out
    try:
        nexuslims.command(path, name, args, **keywords)
    finally:
        sys.stdout.target = sys.__stdout__
    return out.getvalue()


def schema(path):
    """What SQLite itself says; test/interop/sqlite-schema.ts asks the same questions."""
    connection = sqlite3.connect(path)

    def ask(sql):
        return [list(row) for row in connection.execute(sql)]

    objects = ask("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name <> 'sqlite_sequence' ORDER BY type, name")
    tables = {}
    for kind, name, _, _ in objects:
        if kind != "table":
            continue
        tables[name] = {
            "columns": ask(f"PRAGMA table_xinfo({name})"),
            "foreignKeys": ask(f"PRAGMA foreign_key_list({name})"),
            "indexes": [
                [index, unique, origin, partial, ask(f'PRAGMA index_xinfo("{index}")')]
                for _, index, unique, origin, partial in sorted(ask(f"PRAGMA index_list({name})"), key=lambda row: row[1])
            ],
        }
    connection.close()
    return {
        "objects": [[kind, name, table, sql and " ".join(sql.split())] for kind, name, table, sql in objects],
        "tables": tables,
    }


def main():
    recorded = {"offline": [], "fresh": {}, "real": {}}
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        path = os.path.join(folder, "offline.sqlite")
        for name, revision in OFFLINE:
            recorded["offline"].append(
                {"argv": [name, revision], "stdout": printed(path, name, revision, sql=True)}
            )
        fresh = os.path.join(folder, "fresh.sqlite")
        for revision in ["v1_4_3", "v2_4_0a", "v2_4_0b"]:
            printed(fresh, "upgrade", revision)
            recorded["fresh"][revision] = schema(fresh)
        printed(fresh, "downgrade", "v2_4_0a")
        recorded["fresh"]["back to v2_4_0a"] = schema(fresh)

        real = os.path.join(folder, "real.sqlite")
        subprocess.run(["node", str(GENERATOR), real], check=True)
        recorded["real"]["before"] = {"digests": nexuslims.digests(real)}
        printed(real, "stamp", "v1_4_3")
        recorded["real"]["v1_4_3"] = {"schema": schema(real), "digests": nexuslims.digests(real)}
        printed(real, "upgrade", "v2_4_0b")
        recorded["real"]["v2_4_0b"] = {"schema": schema(real), "digests": nexuslims.digests(real)}
        printed(real, "downgrade", "v1_4_3")
        recorded["real"]["back to v1_4_3"] = {"schema": schema(real), "digests": nexuslims.digests(real)}
    target = HERE / "vectors" / "nexuslims.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(recorded, indent=1, ensure_ascii=False) + "\n")


main()
