import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/backends/open-database.js";
import { command } from "../../src/cli/command.js";
import type { Config } from "../../src/config/config.js";
import { loadConfig } from "../../src/config/load-config.js";
import type { Row } from "../../src/database/connection.js";
import { RunInterruptedError } from "../../src/runtime/errors/run-interrupted-error.js";
import { ScriptError } from "../../src/runtime/errors/script-error.js";
import { StatementError } from "../../src/runtime/errors/statement-error.js";
import type { RunPlan } from "../../src/runtime/run-listener.js";
import { MemoryOutput } from "../../src/support/output.js";
import type { RandomRevision } from "../interop/random-commands/random-graph.js";
import { writeEnvironment } from "../interop/random-commands/write-environment.js";

const built = fileURLToPath(new URL("../../dist/bin/alembic-ts.js", import.meta.url));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "alembic-runs-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const revision = (id: string, ...down: string[]): RandomRevision => ({
  id,
  down,
  dependsOn: [],
  labels: [],
  message: `step ${id}`,
});
const line = new Map([
  ["1", revision("a1")],
  ["2", revision("b2", "a1")],
  ["3", revision("c3", "b2")],
]);

/** An environment whose `configure` gets more keywords, and whose revisions have other bodies. */
function project(options: { readonly configure?: string; readonly bodies?: Record<string, string> } = {}): Config {
  writeEnvironment(folder, "ts", line);
  const env = join(folder, "scripts/env.ts");
  if (options.configure !== undefined) {
    const text = readFileSync(env, "utf8").replaceAll(
      "targetMetadata: null",
      `targetMetadata: null, ${options.configure}`,
    );
    writeFileSync(env, text);
  }
  for (const [file, body] of Object.entries(options.bodies ?? {})) {
    const path = join(folder, "scripts/versions", `${file}.ts`);
    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.replace(/(function upgrade\(.*\{\n)[\s\S]*?\n\}/, `$1${body}\n}`));
  }
  return loadConfig({ cwd: folder, output: new MemoryOutput() });
}

async function query(sql: string): Promise<readonly Row[]> {
  const connection = await openDatabase(`sqlite:///${join(folder, "test.db")}`);
  try {
    return (await connection.execute(sql)).rows;
  } finally {
    await connection.close();
  }
}
const tables = async () =>
  (await query("SELECT name FROM sqlite_master WHERE name LIKE 't\\_%' ESCAPE '\\' ORDER BY name")).map(
    (row) => row["name"],
  );
const version = async () => (await query("SELECT version_num FROM alembic_version")).map((row) => row["version_num"]);

describe("a run without a target", () => {
  test("when upgrade is given no revision then it goes to the head", async () => {
    await command.upgrade(project());
    expect(await version()).toEqual(["c3"]);
  });
});

describe("a run that fails", () => {
  test("when the last of three scripts fails then the file is as it was", async () => {
    const config = project({ bodies: { 3: '  throw new TypeError("no");' } });
    const error = await command.upgrade(config, "head").catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ScriptError);
    expect((error as ScriptError).message).toBe(
      `Revision c3 failed: TypeError: no (${join(folder, "scripts/versions/3.ts")}:13:9)`,
    );
    expect(existsSync(join(folder, "test.db")) ? await tables() : []).toEqual([]);
  });

  test("when a statement fails then the error names revision, directive and statement", async () => {
    const config = project({ bodies: { 2: '  await op.addColumn("missing", sa.Column("x", sa.Integer()));' } });
    const error = await command.upgrade(config, "head").catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(StatementError);
    expect(error).toMatchObject({
      revision: "b2",
      directive: "addColumn",
      sql: "ALTER TABLE missing ADD COLUMN x INTEGER",
      location: `${join(folder, "scripts/versions/2.ts")}:13:12`,
    });
    expect((error as Error).message).toContain(` (${join(folder, "scripts/versions/2.ts")}:13:12)`);
  });

  test.each([
    ["a call that nobody awaits", '  op.execute("nonsense");\n  await op.execute("SELECT 1");', "13:6"],
    [
      "a batch",
      '  await op.batchAlterTable("t_a1", async (batch) => {\n    await batch.execute("nonsense");\n  });',
      "14:17",
    ],
    ["what a batch kept", '  await op.batchAlterTable("t_a1", async (batch) => void batch.dropColumn("no"));', "13:12"],
    ["a query", '  await op.getBind().scalar("nonsense");', "13:22"],
    ["a call that the dialect refuses", '  await op.createUniqueConstraint("uq", "t_a1", ["id"]);', "13:12"],
    ["a call of a compiled file", '  enum Compiled { A }\n  await op.execute("nonsense");', "14:12"],
    ["a call of a compiled file that nobody awaits", '  enum Compiled { A }\n  op.execute("nonsense");', "14:6"],
  ])("when %s fails then the error names the line of the call", async (_, body, place) => {
    const error = await command.upgrade(project({ bodies: { 2: body } }), "head").catch((caught: unknown) => caught);
    expect((error as Error).message).toContain("[revision: b2]");
    expect((error as Error).message).toContain(` (${join(folder, "scripts/versions/2.ts")}:${place})`);
  });

  test("when a call is given what it does not know then the error names revision and line", async () => {
    const body = '  await op.createTable("t", sa.Column("id", sa.Integer(), { primary_key: true }));';
    const error = await command.upgrade(project({ bodies: { 2: body } }), "head").catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      code: "schema.argument",
      message:
        "Column() got an unexpected option 'primary_key'; did you mean 'primaryKey'? [revision: b2] " +
        `(${join(folder, "scripts/versions/2.ts")}:13:32)`,
    });
    expect((error as Error).stack).toContain("[revision: b2]");
  });

  test("when a directive cannot be carried out then the error names the revision", async () => {
    const body = '  await op.createUniqueConstraint("uq", "t_a1", ["id"]);';
    const error = await command.upgrade(project({ bodies: { 2: body } }), "head").catch((caught: unknown) => caught);
    expect((error as Error).message).toMatch(
      /^No support for ALTER of constraints in SQLite dialect.* \[revision: b2\]/,
    );
  });

  test("when each step has its own transaction then the steps before stay", async () => {
    const config = project({ configure: "transactionPerMigration: true", bodies: { 3: '  throw new Error("no");' } });
    await expect(command.upgrade(config, "head")).rejects.toThrow("Revision c3 failed");
    expect(await tables()).toEqual(["t_a1", "t_b2"]);
    expect(await version()).toEqual(["b2"]);
  });

  test.each(["COMMIT", "end transaction", "ROLLBACK", "/* done */ rollback transaction", "; -- done\n ; commit"])(
    "when a script runs %s then that is refused, and all is rolled back",
    async (statement) => {
      const body = `  await op.execute("CREATE TABLE t_b (id INT)");\n  await op.execute(${JSON.stringify(statement)});`;
      const run = command.upgrade(project({ bodies: { 2: body } }), "head");
      await expect(run).rejects.toThrow("A statement can't end the transaction of a migration run");
      expect(existsSync(join(folder, "test.db")) ? await tables() : []).toEqual([]);
    },
  );

  test("when a script goes back to a savepoint, or commits in an autocommit block, then that is its own affair", async () => {
    const body = `  await op.execute("SAVEPOINT s");
  await op.execute("CREATE TABLE t_undone (id INT)");
  await op.execute("ROLLBACK TO s");
  await op.execute("ROLLBACK TRANSACTION TO SAVEPOINT s");
  await op.execute("RELEASE s");
  await op.getContext().autocommitBlock(async () => {
    for (const sql of ["BEGIN", "CREATE TABLE t_own (id INT)", "COMMIT"]) await op.execute(sql);
  });`;
    await command.upgrade(project({ bodies: { 2: body } }), "head");
    expect(await tables()).toEqual(["t_a1", "t_c3", "t_own"]);
  });

  test("when an awaited failure is caught by the script then the run goes on", async () => {
    const body =
      '  try { await op.dropTable("missing"); } catch {}\n  await op.execute("CREATE TABLE t_caught (id INT)");';
    await command.upgrade(project({ bodies: { 2: body } }), "head");
    expect(await tables()).toEqual(["t_a1", "t_c3", "t_caught"]);
  });

  const late = (milliseconds: number): string => `  void (async () => {
    await new Promise((resolve) => setTimeout(resolve, ${milliseconds}));
    await op.execute("CREATE TABLE t_late (id INT)");
  })();`;
  const tooLate = "An operation was called after its migration had ended; an 'await' is missing in the script.";

  test("when a script left behind a call that comes after its end then the run fails while it can", async () => {
    const wait = "  await new Promise((resolve) => setTimeout(resolve, 50));";
    const run = command.upgrade(project({ bodies: { 2: late(1), 3: wait } }), "head");
    await expect(run).rejects.toThrow(tooLate);
    expect(existsSync(join(folder, "test.db")) ? await tables() : []).toEqual([]);
  });

  test.skipIf(!existsSync(built))("when such a call comes after the run then the program says so", async () => {
    project({ bodies: { 3: late(300) } });
    const ran = spawnSync(process.execPath, [built, "upgrade", "head"], { cwd: folder, encoding: "utf8" });
    expect(ran.status).toBe(255);
    expect(ran.stderr).toMatch(
      /Running upgrade b2 -> c3.*\nFAILED: An operation was called after .* script\. The run had ended, [^\n]*\n$/,
    );
    expect(await version()).toEqual(["c3"]);
  });

  test("when a call is not awaited then its failure fails the run all the same", async () => {
    const config = project({ bodies: { 2: '  op.dropTable("missing");' } });
    await expect(command.upgrade(config, "head")).rejects.toThrow("no such table: missing");
    expect(existsSync(join(folder, "test.db")) ? await tables() : []).toEqual([]);
  });

  test("when a version row was changed behind the run then the run says so and undoes itself", async () => {
    const config = project({ bodies: { 2: `  await op.execute("UPDATE alembic_version SET version_num = 'zz'");` } });
    await expect(command.upgrade(config, "head")).rejects.toThrow(
      "Online migration expected to match one row when updating 'a1' to 'b2' in 'alembic_version'; 0 found",
    );
  });

  test("when a revision is a Python file that cannot be run then nothing is changed", async () => {
    const config = project();
    rmSync(join(folder, "scripts/versions/3.ts"));
    const header = '"""three"""\nfrom alembic import op\nrevision = "c3"\ndown_revision = "b2"\n';
    writeFileSync(
      join(folder, "scripts/versions/3.py"),
      `${header}def upgrade():\n    op.create_table("fine")\n    op.implementation_for(x)\n`,
    );
    await expect(command.upgrade(config, "head")).rejects.toThrow(
      /3\.py:7:5: op\.implementation_for is not supported: "op\.implementation_for\(x\)"/,
    );
    expect(existsSync(join(folder, "test.db")) ? await tables() : []).toEqual([]);
    await command.upgrade(config, "b2");
    expect(await tables()).toEqual(["t_a1", "t_b2"]);
    await command.stamp(config, "c3");
    expect(await version()).toEqual(["c3"]);
  });

  test("when a step is a Python file then it runs among the others, and rolls back with them", async () => {
    const config = project();
    rmSync(join(folder, "scripts/versions/3.ts"));
    const path = join(folder, "scripts/versions/3.py");
    const header =
      '"""three"""\nfrom alembic import op\nimport sqlalchemy as sa\nrevision = "c3"\ndown_revision = "b2"\n\n\ndef upgrade():\n';
    const body = '    op.create_table("t_c3", sa.Column("id", sa.Integer, primary_key=True))\n';
    writeFileSync(path, `${header}${body}    raise ValueError("stop")\n`);
    await expect(command.upgrade(config, "head")).rejects.toThrow(/ValueError: stop \(.*3\.py, line 10, in upgrade\)/);
    expect(existsSync(join(folder, "test.db")) ? await tables() : []).toEqual([]);
    writeFileSync(path, `${header}${body}\n\ndef downgrade():\n    op.drop_table("t_c3")\n`);
    const next = (): Config => loadConfig({ cwd: folder, output: new MemoryOutput() });
    await command.upgrade(next(), "head");
    expect(await tables()).toEqual(["t_a1", "t_b2", "t_c3"]);
    await command.downgrade(next(), "b2");
    expect(await tables()).toEqual(["t_a1", "t_b2"]);
  });
});

describe("modules that an environment gives to Python revisions", () => {
  test("when a revision imports them then it has their functions, types and values", async () => {
    project();
    const env = join(folder, "scripts/env.ts");
    const given = `  context.script.providePythonModule("app.types", {
    quota: (n: number) => n * 2,
    Code: class Code extends sa.TypeDecorator { constructor() { super(sa.String(7)); } },
    LIMIT: 20,
  });
`;
    const text = readFileSync(env, "utf8").replace(/(export default async function[^{]*\{\n)/, `$1${given}`);
    writeFileSync(env, `import { sa } from "alembic-ts";\n${text}`);
    rmSync(join(folder, "scripts/versions/3.ts"));
    writeFileSync(
      join(folder, "scripts/versions/3.py"),
      `"""three"""
from alembic import op
import sqlalchemy as sa
from app.types import Code, LIMIT, quota
revision = "c3"
down_revision = "b2"


def upgrade():
    op.create_table("t_c3", sa.Column("code", Code()), sa.Column("name", sa.String(quota(LIMIT))))
`,
    );
    await command.upgrade(loadConfig({ cwd: folder, output: new MemoryOutput() }), "head");
    const [row] = await query("SELECT sql FROM sqlite_master WHERE name = 't_c3'");
    expect(row?.["sql"]).toBe("CREATE TABLE t_c3 (\n\tcode VARCHAR(7), \n\tname VARCHAR(40)\n)");
  });
});

describe("what a listener is told", () => {
  test("when a run has steps then the plan comes under the lock, before the first write", async () => {
    const events: string[] = [];
    let plan: RunPlan | undefined;
    const listener = {
      async beforeFirstWrite(given: RunPlan) {
        plan = given;
        const found = await given.connection.execute("SELECT name FROM sqlite_master");
        events.push(`first write, ${found.length} tables, in transaction: ${given.connection.inTransaction}`);
      },
      beforeStep: (step: string) => void events.push(step),
      beforeCommit: () => void events.push("before commit"),
      afterCommit: () => void events.push("after commit"),
    };
    const config = project();
    await command.upgrade(config, "b2", { listener });
    expect(events).toEqual([
      "first write, 0 tables, in transaction: true",
      "upgrade  -> a1, step a1",
      "upgrade a1 -> b2, step b2",
      "before commit",
      "after commit",
    ]);
    expect(plan).toMatchObject({ direction: "upgrade", heads: [], revisions: ["a1", "b2"] });
    events.length = 0;
    await command.upgrade(config, "b2", { listener });
    await command.current(config, { listener });
    expect(events).toEqual([]);
    await command.downgrade(config, "-1", { listener });
    expect(plan).toMatchObject({ direction: "downgrade", heads: ["b2"], revisions: ["b2"] });
    await command.stamp(config, "head", { listener });
    expect(plan).toMatchObject({ direction: "stamp", heads: ["a1"], revisions: ["c3"] });
  });

  test("when the listener refuses then nothing is written", async () => {
    const listener = { beforeFirstWrite: () => Promise.reject(new Error("no room for a backup")) };
    await expect(command.upgrade(project(), "head", { listener })).rejects.toThrow("no room for a backup");
    expect(existsSync(join(folder, "test.db")) ? await tables() : []).toEqual([]);
  });
});

describe("the environment's keywords", () => {
  test("when a keyword is null then it is as if it were None in Python", async () => {
    const nulls = "onVersionApply: null, dialectOpts: null, outputBuffer: null, operations: null, versionTablePk: null";
    await command.upgrade(project({ configure: nulls }), "head");
    expect(await tables()).toEqual(["t_a1", "t_b2", "t_c3"]);
    const [table] = await query("SELECT sql FROM sqlite_master WHERE name = 'alembic_version'");
    expect(table?.["sql"]).not.toContain("PRIMARY KEY");
  });

  test("when onVersionApply is given then it is called after each step, in Alembic's words", async () => {
    const configure = `onVersionApply: ({ step, heads, runArgs, ctx }) => {
      console.log(JSON.stringify([step.isUpgrade, step.isStamp, step.upRevisionId, step.downRevisionIds, [...heads], runArgs, ctx.asSql]));
    }`;
    const lines: string[] = [];
    const log = console.log;
    console.log = (text: string) => void lines.push(text);
    try {
      await command.upgrade(project({ configure }), "b2");
    } finally {
      console.log = log;
    }
    expect(lines.map((text) => JSON.parse(text))).toEqual([
      [true, false, "a1", [], ["a1"], {}, false],
      [true, false, "b2", ["a1"], ["b2"], {}, false],
    ]);
  });

  test("when the version table has another name and no key then that is the one that is kept", async () => {
    const config = project({ configure: 'versionTable: "my_version", versionTablePk: false' });
    await command.upgrade(config, "a1");
    expect(await query("SELECT * FROM my_version")).toEqual([{ version_num: "a1" }]);
    expect((await query("SELECT sql FROM sqlite_master WHERE name = 'my_version'"))[0]?.["sql"]).not.toContain(
      "PRIMARY KEY",
    );
  });

  test("when a script asks for autocommit then what came before it is committed", async () => {
    const body = `  await op.execute("CREATE TABLE t_before (id INT)");
  await op.getContext().autocommitBlock(async () => { await op.execute("VACUUM"); });
  throw new Error("later");`;
    const lines: string[] = [];
    const logger = { log: (_level: number, _name: string, message: string) => void lines.push(message) };
    const config = project({ bodies: { 2: body } }).withServices({ logger });
    await expect(command.upgrade(config, "head")).rejects.toThrow("later");
    expect(lines.at(-1)).toContain("had committed the beginning of the step that failed, which stays");
    expect(await tables()).toEqual(["t_a1", "t_before"]);
    expect(await version()).toEqual(["a1"]);
  });

  const intrude = (to: string): string => `{
    const { connect } = await import("alembic-ts");
    const stranger = await connect("sqlite:///${join(folder, "test.db")}");
    await stranger.execute("UPDATE alembic_version SET version_num = '${to}'");
    await stranger.close();
  }`;

  test("when another process migrates during an autocommit block then the run stops before it writes its version", async () => {
    const body = `  await op.getContext().autocommitBlock(async () => ${intrude("other")});`;
    const run = command.upgrade(project({ bodies: { 2: body } }), "head");
    await expect(run).rejects.toThrow(
      "Another process migrated this database during the run: its version is other, expected a1.",
    );
    expect(await tables()).toEqual(["t_a1"]);
    expect(await version()).toEqual(["other"]);
  });

  test("when a run is stopped behind an autocommit block then the message says what stays", async () => {
    const body = `  await op.execute("CREATE TABLE t_before (id INT)");
  await op.getContext().autocommitBlock(async () => { await op.execute("CREATE TABLE t_block (id INT)"); });
  await op.execute("CREATE TABLE t_behind (id INT)");
  (globalThis as unknown as { stop: AbortController }).stop.abort("SIGINT");
  await op.execute("CREATE TABLE t_never (id INT)");`;
    const controller = new AbortController();
    Object.assign(globalThis, { stop: controller });
    const run = command.upgrade(project({ bodies: { 2: body } }), "head", { signal: controller.signal });
    const error = await run.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(RunInterruptedError);
    expect(error).toMatchObject({
      isUnchanged: false,
      message:
        "Interrupted: what was done since the last commit was rolled back. An autocommit block had committed the " +
        "beginning of its step, which stays; the version is that of the last step that was committed whole.",
    });
    expect(await tables()).toEqual(["t_a1", "t_before", "t_block"]);
    expect(await version()).toEqual(["a1"]);
  });

  test("when literal binds are asked for online then that is refused", async () => {
    const config = project();
    const env = join(folder, "scripts/env.ts");
    writeFileSync(env, readFileSync(env, "utf8").replace("{ connection,", "{ connection, literalBinds: true,"));
    await expect(command.current(config)).rejects.toThrow("Can't use literalBinds setting without --sql mode");
  });

  test("when arguments are given with -x then the environment reads them as a list and by name", async () => {
    const config = project().withCmdOpts({ x: ["a=1", "b", "c=d=e"] });
    writeFileSync(
      join(folder, "scripts/env.ts"),
      `export default async function env(context) {
        await context.config.output.out(JSON.stringify([context.getXArgument(), context.getXArgument({ asDictionary: true }),
          context.getTagArgument(), context.getRevisionArgument(), context.getStartingRevisionArgument(), context.getHeadRevision(),
          context.isOfflineMode()]));
      }`,
    );
    await command.upgrade(config, "a1:head", { sql: true, tag: "t" });
    expect(JSON.parse((config.output as MemoryOutput).stdout)).toEqual([
      ["a=1", "b", "c=d=e"],
      { a: "1", b: "", c: "d=e" },
      "t",
      "c3",
      "a1",
      "c3",
      true,
    ]);
  });
});

test("when a script asks for the version rows then it gets those that were written before it, in its place", async () => {
  const body = `  const context = op.getContext();
  op.execute("CREATE TABLE t_" + (await context.getCurrentRevision()) + (await context.getCurrentHeads()).join() + " (id INT)");
  op.execute("INSERT INTO alembic_version VALUES ('other')");
  const later = context.getCurrentHeads();
  op.execute("DELETE FROM alembic_version WHERE version_num = 'other'");
  op.execute("CREATE TABLE t_" + (await later).join("_") + " (id INT)");`;
  await command.upgrade(project({ bodies: { 1: body, 2: body } }), "b2");
  expect(await tables()).toEqual(["t_a1_other", "t_a1a1", "t_other", "t_undefined"]);
});

test("when a script inspects its database then each call sees what was asked for before it, and no more", async () => {
  const body = `  const { inspect } = await import("alembic-ts");
  const inspector = inspect(op.getBind());
  op.execute("CREATE TABLE t_new (id INTEGER PRIMARY KEY, \\"my name\\" TEXT)");
  const columns = inspector.getColumns("t_new");
  op.execute("ALTER TABLE t_new ADD COLUMN later TEXT");
  if (await inspector.hasTable("t_a1")) op.execute("CREATE TABLE t_" + (await columns).length + " (id INT)");`;
  await command.upgrade(project({ bodies: { 2: body } }), "b2");
  expect(await tables()).toEqual(["t_2", "t_a1", "t_new"]);
  await expect(command.upgrade(project({ bodies: { 1: body } }), "head", { sql: true })).rejects.toThrow(
    "There is no database connection in --sql mode",
  );
});

test.skipIf(!existsSync(built))(
  "when a script or a callback prints while a script is written then its lines stand where they were printed",
  () => {
    const body = `  console.log("first");
  await op.execute("SELECT 1");
  console.log("second");
  await op.execute("SELECT 2");
  console.log("third");`;
    const configure = 'onVersionApply: () => console.log("applied")';
    project({ configure, bodies: { 3: body } });
    const ran = spawnSync(process.execPath, [built, "upgrade", "b2:c3", "--sql"], { cwd: folder, encoding: "utf8" });
    const applied = "UPDATE alembic_version SET version_num='c3' WHERE alembic_version.version_num = 'b2';";
    const lines = ["-- Running upgrade b2 -> c3", "first\nSELECT 1;", "second\nSELECT 2;"];
    expect(ran.stdout).toBe([...lines, `third\n${applied}`, "applied\n"].join("\n\n"));
  },
);

test("when a script asks for -x, the tag or an option then it gets what its environment has", async () => {
  const body = `  const { environmentContext, config } = op.getContext();
  const { data } = environmentContext.getXArgument({ asDictionary: true });
  await op.execute("CREATE TABLE t_" + data + environmentContext.getTagArgument() + " (id INT)");
  await op.execute("CREATE TABLE t_" + config.getMainOption("script_location").split("/").at(-1) + " (id INT)");`;
  await command.upgrade(project({ bodies: { 1: body } }).withCmdOpts({ x: ["data=yes"] }), "a1", { tag: "_tag" });
  expect(await tables()).toEqual(["t_scripts", "t_yes_tag"]);
});

describe("commands that only read", () => {
  test("when there is no file then none is made", async () => {
    const config = project();
    expect(await command.current(config)).toEqual([]);
    await command.history(config, { indicateCurrent: true });
    await command.show(config, "current");
    expect(existsSync(join(folder, "test.db"))).toBe(false);
  });

  test("when the database names a revision that is not there then the failure names it", async () => {
    const config = project();
    await command.upgrade(config, "head");
    rmSync(join(folder, "scripts/versions/3.ts"));
    await expect(command.current(config)).rejects.toThrow("Can't locate revision identified by 'c3'");
    await expect(command.upgrade(config, "head")).rejects.toThrow("Can't locate revision identified by 'c3'");
    expect(await version()).toEqual(["c3"]);
  });
});

describe("two runs at once", () => {
  test("when two environments run in one process then output, log and rows do not mix", async () => {
    const folders = [join(folder, "one"), join(folder, "two")];
    const configs = folders.map((each, at) => {
      const graph = new Map(
        [...line].map(([file, { id, down }]) => [file, revision(id + at, ...down.map((one) => one + at))]),
      );
      writeEnvironment(each, "ts", graph);
      return loadConfig({ cwd: each, output: new MemoryOutput() });
    });
    await Promise.all(configs.map((config) => command.upgrade(config, "head")));
    const current = await Promise.all(configs.map((config) => command.current(config)));
    expect(current.map((revisions) => revisions.map((one) => one.revision))).toEqual([["c30"], ["c31"]]);
    expect(configs.map((config) => (config.output as MemoryOutput).stdout)).toEqual(["c30 (head)\n", "c31 (head)\n"]);
    const scripts = await Promise.all(
      configs.map(async (config) => {
        await command.upgrade(config, "head", { sql: true });
        return (config.output as MemoryOutput).stdout;
      }),
    );
    expect(scripts[0]).not.toContain("a11");
    expect(scripts[1]).toContain("CREATE TABLE t_a11");
  });

  test("when two runs of one process migrate one file then each step is applied once", async () => {
    const first = project();
    const second = loadConfig({ cwd: folder, output: new MemoryOutput() });
    await Promise.all([command.upgrade(first, "head"), command.upgrade(second, "head")]);
    expect(await tables()).toEqual(["t_a1", "t_b2", "t_c3"]);
    expect(await version()).toEqual(["c3"]);
  });

  test.skipIf(!existsSync(built))("when four processes migrate one file then each step is applied once", async () => {
    project();
    const runs = Array.from(
      { length: 4 },
      () =>
        new Promise<[number | null, string]>((resolve) => {
          const child = spawn(process.execPath, [built, "upgrade", "head"], { cwd: folder });
          let text = "";
          child.stdout.on("data", (chunk) => (text += chunk));
          child.stderr.on("data", (chunk) => (text += chunk));
          child.on("close", (code) => resolve([code, text]));
        }),
    );
    const done = await Promise.all(runs);
    expect(
      done.map(([code]) => code),
      done.map(([, text]) => text).join("\n"),
    ).toEqual([0, 0, 0, 0]);
    expect(done.filter(([, text]) => text.includes("Running upgrade")).length).toBe(1);
    expect(await tables()).toEqual(["t_a1", "t_b2", "t_c3"]);
  });
});

// What Alembic's context has where env.py says nothing else.
test("when an environment says nothing of them then options have their defaults", async () => {
  const names = "transactionPerMigration, literalBinds, includeSchemas, compareType, upgradeToken, downgradeToken";
  const body = `  const { ${names} } = op.getContext().opts;
  await op.execute(\`CREATE TABLE t_opts AS SELECT '\${[${names}].join(" ")}' AS said\`);`;
  await command.upgrade(project({ bodies: { 1: body } }), "a1");
  expect(await query("SELECT said FROM t_opts")).toEqual([{ said: "false false false true upgrades downgrades" }]);
});
