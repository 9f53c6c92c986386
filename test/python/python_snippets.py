"""Runs Python snippets for the tests of the evaluator: reads a JSON list a line, writes what each printed or raised."""

import contextlib
import io
import json
import random
import sys
import warnings

warnings.simplefilter("ignore")


def run(source):
    random.seed(1)
    output = io.StringIO()
    error = None
    try:
        with contextlib.redirect_stdout(output):
            exec(compile(source, "snippet.py", "exec"), {"__name__": "__main__"})
    except BaseException as exception:
        error = f"{type(exception).__name__}: {exception}"
    return {"output": output.getvalue(), "error": error}


for line in sys.stdin:
    print(json.dumps([run(source) for source in json.loads(line)]), flush=True)
