import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openDatabase } from "../../src/backends/open-database.js";
import { command } from "../../src/cli/command.js";
import { main } from "../../src/cli/main.js";
import type { Config } from "../../src/config/config.js";
import { loadConfig } from "../../src/config/load-config.js";
import { MemoryOutput } from "../../src/support/output.js";
import { writeEnvironment } from "../interop/random-commands/write-environment.js";

let folder: string;
let temporary: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "alembic-preview-test-"));
  temporary = join(folder, "tmp");
  mkdirSync(temporary);
  vi.stubEnv("TMPDIR", temporary);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const database = () => join(folder, "test.db");

async function execute(...statements: readonly string[]): Promise<void> {
  const connection = await openDatabase(`sqlite:///${database()}`);
  for (const sql of statements) await connection.execute(sql);
  await connection.close();
}

const PEOPLE = [
  "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))",
  "INSERT INTO alembic_version VALUES ('a1')",
  "CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT COLLATE NOCASE, age)",
  "CREATE INDEX ix_person_name ON person (name)",
  "CREATE TABLE old (x INTEGER)",
  "CREATE VIEW adults AS SELECT * FROM person WHERE age > 17",
  "CREATE TRIGGER watch AFTER DELETE ON person BEGIN SELECT 1; END",
  "INSERT INTO person VALUES (1, 'ann', 30), (2, 'bob', 40), (3, 'cyd', 50), (4, 'dan', 60)",
  "INSERT INTO old VALUES (1), (1)",
];

/** An environment at a1, whose revision b2 has these bodies. */
function project(upgrade: string, downgrade = ""): Config {
  const revision = (id: string, ...down: string[]) => ({ id, down, dependsOn: [], labels: [], message: `step ${id}` });
  writeEnvironment(
    folder,
    "ts",
    new Map([
      ["1", revision("a1")],
      ["2", revision("b2", "a1")],
    ]),
  );
  const path = join(folder, "scripts/versions/2.ts");
  const text = readFileSync(path, "utf8");
  const head = text.slice(0, text.indexOf("export async function"));
  writeFileSync(
    path,
    `${head}
export async function upgrade(op: Operations): Promise<void> {
  ${upgrade}
}
export async function downgrade(op: Operations): Promise<void> {
  ${downgrade}
}
`,
  );
  return loadConfig({ cwd: folder, output: new MemoryOutput() });
}

const printed = (config: Config): string => (config.output as MemoryOutput).stdout;

/** Everything about the real file that a preview must leave alone. */
function state(): unknown {
  const files = readdirSync(folder).filter((name) => name.startsWith("test.db"));
  return files.map((name) => {
    const path = join(folder, name);
    return [name, statSync(path).mtimeMs, createHash("sha256").update(readFileSync(path)).digest("hex")];
  });
}

async function cli(...argv: readonly string[]) {
  const output = new MemoryOutput();
  const code = await main(argv, { cwd: folder, env: {}, output });
  return { code, out: output.stdout, err: output.stderr };
}

describe("upgrade --preview", () => {
  test("when rows, tables and objects change then all of it is told and the file stays as it was", async () => {
    await execute(...PEOPLE);
    const config = project(`
  await op.execute("UPDATE person SET name = 'ANN' WHERE id = 1");
  await op.execute("UPDATE person SET age = '40' WHERE id = 2");
  await op.execute("DELETE FROM person WHERE id = 3");
  await op.execute("INSERT INTO person VALUES (8, 'eve', 1), (9, 'fay', 2)");
  await op.execute("DROP VIEW adults");
  await op.execute("DROP TRIGGER watch");
  await op.dropIndex("ix_person_name");
  await op.dropTable("old");
  await op.createTable("fresh", sa.Column("id", sa.Integer(), { primaryKey: true }));
  await op.execute("INSERT INTO fresh VALUES (1)");`);
    const before = state();
    const [preview, ...others] = await command.preview(config, "upgrade", "head");
    expect(others).toEqual([]);
    expect(preview).toMatchObject({
      database: `sqlite:///${database()}`,
      steps: ["upgrade a1 -> b2, step b2"],
      rows: [
        { table: "fresh", before: undefined, after: 1, added: 1, removed: 0, changed: 0 },
        { table: "person", before: 4, after: 5, added: 2, removed: 1, changed: 2 },
      ],
      lost: [
        { kind: "table", name: "old", rows: 2 },
        { kind: "index", name: "ix_person_name", table: "person" },
        { kind: "trigger", name: "watch", table: "person" },
        { kind: "view", name: "adults" },
      ],
    });
    expect(state()).toEqual(before);
    expect(readdirSync(temporary)).toEqual([]);
    const text = printed(config)
      .replace(folder, "")
      .replace(/Time: \d+\.\d\d s/, "Time: - s");
    expect(text).toMatchInlineSnapshot(`
      "Preview on a private copy of sqlite:////test.db; the database itself is as it was.
      Revisions:
        upgrade a1 -> b2, step b2
      Schema:
      --- before
      +++ after
      @@ -1,11 +1,6 @@
      -CREATE TABLE old (
      -    x INTEGER
      +CREATE TABLE fresh (
      +    id INTEGER NOT NULL,
      +    PRIMARY KEY (id)
       );
       
       CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT COLLATE NOCASE, age);
      -
      -CREATE INDEX ix_person_name ON person (name);
      -
      -CREATE VIEW adults AS SELECT * FROM person WHERE age > 17;
      -
      -CREATE TRIGGER watch AFTER DELETE ON person BEGIN SELECT 1; END;
      Rows:
        fresh: 1 (new table)
        person: 4 -> 5 (2 added, 1 removed, 2 changed)
      Lost:
        table old (2 rows)
        index ix_person_name on person
        trigger watch on person
        view adults
      Time: - s
      "
    `);
  });

  test("when a table without a key is rebuilt then rows are told apart by their values", async () => {
    await execute(...PEOPLE);
    const config = project(`
  await op.execute("INSERT INTO old VALUES (1), (2)");
  await op.execute("DELETE FROM old WHERE rowid = 1");
  await op.batchAlterTable("old", { recreate: "always" }, async (batch) => {
    batch.addColumn(sa.Column("y", sa.Integer()));
  });`);
    const [preview] = await command.preview(config, "upgrade", "head");
    expect(preview?.rows).toEqual([{ table: "old", before: 2, after: 3, added: 1, removed: 0, changed: 0 }]);
    expect(preview?.lost).toEqual([]);
    expect(preview?.schemaDiff).toContain("+    y INTEGER");
  });

  test("when a column is dropped then it is told as lost and its rows are not called changed", async () => {
    await execute(...PEOPLE);
    const config = project(`
  await op.execute("DROP VIEW adults");
  await op.batchAlterTable("person", async (batch) => { batch.dropColumn("age"); });`);
    const [preview] = await command.preview(config, "upgrade", "head");
    expect(preview?.rows).toEqual([]);
    expect(preview?.lost.map(({ kind, table, name }) => [kind, table, name])).toEqual([
      ["column", "person", "age"],
      ["view", undefined, "adults"],
    ]);
  });

  test("when a column or a table is renamed then it is told where its values are now", async () => {
    await execute(...PEOPLE);
    const config = project(`
  await op.execute("DROP VIEW adults");
  await op.addColumn("person", sa.Column("spare", sa.Integer()));
  await op.batchAlterTable("person", { recreate: "always" }, async (batch) => {
    batch.alterColumn("name", { newColumnName: "full_name", type: sa.Text(), nullable: false });
    batch.alterColumn("age", { newColumnName: "years" });
  });
  await op.execute("UPDATE person SET years = years + 1 WHERE id = 2");
  await op.renameTable("old", "archive");`);
    const [preview] = await command.preview(config, "upgrade", "head");
    // One age was changed, so no new column has all of them.
    const places = preview?.lost.map(({ kind, name, movedTo }) => [kind, name, movedTo]);
    expect(places?.filter(([kind]) => kind === "table" || kind === "column")).toEqual([
      ["table", "old", "archive"],
      ["column", "name", "full_name"],
      ["column", "age", undefined],
    ]);
    expect(printed(config)).toContain("  table old (2 rows, now in archive)\n");
    expect(printed(config)).toContain("  column person.name (its values are now in full_name)\n");
    expect(printed(config)).toContain("  column person.age\n");
  });

  test("when values differ in type or case then the new column does not have them", async () => {
    await execute(...PEOPLE);
    const config = project(`
  await op.execute("DROP VIEW adults");
  await op.execute("ALTER TABLE person ADD COLUMN big TEXT COLLATE NOCASE");
  await op.execute("UPDATE person SET big = upper(name)");
  await op.execute("CREATE TABLE older (x)");
  await op.execute("INSERT INTO older SELECT CAST(x AS TEXT) FROM old");
  await op.execute("DROP TRIGGER watch");
  await op.dropTable("old");
  await op.dropIndex("ix_person_name");
  await op.batchAlterTable("person", async (batch) => { batch.dropColumn("name"); });`);
    const [preview] = await command.preview(config, "upgrade", "head");
    expect(preview?.lost.map(({ movedTo }) => movedTo).filter((one) => one !== undefined)).toEqual([]);
  });

  test("when the database is in WAL mode then its files stay as they were", async () => {
    await execute("PRAGMA journal_mode = WAL", ...PEOPLE);
    const config = project('await op.execute("DELETE FROM person");');
    const before = state();
    const [preview] = await command.preview(config, "upgrade", "head");
    expect(preview?.rows).toEqual([{ table: "person", before: 4, after: 0, added: 0, removed: 4, changed: 0 }]);
    expect(state()).toEqual(before);
  });

  test("when there is no file yet then none is made", async () => {
    const [preview] = await command.preview(project(""), "upgrade", "head");
    expect(preview?.steps).toEqual(["upgrade  -> a1, step a1", "upgrade a1 -> b2, step b2"]);
    expect(preview?.schemaDiff).toContain("+CREATE TABLE t_a1 (");
    expect(existsSync(database())).toBe(false);
  });

  test("when a step fails then the error is that of the run, and nothing is left behind", async () => {
    await execute(...PEOPLE);
    project('await op.execute("DROP TABLE old"); await op.execute("SELECT absent");');
    const before = state();
    const previewed = await cli("upgrade", "--preview");
    expect(state()).toEqual(before);
    expect(readdirSync(temporary)).toEqual([]);
    const real = await cli("upgrade", "head");
    expect(previewed.code).toBe(255);
    expect(previewed.out).toBe(real.out);
    expect(previewed.out).toContain("no such column: absent");
  });

  test("when the run is stopped then nothing is left behind", async () => {
    await execute(...PEOPLE);
    const config = project('await op.execute("DROP TABLE old");');
    const before = state();
    const controller = new AbortController();
    const listener = { beforeStep: () => controller.abort("SIGINT") };
    const stopped = command.preview(config, "upgrade", "head", { signal: controller.signal, listener });
    await expect(stopped).rejects.toThrow("Interrupted");
    expect(state()).toEqual(before);
    expect(readdirSync(temporary)).toEqual([]);
  });

  test("when the signal came before then no copy is made", async () => {
    await execute(...PEOPLE);
    const stopped = command.preview(project(""), "upgrade", "head", { signal: AbortSignal.abort("SIGINT") });
    await expect(stopped).rejects.toThrow("Interrupted");
    expect(readdirSync(temporary)).toEqual([]);
  });

  test("when the environment hands over a connection of its own then nothing is run", async () => {
    await execute(...PEOPLE);
    const config = project('await op.execute("DROP TABLE old");');
    const env = join(folder, "scripts/env.ts");
    writeFileSync(
      env,
      `import { Connection, type EnvironmentContext } from "alembic-ts";
export default async function env(context: EnvironmentContext): Promise<void> {
  context.configure({ connection: context.config.attributes["connection"] as Connection });
  await context.runMigrations();
}
`,
    );
    const { connect } = await import("../../src/runtime/connect.js");
    const connection = await connect(`sqlite:///${database()}`);
    const before = state();
    const run = command.preview(config.withAttributes({ connection }), "upgrade", "head");
    await expect(run).rejects.toThrow("was handed a connection that is open already: nothing was run");
    await connection.close();
    expect(state()).toEqual(before);
  });

  test("when the script connects by itself then it gets the same copy", async () => {
    await execute(...PEOPLE);
    const config = project('await op.execute("DELETE FROM old");');
    const env = join(folder, "scripts/env.ts");
    const text = readFileSync(env, "utf8");
    writeFileSync(
      env,
      text.replace(
        "const connection = await connect(url);",
        `const other = await connect("sqlite:///${database()}?timeout=2");
  await other.execute("INSERT INTO person VALUES (5, 'x', 1)");
  await other.close();
  const connection = await connect(url);`,
      ),
    );
    const before = state();
    const [preview] = await command.preview(config, "upgrade", "head");
    expect(preview?.rows.map(({ table, before: was, after }) => [table, was, after])).toEqual([
      ["old", 2, 0],
      ["person", 4, 5],
    ]);
    expect(state()).toEqual(before);
  });
});

describe("an environment with several databases", () => {
  const files = ["one.db", "two.db"];
  const path = (name: string) => join(folder, name);

  /** The template's environment with two databases, each with a table of its own, and a revision with these steps. */
  async function twoDatabases(steps: { readonly one: string; readonly two: string }): Promise<Config> {
    const load = () => loadConfig({ cwd: folder, output: new MemoryOutput() });
    await command.init(load(), "scripts", { template: "multidb" });
    const ini = join(folder, "alembic.ini");
    const urls = `[one]\nsqlalchemy.url = sqlite:///${path("one.db")}\n\n[two]\nsqlalchemy.url = sqlite:///${path("two.db")}\n`;
    const text = readFileSync(ini, "utf8");
    const settings = text
      .replace(/^databases = .*/m, "databases = one, two")
      .replace(/^\[engine1\].*?(?=^\[logg)/ms, "");
    writeFileSync(ini, settings.replace(/^(?=\[loggers\])/m, `${urls}\n`));
    await command.revision(load(), { message: "both", revId: "r1" });
    const script = join(folder, "scripts/versions/r1_both.ts");
    const body = readFileSync(script, "utf8")
      .replace(/(upgrade_one\(op: Operations\).*\{\n).*/, `$1  ${steps.one}`)
      .replace(/(upgrade_two\(op: Operations\).*\{\n).*/, `$1  ${steps.two}`);
    writeFileSync(script, body);
    for (const name of files) {
      const connection = await openDatabase(`sqlite:///${path(name)}`);
      await connection.execute("CREATE TABLE t (x INTEGER PRIMARY KEY)");
      await connection.execute(`INSERT INTO t VALUES (1), (2)`);
      await connection.close();
    }
    return load();
  }

  const bytes = () => files.map((name) => [readFileSync(path(name), "hex"), statSync(path(name)).mtimeMs]);

  test("when both are migrated then each is previewed, and both stay as they were", async () => {
    const config = await twoDatabases({
      one: 'await op.execute("DELETE FROM t WHERE x = 1");',
      two: 'await op.addColumn("t", sa.Column("y", sa.Integer()));',
    });
    const before = bytes();
    const previews = await command.preview(config, "upgrade", "head");
    expect(previews.map(({ database: name, steps, rows }) => ({ name, steps, rows }))).toEqual([
      {
        name: `sqlite:///${path("one.db")}`,
        steps: ["upgrade  -> r1, both"],
        rows: [{ table: "t", before: 2, after: 1, added: 0, removed: 1, changed: 0 }],
      },
      { name: `sqlite:///${path("two.db")}`, steps: ["upgrade  -> r1, both"], rows: [] },
    ]);
    expect(previews.map(({ schemaDiff }) => schemaDiff.includes("+    y INTEGER"))).toEqual([false, true]);
    expect(bytes()).toEqual(before);
    expect(readdirSync(temporary)).toEqual([]);
    expect(printed(config).match(/^Preview on a private copy of .*$/gm)).toHaveLength(2);
  });

  test("when the second one fails then nothing is previewed, and nothing is left behind", async () => {
    const config = await twoDatabases({ one: 'await op.dropTable("t");', two: 'await op.dropTable("absent");' });
    const before = bytes();
    await expect(command.preview(config, "upgrade", "head")).rejects.toThrow("no such table: absent");
    expect(bytes()).toEqual(before);
    expect(readdirSync(temporary)).toEqual([]);
    expect(printed(config)).not.toContain("Preview");
  });

  test("when a step goes to the other database then it meets the copy of that one", async () => {
    const config = await twoDatabases({
      one: 'await op.execute("DELETE FROM t");',
      two: `const other = await connect("sqlite:///${path("one.db")}"); await other.execute("SELECT 1 FROM t"); await other.close();`,
    });
    const script = join(folder, "scripts/versions/r1_both.ts");
    writeFileSync(script, readFileSync(script, "utf8").replace("import { sa,", "import { connect, sa,"));
    const before = bytes();
    const previews = await command.preview(config, "upgrade", "head");
    expect(previews.map(({ rows }) => rows.map(({ after }) => after))).toEqual([[0], []]);
    expect(bytes()).toEqual(before);
  });
});

describe("the command line", () => {
  test("when the revision is left out then an upgrade goes to head and a downgrade one back", async () => {
    await execute(...PEOPLE);
    project("", 'await op.execute("DELETE FROM old");');
    const up = await cli("upgrade", "--preview");
    expect(up.code).toBe(0);
    expect(up.out).toContain("  upgrade a1 -> b2, step b2\nSchema: no change\nRows: no change\nLost: nothing\nTime: ");
    await cli("upgrade", "head");
    const down = await cli("downgrade", "--preview");
    expect(down.out).toContain("  downgrade b2 -> a1, step b2\n");
    expect(down.out).toContain("  old: 2 -> 0 (0 added, 2 removed, 0 changed)\n");
    const named = await cli("downgrade", "--preview", "base");
    expect(named.code).toBe(255);
    expect(named.out).toContain("no such table: t_a1");
  });

  test("when JSON is asked for then one document holds the previews, and without --preview it is refused", async () => {
    await execute(...PEOPLE);
    project('await op.execute("INSERT INTO person VALUES (5, \'eve\', 1)"); await op.dropTable("old");');
    const { code, out } = await cli("upgrade", "--preview", "--json");
    expect(code).toBe(0);
    const { previews, ...rest } = JSON.parse(out);
    expect(rest).toEqual({ version: 2, command: "upgrade" });
    expect(previews).toEqual([
      {
        database: `sqlite:///${database()}`,
        steps: ["upgrade a1 -> b2, step b2"],
        schemaDiff: expect.stringContaining("-CREATE TABLE old ("),
        rows: [{ table: "person", before: 4, after: 5, added: 1, removed: 0, changed: 0 }],
        lost: [{ kind: "table", name: "old", rows: 2 }],
        milliseconds: expect.any(Number),
      },
    ]);
    const refused = await cli("upgrade", "--json", "head");
    expect(refused.code).toBe(255);
    expect(JSON.parse(refused.out).error.message).toBe("Using --json without --preview does not make any sense");
    const failed = await cli("downgrade", "--preview", "--json", "nope");
    expect(failed.code).toBe(255);
    expect(JSON.parse(failed.out)).toMatchObject({ command: "downgrade", error: { code: "command" } });
  });

  test("when the database is there already then nothing is to be run", async () => {
    await execute(...PEOPLE);
    project("");
    expect((await cli("upgrade", "--preview", "a1")).out).toContain("Revisions: none to run\n");
  });

  test("when --preview comes with --sql then it is refused", async () => {
    project("");
    expect(await cli("upgrade", "--preview", "--sql", "head")).toMatchObject({
      code: 255,
      out: "FAILED: Using --sql with --preview does not make any sense\n",
    });
  });

  test("when the revision is left out without --preview then the usage of downgrade is shown", async () => {
    project("");
    const { code, err } = await cli("downgrade");
    expect(code).toBe(2);
    expect(err).toContain("the following arguments are required: revision");
  });
});
