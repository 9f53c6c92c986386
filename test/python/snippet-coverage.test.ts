import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { builtinNames } from "../../src/python/builtins/builtin-names.js";
import { PyClass } from "../../src/python/values/py-class.js";
import { ClassMethodDescriptor, StaticMethodDescriptor } from "../../src/python/values/py-descriptor.js";
import { NativeFunction } from "../../src/python/values/py-function.js";
import { formats } from "./arbitrary/formats.js";
import { shown } from "./arbitrary/values.js";
import { runSnippet } from "./run-snippet.js";
import { kinds } from "./snippet-arbitrary.js";

/** The modules whose functions give the same in every run. */
const modules =
  "base64 collections copy csv fnmatch functools hashlib io itertools json math operator os.path re string textwrap urllib.parse uuid";

/** What is of this machine, of this moment, not of Python 3.11, or nothing that a script calls. */
const notMade: ReadonlySet<string> = new Set(
  (
    "breakpoint compile complex eval exec input memoryview __import__ id.real int.is_integer " +
    "functools.RLock functools.namedtuple hashlib.hmac_digest itertools.batched base64.Error " +
    "os.path.abspath os.path.exists os.path.isdir os.path.isfile os.path.islink os.path.lexists os.path.realpath " +
    "os.path.fspath os.path.split_drive re.PatternError re.Match re.Pattern re.error re.purge copy.Error copy.error " +
    "csv.Dialect csv.Error csv.excel csv.excel_tab csv.unix_dialect csv.get_dialect csv.list_dialects " +
    "csv.register_dialect io.UnsupportedOperation io.open json.JSONDecodeError json.JSONEncoder json.dump json.load " +
    "urllib.parse.ParseResult urllib.parse.SplitResult urllib.parse.namedtuple uuid.uuid1 uuid.uuid4"
  ).split(" "),
);

const methodOf = (value: unknown): NativeFunction | undefined => {
  const target =
    value instanceof ClassMethodDescriptor || value instanceof StaticMethodDescriptor ? value.target : value;
  return target instanceof NativeFunction ? target : undefined;
};

/** Counts the calls of every built-in function, and of every method of a built-in class. */
function countCalls(): Map<string, number> {
  const counts = new Map<string, number>();
  const count = (name: string, target: NativeFunction): void => {
    counts.set(name, 0);
    const { implementation } = target;
    const counted = (...values: never[]): unknown => {
      counts.set(name, (counts.get(name) ?? 0) + 1);
      return implementation(...values);
    };
    (target as { implementation: unknown }).implementation = counted;
  };
  for (const { key, value } of builtinNames().map.values()) {
    if (value instanceof NativeFunction) count(String(key), value);
    if (!(value instanceof PyClass) || (value.module !== "builtins" && value.module !== "_io")) continue;
    if (value.mro.some((one) => one.name === "BaseException")) continue;
    for (const [name, attribute] of value.attributes) {
      const method = methodOf(attribute);
      if (method !== undefined && (name === "__new__" || !name.startsWith("_"))) count(`${value.name}.${name}`, method);
    }
  }
  return counts;
}

/** A few snippets of every kind, the same in every run. */
const samples = (each: number): readonly string[] =>
  kinds.flatMap((kind, index) => fc.sample(kind, { numRuns: each, seed: 20_261_129 + index }));

describe("what random snippets are made of", () => {
  let counts: Map<string, number>;
  let sources: readonly string[];
  beforeAll(async () => {
    sources = samples(3);
    counts = countCalls();
    for (const source of sources) await runSnippet(source);
  }, 120_000);

  test("when every kind is made then every built-in function and method is called", () => {
    const never = [...counts].filter(([name, count]) => count === 0 && !notMade.has(name)).map(([name]) => name);
    expect(counts.size).toBeGreaterThan(250);
    expect(never).toEqual([]);
  });

  test("when every kind is made then every function of the modules is in a snippet", async () => {
    const listed = await runSnippet(
      `import importlib\nfor m in "${modules}".split():\n  for n in dir(importlib.import_module(m)):\n    if not n.startswith("_") and callable(getattr(importlib.import_module(m), n)): print(m + "." + n)\n`,
    );
    expect(listed.error).toBeNull();
    const all = sources.join("\n");
    const isMade = (name: string): boolean => {
      const [module, own] = [name.slice(0, name.lastIndexOf(".")), name.slice(name.lastIndexOf(".") + 1)];
      return (
        all.includes(name) || new RegExp(`from ${module} import [^\\n]*(\\b${own}\\b|\\*)[^]*\\b${own}\\b`).test(all)
      );
    };
    const names = listed.output.split("\n").filter((name) => name !== "");
    expect(names.length).toBeGreaterThan(200);
    expect(names.filter((name) => !notMade.has(name) && !isMade(name))).toEqual([]);
  });

  test("when formats are made then each part of a specification has been formatted", async () => {
    const parts = new Set<string>();
    const spec = /^(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?(\d+)?([,_])?(\.\d+)?([a-zA-Z%])?$/u;
    for (const source of fc.sample(fc.oneof(...formats), { numRuns: 4000, seed: 1 })) {
      const found = /^format\((.*), "(.*)"\)$/.exec(source) ?? /^"(%[^|]*)" % \((.*),\)$/.exec(source);
      if (found === null) {
        if (/\{[^{}]*:[^{}]*\{/.test(source) && (await runSnippet(shown(source))).error === null) parts.add("nested");
        continue;
      }
      if ((await runSnippet(shown(source))).error !== null) continue;
      const [, first = "", second = ""] = found;
      if (source.startsWith('"')) {
        const [, flags = "", width, precision, type] = /^%([-+ #0]*)(\d*)(\.\d*)?(.)$/.exec(first) ?? [];
        for (const flag of flags) parts.add(`%${flag}`);
        if (width !== "") parts.add("% width");
        if (precision !== undefined) parts.add("% precision");
        parts.add(`% type ${type}`);
        continue;
      }
      const [, fill, align, sign, alternate, zero, width, grouping, precision, type] = spec.exec(second) ?? [];
      const kind = first.startsWith('"') ? "text" : /[.e]|float/.test(first) ? "float" : "integer";
      for (const [name, part] of Object.entries({ fill, alternate, zero, width, precision }))
        if (part !== undefined) parts.add(name);
      for (const part of [align, sign, grouping]) if (part !== undefined) parts.add(part);
      if (type !== undefined) parts.add(`${kind} ${type}`);
    }
    const wanted = [
      ..."fill alternate zero width precision < > ^ = + - , _ nested".split(" "),
      " ",
      ..."bcdoxXneEfFgG%".split("").map((type) => `integer ${type}`),
      ..."eEfFgGn%".split("").map((type) => `float ${type}`),
      "text s",
      ..."-+ #0".split("").map((flag) => `%${flag}`),
      ..."sdrifgexXoEGFacu".split("").map((type) => `% type ${type}`),
      "% width",
      "% precision",
    ];
    expect(wanted.filter((one) => !parts.has(one))).toEqual([]);
  });
});
