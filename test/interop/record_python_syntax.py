"""Records what Python says of texts that it does not compile, into vectors/python/syntax.json."""

import json
import warnings
from pathlib import Path

warnings.simplefilter("ignore")
TARGET = Path(__file__).resolve().parent / "vectors" / "python" / "syntax.json"

TEXTS = [
    "f() = 1", "x + 1 = 2", "1 = x", "None = 1", "True = 1", "(a, b) += 1", "f(a=1, 2)", "f(**a, *b)", "f(a=1, a=2)",
    "f(**{}, a)", "f(True=1)", "def f(a, a): pass", "def f(a=1, b): pass", "print 'x'", "print x", "exec 'x'",
    "if x = 1: pass", "for f() in x: pass", "del f()", "x = [1, 2", "x = (1]", "x = 1)", "return 1", "break", "continue",
    "def f():\nx=1", "if 1:\n  x\n y", "  x=1", "x = 1\n  y = 2", "class A:\npass", "for x in y:\npass", "while 1:\npass",
    "try:\npass\nexcept:\n  pass", "if 1:\n  pass\nelse:\npass", "with a:\npass", "'abc", "'''abc", "1a", "012", "0x",
    "1__0", "1_", "0b12", "0o8", "x = 5 +", "import a.b as", "def f():\n from x import *", "raise A, 'b'", "except",
    "try:\n pass\nx", "`x`", "a <> b", "<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> other\n", "x = =",
    "f(x for x in y, 1)", "[x for x in y", "with a as 1: pass", "async def f(): pass\nawait x", "await x", "nonlocal x",
    "def f():\n global x\n nonlocal x", "def f():\n x=1\n global x", "def f():\n print(x)\n global x",
    "def f():\n nonlocal x", "def f(x):\n global x", "*a = 1", "a, *b, *c = x", "*a", "x = *a", "{1:2, 3}", "{**a, 1}",
    "f'{}'", "f'{a!x}'", "f'}'", "b'\u00e9'", "x = 'a' b'b'", "a b", "x = 10 20", "f(a b)", "else: pass", "if x\n  y",
    "def f:\n pass", "class A\n pass", "a = \u201cx\u201d", "x\u00a0= 1", "def True(): pass", "x: int: 3", "(x, y): int",
    "import x as None", "x = yield", "class A: yield", "a := 1", "(a.b := 1)", "(a[0] := 1)", "while 1: def f(): pass",
    "raise x from", "from x import (a, b", "from x import a,", "not = 1", "a = 1 if 2", "async x",
    "if 1:\n\tx\n        y", "try:\n pass\nexcept:\n pass\nexcept A:\n pass", "x = {'a': }", "del (a, 1)", "x = $",
    "x = a ? b", "x!", "x = 1 +\ny = 2", "lambda x, x: 1", "f(a, b=1, *c, d)", "def f(*): pass", "def f(*, **k): pass",
    "def f(**k, a): pass", "x = a.1", "import", "from x import", "class A(x for x in y): pass", "f(a.b=1)", "f(1=2)",
    "x = (yield) = 1", "for x in range(10)\n  pass", "x = not", "if True:\n    x = 1\n\ty = 2", "\\ x", "x = 1 \\",
    "def f(a, (b, c)): pass", "except A as b.c: pass", "match x:\n case a.b as _: pass", "match x:\n case 1 + 2: pass",
    "def f():\n  def g():\n    nonlocal x\n  return g", "[x := 1 for x in y]", "class A:\n  [y := x for x in z]",
    "[(yield x) for x in y]", "x = 'a\nb'", "def f():\n\treturn 1\n        return 2", "@\ndef f(): pass", "@a b\ndef f(): pass",
    "assert", "del", "global", "(" * 201 + ")" * 201, "raise E, 'x', tb", "u'a' b'b'", "ur'x'", "0777", "10L", "print >>f, x",
    "async with a: pass", "def f():\n async with a: pass", "async for a in b: pass", "return", "yield 1", "x = f'{a b}'",
    "x = f'{a:{b}'", "x ++", "x--", "++", "i++ = 1", "a = b = 1 = c", "{a: b for a in c, d}", "x = {a b}", "x = [a b]",
]


def say(text):
    try:
        compile(text, "file.py", "exec")
        return {"text": text, "error": None}
    except SyntaxError as error:
        return {"text": text, "error": type(error).__name__, "message": error.msg, "line": error.lineno}


TARGET.parent.mkdir(parents=True, exist_ok=True)
TARGET.write_text(json.dumps([say(text) for text in TEXTS], indent=1, ensure_ascii=True) + "\n")
