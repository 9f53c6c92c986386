"""What real Alembic prints for each revision of a folder of packages, alone, up and down, offline on six dialects.

Usage: record_packages.py ROOT OUT [FILTER]. ROOT holds the unpacked packages. A module of a package itself is run, but
the __init__ files above it only where a name is asked of them; what is installed nowhere is a stub, whose every use is
noted. OUT gets one JSON line per revision file: {"file", "tier", "runs": [{"dialect", "direction", "sql", "error", "stub"}]}.
"""

import ast
import builtins
import importlib.abc
import importlib.machinery
import importlib.util
import io
import json
import logging
import os
import random
import re
import sys
import types
import warnings

import sqlalchemy  # noqa: F401
from alembic.operations import Operations
from alembic.runtime.environment import EnvironmentContext
from alembic.config import Config
from alembic.script import ScriptDirectory  # noqa: F401
from alembic.runtime.migration import MigrationContext

DIALECTS = ["sqlite", "postgresql", "mysql", "mariadb", "mssql", "oracle"]
REAL = set(sys.stdlib_module_names) | {"alembic", "sqlalchemy", "sqlmodel", "pydantic", "pydantic_core", "annotated_types", "typing_inspection", "typing_extensions", "mako", "markupsafe"}
root = os.path.abspath(sys.argv[1])
used = []


class Stub:
    def __init__(self, name):
        object.__setattr__(self, "_name", name)

    def _use(self, what):
        used.append(self._name + what)
        return Stub(self._name + what)

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return self._use("." + name)

    def __setattr__(self, name, value):
        self._use("." + name)

    def __call__(self, *args, **kw):
        return self._use("()")

    def __getitem__(self, key):
        return self._use("[]")

    def __iter__(self):
        self._use(" iterated")
        return iter(())

    def __len__(self):
        self._use(" counted")
        return 0

    def __str__(self):
        self._use(" as text")
        return self._name

    def __bool__(self):
        self._use(" as a condition")
        return True

    def __eq__(self, other):
        self._use(" compared")
        return self is other

    def __hash__(self):
        return id(self)

    def __enter__(self):
        return self._use(" entered")

    def __exit__(self, *args):
        return False

    def __mro_entries__(self, bases):
        self._use(" as a base class")
        return (object,)


for _name in "add radd sub mul mod truediv or ror and lt gt le ge contains invert".split():
    setattr(Stub, "__%s__" % _name, lambda self, *args: self._use(" operated on"))


class StubModule(types.ModuleType):
    __path__ = []
    __version__ = "1.0"

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return Stub(self.__name__ + "." + name)


class PackageModule(types.ModuleType):
    """A package of the project: its __init__ is run when a name is asked of it."""

    def __getattr__(self, name):
        if name.startswith("__") and name != "__version__":
            raise AttributeError(name)
        try:
            return importlib.import_module(self.__name__ + "." + name)
        except ImportError:
            pass
        if not self.__dict__.get("_ran"):
            self._ran = True
            init = os.path.join(self.__path__[0], "__init__.py")
            if os.path.exists(init):
                try:
                    with open(init, "rb") as file:
                        exec(compile(file.read(), init, "exec"), self.__dict__)
                except BaseException:
                    return Stub(self.__name__ + "." + name)
        return self.__dict__.get(name, Stub(self.__name__ + "." + name))


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, fullname, path, target=None):
        top = fullname.split(".")[0]
        if top in REAL:
            return None
        place = os.path.join(root, *fullname.split("."))
        spec = importlib.machinery.ModuleSpec(fullname, self, is_package=not os.path.exists(place + ".py"))
        if os.path.isdir(place):
            spec.loader_state = ("package", place)
        elif os.path.exists(place + ".py"):
            spec.loader_state = ("module", place + ".py")
        elif os.path.isdir(os.path.join(root, top)):
            return None
        else:
            spec.loader_state = ("stub", None)
        return spec

    def create_module(self, spec):
        kind, place = spec.loader_state
        if kind == "package":
            module = PackageModule(spec.name)
            spec.submodule_search_locations = [place]
            module.__path__ = [place]
            return module
        return StubModule(spec.name) if kind == "stub" else types.ModuleType(spec.name)

    def exec_module(self, module):
        kind, place = module.__spec__.loader_state
        if kind == "package":
            module.__path__ = [place]
            module.__file__ = os.path.join(place, "__init__.py")
        if kind != "module":
            return
        module.__file__ = place
        with open(place, "rb") as file:
            code = compile(file.read(), place, "exec")
        exec(code, module.__dict__)


sys.meta_path.insert(0, Finder())


def operations(dialect):
    buffer = io.StringIO()
    context = MigrationContext.configure(
        dialect_name=dialect,
        environment_context=environment,
        dialect_opts={"paramstyle": "named"},
        opts={"as_sql": True, "output_buffer": buffer, "literal_binds": True, "fn": lambda *args: []},
    )
    return context, buffer


config = Config()
config.set_main_option("script_location", root)
environment = EnvironmentContext(config, None, as_sql=True)


def one(path, dialect, direction):
    del used[:]
    answer = {"dialect": dialect, "direction": direction}
    name = "revision_%s" % abs(hash((path, dialect, direction)))
    random.seed(0)
    out = io.StringIO()
    stdout, sys.stdout = sys.stdout, out
    try:
        context, buffer = operations(dialect)
        environment._migration_context = context
        with environment, Operations.context(context):
            spec = importlib.util.spec_from_file_location(name, path)
            module = importlib.util.module_from_spec(spec)
            sys.modules[name] = module
            spec.loader.exec_module(module)
            # Only the uses of the step itself count, and of what it imports.
            del used[:]
            getattr(module, direction)()
        answer["sql"] = buffer.getvalue()
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        answer["error"] = "%s: %s" % (type(error).__name__, str(error).split("\n")[0][:200])
    finally:
        sys.stdout = stdout
        sys.modules.pop(name, None)
    if used:
        answer["stub"] = used[0]
    return answer


def tier_of(source):
    """The tier of python.md that a file is of, as far as its text says."""
    tree = ast.parse(source)
    imports = set()
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                imports.add(alias.name.split(".")[0])
                names[(alias.asname or alias.name).split(".")[0]] = alias.name.split(".")[0]
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                names[alias.asname or alias.name] = node.module.split(".")[0]
    loaded = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    foreign = {n for n, top in names.items() if top not in REAL and n in loaded and top != "sqlalchemy_utils"}
    if foreign:
        return 5
    text = source
    if re.search(r"declarative_base|Session\(|sessionmaker|DeclarativeBase|orm\.", text):
        return 4
    if re.search(r"inspect\(|Inspector|autoload", text):
        return 3
    body = [
        node
        for fn in tree.body
        if isinstance(fn, ast.FunctionDef) and fn.name in ("upgrade", "downgrade")
        for node in fn.body
    ]
    calls = any(not isinstance(node, ast.Pass) for node in body)
    if not calls:
        return 0
    classes = any(isinstance(node, ast.ClassDef) for node in tree.body)
    straight = not classes and all(isinstance(node, (ast.Expr, ast.Pass)) for node in body)
    return 1 if straight and "get_bind" not in text else 2


def main():
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    only = sys.argv[3] if len(sys.argv) > 3 else ""
    files = []
    for folder, _, names in os.walk(root):
        for name in sorted(names):
            path = os.path.join(folder, name)
            if name.endswith(".py") and "versions" in path and only in path:
                with open(path, encoding="utf-8") as file:
                    source = file.read()
                if re.search(r"^down_revision\b", source, re.M) and "--merge" not in name:
                    files.append((path, source))
    for path, source in sorted(files):
        # A package may change how SQLAlchemy writes a type for the whole process.
        child = os.fork()
        if child == 0:
            with open(sys.argv[2], "a", encoding="utf-8") as out:
                runs = [one(path, dialect, way) for dialect in DIALECTS for way in ("upgrade", "downgrade")]
                line = {"file": os.path.relpath(path, root), "tier": tier_of(source), "runs": runs}
                out.write(json.dumps(line) + "\n")
            os._exit(0)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
