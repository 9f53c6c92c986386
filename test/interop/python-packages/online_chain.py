"""Runs a chain of revisions online on SQLite with real Alembic, up and down, as far as it goes.

Usage: online_chain.py ROOT VERSIONS FOLDER. ROOT holds the unpacked packages, VERSIONS is the folder of the revisions,
FOLDER has the `env.py`, `stand-ins`, modules in place of those that the packages need and that are installed nowhere, and `begin.py`,
which makes what the chain begins with; it receives `begin.db`, `up.db` and `down.db`. Prints JSON: {"reached": [revision, …], "failure", "lowered": [revision, …], "down"}.
"""

import contextlib
import importlib.util
import io
import json
import logging
import os
import shutil
import sys
import warnings

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import record_packages  # noqa: E402  finds the packages' own modules, and stubs for what is installed nowhere


class Lenient(record_packages.Finder):
    """Finds stand-ins first. A module that cannot be run without what is installed nowhere is a stub as a whole."""

    def find_spec(self, fullname, path, target=None):
        place = os.path.join(sys.argv[3], "stand-ins", *fullname.split("."))
        for file in (place + ".py", os.path.join(place, "__init__.py")):
            if os.path.exists(file):
                return importlib.util.spec_from_file_location(fullname, file)
        return super().find_spec(fullname, path, target)

    def exec_module(self, module):
        try:
            super().exec_module(module)
        except Exception:
            module.__class__ = record_packages.StubModule


sys.meta_path[0] = Lenient()

import sqlalchemy as sa  # noqa: E402
from alembic import command  # noqa: E402
from alembic.config import Config  # noqa: E402

root, versions, folder = sys.argv[1:4]


def config(name):
    scripts = os.path.join(folder, "scripts")
    os.makedirs(scripts, exist_ok=True)
    shutil.copyfile(os.path.join(folder, "env.py"), os.path.join(scripts, "env.py"))
    made = Config(stdout=io.StringIO())
    made.set_main_option("script_location", scripts)
    made.set_main_option("version_locations", versions)
    made.set_main_option("path_separator", "newline")
    made.set_main_option("sqlalchemy.url", "sqlite:///" + os.path.join(folder, name))
    return made


def heads(name):
    with sa.create_engine("sqlite:///" + os.path.join(folder, name)).connect() as connection:
        rows = connection.execute(sa.text("SELECT version_num FROM alembic_version ORDER BY 1"))
        return [row[0] for row in rows]


def attempt(work, *args):
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            work(*args)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        return "%s: %s" % (type(error).__name__, str(error).split("\n")[0][:160])
    return None


def begin():
    """The file that the chain begins with."""
    path = os.path.join(folder, "begin.py")
    engine = sa.create_engine("sqlite:///" + os.path.join(folder, "begin.db"))
    with engine.begin() as connection:
        connection.execute(sa.text("PRAGMA user_version = 0"))
        with open(path) as file:
            exec(compile(file.read(), path, "exec"), {"connection": connection})
    engine.dispose()
    for name in ("try.db", "up.db"):
        shutil.copyfile(os.path.join(folder, "begin.db"), os.path.join(folder, name))


def main():
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    begin()
    failure = attempt(command.upgrade, config("try.db"), "heads")
    reached = heads("try.db")
    # A failing step may leave a part of itself behind, so the file that is compared is made without it.
    for revision in reached:
        command.upgrade(config("up.db"), revision)
    shutil.copyfile(os.path.join(folder, "up.db"), os.path.join(folder, "lower.db"))
    down = attempt(command.downgrade, config("lower.db"), "base")
    lowered = heads("lower.db")
    shutil.copyfile(os.path.join(folder, "up.db"), os.path.join(folder, "down.db"))
    if down is None:
        command.downgrade(config("down.db"), "base")
    elif len(lowered) == 1:
        command.downgrade(config("down.db"), lowered[0])
    print(json.dumps({"reached": reached, "failure": failure, "lowered": lowered, "down": down}))


main()
