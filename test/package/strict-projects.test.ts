import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));

let outer: string;
let project: string;
beforeEach(() => {
  outer = mkdtempSync(join(tmpdir(), "strict-"));
  project = join(outer, "app");
  mkdirSync(join(project, "node_modules/@types"), { recursive: true });
  symlinkSync(root, join(project, "node_modules/alembic-ts"));
  symlinkSync(join(root, "node_modules/@types/node"), join(project, "node_modules/@types/node"));
});
afterEach(() => rmSync(outer, { recursive: true, force: true }));

/** Every setting that refuses some correct TypeScript. */
const strictest = {
  module: "nodenext",
  target: "es2023",
  types: ["node"],
  noEmit: true,
  strict: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  isolatedDeclarations: false,
  erasableSyntaxOnly: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noUncheckedSideEffectImports: true,
  skipLibCheck: false,
};

const table =
  'sa.Table("account", metadata, sa.Column("id", sa.Integer(), { primaryKey: true }), sa.Column("x", sa.JSON()))';
const esModels = `import { sa } from "alembic-ts";\nexport const metadata = sa.MetaData();\n${table};\n`;
const commonModels = `import alembic = require("alembic-ts");
const { sa } = alembic;
const metadata = sa.MetaData();
${table};
export = { metadata };
`;
const named = 'import { metadata as targetMetadata } from "../models.js";';
const whole = 'import models from "../models.js";\nconst targetMetadata = models.metadata;';

interface Kind {
  readonly kind: string;
  /** The package.json of the project, and of the folder around it. */
  readonly manifest?: object;
  readonly around?: object;
  readonly models: string;
  readonly importLine: string;
  readonly declares: boolean;
}

const kinds: readonly Kind[] = [
  { kind: "no package.json", models: commonModels, importLine: whole, declares: true },
  {
    kind: "no type, with the models in a .mts file",
    manifest: { name: "app" },
    models: esModels,
    importLine: named.replace(".js", ".mjs"),
    declares: true,
  },
  { kind: "commonjs", manifest: { type: "commonjs" }, models: commonModels, importLine: whole, declares: true },
  { kind: "module", manifest: { type: "module" }, models: esModels, importLine: named, declares: false },
  {
    kind: "a folder of a module package",
    around: { type: "module" },
    models: esModels,
    importLine: named,
    declares: false,
  },
  {
    kind: "commonjs inside of a module package",
    manifest: { type: "commonjs" },
    around: { type: "module" },
    models: commonModels,
    importLine: whole,
    declares: true,
  },
];

function alembic(...argv: readonly string[]): string {
  const done = spawnSync(process.execPath, [join(root, "dist/bin/alembic-ts.js"), ...argv], {
    cwd: project,
    encoding: "utf8",
  });
  expect(done.status, argv.join(" ") + done.stdout + done.stderr).toBe(0);
  return done.stdout;
}

function compile(options: object = strictest): void {
  writeFileSync(
    join(project, "tsconfig.json"),
    JSON.stringify({ compilerOptions: options, include: ["*.ts", "*.mts", "migrations"] }),
  );
  const tsc = spawnSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", "."], {
    cwd: project,
    encoding: "utf8",
  });
  expect(tsc.stdout).toBe("");
}

function edit(name: string, from: string | RegExp, to: string): void {
  const before = readFileSync(join(project, name), "utf8");
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  writeFileSync(join(project, name), after);
}

describe("a new environment under the strictest compiler", () => {
  test.each(kinds)("when the project is $kind then what is written passes", { timeout: 120_000 }, (one) => {
    if (one.manifest) writeFileSync(join(project, "package.json"), JSON.stringify(one.manifest));
    if (one.around) writeFileSync(join(outer, "package.json"), JSON.stringify(one.around));
    const printed = alembic("init", "migrations");
    const declared = join(project, "migrations/package.json");
    expect(existsSync(declared)).toBe(one.declares);
    expect(printed.includes(`Generating ${declared} ...  done\n`)).toBe(one.declares);
    compile();

    edit("alembic.ini", /^sqlalchemy\.url = .*/m, "sqlalchemy.url = sqlite:///app.db");
    edit("migrations/env.ts", "const targetMetadata = null;", one.importLine);
    const ending = one.importLine.includes(".mjs") ? "mts" : "ts";
    writeFileSync(join(project, `models.${ending}`), one.models);
    alembic("revision", "--autogenerate", "-m", "create account", "--rev-id", "a1");
    alembic("revision", "-m", "left */ \\u0041", "--rev-id", "b1", "--head", "a1");
    alembic("revision", "-m", "right", "--rev-id", "c1", "--head", "a1", "--splice");
    alembic("merge", "-m", "join", "--rev-id", "d1", "b1", "c1");
    // A CommonJS module has no other syntax than `import … = require()` and `export =`, which that setting refuses.
    compile({ ...strictest, erasableSyntaxOnly: one.models !== commonModels });
    alembic("upgrade");
    expect(alembic("check")).toBe("No new upgrade operations detected.\n");
    expect(readdirSync(join(project, "migrations/versions"))).toHaveLength(4);
  });

  test.each(["multidb", "package", "pyproject"])("when the template is %s then what is written passes", (template) => {
    writeFileSync(join(project, "package.json"), '{ "type": "commonjs" }');
    alembic("init", "-t", template, "migrations");
    alembic("revision", "-m", "first");
    compile();
  });

  test("when a template writes the project's package.json then that has the type", () => {
    alembic("init", "-t", "package", "migrations");
    expect(JSON.parse(readFileSync(join(project, "package.json"), "utf8"))).toMatchObject({ type: "module" });
    expect(existsSync(join(project, "migrations/package.json"))).toBe(false);
    alembic("revision", "-m", "first");
    compile();
  });

  test("when CommonJS models are used by an ES module then they are of the same types", () => {
    writeFileSync(join(project, "package.json"), '{ "type": "commonjs" }');
    alembic("init", "migrations");
    edit("migrations/env.ts", "const targetMetadata = null;", named);
    writeFileSync(join(project, "models.ts"), esModels);
    compile({ ...strictest, verbatimModuleSyntax: false });
  });
});
