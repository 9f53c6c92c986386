import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parseModule } from "../../src/python/syntax/parse-module.js";
import { PythonSyntaxError } from "../../src/python/syntax/python-syntax-error.js";
import { noPython, python } from "../interop/python.js";
import { type Plain, pythonAst } from "./python-ast.js";

interface Recorded {
  readonly text: string;
  readonly error: string | null;
  readonly message?: string;
  readonly line?: number;
}

const recorded = JSON.parse(
  readFileSync(fileURLToPath(new URL("../interop/vectors/python/syntax.json", import.meta.url)), "utf8"),
) as readonly Recorded[];

function refusalOf(text: string): PythonSyntaxError | undefined {
  try {
    parseModule(text, "file.py");
    return undefined;
  } catch (error) {
    if (error instanceof PythonSyntaxError) return error;
    throw error;
  }
}

describe("what Python does not compile", () => {
  for (const { text, error, message, line } of recorded)
    test(`when a file is ${JSON.stringify(text.slice(0, 60))} then it is ${error === null ? "read" : "refused"}`, () => {
      const refusal = refusalOf(text);
      expect(refusal === undefined ? null : refusal.kind).toBe(error);
      expect(refusal === undefined ? undefined : [refusal.reason, refusal.line]).toEqual(
        error === null ? undefined : [message, line],
      );
    });
});

/** Floats are compared by value, since the two languages write them differently. */
const comparable = (tree: Plain): Plain =>
  JSON.parse(
    JSON.stringify(tree, (_, value) =>
      typeof value === "object" && value !== null && "$f" in value
        ? { $f: String(Number(value.$f === "inf" ? "Infinity" : value.$f)) }
        : value,
    ),
  ) as Plain;

describe.skipIf(python() === undefined)(`Python's own library as a text to parse, ${noPython}`, () => {
  test("when its files are parsed then the tree is the one of Python's ast", { timeout: 600_000 }, () => {
    const interpreter = python() as string;
    const listing = spawnSync(
      interpreter,
      [
        "-c",
        "import os, glob; print(chr(10).join(sorted(glob.glob(os.path.dirname(os.__file__) + '/**/*.py', recursive=True))))",
      ],
      { encoding: "utf8" },
    ).stdout;
    const all = listing
      .trim()
      .split("\n")
      .filter((path) => !/site-packages|dist-packages|lib2to3\/tests/.test(path));
    const step = process.env["CI"] ? 3 : 20;
    const files = all.filter((_, index) => index % step === 0);
    const trees = spawnSync(interpreter, [fileURLToPath(new URL("python_ast.py", import.meta.url))], {
      input: files.join("\n"),
      encoding: "utf8",
      maxBuffer: 2 ** 31 - 1,
    })
      .stdout.trim()
      .split("\n");
    expect(trees.length).toBe(files.length);
    let compared = 0;
    for (const [index, line] of trees.entries()) {
      const { source, tree } = JSON.parse(line) as { source?: string; tree?: Plain };
      // Complex numbers and characters by name are the two kinds of literal that are refused.
      if (source === undefined || tree === undefined || /[0-9.][jJ]\b|\\N\{/.test(source)) continue;
      expect(comparable(pythonAst(parseModule(source, files[index] ?? "").body)), files[index]).toEqual(
        comparable(tree),
      );
      compared++;
    }
    expect(compared).toBeGreaterThan(20);
  });
});
