import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseModule } from "../../src/python/syntax/parse-module.js";
import { PythonSyntaxError } from "../../src/python/syntax/python-syntax-error.js";
import { isComputed } from "../../src/script/header/script-header.js";
import { decodePython } from "../../src/script/python/decode-python.js";
import { pythonHeader } from "../../src/script/python/python-header.js";
import { Oracle } from "./oracle.js";
import { noPython, python } from "./python.js";

const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const numRuns = Number(process.env["RUNS"] ?? (process.env["CI"] ? 2000 : 300));

/** Runs files as modules: the names of a header, or that Python refuses the file, or that it fails. */
const program = `
import base64
result = []
names = ("revision", "down_revision", "branch_labels", "depends_on")
def plain(value):
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    return list(value) if isinstance(value, tuple) else value
for text in args:
    scope = {"__name__": "module"}
    try:
        code = compile(base64.b64decode(text), "a.py", "exec")
    except (SyntaxError, ValueError) as error:
        result.append({"refused": getattr(error, "lineno", None) or 0})
        continue
    try:
        exec(code, scope)
    except Exception as error:
        result.append({"failed": type(error).__name__})
        continue
    result.append({"header": {name: plain(scope[name]) for name in names if name in scope}, "doc": scope.get("__doc__")})
`;

interface Answer {
  readonly refused?: number;
  readonly failed?: string;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly doc?: string | null;
}

const field = fc.constantFrom("revision", "down_revision", "branch_labels", "depends_on", "A", "B");
const text = fc.constantFrom('"a"', "'b'", "None", "A", "B", 'f"x{A}"', '"p" "q"', '("c")', 'r"\\d"', "'é'");
const { value } = fc.letrec<{ value: string; item: string }>((tie) => ({
  item: fc.oneof({ weight: 3, arbitrary: text }, tie("value")),
  value: fc.oneof(
    { depthSize: "small" },
    text,
    fc.array(tie("item"), { maxLength: 3 }).map((items) => `(${items.map((one) => `${one},`).join(" ")})`),
    fc.array(tie("item"), { maxLength: 3 }).map((items) => `[${items.join(", ")}]`),
    fc.tuple(tie("item"), tie("item")).map(([a, b]) => `${a} + ${b}`),
    fc.tuple(field, tie("item")).map(([name, one]) => `(${name} := ${one})`),
    tie("item").map((one) => `[*${one}, "z"]`),
    tie("item").map((one) => `str(${one})`),
  ),
}));
const statement = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(field, value).map(([name, one]) => `${name} = ${one}`) },
  fc.tuple(field, value).map(([name, one]) => `${name}: str | None = ${one}`),
  field.map((name) => `${name}: str`),
  fc.tuple(field, field, value).map(([a, b, one]) => `${a} = ${b} = ${one}`),
  fc.tuple(field, field, value, value).map(([a, b, one, other]) => `${a}, ${b} = ${one}, ${other}`),
  fc.tuple(field, value).map(([name, one]) => `${name} += ${one}`),
  fc.tuple(field, value).map(([name, one]) => `if A:\n    ${name} = ${one}`),
  fc.tuple(field, value).map(([name, one]) => `for ${name} in ${one}:\n    pass`),
  fc.tuple(field, value).map(([name, one]) => `def f():\n    ${name} = ${one}`),
  fc.tuple(field, value).map(([name, one]) => `class C:\n    ${name} = ${one}`),
  field.map((name) => `del ${name}`),
  field.map((name) => `import os as ${name}`),
  // What Python refuses.
  fc.constantFrom("<<<<<<< HEAD", "print 'x'", "   A = 'x'", "A = = 1", "if A:", "A = '", "(A", "\u0000", "exec 'x'"),
);

describe.skipIf(python() === undefined)(`headers of Python files beside Python (${noPython})`, () => {
  let oracle: Oracle;
  beforeAll(() => {
    oracle = new Oracle();
  });
  afterAll(() => oracle.close());

  const ask = async (files: readonly Uint8Array[]): Promise<readonly Answer[]> =>
    (await oracle.run(
      program,
      files.map((bytes) => Buffer.from(bytes).toString("base64")),
    )) as readonly Answer[];

  /** What we make of the bytes of a file: a header, `computed`, or the line where it is refused. */
  function ours(bytes: Uint8Array): { refused: number } | { computed: string } | { header: object; doc: string } {
    try {
      const header = pythonHeader(parseModule(decodePython(bytes, "a.py"), "a.py"));
      if (isComputed(header)) return { computed: header.computed };
      const { longdoc, ...rest } = header;
      return { header: rest, doc: longdoc };
    } catch (error) {
      if (error instanceof PythonSyntaxError) return { refused: error.line };
      throw error;
    }
  }

  test(`when a file is read then it says what Python's module has, or that it must be run (SEED=${seed})`, async () => {
    const file = fc
      .array(statement, { maxLength: 6 })
      .map((statements) => `"""doc"""\nA = "a"\nB = ("x", "y")\n${statements.join("\n")}\n`);
    const texts = fc.sample(file, { seed, numRuns });
    const answers = await ask(texts.map((one) => Buffer.from(one)));
    let known = 0;
    let refused = 0;
    for (const [at, one] of texts.entries()) {
      const mine = ours(Buffer.from(one));
      const theirs = answers[at] ?? {};
      if ("refused" in theirs) {
        expect(mine, one).toHaveProperty("refused");
        refused++;
      } else if ("header" in mine && theirs.header !== undefined) {
        const { header } = theirs;
        const { longdoc: _, ...wanted } = {
          revision: header["revision"],
          downRevision: header["down_revision"],
          branchLabels: header["branch_labels"] ?? null,
          dependsOn: header["depends_on"] ?? null,
          longdoc: "",
        };
        expect(mine.header, one).toEqual(wanted);
        known++;
      } else expect(mine, one).not.toHaveProperty("refused");
    }
    expect(known).toBeGreaterThan(numRuns / 10);
    expect(refused).toBeGreaterThan(numRuns / 10);
  });

  test("when bytes are not in the declared encoding then both refuse, and where they are both read the same", async () => {
    const latin = (source: string): Uint8Array => Buffer.from(source, "latin1");
    const body = 'revision = "é"\ndown_revision = None\n';
    const files = [
      latin(body),
      latin(`# -*- coding: latin-1 -*-\n${body}`),
      latin(`#!/usr/bin/python\n# vim: set fileencoding=iso-8859-1 :\n${body}`),
      latin(`\n\n# coding: latin-1\n${body}`),
      latin(`x = 1\n# coding: latin-1\n${body}`),
      latin(`# coding: cp1252\n${body}`),
      latin(`# coding: ascii\n${body}`),
      Buffer.from(`# coding: ascii\n${body.replace("é", "e")}`),
      Buffer.from(`# coding: no-such-codec\n${body}`),
      Buffer.from(`\ufeff${body}`),
      Buffer.from(`# coding: utf-8\n${body}`),
    ];
    const answers = await ask(files);
    for (const [at, bytes] of files.entries()) {
      const mine = ours(bytes);
      const theirs = answers[at] ?? {};
      if ("refused" in theirs) expect(mine, String(at)).toHaveProperty("refused");
      else expect(mine, String(at)).toMatchObject({ header: { revision: theirs.header?.["revision"] } });
    }
  });
});
