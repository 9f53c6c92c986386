import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { IniFile } from "../../src/config/ini/ini-file.js";
import { pythonFormat } from "../../src/config/python/python-format.js";
import { pythonRepr } from "../../src/config/python/python-repr.js";
import { CommandError } from "../../src/support/command-error.js";
import { Oracle } from "../interop/oracle.js";
import { noPython, python } from "../interop/python.js";

const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const count = Number(process.env["RUNS"] ?? 400);

const line = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("[alembic]", "[DEFAULT]", "[other]", "[a]b]", " [indented]", "[]", "[open") },
  {
    weight: 6,
    arbitrary: fc
      .tuple(
        fc.constantFrom("", " ", "  ", "\t"),
        fc.constantFrom("a", "B", "c.d", "key name", "é", ""),
        fc.constantFrom("=", ":", " = ", " : ", "", " =", "=="),
        fc.constantFrom(
          "",
          "1",
          "%(a)s",
          "%(here)s/x",
          "%%",
          "100%",
          "%(B)s%(c.d)s",
          "%(none)s",
          "%(A",
          "v ; w",
          "# x",
          "\u00a0v\u00a0",
        ),
      )
      .map((parts) => parts.join("")),
  },
  { weight: 2, arbitrary: fc.constantFrom("", "  ", "# note", "  ; note", "   more", "\tmore = x", "#", "\u001c") },
);
const file = fc
  .tuple(fc.boolean(), fc.array(line, { maxLength: 10 }), fc.constantFrom("\n", "\r\n"))
  .map(([headed, lines, end]) => [...(headed ? ["[alembic]"] : []), ...lines].join(end));

const units = fc
  .oneof(
    fc.integer({ min: 0, max: 0x2ff }),
    fc.integer({ min: 0x2000, max: 0x206f }),
    fc.constantFrom(0x3000, 0xfeff, 0xffff, 0xd800, 0x41, 0x27, 0x22, 0x5c),
  )
  .map((code) => String.fromCharCode(code));

const template = fc
  .array(
    fc.oneof(
      fc.constantFrom("%", "%%", "text", "%(s)s", "%(n)d"),
      fc
        .tuple(
          fc.constantFrom("s", "n", "neg", "f", "none"),
          fc.constantFrom("", "0", "-", "+", " ", "-0", "+0"),
          fc.constantFrom("", "1", "6"),
          fc.constantFrom("", ".0", ".2", ".4"),
          fc.constantFrom("s", "d", "i", "x", "X", "o", "f", "r", "q", ""),
        )
        .map(([name, flags, width, precision, kind]) => `%(${name})${flags}${width}${precision}${kind}`),
    ),
    { maxLength: 4 },
  )
  .map((parts) => parts.join(""));

/** What reading comes to: values, or that there is an error. */
function answerOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    expect(error).toBeInstanceOf(CommandError);
    return "error";
  }
}

describe.skipIf(python() === undefined)(`random texts beside Python${python() ? "" : ` (${noPython})`}`, () => {
  let oracle: Oracle;
  beforeAll(() => {
    oracle = new Oracle();
  });
  afterAll(() => oracle.close());

  test(`when ini files are random then keys, values and errors are ConfigParser's (SEED=${seed})`, async () => {
    const texts = fc.sample(file, { seed, numRuns: count });
    const theirs = await oracle.run(
      `
import io
from configparser import ConfigParser
def attempt(work):
    try:
        return work()
    except Exception:
        return "error"
def read(text):
    parser = ConfigParser({"here": "/here"})
    parser.read_file(io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))
    return {s: {k: attempt(lambda: parser.get(s, k)) for k in parser.options(s)} for s in parser.sections()}
result = [attempt(lambda: read(text)) for text in args]
`,
      texts,
    );
    const ours = texts.map((text) =>
      answerOf(() => {
        const ini = IniFile.parse(text, "x.ini", { here: "/here" });
        return Object.fromEntries(
          ini.sections.map((section) => [
            section,
            Object.fromEntries(ini.options(section).map((key) => [key, answerOf(() => ini.get(section, key))])),
          ]),
        );
      }),
    );
    for (const [index, text] of texts.entries()) {
      expect({ text, read: ours[index] }).toEqual({ text, read: (theirs as readonly unknown[])[index] });
    }
  });

  test(`when formats are random then they are filled in as by Python's % (SEED=${seed})`, async () => {
    const texts = fc.sample(template, { seed, numRuns: count });
    const values = { s: "text", n: 7, neg: -42, f: 3.75 };
    const theirs = await oracle.run(
      `
def attempt(text):
    try:
        return text % {"s": "text", "n": 7, "neg": -42, "f": 3.75}
    except Exception:
        return "error"
result = [attempt(text) for text in args]
`,
      texts,
    );
    for (const [index, text] of texts.entries()) {
      const filled = answerOf(() => pythonFormat(text, values, "test"));
      expect([text, filled]).toEqual([text, (theirs as readonly unknown[])[index]]);
    }
  });

  test(`when texts are random then they are shown as by repr (SEED=${seed})`, async () => {
    const texts = fc.sample(fc.string({ unit: units, maxLength: 6 }), { seed, numRuns: count });
    const theirs = await oracle.run("result = [repr(text) for text in args]", texts);
    for (const [index, text] of texts.entries()) {
      expect(pythonRepr(text)).toBe((theirs as readonly unknown[])[index]);
    }
  });
});
