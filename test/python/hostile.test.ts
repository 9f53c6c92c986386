import { describe, expect, test } from "vitest";
import { PythonError, runModule, startRun } from "../../src/python/run-module.js";
import { runSnippet } from "./run-snippet.js";

/**
 * What ends a script, and that it took little of the processor: the clock would also count what other processes do
 * meanwhile. Each takes less than a second, but the threads that collect garbage beside a script count as well.
 */
async function endOf(source: string): Promise<string | null> {
  const start = process.cpuUsage();
  const { error } = await runSnippet(source).catch((failure: Error) => ({ error: failure.message }));
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1e6).toBeLessThan(secondsOfProcessor);
  return error;
}

const secondsOfProcessor = 2;

describe("hostile files", () => {
  const refused: readonly (readonly [string, string, RegExp])[] = [
    ["10,000 nested brackets", `x = ${"(".repeat(10_000)}${")".repeat(10_000)}`, /too many nested parentheses/],
    ["10,000 nested lists", `x = ${"[".repeat(10_000)}`, /too many nested parentheses/],
    ["10,000 operators in a row", `x = ${"-".repeat(10_000)}1`, /too deeply nested/],
    ["10,000 nots", `x = ${"not ".repeat(10_000)}1`, /too deeply nested/],
    ["a line of a megabyte that ends nowhere", `x = "${"a".repeat(1_000_000)}`, /unterminated string literal/],
    ["a line of a megabyte of brackets", `x = ${"{".repeat(1_000_000)}`, /too many nested parentheses/],
    [
      "a hundred levels of indentation",
      Array.from({ length: 120 }, (_, level) => `${" ".repeat(level)}if 1:`).join("\n"),
      /too many levels/,
    ],
    ["a huge string", '"x" * 10**9', /MemoryError/],
    ["a huge list", "[0] * 10**9", /MemoryError/],
    ["a huge list from a range", "list(range(10**10))", /MemoryError/],
    ["huge bytes", "bytes(10**10)", /MemoryError/],
    ["a huge power", "10 ** 10 ** 10", /MemoryError/],
    ["a huge shift", "1 << 10**12", /MemoryError|OverflowError/],
    ["a huge width", 'f"{1:{10**9}}"', /MemoryError/],
    ["a huge percent width", '"%1000000000d" % 1', /MemoryError/],
    ["a huge justification", '"a".ljust(10**9)', /MemoryError/],
    ["a string that doubles", 'x = "abcd"\nwhile True: x += x', /MemoryError/],
    ["a list that grows", "x = []\nwhile True: x.append(1)", /MemoryError|steps/],
    ["deep recursion", "def f(): return f()\nf()", /RecursionError: maximum recursion depth exceeded/],
    [
      "deep recursion of a special method",
      "class A:\n  def __eq__(self, o): return self == o\nA() == A()",
      /RecursionError/,
    ],
    ["deep recursion of an attribute", "class A:\n  def __getattr__(self, n): return self.x\nA().y", /RecursionError/],
    ["a list in itself compared", "a = []; a.append(a); b = []; b.append(b); a == b", /RecursionError/],
    ["a loop without end", "while True: pass", /steps/],
    ["a generator without end", "def g():\n  while True: yield 1\nsum(g())", /steps/],
    [
      "a pattern that takes for ever",
      'import re\nre.match(r"(a+)+$", "a" * 40 + "b")',
      /regular expression takes too long/,
    ],
    ["an import by its function", '__import__("os")', /not supported/],
    ["text as code", 'eval("1")', /not supported/],
    ["text as statements", 'exec("x = 1")', /not supported/],
    ["the globals of a function", "def f(): pass\nf.__globals__", /AttributeError/],
    ["the code of a function", "def f(): pass\nf.__code__", /AttributeError/],
    ["the subclasses of object", "object.__subclasses__()", /AttributeError/],
    ["the closure of a function", "(lambda: 1).__closure__", /AttributeError/],
    ["JavaScript's constructor", "{}.constructor", /AttributeError/],
    ["JavaScript's prototype", '"".__proto__', /AttributeError/],
    ["JavaScript's constructor of a function", 'getattr(print, "constructor")', /AttributeError/],
    ["JavaScript's prototype of a class", 'getattr(int, "prototype")', /AttributeError/],
    [
      "a key named __proto__",
      'd = {"__proto__": 1}\nassert list(d) == ["__proto__"]\nd["constructor"]',
      /KeyError: 'constructor'/,
    ],
    ["a format that looks around", '"{0.__class__.__globals__}".format(print)', /AttributeError/],
    ["a module's inside", "import sys\nsys.implementation.constructor", /AttributeError/],
    ["a built-in class changed", "int.x = 1", /cannot set 'x' attribute of immutable type 'int'/],
    ["a file outside", 'open("/etc/passwd")', /FileNotFoundError/],
    ["a file written", 'open("x", "w")', /PermissionError/],
    ["a program started", 'import os\nos.system("ls")', /PermissionError/],
  ];

  for (const [what, source, message] of refused)
    test(`when a script tries ${what} then it is refused`, async () => {
      expect(await endOf(source)).toMatch(message);
    });

  test("when a line has 131,072 statements then it runs", async () => {
    expect(await endOf(`a = 1\n${"a;".repeat(131_072)}`)).toBeNull();
    expect(await endOf(`if 1:\n  a = 1\n  ${"a;".repeat(131_072)}`)).toBeNull();
  });

  test("when a script asks for classes above then it gets those of the evaluator alone", async () => {
    const { output, error } = await runSnippet(
      "print(().__class__.__mro__, ().__class__.__bases__[0], type(print).__mro__, [n for n in dir(()) if 'proto' in n or n == 'constructor'])",
    );
    expect(error).toBeNull();
    expect(output).toBe(
      "(<class 'tuple'>, <class 'object'>) <class 'object'> (<class 'builtin_function_or_method'>, <class 'object'>) []\n",
    );
  });

  test("when a loop has no end then a signal stops it, and no handler of the script catches that", async () => {
    const abort = new AbortController();
    const run = startRun({}, {}, abort.signal);
    setTimeout(() => abort.abort(new Error("stopped")), 50);
    const source = "while True:\n  try:\n    while True: pass\n  except BaseException: pass\n  finally: x = 1\n";
    await expect(runModule(run, { name: "m", file: "m.py", source })).rejects.toThrow("stopped");
  });

  test("when small values fill the memory then the script ends before the process does", async () => {
    const run = startRun({ isMemoryShort: () => true });
    const source = "x = []\nwhile True: x.append([1])\n";
    await expect(runModule(run, { name: "m", file: "m.py", source })).rejects.toThrow("MemoryError (m.py, line 2");
  });

  test("when a script raises then the message names file, line and function", async () => {
    const run = startRun();
    const source = "def helper():\n    raise ValueError('no')\n\n\ndef upgrade():\n    helper()\n\n\nupgrade()\n";
    const failure = await runModule(run, { name: "m", file: "versions/m.py", source }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PythonError);
    expect((failure as PythonError).message).toBe("ValueError: no (versions/m.py, line 2, in helper)");
    expect((failure as PythonError).traceback.map(({ line, name }) => [line, name])).toEqual([
      [9, "<module>"],
      [6, "upgrade"],
      [2, "helper"],
    ]);
  });
});
