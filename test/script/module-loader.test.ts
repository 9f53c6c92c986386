import { existsSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ArgumentError } from "../../src/schema/arguments/argument-error.js";
import { sa } from "../../src/schema/sa.js";
import { ModuleLoader } from "../../src/script/loading/module-loader.js";
import { ScriptLoadError } from "../../src/script/loading/script-load-error.js";
import { Project } from "./project.js";

const provided = { "alembic-ts": async () => ({ sa: { Text: () => "TEXT" }, connect() {} }) };
const loader = (): ModuleLoader => new ModuleLoader(provided);

type Functions = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

/** Runs one file of a project and returns its exports. */
async function run(
  files: Readonly<Record<string, string>>,
  name = "main.ts",
): Promise<Readonly<Record<string, unknown>>> {
  return loader().load(new Project(files).path(name));
}

/** The sentence of the error that a project's file ends in, its folder left out. */
async function failure(files: Readonly<Record<string, string>>): Promise<string> {
  const project = new Project(files);
  const error: unknown = await loader()
    .load(project.path("main.ts"))
    .then(
      () => undefined,
      (reason: unknown) => reason,
    );
  expect(error).toBeInstanceOf(ScriptLoadError);
  return (error as Error).message.replaceAll(`${project.folder}/`, "");
}

describe("what a script may import", () => {
  test("when it imports alembic-ts then it gets the running package, wherever it lies", async () => {
    const files = {
      "main.ts": 'import { sa, type Operations } from "alembic-ts";\nexport const type: string = sa.Text();',
    };
    expect(await run(files)).toMatchObject({ type: "TEXT" });
  });

  test("when it imports a type without saying so then nothing is missing", async () => {
    const files = {
      "main.ts":
        'import { sa, Operations } from "alembic-ts";\nexport function upgrade(op: Operations): void { sa.Text(); }',
    };
    expect(await run(files)).toHaveProperty("upgrade");
  });

  test.each(["./src/models.ts", "./src/models.js", "./src/models"])(
    "when it imports %s then the TypeScript file is found",
    async (specifier) => {
      const files = {
        "main.ts": `import { metadata } from "${specifier}";\nexport const seen: number = metadata;`,
        "src/models.ts": "export interface M { a: 1 }\nexport const metadata: number = 7;",
      };
      expect(await run(files)).toMatchObject({ seen: 7 });
    },
  );

  test("when it imports a folder then its index is found", async () => {
    const files = {
      "main.ts": 'import { a } from "./src";\nexport const seen = a;',
      "src/index.ts": "export const a = 1;",
    };
    expect(await run(files)).toMatchObject({ seen: 1 });
  });

  test("when packages export by conditions, patterns, main or CommonJS then they are found as by import", async () => {
    const files = {
      "main.ts": `
import conditions, { kind } from "conditions";
import { sub } from "conditions/deep/thing";
import { main } from "@scope/plain";
import cjs, { named, "dyn1" as dynamic } from "old";
import * as all from "old";
import fs, * as fsAll from "node:fs";
import { join } from "path";
export const seen: unknown[] = [conditions, kind, sub, main, cjs.named, named, dynamic, typeof all.default];
export const builtin = [typeof fs.readFileSync, typeof fsAll.readFileSync, typeof join];
`,
      "node_modules/conditions/package.json":
        '{"type":"module","exports":{".":{"require":"./no.cjs","import":"./esm.js"},"./deep/*":"./lib/*.js"}}',
      "node_modules/conditions/esm.js": 'export default "default"; export const kind = "esm";',
      "node_modules/conditions/lib/thing.js": 'export const sub = "sub";',
      "node_modules/@scope/plain/package.json": '{"type":"module","main":"lib"}',
      "node_modules/@scope/plain/lib/index.js": 'export const main = "main";',
      "node_modules/old/package.json": "{}",
      "node_modules/old/index.js": 'module.exports = { named: "named" }; module.exports["dyn" + 1] = "dynamic";',
    };
    const { seen, builtin } = await run(files);
    expect(seen).toEqual(["default", "esm", "sub", "main", "named", "named", "dynamic", "object"]);
    expect(builtin).toEqual(["function", "function", "function"]);
  });

  test("when a package of a workspace is TypeScript then it is run too", async () => {
    const project = new Project({
      "app/main.ts": 'import { model } from "models";\nexport const seen: string = model;',
      "models/package.json": '{"name":"models","exports":"./src/index.ts"}',
      "models/src/index.ts": 'enum Kind { A = "a" }\nexport const model: string = Kind.A;',
    });
    project.link("app/node_modules/models", project.path("models"));
    expect(await loader().load(project.path("app/main.ts"))).toMatchObject({ seen: "a" });
  });

  test("when package.json names imports then # finds them", async () => {
    const files = {
      "main.ts": 'import { a } from "#models/a";\nexport const seen = a;',
      "package.json": '{"imports":{"#models/*":"./src/*.ts"}}',
      "src/a.ts": "export const a: number = 3;",
    };
    expect(await run(files)).toMatchObject({ seen: 3 });
  });

  test("when what # or the package's own name stands for ends in .js then its TypeScript file is found", async () => {
    const files = {
      "main.ts":
        'import { a } from "#models/a.js";\nimport { a as same } from "own/a.js";\nexport const seen = [a, same];',
      "package.json": '{"name":"own","imports":{"#models/*":"./src/*"},"exports":{"./*":"./src/*"}}',
      "src/a.ts": "export const a: number = 3;",
    };
    expect(await run(files)).toMatchObject({ seen: [3, 3] });
  });

  test("when a module is TypeScript's CommonJS then require() and export = do what they do there", async () => {
    const files = {
      "main.ts": `import alembic = require("alembic-ts");
import models = require('./models.js');
import Shape = require("./shape");
import plain = require("plain");
import size = require("./size.json");
import os = require("node:os");
import { metadata } from "./models.js";
const { sa } = alembic;
export const seen = [sa.Text(), models.metadata, metadata, new Shape().sides, plain(), size.x, typeof os.cpus];`,
      "models.ts": "const metadata: number = 7;\nexport = { metadata };",
      "shape.ts": "class Shape { sides = 3; }\nexport = Shape;",
      "size.json": '{ "x": 2 }',
      "node_modules/plain/package.json": '{ "name": "plain", "main": "index.js" }',
      "node_modules/plain/index.js": 'module.exports = () => "plain";',
    };
    expect(await run(files)).toMatchObject({ seen: ["TEXT", 7, 7, 3, "plain", 2, "function"] });
  });

  test("when a module is TypeScript's CommonJS then an error names the line of the source", async () => {
    const files = {
      "main.ts": 'import alembic = require("alembic-ts");\nenum E { A }\nalembic.sa.Integr();\nexport = E;',
    };
    expect(await failure(files)).toContain("main.ts:3:12: ");
  });

  test("when it imports JSON, CommonJS or by await import() then it gets them", async () => {
    const files = {
      "main.ts": `
import data from "./data.json" with { type: "json" };
import old, { a } from "./old.cjs";
const late = await import("./late.js");
const { default: again } = await import("./data.json", { with: { type: "json" } });
export const seen: unknown[] = [data.k, old.a, a, late.default, again.k];
export const meta = [import.meta.url.startsWith("file://"), import.meta.dirname, import.meta.filename];
`,
      "data.json": '{"k": 5}',
      "old.cjs": "exports.a = 1;",
      "late.ts": "const x: number = await Promise.resolve(4);\nexport default x;",
    };
    const project = new Project(files);
    const exports = await loader().load(project.path("main.ts"));
    expect(exports["seen"]).toEqual([5, 1, 1, 4, 5]);
    expect(exports["meta"]).toEqual([true, project.folder, project.path("main.ts")]);
  });

  test("when modules import each other then live bindings hold", async () => {
    const files = {
      "main.ts": 'import { even } from "./even.js";\nexport const seen = [even(4), even(5)];',
      "even.ts":
        'import { odd } from "./odd.js";\nexport function even(n: number): boolean { return n === 0 || odd(n - 1); }',
      "odd.ts": 'import { even } from "./even.js";\nexport const odd = (n: number): boolean => n !== 0 && even(n - 1);',
    };
    expect(await run(files)).toMatchObject({ seen: [true, false] });
  });

  test("when two modules of a circle are asked for at once then both are loaded", async () => {
    const project = new Project({
      "a.ts": 'import { b } from "./b.js";\nexport const a = "a";\nexport const both = () => a + b;',
      "b.ts": 'import { a } from "./a.js";\nexport const b = "b";\nexport const both = () => b + a;',
    });
    const one = loader();
    const [a, b] = await Promise.all([one.load(project.path("a.ts")), one.load(project.path("b.ts"))]);
    expect([(a as Functions)["both"]?.(), (b as Functions)["both"]?.()]).toEqual(["ab", "ba"]);
  });

  test("when a module is imported twice then it runs once, and again for another loader", async () => {
    const project = new Project({
      "main.ts":
        'import { a } from "./a.js";\nimport { b } from "./b.js";\nexport const same = a === b;\nexport const object = a;',
      "a.ts": "export const a = {};",
      "b.ts": 'export { a as b } from "./a.js";',
    });
    const first = await loader().load(project.path("main.ts"));
    const second = await loader().load(project.path("main.ts"));
    expect(first["same"]).toBe(true);
    expect(first["object"]).not.toBe(second["object"]);
  });

  test("when a file is compiled ahead then it runs only when it is loaded, and is the same", async () => {
    const texts = [
      'import { sa } from "alembic-ts";\nglobalThis.ran = (globalThis.ran ?? 0) + 1;\nexport const a = sa.Text();',
      "#!/usr/bin/env node\nglobalThis.ran = 1;\nexport const a: string = String(2);",
      "globalThis.ran = 1;\nenum Letter { A = 3 }\nexport const a = Letter.A;",
    ];
    const ran = globalThis as { ran?: number };
    for (const text of texts) {
      const path = new Project({ "main.ts": text }).path("main.ts");
      const plain = await loader().load(path, text);
      delete ran.ran;
      const one = loader();
      await one.prepare(path, text);
      await one.prepare(path, text);
      expect(ran.ran).toBeUndefined();
      expect(await one.load(path, text)).toEqual(plain);
      expect(ran.ran).toBe(1);
    }
    delete ran.ran;
  });

  test("when a module has TypeScript that leaves code behind then it works", async () => {
    const files = {
      "main.ts": `
enum Mode { A = 1, B }
namespace Space { export const inside = "i"; }
class Point { constructor(public readonly x: number, private y = 2) {} sum() { return this.x + this.y; } }
abstract class Base { abstract a(): number; }
const f = <T,>(value: T): T => value;
export const seen: unknown[] = [Mode.B, Mode[1], Space.inside, new Point(1).sum(), f<number>(3), [1].map<string>((x) => String(x)) as string[]];
export * as everything from "./other.js";
export { b as default } from "./other.js";
export * from "./other.js";
export const { c, d: [e] } = { c: 1, d: [2] };
`,
      "other.ts": "export const a = 1, b = 2;\nexport default 3;",
    };
    const exports = await run(files);
    expect(exports["seen"]).toEqual([2, "A", "i", 3, 3, ["1"]]);
    expect({ ...exports, seen: 0 }).toMatchObject({ a: 1, b: 2, default: 2, c: 1, e: 2, everything: { default: 3 } });
  });

  test("when a call has type arguments, which JavaScript reads as comparisons, then it is a call", async () => {
    const files = {
      "main.ts": `
const number = 1;
function same<T>(value: T) { return value; }
export const seen = same<number>(3);
`,
    };
    expect(await run(files)).toMatchObject({ seen: 3 });
  });

  test.each(["const a = 1;", "enum A { B }\nconst a = A.B + 1;"])(
    "when a line for the shell comes first then it is skipped: %j",
    async (text) => {
      expect(await run({ "main.ts": `#!/usr/bin/env node\n${text}\nexport const seen = a;\n` })).toMatchObject({
        seen: 1,
      });
    },
  );

  test("when comments and texts hold imports and exports then they stay what they are", async () => {
    const files = {
      "main.ts": `/* import x from "nowhere";
export const gone = 1;
*/
import { sa } from "alembic-ts";
const text = \`
import y from "nowhere";
export const inside = 2;
\`;
// we export what is left
export const seen = [text.trim().split("\\n").length, sa.Text()];
`,
    };
    const exports = await run(files);
    expect(exports["seen"]).toEqual([2, "TEXT"]);
    expect(Object.keys(exports)).toEqual(["seen"]);
  });

  test("when a file is JavaScript then it runs, as ES module or CommonJS", async () => {
    const files = {
      "main.js": 'import { sa } from "alembic-ts";\nexport const revision = sa.Text();',
      "common.js": 'exports.revision = typeof require("node:fs").readFileSync;',
    };
    expect(await run(files, "main.js")).toMatchObject({ revision: "TEXT" });
    expect(await run(files, "common.js")).toMatchObject({ revision: "function" });
  });

  test("when files are run then none is written", async () => {
    const project = new Project({
      "main.ts": 'import { a } from "./a.js";\nexport const b: number = a;',
      "a.ts": "export const a = 1;",
    });
    await loader().load(project.path("main.ts"));
    expect(readdirSync(project.folder).sort()).toEqual(["a.ts", "main.ts"]);
    expect(existsSync(project.path("node_modules"))).toBe(false);
  });
});

describe("what is said of a script that cannot be loaded", () => {
  test.each([
    ["a syntax error", "export const a = 1;\nexport const b = (;\n", "main.ts:2:19: Unexpected token"],
    [
      "a missing export",
      '\nimport { nope } from "alembic-ts";\nconsole.log(nope);',
      "main.ts:2: The requested module 'alembic-ts' does not provide an export named 'nope'",
    ],
    [
      "a missing file",
      'export const a = 1;\n\nimport q from "./gone.js";\nconsole.log(q);',
      "main.ts:3: Cannot find module './gone.js'",
    ],
    [
      "a missing package",
      'import z from "no-such-package";\nconsole.log(z);',
      "main.ts:1: Cannot find package 'no-such-package'",
    ],
    ["an error of the top level", 'type X = 1;\nexport const a = JSON.parse("{");', "main.ts:2:23: SyntaxError: "],
    ["a thrown text", 'throw "text";', "main.ts: text"],
  ])("when it has %s then one sentence names file and line", async (_, text, message) => {
    expect(await failure({ "main.ts": text })).toContain(message);
    const path = new Project({ "main.ts": text }).path("main.ts");
    const one = loader();
    await one.prepare(path, text);
    await expect(one.load(path, text)).rejects.toThrow(message);
  });

  test.each([
    [
      "a member of a named import",
      'import { sa } from "alembic-ts";\nenum E { A }\nsa.Integr();',
      "sa.Integr is not a function",
    ],
    ["a named import", 'import { seen } from "./b.ts";\nseen();', "seen is not a function"],
    ["a namespace", 'import * as b from "./b.ts";\n(b as any).nothing();', "nothing is not a function"],
    ["import.meta", "enum E { A }\n(import.meta as any).nothing();", "import.meta.nothing is not a function"],
  ])(
    "when %s is called that is no function then the message has the names of the source",
    async (_, main, expected) => {
      const message = await failure({ "main.ts": main, "b.ts": "export const seen: number = 1;" });
      expect(message).toMatch(/^main\.ts:\d+:\d+: TypeError: /);
      expect(message.replace(/^[^:]*:\d+:\d+: TypeError: /, "")).toBe(expected);
    },
  );

  test("when an imported file is at fault then it is the one that is named", async () => {
    const message = await failure({
      "main.ts": 'import { a } from "./a.js";\nexport const b = a;',
      "a.ts": "\n\nexport const a = 1 +;",
    });
    expect(message).toMatch(/^a\.ts:3:\d+: /);
  });

  test("when sa is given what it does not know then the error stays what it is, and says where", async () => {
    const project = new Project({
      "main.ts": 'import "./models.js";\n',
      "models.ts":
        'import { sa } from "alembic-ts";\nconst none: null = null;\nsa.Column("id", sa.Integer(), { primary_key: none });\n',
    });
    const error = await new ModuleLoader({ "alembic-ts": async () => ({ sa }) })
      .load(project.path("main.ts"))
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ArgumentError);
    expect((error as Error).message).toBe(
      `Column() got an unexpected option 'primary_key'; did you mean 'primaryKey'? (${project.path("models.ts")}:3:4)`,
    );
  });

  test("when the file is not there then it is named", async () => {
    await expect(loader().load("/no/such/file.ts")).rejects.toThrow("/no/such/file.ts: ENOENT");
  });

  test.each([
    [
      "plain",
      'export async function upgrade(op: Operations): Promise<void> {\n\n  throw new TypeError("here");\n}\n',
      "3:9",
    ],
    [
      "compiled",
      'enum A { B }\n\ninterface C {\n  d: string;\n}\nexport async function upgrade(): Promise<void> {\n  const c: C = { d: String(A.B) };\n\n  throw new TypeError("here" + c);\n}\n',
      "9:9",
    ],
  ])(
    "when a function of a %s file throws then its stack names the line and column of the source",
    async (_, text, place) => {
      const project = new Project({ "main.ts": text });
      const one = loader();
      const exports = (await one.load(project.path("main.ts"))) as Functions;
      const error = await Promise.resolve(exports["upgrade"]?.()).catch((reason: unknown) => reason as Error);
      await one.mapError(error);
      await one.mapError(error);
      expect((error as Error).stack).toContain(`${project.path("main.ts")}:${place}`);
    },
  );
});
