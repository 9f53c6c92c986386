"""Records into vectors/config/ what Python and Alembic make of configurations, file names, headers and log lines."""

import datetime
import json
import os
import shlex
import subprocess
import sys
import tempfile
import textwrap
import warnings
from configparser import ConfigParser
from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import load_python_file

FOLDER = Path(__file__).resolve().parent / "vectors" / "config"

INIS = [
    "[alembic]\nscript_location = %(here)s/x\nfile_template = %%(rev)s_%%(slug)s\n",
    "[alembic]\nKey = Value\nOTHER: b = c\n spaced key  =  v  \nempty =\nempty2:\n",
    "# c\n; c\n[alembic]\n# x = 1\n  # indented comment\na = 1 ; not a comment\nb = 2 # neither\n",
    "[alembic]\nmany = one\n  two\n\n  three\n   # comment inside\n  four\n\n\nnext = x\n",
    "[alembic]\nmany =\n  one\n\ttwo\n",
    "[DEFAULT]\nroot = /r\nshared = d\n[alembic]\npath = %(root)s/%(here)s/%(PATH2)s\npath2 = p%%q\nshared = own\n[other]\nx = %(shared)s\n",
    "[alembic]\na = %(b)s\nb = %(c)s\nc = %(a)s\n",
    "[alembic]\nd0 = end\n" + "".join("d%d = %%(d%d)s\n" % (n, n - 1) for n in range(1, 14)),
    "[alembic]\nx = %(missing)s\ny = 100%\nz = %d\nw = %(here\nv = %(here)d\nok = %%\nok2 = %%%%(here)s\n",
    "[alembic]\na = 1\na = 2\n",
    "[alembic]\na = 1\nA = 2\n",
    "[alembic]\na = 1\n[x]\n[alembic]\nb = 2\n",
    "[DEFAULT]\na = 1\n[DEFAULT]\nb = 2\n[alembic]\n",
    "[DEFAULT]\na = 1\n[DEFAULT]\na = 2\n[alembic]\n",
    "x = 1\n[alembic]\n",
    "[alembic]\nno delimiter here\nb = 1\n",
    "[alembic]\n= value\n",
    "[alembic]\nb = 1\nno delimiter here\n  indented\nother bad\n",
    "[a]lembic]\nx = 1\n[b] trailing\ny = 2\n",
    " [alembic]\n x = 1\n  more\ny = 2\n",
    "[alembic]\r\na = 1\r\n  b\r\nc = 2\r\n",
    "[alembic]\na = gr\u00fc\u00dfe \u2603\nstra\u00dfe\u0130 = x\n",
    "[alembic]\na == b\nc =: d\ne : = f\n",
    "[alembic]\n\ta = 1\n\tb = 2\n",
    "[alembic]\na = 1\n\n[empty]\n[last]\nz = 9",
    "",
]

TOMLS = [
    'script_location = "%(here)s/x"\nfile_template = "%%(year)d_%%(rev)s"\nnumber = 5\nyes = true\n',
    'version_locations = ["%(here)s/a", "b%%c"]\nempty = []\n[tool.alembic.table]\nk = "%(here)s"\n',
    'bad = "100%"\nunknown = "%(nope)s"\nreal = 1.5\nday = 2026-01-02\n',
    'recursive_version_locations = true\nsourceless = "true"\n',
    '[[tool.alembic.post_write_hooks]]\nname = "one"\ntype = "exec"\nexecutable = "%(here)s/x"\n'
    '[[tool.alembic.post_write_hooks]]\nname = "two"\ntype = "module"\n',
]

LISTS = [
    (separator, legacy, text)
    for separator, legacy in (
        (None, None), ("os", None), (":", None), (";", None), ("space", None), ("newline", None), ("comma", None),
        (None, "os"), (None, "bad"), ("os", ";"), ("", None),
    )
    for text in ("", ".", "a", "a:b", "a, b,c", "a b  c", "a : b ::", "a\nb\n\nc", "a;b ; c", "a,b:c d")
]

BOOLEANS = ["true", "True", "TRUE", "yes", "1", "", "false"]

HOOKS = [
    "hooks = a, b\na.type = exec\na.executable = x y\nb.type = module\nB.Module = q\nab.type = n",
    "hooks = a b  c,d\na.options = --x %%s",
    "hooks =",
    "x = 1",
    "hooks = a,,b",
]

MESSAGES = [
    None, "", "add users", "Add  Users-Table!", "\u00c4rger mit Gr\u00fc\u00dfen \u0130", "snake_case stays_", "a" * 50,
    "a very long message that goes on and on and on until it is cut", "x" * 39 + " y", "x" * 40 + " y", "x" * 41,
    "one_" * 20, "\u65e5\u672c\u8a9e \u0661\u0662 \u00bd e\u0301", "tab\tnew\nline", "'quotes' \"double\" \\ back",
]
TEMPLATES = [
    "%(rev)s_%(slug)s",
    "%(year)d_%(month).2d_%(day).2d_%(hour).2d%(minute).2d-%(rev)s_%(slug)s",
    "%(year)d/%(month)02d/%(second)3d%(rev)s",
    "%(epoch)s %(epoch)d %(rev)-8s| %(rev)8s| %(slug).5s %%",
    "%(month)x %(hour)X %(minute)o %(second)f %(day)+d % (day)d %(day)5.3d|%(day)-5d|",
    "%(month)i %(month)u %(rev)r",
]
BAD_TEMPLATES = ["%(nope)s", "%d", "100%", "%(rev)d", "%(rev)", "%(rev)q"]

REPRS = [
    "", "plain", "it's", 'say "x"', "both ' and \"", "back\\slash", "new\nline\ttab\rret", "\x00\x1b\x7f\x85\xa0\xad",
    "gr\u00fc\u00dfe", "\u2028\u200b\ufeff", "\U0001f600", "\ud800", "\U000e0001", "a\u3000b",
]

SHELL = [
    "a b c", "a 'b c' d", 'a "b \\" c" d', "a\\ b c", "'it'\"s\"", "''", "a  ''  b", "  lead", 'x="y z"', "a#b # c",
    '"a\\nb"', "'a\\nb'", "a\\\\b", "tab\tsep\nline",
]
BAD_SHELL = ["'open", '"open', "end\\"]

WRAPS = [
    ("File /a/b/c already exists, skipping", 20),
    ("one two three four five six seven", 12),
    ("supercalifragilisticexpialidocious", 10),
    ("well-known hyphen-ated words-and more", 14),
    ("a  double  spaced   text here", 11),
    ("short", 80),
    ("FAILED: Can't locate revision identified by 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'", 40),
]

HEADERS = [
    '"""doc"""\nrevision = "a"\ndown_revision = None\n',
    '"""add users\n\nRevision ID: a\nRevises: \n\n"""\nfrom typing import Sequence, Union\n\nfrom sys import path\nimport os as sa\n\n'
    "# revision identifiers, used by Alembic.\nrevision: str = 'a'\ndown_revision: Union[str, Sequence[str], None] = None\n"
    "branch_labels: Union[str, Sequence[str], None] = None\ndepends_on: Union[str, Sequence[str], None] = None\n\n\n"
    "def upgrade() -> None:\n    pass\n",
    'revision = "m"\ndown_revision = ("a", "b")\nbranch_labels = ("x", "y",)\ndepends_on = ["c"]\n',
    "'single'\nrevision='m'\ndown_revision=('a')\nbranch_labels='lab'\ndepends_on=()\n",
    '# comment\n\n"""  spaced doc  \n"""\n\nrevision = "long" "er" \'x\'\ndown_revision = (\n    "par"  # why\n    "ent"\n)\n',
    'r"""raw \\n doc"""\nrevision = "a\\x62\\u0063\\n"\ndown_revision = "q", "r"\n',
    '"""esc \\x41 \\u00e9 \\t \\\\ \\\nline"""\nrevision = u"a"\ndown_revision = r"b\\n"\n',
    '\n\nimport os\nfrom os import (\n    path,\n    sep,\n)\nfrom os import \\\n    name\nrevision = "a"\ndown_revision = "b"\n',
    '"""doc"""\nimport logging\nlog = logging.getLogger("x")\nif log:\n    LEVEL = 3\nrevision = "a"\ndown_revision = "b"\n',
    '"""doc"""\nrevision = "old"\ndown_revision = None\n\ndef upgrade():\n    revision = "inner"\n\nrevision = "new"\n',
    '"""doc"""\nTEXT = """\nrevision = "fake"\n"""\nrevision = "a"\ndown_revision = None\n',
    '"""doc"""\nrevision = "a"; down_revision = "b"\n',
    '"""doc"""; revision = "a"\ndown_revision = "b"\n',
    '"one" " two"\nrevision = "a"\ndown_revision = None\n',
    'f"no doc"\nrevision = "a"\ndown_revision = None\n',
    'b"no doc"\nrevision = "a"\ndown_revision = None\n',
    '"""tabs"""\nrevision\t=\t"a"\ndown_revision = None # trailing\n\nbranch_labels = {"only"}\n',
    '"""doc"""\ndown_revision = None\n',
    '"""doc"""\nrevision = "a"\n',
    '"""crlf\r\n\r\nmore"""\r\nrevision = "a"\r\ndown_revision = None\r\n',
    '\ufeff"""bom"""\nrevision = "a"\ndown_revision = None\n',
    '"""doc\n\nwith \'\'\' inside and "quotes" ""\n"""\nrevision = "a"\ndown_revision = None\n',
    "'''other'''\nrevision = '''a'''\ndown_revision = (((\"b\")))\ndepends_on = (\"x\", 'y'  'z')\n",
    '"""doc"""\nfrom __future__ import annotations\n\nrevision = "a"\ndown_revision = "b"\n\nclass X:\n    depends_on = "no"\n',
    'revision = "a"\ndown_revision = None\nrevision_date = "x"\nrevisions = 3\n',
    '"""doc"""\nrevision = \\\n    "a"\ndown_revision = None\n',
]

LOG_TAIL = """
[handlers]
keys = console%(more)s
[formatters]
keys = generic
[logger_root]
level = WARNING
handlers = console
[handler_console]
class = StreamHandler
args = (%(stream)s,)
level = NOTSET
formatter = generic
[formatter_generic]
format = %(format)s
"""


def logging_ini(loggers="", keys="root", stream="sys.stderr", format="%(levelname)-5.5s [%(name)s] %(message)s", more=""):
    return "[loggers]\nkeys = %s\n%s" % (keys, loggers) + LOG_TAIL % {"stream": stream, "format": format, "more": more}


ALEMBIC = "[logger_alembic]\nlevel = %s\nhandlers = %s\nqualname = alembic\n%s"
LOGGINGS = [
    logging_ini(ALEMBIC % ("INFO", "", ""), "root,alembic"),
    logging_ini(ALEMBIC % ("DEBUG", "", ""), "root, alembic", stream="sys.stdout"),
    logging_ini(ALEMBIC % ("INFO", "console", ""), "root,alembic"),
    logging_ini(ALEMBIC % ("INFO", "console", "propagate = 0\n"), "root,alembic"),
    logging_ini(ALEMBIC % ("INFO", "", "propagate = 0\n"), "root,alembic"),
    logging_ini(ALEMBIC % ("NOTSET", "", ""), "root,alembic"),
    logging_ini(ALEMBIC % ("INFO", "", ""), "root,alembic", format="%%(message)s literal, %(levelname)s"),
    logging_ini(ALEMBIC % ("INFO", "", ""), "root,alembic", format="%%(message)s %(message)-20s|%(message)s"),
    logging_ini(ALEMBIC % ("INFO", "", ""), "root,alembic", format="%%%(message)s %%"),
    logging_ini(),
    logging_ini(
        "[logger_deep]\nlevel = ERROR\nhandlers =\nqualname = alembic.runtime.migration\n"
        + ALEMBIC % ("INFO", "", ""),
        "root,alembic,deep",
        format="%(levelname)s:%(name)s:%(message)s",
    ),
    logging_ini(
        ALEMBIC % ("INFO", "loud", "")
        + "[handler_loud]\nclass = logging.StreamHandler\nargs = ()\nlevel = ERROR\nformatter =\n",
        "root,alembic",
        more=",loud",
        format="%(levelno)d %(name)30s| %(message)s",
    ),
    logging_ini(
        ALEMBIC % ("INFO", "none", "") + "[handler_none]\nclass = NullHandler\nargs = ()\n", "root,alembic", more=",none"
    ),
]

LOG_PROGRAM = """
import io, json, logging, logging.config, sys
events = json.loads(sys.argv[2])
for _, name, _ in events:
    if name not in ("alembic.env", "myapp"):
        logging.getLogger(name)
logging.getLogger("alembic").addHandler(logging.NullHandler())
logging.config.fileConfig(sys.argv[1])
for level, name, message in events:
    logging.getLogger(name).log(level, message)
"""
EVENTS = [
    [level, name, "%s says %d" % (name, level)]
    for name in ("alembic.runtime.migration", "alembic.util.messaging", "alembic.env", "alembic", "myapp")
    for level in (10, 20, 30, 40)
]


def attempt(work):
    try:
        return {"value": work()}
    except Exception as error:
        return {"error": type(error).__name__, "message": str(error)}


def write(name, value):
    lines = ",\n".join("  " + json.dumps(one, ensure_ascii=True) for one in value)
    (FOLDER / (name + ".json")).write_text("[\n%s\n]\n" % lines, encoding="utf-8")


def read_ini(folder, text):
    path = Path(folder) / "alembic.ini"
    path.write_bytes(text.encode("utf-8"))
    parser = ConfigParser({"here": "/here"})

    def parse():
        parser.read([path], encoding="utf-8")
        return {
            section: {key: attempt(lambda: parser.get(section, key)) for key in parser.options(section)}
            for section in parser.sections()
        }

    found = attempt(parse)
    if "error" in found:
        found["message"] = found["message"].replace(str(path), "alembic.ini")
    return {"text": text, **found}


def read_toml(folder, text):
    path = Path(folder) / "pyproject.toml"
    path.write_text("[tool.alembic]\n" + text, encoding="utf-8")
    config = Config(toml_file=str(path))
    keys = list(config.toml_alembic_config)
    answers = {key: attempt(lambda: config._get_toml_config_value(key)) for key in keys}
    answers = json.loads(json.dumps(answers, default=str).replace(json.dumps(str(Path(folder)))[1:-1], "/here"))
    booleans = {key: attempt(lambda: config.get_alembic_boolean_option(key)) for key in keys}
    hooks = attempt(config.get_hooks_list)
    return {
        "text": "[tool.alembic]\n" + text,
        "answers": answers,
        "booleans": booleans,
        "hooks": json.loads(json.dumps(hooks).replace(str(folder), "/here")),
    }


def split_list(separator, legacy, text):
    config = Config()
    parser = config.file_config
    for key, value in (
        ("path_separator", separator), ("version_path_separator", legacy), ("version_locations", text), ("prepend_sys_path", text),
    ):
        if value is not None:
            parser.set("alembic", key, value)
    found = {"pathSeparator": separator, "versionPathSeparator": legacy, "text": text}
    for name, work in (("versions", config.get_version_locations_list), ("prepend", config.get_prepend_sys_paths_list)):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            found[name] = attempt(work)
        found[name]["warnings"] = [str(one.message) for one in caught]
    return found


def boolean(text):
    config = Config()
    config.set_main_option("sourceless", text)
    return {"text": text, "value": config.get_alembic_boolean_option("sourceless")}


def hooks(folder, text):
    path = Path(folder) / "alembic.ini"
    path.write_text("[alembic]\n[post_write_hooks]\n%s\n" % text)
    found = Config(str(path)).get_hooks_list()
    return {"text": text, "value": [{key: one[key] for key in one if key != "here"} for one in found]}


def file_names(folder):
    date = datetime.datetime(2026, 1, 5, 7, 8, 9, 345429, tzinfo=datetime.timezone.utc)
    for length in (40, 10, 0):
        for message in MESSAGES:
            directory = ScriptDirectory(folder, truncate_slug_length=length)
            name = directory._rev_path("x", "abc123", message, date).name
            yield {"length": length, "message": message, "template": None, "value": name}
    for template in TEMPLATES + BAD_TEMPLATES:
        directory = ScriptDirectory(folder, file_template=template)
        name = attempt(lambda: directory._rev_path("x", "abc123", "some words", date).as_posix()[2:])
        yield {"length": 40, "message": "some words", "template": template, **name}


def header(folder, index, text):
    name = "header_%d.py" % index
    (Path(folder) / name).write_bytes(text.encode("utf-8"))
    module = load_python_file(folder, name)

    def plain(field):
        value = getattr(module, field, "missing")
        return sorted(value) if isinstance(value, set) else list(value) if isinstance(value, tuple) else value

    fields = {field: plain(field) for field in ("revision", "down_revision", "branch_labels", "depends_on")}
    return {"text": text, "doc": (module.__doc__ or "").strip(), **fields}


def log_lines(folder, text):
    path = Path(folder) / "logging.ini"
    path.write_text(text)
    done = subprocess.run(
        [sys.executable, "-c", LOG_PROGRAM, str(path), json.dumps(EVENTS)], capture_output=True, text=True, check=True
    )
    return {"text": text, "events": EVENTS, "stdout": done.stdout, "stderr": done.stderr}


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    sys.dont_write_bytecode = True
    with tempfile.TemporaryDirectory() as folder:
        folder = os.path.realpath(folder)
        write("ini", [read_ini(folder, text) for text in INIS])
        write("toml", [read_toml(folder, text) for text in TOMLS])
        write("lists", [split_list(*case) for case in LISTS])
        write("booleans", [boolean(text) for text in BOOLEANS])
        write("hooks", [hooks(folder, text) for text in HOOKS])
        write("file-names", list(file_names(folder)))
        write("headers", [header(folder, index, text) for index, text in enumerate(HEADERS)])
        write("logging", [log_lines(folder, text) for text in LOGGINGS])
    write("reprs", [{"text": text, "value": repr(text)} for text in REPRS])
    write("shell", [{"text": text, **attempt(lambda: shlex.split(text))} for text in SHELL + BAD_SHELL])
    write(
        "wraps",
        [
            {"text": text, "width": width, "value": textwrap.wrap(text, width, initial_indent="  ", subsequent_indent="  ")}
            for text, width in WRAPS
        ],
    )


main()
