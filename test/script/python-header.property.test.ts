import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pythonRepr } from "../../src/config/python/python-repr.js";
import { parseModule } from "../../src/python/syntax/parse-module.js";
import { isComputed } from "../../src/script/header/script-header.js";
import { typescriptHeader } from "../../src/script/header/typescript-header.js";
import { ModuleLoader } from "../../src/script/loading/module-loader.js";
import { pythonHeader } from "../../src/script/python/python-header.js";
import { Project } from "./project.js";

const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const numRuns = Number(process.env["RUNS"] ?? 200);

const id = fc.stringMatching(/^[a-z0-9_]{1,12}$/);
const text = fc
  .array(fc.constantFrom("a", "é", " ", "'", '"', "\\", "\n", "#", "=", "revision", "→"), { maxLength: 12 })
  .map((parts) => parts.join(""));
const ids = fc.oneof(fc.constant(null), id, fc.array(id, { minLength: 0, maxLength: 3 }));

/** One value as Python code, in one of the forms that people write. */
function pythonOf(value: string | readonly string[] | null, form: number): string {
  if (value === null) return "None";
  if (typeof value === "string") {
    return (
      [pythonRepr(value), `(${pythonRepr(value)})`, `${pythonRepr(value.slice(0, 1))} ${pythonRepr(value.slice(1))}`][
        form % 3
      ] ?? ""
    );
  }
  const items = value.map((item) => pythonRepr(item));
  if (form % 3 === 0) return `[${items.join(", ")}]`;
  if (form % 3 === 1) return `(\n    ${items.map((item) => `${item},  # why\n    `).join("")})`;
  return items.length === 0 ? "()" : `${items.join(", ")},`;
}

const trivia = fc.constantFrom(
  "",
  "\n",
  "# comment\n",
  "import os\n",
  "from typing import (\n    Union,\n)\n",
  "\n\n\n",
  "   # indented comment\n",
);
describe("headers in any form", () => {
  test(`when a Python file is of the usual form then its header is what was written (SEED=${seed})`, () => {
    fc.assert(
      fc.property(
        id,
        ids,
        ids,
        ids,
        text,
        fc.array(trivia, { minLength: 5, maxLength: 5 }),
        fc.nat(2),
        fc.boolean(),
        (revision, down, labels, depends, doc, between, form, annotated) => {
          const note = annotated ? ": Union[str, None]" : "";
          const fields = { revision, down_revision: down, branch_labels: labels, depends_on: depends };
          const lines = Object.entries(fields).map(
            ([name, value], index) => `${between[index + 1]}${name}${note} = ${pythonOf(value, form + index)}\n`,
          );
          const file = `${pythonRepr(doc)}\n${between[0]}${lines.join("")}\n\ndef upgrade():\n    pass\n`;
          const header = {
            revision,
            downRevision: down,
            branchLabels: labels,
            dependsOn: depends,
            longdoc: doc.trim(),
          };
          expect(pythonHeader(parseModule(file, "a.py"))).toEqual(header);
        },
      ),
      { seed, numRuns },
    );
  });

  test(`when a TypeScript file is read then it says what running it exports (SEED=${seed})`, async () => {
    const written = (value: string | readonly string[] | null, form: number): string => {
      const json = JSON.stringify(value);
      return (
        [
          json,
          `${json} as const`,
          typeof value === "string" ? `"${value.slice(0, 1)}" + "${value.slice(1)}"` : json,
          `[${json}][0]`,
        ][form % 4] ?? json
      );
    };
    await fc.assert(
      fc.asyncProperty(
        id,
        ids,
        ids,
        fc.array(fc.nat(3), { minLength: 3, maxLength: 3 }),
        fc.constantFrom(";", ""),
        async (revision, down, depends, forms, end) => {
          const lines = Object.entries({ revision, downRevision: down, dependsOn: depends }).map(
            ([name, value], index) =>
              `export const ${name} = ${written(value, forms[index] ?? 0).replace("null as const", "null")}${end}\n`,
          );
          const file = `/** doc */\n${lines.join("")}export const branchLabels = null${end}\n`;
          const header = typescriptHeader(file);
          if (header === undefined || isComputed(header)) return;
          const project = new Project({ "a.ts": file });
          const exports = await new ModuleLoader({}).load(project.path("a.ts"));
          const { longdoc: _, ...fields } = header;
          expect({ ...exports }).toEqual(fields);
        },
      ),
      { seed, numRuns: Math.ceil(numRuns / 4) },
    );
  });
});
