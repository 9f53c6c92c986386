import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { leadingComment } from "../../src/script/header/leading-comment.js";
import { typescriptHeader } from "../../src/script/header/typescript-header.js";
import { simpleModule } from "../../src/script/loading/simple-module.js";
import { commentText } from "../../src/script/new-revision/render-template.js";

const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const parameters = { seed, numRuns: Number(process.env["RUNS"] ?? 300) };

const whole = (more: string): string => `/** doc */\n${more}\nexport async function upgrade() {}\n`;

describe("headers of TypeScript files", () => {
  test("when a file is what revision writes then all is read", () => {
    const text = `/** Add users.
 *
 * Revision ID: b
 * Revises: a
 */
import { sa, type Operations } from "alembic-ts";

export const revision = "b";
export const downRevision = "a";
export const branchLabels = null;
export const dependsOn = null;

export async function upgrade(op: Operations): Promise<void> {}
`;
    expect(typescriptHeader(text)).toEqual({
      revision: "b",
      downRevision: "a",
      branchLabels: null,
      dependsOn: null,
      longdoc: "Add users.\n\nRevision ID: b\nRevises: a",
    });
  });

  test.each([
    [
      "types",
      'export const revision: string = "b";\nexport const downRevision: string | readonly string[] | null = null;',
    ],
    ["no semicolons", "export const revision = 'b'\nexport const downRevision = null\n"],
    ["a template", "export const revision = `b`;\nexport const downRevision = undefined;"],
    ["as const", 'export const revision = "b" as const;\nexport const downRevision = null satisfies string | null;'],
    ["comments", '// x\nexport const revision = "b"; // why\n/* y */ export const downRevision = null; /* z */'],
    ["escapes", 'export const revision = "\\x62";\nexport const downRevision = null;'],
    [
      "imports of every kind",
      'import "x";\nimport a, { b as c } from "y";\nimport * as d from \'z\'\nimport e from "./e.json" with { type: "json" };\nimport {\n  f,\n  type G,\n} from "./g.js";\nexport const revision = "b";\nexport const downRevision = null;',
    ],
    ["let", 'export let revision = "b";\nexport var downRevision = null;'],
    ["a byte order mark", '\ufeffexport const revision = "b";\r\nexport const downRevision = null;\r\n'],
  ])("when a file is written with %s then it is read", (_, text) => {
    expect(typescriptHeader(text)).toMatchObject({ revision: "b", downRevision: null, branchLabels: null });
  });

  test.each([
    ['["a", "c"]', ["a", "c"]],
    ["[]", []],
    ["[ 'a', // why\n  \"c\",\n] as const", ["a", "c"]],
    ["null", null],
  ])("when parents are written %s then they are read", (text, value) => {
    const header = typescriptHeader(whole(`export const revision = "b";\nexport const downRevision = ${text};`));
    expect(header).toMatchObject({ downRevision: value });
  });

  test.each([
    ['export const revision = "a" + "b";\nexport const downRevision = null;'],
    ["export const revision = id();\nexport const downRevision = null;"],
    ['export const revision = "b";\nexport const downRevision = parent;'],
    ['export const revision = "b";'],
    ['const revision = "b", downRevision = null;\nexport { revision, downRevision };'],
    [`export const revision = \`b\${1}\`;\nexport const downRevision = null;`],
    [
      'export const revision = "b";\nexport const downRevision = null;\nexport function f() {}\nexport const dependsOn = "c";',
    ],
    ['const parents = ["a"];\nexport const revision = "b";\nexport const downRevision = parents;'],
    ['module.exports = { revision: "b", downRevision: null };'],
    ['export const revision = "b", downRevision = null;'],
    ['export const revision = "b"\n  .trim();\nexport const downRevision = null;'],
  ])("when a file has another form then it is left to be run: %j", (text) => {
    const header = typescriptHeader(text);
    expect(header).toBeUndefined();
  });

  test.each([
    ["/** One. */", "One."],
    ["/* plain\n * star */", "plain\nstar"],
    ["// one\n// two\n", "one\ntwo"],
    ["// licence\n\n/** The doc. */", "The doc."],
    ["/* eslint-disable */\n/** The doc. */", "The doc."],
    ["#!/usr/bin/env node\n/** The doc. */", "The doc."],
    ["/**\n * First line\n * second line\n *\n * more\n */", "First line\nsecond line\n\nmore"],
    ["/**\r\n * crlf\r\n */\r\n", "crlf"],
    ["/** closes *\\/ inside */", "closes */ inside"],
    ["export const x = 1; /** not leading */", ""],
  ])("when the file begins with %j then the message is %j", (text, doc) => {
    expect(leadingComment(`${text}\nexport const revision = "b";`).text).toBe(doc);
  });

  test(`when a message is written into a comment then it is read back (SEED=${seed})`, () => {
    const message = fc
      .array(fc.constantFrom("a", "B", " ", "*", "/", "*/", "/*", "\n", "\n\n", '"', "`", "ü", "\\", "//"), {
        maxLength: 20,
      })
      .map((parts) => parts.join("").trim())
      // A star or a blank at a line's beginning is the comment's frame, and a backslash may be its own escape.
      .filter((text) => !/\n[ \t*]|\\\/|^\*|^\/\*|\*\\/.test(text));
    fc.assert(
      fc.property(message, (text) => {
        const file = `/** ${commentText(text)}\n *\n * Revision ID: b\n */\nexport const revision = "b";\n`;
        expect(leadingComment(file).text.trim()).toBe(`${text}\n\nRevision ID: b`.trim());
      }),
      parameters,
    );
  });
});

test("when an import has white space in all its places then it is still read", () => {
  expect(simpleModule('import  a , { b  as c }\n  from  "d" ;\nexport const x = 1;\n')).toMatchObject({
    imports: [{ specifier: "d", names: ["default", "b"] }],
  });
});

test("when the parameters of a function are on several lines then their types are still taken out", () => {
  const { body } = simpleModule("export function work(\n  op: Operations,\n  table: string,\n): void {}\n")!;
  expect(body).toContain("function work(\n  op            ,\n  table        ,\n)       {}");
  expect(simpleModule("export function work(,) {}\n")).toBeUndefined();
});
