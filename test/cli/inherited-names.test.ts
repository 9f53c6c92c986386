import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/backends/open-database.js";
import { main } from "../../src/cli/main.js";
import { MemoryOutput } from "../../src/support/output.js";

/** What every object has: a look-up that forgets it finds a function where the schema has nothing. */
const inherited = ["constructor", "toString", "__proto__", "hasOwnProperty", "valueOf"];

let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "alembic-inherited-"));
  await run("init", "alembic");
  rewrite("alembic.ini", (text) => text.replace(/^sqlalchemy.url = .*/m, "sqlalchemy.url = sqlite:///%(here)s/app.db"));
  rewrite(
    "alembic/env.ts",
    (text) =>
      `import { metadata as targetMetadata } from "./models.js";\n${text.replace(/^const targetMetadata.*/m, "")}`,
  );
  writeFileSync(join(folder, "alembic", "models.ts"), models());
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function rewrite(file: string, change: (text: string) => string): void {
  const path = join(folder, file);
  writeFileSync(path, change(readFileSync(path, "utf8")));
}

async function tried(...argv: readonly string[]) {
  const output = new MemoryOutput();
  const code = await main(argv, { cwd: folder, env: {}, output });
  // Alembic writes its errors to standard output, all but those of the command line.
  return { code, out: output.stdout, err: output.stdout + output.stderr };
}

/** Runs a command that must succeed. */
async function run(...argv: readonly string[]): Promise<string> {
  const { code, out, err } = await tried(...argv);
  expect({ argv, code, err: code === 0 ? "" : err }).toEqual({ argv, code: 0, err: "" });
  return out;
}

/** A table of each name, with a column, an index, a unique constraint and a check of each. */
function models(extra = ""): string {
  return `import { sa } from "alembic-ts";
export const metadata = sa.MetaData();
const names = ${JSON.stringify(inherited)};
for (const name of names)
  sa.Table(name, metadata,
    sa.Column("id", sa.Integer(), { primaryKey: true }),
    ...names.map((column) => sa.Column(column, sa.String(20), { serverDefault: "1" })),
    sa.UniqueConstraint(name, { name: "uq_" + name }),
    sa.CheckConstraint("id > 0", { name }),
    ${extra}
  );
for (const [at, name] of names.entries())
  sa.Index("ix_" + name, metadata.tables.get(name)!.column(name), metadata.tables.get(name)!.column(names[(at + 1) % names.length]!));
sa.Index("toLocaleString", metadata.tables.get("toString")!.column("toString"));
// An index with an expression is compared in another way, which looks each part up by its text.
for (const name of names) {
  const table = metadata.tables.get(name)!;
  sa.Index("lower_" + name, table.column("constructor"), sa.func.lower(table.column("__proto__")), sa.text("valueOf DESC"));
}
`;
}

async function query(sql: string) {
  const database = await openDatabase(`sqlite:///${join(folder, "app.db")}`);
  try {
    return await database.execute(sql);
  } finally {
    await database.close();
  }
}

const versions = (): readonly string[] => readdirSync(join(folder, "alembic", "versions"));
const script = (word: string): string => {
  const name = versions().find((one) => one.includes(word)) ?? "";
  return readFileSync(join(folder, "alembic", "versions", name), "utf8");
};

describe("names that every object inherits", () => {
  test("when a schema has them then every command works and check finds nothing", async () => {
    await run("revision", "--autogenerate", "-m", "first", "--rev-id", "constructor", "--branch-label", "valueOf");
    for (const name of inherited) expect(script("first")).toContain(`"${name}"`);
    const sql = await run("upgrade", "head", "--sql");
    for (const name of inherited) expect(sql).toMatch(new RegExp(`CREATE TABLE ["\`[]?${name}`));
    await run("upgrade", "valueOf@head");
    expect(await run("current")).toContain("constructor (head)");
    expect((await tried("check")).err).toContain("No new upgrade operations detected.");
    await query("DROP INDEX lower_constructor");
    await query('CREATE INDEX lower_constructor ON constructor (constructor, upper("__proto__"), "valueOf" DESC)');
    const changed = await tried("check", "--diff");
    expect(changed.err).toContain("lower_constructor");
    expect(changed.code).toBe(255);
    await query("DROP INDEX lower_constructor");
    await query('CREATE INDEX lower_constructor ON constructor (constructor, lower(__proto__), "valueOf" DESC)');
    expect((await tried("check", "--diff")).err).toContain("No new upgrade operations detected.");
    for (const argv of [["current"], ["heads"], ["history"], ["branches"], ["show", "head"], ["check"]])
      expect(JSON.parse(await run(...argv, "--json")), argv[0]).toMatchObject({ command: argv[0] });
    const downwards = await run("downgrade", "base", "--preview");
    for (const name of inherited) expect(downwards).toMatch(new RegExp(`^-CREATE TABLE "?${name}"? `, "m"));
    expect(JSON.parse(await run("downgrade", "base", "--preview", "--json"))).toMatchObject({ command: "downgrade" });
    expect(await run("show", "constructor", "--sql")).toContain("lower_constructor");
    expect(await run("downgrade", "constructor:base", "--sql")).toContain("DROP INDEX");
    expect(await run("history", "-v", "-i")).toContain("Branch names: valueOf");
    expect(await run("show", "constructor")).toContain("Rev: constructor");
    await run("revision", "-m", "second", "--rev-id", "__proto__", "--head", "constructor");
    expect(await run("heads")).toContain("__proto__ (valueOf) (head)");
    expect(await run("branches", "-v")).toBe("");
    await run("stamp", "__proto__");
    expect(await run("current")).toContain("__proto__ (head)");
    await run("downgrade", "__proto__:constructor", "--sql");
    await run("downgrade", "-1");
    expect(await run("current")).toContain("constructor");
    await run("downgrade", "base");
    expect((await query("SELECT name FROM sqlite_master WHERE type = 'table'")).rows).toEqual([
      { name: "alembic_version" },
    ]);
    for (const name of ["toString", "hasOwnProperty", "toLocaleString"])
      expect((await tried("upgrade", name)).err).toContain(`Can't locate revision identified by '${name}'`);
    for (const name of inherited) {
      expect((await tried(name)).err).toContain(`invalid choice: '${name}'`);
      expect((await tried("upgrade", "head", `--${name}`)).err).toContain(`unrecognized arguments: --${name}`);
      expect((await tried("init", "-t", name, "other")).err).toContain(`/templates/${name}`);
      expect((await tried("-n", name, "heads")).code).toBe(255);
    }
  });

  test("when a batch changes such columns then each row keeps its values", async () => {
    mkdirSync(join(folder, "alembic", "versions"), { recursive: true });
    const list = JSON.stringify(inherited);
    writeFileSync(
      join(folder, "alembic", "versions", "a_rows.ts"),
      `import { type Operations, sa } from "alembic-ts";
export const revision = "a";
export const downRevision = null;
const names = ${list};
export async function upgrade(op: Operations) {
  const t = await op.createTable("__proto__",
    sa.Column("id", sa.Integer(), { primaryKey: true }), ...names.map((name) => sa.Column(name, sa.Text())));
  await op.bulkInsert(t, [1, 2].map((id) => Object.fromEntries([["id", id], ...names.map((name) => [name, name + id])])));
  await op.bulkInsert(t, [{ id: 3 }]);
  await op.createIndex("valueOf", "__proto__", ["constructor", "__proto__"]);
  const written = await op.getBind().execute('SELECT * FROM "__proto__" WHERE "__proto__" = :__proto__',
    Object.fromEntries([["__proto__", "__proto__1"]]));
  if (written.tuples()[0]?.[3] !== "__proto__1") throw new Error(JSON.stringify(written.tuples()));
  if (JSON.stringify(written[0]) !== JSON.stringify(Object.fromEntries([["id", 1], ...names.map((name) => [name, name + 1])])))
    throw new Error(JSON.stringify(written[0]));
  const typed = await op.getBind().execute(t.select());
  if (typed.tuples()[1]?.[3] !== "__proto__2" || Object.keys(typed[1] ?? {}).length !== 6)
    throw new Error(JSON.stringify(typed));
  await op.batchAlterTable("__proto__", async (batch) => {
    await batch.alterColumn("__proto__", { newColumnName: "isPrototypeOf", existingType: sa.Text() });
    await batch.alterColumn("constructor", { type: sa.String(30), nullable: true });
    await batch.dropColumn("valueOf");
    await batch.addColumn(sa.Column("__defineGetter__", sa.Text(), { serverDefault: "x" }));
    await batch.createUniqueConstraint("toString", ["toString"]);
    await batch.createCheckConstraint("constructor", "id < 10");
  });
}
export async function downgrade(op: Operations) {
  await op.batchAlterTable("__proto__", async (batch) => {
    await batch.dropConstraint("toString", { type: "unique" });
    await batch.alterColumn("isPrototypeOf", { newColumnName: "__proto__" });
  });
}
`,
    );
    await run("upgrade", "head");
    expect((await query('SELECT * FROM "__proto__" ORDER BY id')).rows).toEqual([
      ...[1, 2].map((id) => ({
        id,
        constructor: `constructor${id}`,
        toString: `toString${id}`,
        isPrototypeOf: `__proto__${id}`,
        hasOwnProperty: `hasOwnProperty${id}`,
        __defineGetter__: "x",
      })),
      {
        id: 3,
        constructor: null,
        toString: null,
        isPrototypeOf: null,
        hasOwnProperty: null,
        __defineGetter__: "x",
      },
    ]);
    await run("downgrade", "base");
    const { rows, columns } = await query('SELECT * FROM "__proto__" ORDER BY id');
    expect(columns).toContain("__proto__");
    expect(Object.hasOwn(rows[0] ?? {}, "__proto__")).toBe(true);
    expect(Object.entries(rows[0] ?? {})).toContainEqual(["__proto__", "__proto__1"]);
  });

  test("when a configuration has them then they are its own or missing", async () => {
    rewrite("alembic.ini", (text) =>
      text
        .replace("[post_write_hooks]", "[post_write_hooks]\nhooks = constructor\nconstructor.type = toString")
        .replace(/^level = WARNING$/m, "level = constructor"),
    );
    expect((await tried("check")).err).toContain("Unknown level: 'constructor'");
    rewrite("alembic.ini", (text) => text.replace("level = constructor", "level = WARNING"));
    expect((await tried("revision", "-m", "x")).err).toContain("toString");
    for (const dialect of [...inherited, "postgresql+constructor"]) {
      rewrite("alembic.ini", (text) => text.replace(/^sqlalchemy.url = .*/m, `sqlalchemy.url = ${dialect}:///x`));
      const { code, err } = await tried("current");
      expect(code).toBe(255);
      expect(err).not.toMatch(/TypeError|is not a function|undefined/);
    }
    rewrite("alembic.ini", (text) =>
      text.replace(/^sqlalchemy.url = .*/m, "sqlalchemy.url = postgresql://127.0.0.1:1/x?constructor=1"),
    );
    expect((await tried("current")).err).toContain("The option 'constructor'");
  });

  test("when a Python script asks a module for them then it fails as for any missing name", async () => {
    for (const expression of inherited.flatMap((name) =>
      name === "__proto__"
        ? []
        : ["op", "sa", "sa.func", "sa.dialects.postgresql", "sa.orm"].map((owner) => `${owner}.${name}`),
    )) {
      writeFileSync(
        join(folder, "alembic", "versions", "p.py"),
        `import sqlalchemy as sa\nimport sqlalchemy.orm\nimport sqlalchemy.dialects.postgresql\nfrom alembic import op\nrevision = "p"\ndown_revision = None\ndef upgrade():\n    op.execute(${expression}())\ndef downgrade():\n    pass\n`,
      );
      const { code, err } = await tried("upgrade", "p");
      // Any name is a function of the database, where such a function may be missing.
      const reason = expression.startsWith("sa.func")
        ? /no such function|syntax error/
        : /does not have it|not supported/;
      expect({ expression, code }).toEqual({ expression, code: 255 });
      expect(err).toMatch(reason);
      expect(err).not.toMatch(/TypeError|undefined/);
    }
  });
});
