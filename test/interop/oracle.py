"""Runs Alembic's command line for the tests, one request a line, without paying Python's start again.

Reads JSON objects {"id", "cwd", "argv", "env"} from standard input and answers each with one JSON line
{"id", "code", "stdout", "stderr"}. "python": "code" in place of "argv" runs a snippet instead, whose variable
`result` is handed back as "result". Runs one request after the other, each in its own folder.
"""

import io
import json
import logging
import os
import sys
import traceback
import warnings



class Switch(io.TextIOBase):
    """A stream that writes to whatever is its target now: Alembic keeps the stream that it saw at import."""

    encoding = "utf-8"

    def __init__(self, target):
        self.target = target

    def write(self, text):
        return self.target.write(text)

    def flush(self):
        self.target.flush()


channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)
sys.stdout = Switch(sys.__stderr__)
sys.stderr = Switch(sys.__stderr__)

from alembic.config import CommandLine  # noqa: E402


def reset_logging(stream):
    """What a fresh process has: no handlers but NullHandler for alembic, and warnings on stderr."""
    for name in list(logging.Logger.manager.loggerDict):
        logger = logging.getLogger(name)
        for handler in list(logger.handlers):
            logger.removeHandler(handler)
        logger.setLevel(logging.NOTSET)
        logger.propagate = True
        logger.disabled = False
    root = logging.getLogger()
    for handler in list(root.handlers):
        root.removeHandler(handler)
    root.setLevel(logging.WARNING)
    logging.getLogger("alembic").addHandler(logging.NullHandler())
    warnings.resetwarnings()
    warnings.simplefilter("default")


def run_alembic(argv):
    try:
        CommandLine(prog="alembic").main(argv=argv)
        return 0
    except SystemExit as stop:
        code = stop.code
        if code is None:
            return 0
        return code & 0xFF if isinstance(code, int) else 1
    except BaseException:
        traceback.print_exc()
        return 1


def answer(request):
    before_env, before_cwd, before_path = dict(os.environ), os.getcwd(), list(sys.path)
    before_modules = set(sys.modules)
    out, err = io.StringIO(), io.StringIO()
    reply = {"id": request["id"]}
    try:
        os.environ.update(request.get("env") or {})
        if request.get("cwd"):
            os.chdir(request["cwd"])
        sys.stdout.target, sys.stderr.target = out, err
        reset_logging(sys.stderr)
        if "python" in request:
            scope = {"__name__": "__oracle__", "args": request.get("args")}
            try:
                exec(compile(request["python"], "<request>", "exec"), scope)
                reply["code"] = 0
            except BaseException:
                traceback.print_exc()
                reply["code"] = 1
            reply["result"] = scope.get("result")
        else:
            reply["code"] = run_alembic(request["argv"])
    finally:
        sys.stdout.target = sys.stderr.target = sys.__stderr__
        os.environ.clear()
        os.environ.update(before_env)
        os.chdir(before_cwd)
        sys.path[:] = before_path
        for name in set(sys.modules) - before_modules:
            if not name.startswith(("alembic", "sqlalchemy", "logging", "mako", "sqlmodel", "pydantic")):
                del sys.modules[name]
    reply["stdout"], reply["stderr"] = out.getvalue(), err.getvalue()
    return reply


def main():
    for line in sys.stdin:
        channel.write(json.dumps(answer(json.loads(line)), default=str) + "\n")
        channel.flush()


main()
