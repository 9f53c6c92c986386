import { describe, expect, test } from "vitest";
import { splitCommandLine } from "../../src/config/python/split-command-line.js";
import { parseModule } from "../../src/python/syntax/parse-module.js";
import type { ScriptHeader } from "../../src/script/header/script-header.js";
import { isComputed } from "../../src/script/header/script-header.js";
import { revisionFileName, slugOf } from "../../src/script/new-revision/revision-file-name.js";
import { pythonHeader } from "../../src/script/python/python-header.js";
import { CommandError } from "../../src/support/command-error.js";
import { type Answer, vectors } from "../config/vectors.js";

interface HeaderCase {
  readonly text: string;
  readonly doc: string;
  readonly revision: string;
  readonly down_revision: string | readonly string[] | null;
  readonly branch_labels: string | readonly string[] | null;
  readonly depends_on: string | readonly string[] | null;
}

/** Our reading in the form in which Python's module was recorded. */
function recorded(header: ScriptHeader): unknown {
  return {
    doc: header.longdoc,
    revision: header.revision ?? "missing",
    down_revision: header.downRevision === undefined ? "missing" : header.downRevision,
    branch_labels: header.branchLabels,
    depends_on: header.dependsOn,
  };
}

function asRecorded({ doc, revision, down_revision, branch_labels, depends_on }: HeaderCase): unknown {
  const orNone = (value: unknown): unknown => (value === "missing" ? null : value);
  return { doc, revision, down_revision, branch_labels: orNone(branch_labels), depends_on: orNone(depends_on) };
}

describe("headers of Python files", () => {
  for (const [index, one] of vectors<HeaderCase>("headers").entries()) {
    test(`when a file is case ${index} then its syntax gives what Python's module has`, () => {
      const header = pythonHeader(parseModule(one.text, "a.py"));
      expect(isComputed(header)).toBe(false);
      expect(recorded(header as ScriptHeader)).toEqual(asRecorded(one));
    });
  }

  test.each([
    ["revision", "revision = make_id()\ndown_revision = None\n"],
    ["down_revision", 'revision = "b"\nif True:\n    down_revision = "a"\n'],
    ["revision", "from other import revision\ndown_revision = None\n"],
    ["depends_on", 'revision = "b"\ndown_revision = None\ndepends_on = ["a"] + OTHERS\n'],
    ["down_revision", 'revision = "a"\nfor down_revision in ["x"]:\n    pass\n'],
    ["revision", 'revision = f"a{1:>3}"\ndown_revision = None\n'],
    ["down_revision", 'revision = "b"\ndown_revision = "a" if True else None\n'],
    ["down_revision", 'revision = "b"\ndown_revision = None\ndef f():\n    global down_revision\n'],
    ["revision", "revision = 5\ndown_revision = None\n"],
  ])("when %s is computed then it is named with its line: %j", (field, text) => {
    const header = pythonHeader(parseModule(text, "a.py"));
    expect(header).toHaveProperty("computed");
    const { computed, line } = header as { computed: string; line: number };
    expect(computed).toBe(field);
    const statement = text.split("\n").slice(line - 1);
    expect(statement.join("\n")).toContain(computed);
  });
});

describe("names of revision files", () => {
  interface NameCase {
    readonly error?: string;
    readonly length: number;
    readonly message: string | null;
    readonly template: string | null;
    readonly value?: string;
  }
  const date = {
    year: 2026,
    month: 1,
    day: 5,
    hour: 7,
    minute: 8,
    second: 9,
    millisecond: 345,
    offset: "",
    epoch: Date.UTC(2026, 0, 5, 7, 8, 9) / 1000,
  };

  test.each(vectors<NameCase>("file-names"))(
    "when the message is $message, cut at $length and the template $template then the name is Python's",
    (one) => {
      const name = (): string =>
        `${revisionFileName(one.template ?? "%(rev)s_%(slug)s", "abc123", one.message, date, one.length || 40)}.py`;
      if (one.error !== undefined) expect(name).toThrow(CommandError);
      else expect(name()).toBe(one.value);
    },
  );

  test("when nothing is cut then no underscore is added", () => {
    expect(slugOf("one two", 7)).toBe("one_two");
    expect(slugOf("one two", 6)).toBe("one_");
  });
});

describe("options of post-write hooks", () => {
  test.each(vectors<Answer & { readonly text: string }>("shell"))(
    "when the options are $text then the words are shlex's",
    (one) => {
      if (one.error !== undefined) expect(() => splitCommandLine(one.text)).toThrow(CommandError);
      else expect(splitCommandLine(one.text)).toEqual(one.value);
    },
  );
});
