import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { publint } from "publint";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "packed-"));
const project = join(folder, "project");

function run(command: string, args: readonly string[], cwd: string, env: Record<string, string> = {}) {
  const { NODE_ENV: _, VITEST: __, FORCE_COLOR: ___, ...clean } = process.env;
  return spawnSync(command, args, { cwd, encoding: "utf8", env: { ...clean, NO_COLOR: "1", ...env } });
}

let tarball = "";

beforeAll(() => {
  const packed = run("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder], root);
  tarball = readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "";
  if (tarball === "") throw new Error(packed.stderr);
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "app", private: true, type: "module" }));
  const installed = run("npm", ["install", "--silent", "--no-audit", "--no-fund", join(folder, tarball)], project);
  if (installed.status !== 0) throw new Error(installed.stderr + installed.stdout);
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the packed package, installed in an empty project", () => {
  test("when publint reads it then it finds nothing to say", async () => {
    const { messages } = await publint({ pkgDir: root, strict: true });
    expect(messages).toEqual([]);
  });

  test("when it is packed then sources of tests and benches stay out", () => {
    const listed = run("tar", ["-tzf", join(folder, tarball)], folder).stdout.split("\n");
    expect(listed.filter((name) => /package\/(test|bench|src|scripts|\.ci)\//.test(name))).toEqual([]);
    expect(listed).toContain("package/script.ts.ejs");
    expect(listed).toContain("package/LICENSE");
  });

  test("when alembic-ts is run then a project of its own can be made, migrated and taken back", () => {
    const bin = join(project, "node_modules/.bin/alembic-ts");
    const ran: string[] = [];
    const step = (...args: string[]): string => {
      const done = run(bin, args, project);
      ran.push(`${args.join(" ")}: ${done.status}\n${done.stderr}`);
      expect(done.status, ran.join("\n")).toBe(0);
      return done.stdout;
    };
    step("init", "migrations");
    expect(existsSync(join(project, "migrations/env.ts"))).toBe(true);
    const ini = join(project, "alembic.ini");
    run("sed", ["-i", "s|^sqlalchemy.url = .*|sqlalchemy.url = sqlite:///app.db|", ini], project);
    step("revision", "-m", "first", "--rev-id", "a1b2");
    step("upgrade", "head");
    expect(step("current")).toBe("a1b2 (head)\n");
    step("downgrade", "base");
    expect(step("current")).toBe("");
  });

  test("when nexuslims is run then it makes and checks a database", () => {
    const bin = join(project, "node_modules/.bin/nexuslims");
    const env = { NX_DB_PATH: join(folder, "lab/database.db") };
    const made = run(bin, ["db", "init"], project, env);
    expect(made.stderr).toBe("");
    expect(made.stdout).toContain("✓ Database initialized successfully\n  Current version: v2_4_0b\n");
    expect(run(bin, ["db", "check"], project, env).stdout).toBe("✓ Database is up-to-date (revision: v2_4_0b)\n");
  });

  test("when a TypeScript project uses the declarations then they resolve and say what they should", () => {
    writeFileSync(
      join(project, "use.ts"),
      [
        'import { command, sa, type EnvironmentContext, type Operations } from "alembic-ts";',
        'import { verifyTableIntegrity } from "alembic-ts/nexuslims";',
        "export async function upgrade(op: Operations): Promise<void> {",
        '  await op.createTable("t", sa.Column("id", sa.Integer(), { nullable: false }), sa.PrimaryKeyConstraint("id"));',
        '  await op.addColumn("t", sa.Column("a", sa.String(36)));',
        "  // @ts-expect-error a table's name is text",
        "  await op.dropTable(1);",
        "}",
        "export default async function env(context: EnvironmentContext): Promise<void> {",
        "  context.configure({",
        '    includeObject: (object, name, type, reflected, compareTo) => type !== "table" || name !== "x" || reflected,',
        "    compareType: (context, inspected, wanted, inspectedType, wantedType) => inspectedType === wantedType,",
        "    processRevisionDirectives: (context, revision, directives) => void directives.splice(revision.length),",
        "    info: { tenant: 5 },",
        "  });",
        "  // @ts-expect-error no option of that name",
        "  context.configure({ compareServerDefualt: true });",
        "  // @ts-expect-error no function",
        "  context.configure({ includeObject: 5 });",
        "  await context.beginTransaction(() => context.runMigrations());",
        "}",
        "export const used = [command.upgrade, verifyTableIntegrity];",
      ].join("\n"),
    );
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const strict = ["--strict", "--noEmit", "--module", "nodenext", "--target", "es2023", "--types", ""];
    const done = run(process.execPath, [tsc, ...strict, "use.ts"], project);
    expect(done.stdout).toBe("");
    expect(done.status).toBe(0);
  });
});

describe("the packed package, where a project has no node_modules", () => {
  test("when npx runs it then scripts find alembic-ts all the same", { timeout: 300_000 }, () => {
    const bare = join(folder, "bare");
    mkdirSync(bare);
    const npx = (...args: string[]) =>
      run("npx", ["--yes", "--package", join(folder, tarball), "alembic-ts", ...args], bare);
    expect(npx("init", "migrations").stderr).not.toContain("rror");
    run("sed", ["-i", "s|^sqlalchemy.url = .*|sqlalchemy.url = sqlite:///app.db|", "alembic.ini"], bare);
    expect(npx("revision", "-m", "first", "--rev-id", "a1b2").status).toBe(0);
    const done = npx("upgrade", "head");
    expect(done.stderr).toContain("Running upgrade  -> a1b2, first");
    expect(done.status).toBe(0);
    expect(existsSync(join(bare, "node_modules"))).toBe(false);
  });
});
