import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
mkdirSync(join(root, "tmp"), { recursive: true });
// The examples of env.ts import files of the project beside their folder.
const project = mkdtempSync(join(root, "tmp", "docs-code-"));
const folder = join(project, "code");
afterAll(() => rmSync(project, { recursive: true, force: true }));

/** What the examples import from a project or another package. */
const imported: Readonly<Record<string, string>> = {
  "models.ts": 'import { sa } from "alembic-ts";\nexport const metadata = sa.MetaData();\n',
  "src/schema.ts": "export const account: object = {};\n",
  "code/kysely.d.ts":
    'declare module "kysely" {\n  export type Generated<T> = T;\n  export type ColumnType<S, I, U> = S | I | U;\n}\n',
};

// docs/operations.md is written from the source, and its blocks are signatures.
const pages = [
  "README.md",
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md") && name !== "operations.md")
    .map((name) => `docs/${name}`),
];

test("when a page has an example in TypeScript then it compiles", () => {
  for (const [path, text] of Object.entries(imported)) {
    mkdirSync(join(project, path, ".."), { recursive: true });
    writeFileSync(join(project, path), text);
  }
  let count = 0;
  for (const page of pages)
    for (const [, block = ""] of readFileSync(join(root, page), "utf8").matchAll(/^```ts\n([\s\S]*?)^```/gm)) {
      const isCommonJs = /^export = /m.test(block);
      // A line of dots stands for the rest of a file.
      const code = block.replace(/^…$/gm, "");
      const name = `${page.replaceAll("/", "__").replace(/\.md$/, "")}__${count++}`;
      writeFileSync(join(folder, `${name}.${isCommonJs ? "cts" : "ts"}`), isCommonJs ? code : `${code}\nexport {};\n`);
    }
  expect(count).toBeGreaterThan(20);
  const compilerOptions = { noUnusedLocals: false, noUnusedParameters: false, erasableSyntaxOnly: false };
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ extends: "../../../tsconfig.json", compilerOptions, include: ["*.ts", "*.cts"], exclude: [] }),
  );
  const tsc = [join(root, "node_modules/typescript/bin/tsc"), "--noEmit", "-p", folder];
  const { stdout, status } = spawnSync(process.execPath, tsc, { encoding: "utf8" });
  expect([stdout, status]).toEqual(["", 0]);
});
