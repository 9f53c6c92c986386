import { chmodSync, copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { MemoryOutput } from "../../src/index.js";
import { runNexuslims } from "../../src/nexuslims/run-nexuslims.js";
import { openInMemory } from "./in-memory.mjs";
import { Laboratory, NOW, type Ran } from "./laboratory.js";
import { query } from "./sqlite-file.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

let lab: Laboratory;
beforeEach(() => {
  lab = new Laboratory();
});
afterEach(() => lab.remove());

describe("every command of alembic-ts", () => {
  test("when heads, history, show, branches and current are asked, then they speak of this application's revisions", async () => {
    await lab.makeStamped();
    expect((await lab.run("alembic", "heads")).stdout).toBe("v2_4_0b (head)\n");
    expect((await lab.run("alembic", "history", "-r", "base:v2_4_0a")).stdout).toBe(
      "v1_4_3 -> v2_4_0a, Add upload_log table.\n<base> -> v1_4_3, Initial schema baseline.\n",
    );
    expect((await lab.run("alembic", "show", "v2_4_0a")).stdout).toContain("Rev: v2_4_0a\nParent: v1_4_3\n");
    expect((await lab.run("alembic", "branches")).stdout).toBe("");
    expect((await lab.run("alembic", "current")).stdout).toBe("v1_4_3\n");
    const graph = (await lab.run("alembic", "graph", "-i")).stdout.split("\n");
    expect(graph.slice(-5)).toEqual([
      "○ v2_4_0a, Add upload_log table.",
      "● v1_4_3, Initial schema baseline.  ← current",
      "",
      "current: v1_4_3, 2 revisions to go",
      "",
    ]);
  });

  test("when upgrade and downgrade are run, then backups are made as by nexuslims db upgrade", async () => {
    await lab.makeStamped();
    const up = await lab.run("alembic", "upgrade", "+1");
    expect(up.stdout).toBe("✓ Database backup created: database_backup_20260207_143216.sqlite\n");
    expect(up.code).toBe(0);
    expect((await lab.run("alembic", "downgrade", "-1")).code).toBe(0);
    expect((await lab.run("alembic", "current")).stdout).toBe("v1_4_3\n");
    expect(lab.files()).toHaveLength(3);
  });

  test("when a versioned database is stamped, then a backup is made; --sql and -q make and print none", async () => {
    await lab.makeStamped();
    expect((await lab.run("alembic", "stamp", "v2_4_0a", "--sql")).stdout).toContain("INSERT INTO alembic_version");
    expect(lab.files()).toEqual(["database.sqlite"]);
    const stamped = await lab.run("alembic", "stamp", "v2_4_0a");
    expect(stamped.stdout).toBe(
      "✓ Database backup created: database_backup_20260207_143216.sqlite\n" +
        "✓ Database stamped successfully\n  v1_4_3 -> v2_4_0a\n",
    );
    expect((await lab.run("alembic", "-q", "stamp", "v1_4_3")).stdout).toBe("");
    expect(lab.files()).toHaveLength(3);
  });

  test("when the models are compared with a migrated database, then there is nothing to do", async () => {
    await lab.run("init");
    const ran = await lab.run("alembic", "check");
    expect(ran).toEqual({ code: 0, stdout: "No new upgrade operations detected.\n", stderr: "" });
  });

  test("when something fails, then it is Alembic's word and exit code", async () => {
    await lab.makeStamped();
    expect(await lab.run("alembic", "upgrade", "nowhere")).toMatchObject({
      code: 255,
      stdout: "FAILED: Can't locate revision identified by 'nowhere'\n",
    });
    expect((await lab.run("alembic")).code).toBe(2);
    const unset = await lab.runIn({ env: {} }, "alembic", "current");
    expect(unset).toMatchObject({ code: 255, stdout: "" });
    expect(unset.stderr).toBe((await lab.runIn({ env: {} }, "current")).stderr);
    expect(unset.stderr).toMatch(/^Error: NX_DB_PATH environment variable is not set\n[\s\S]*export NX_DB_PATH=/);
  });

  test.each([["stamp", "v1_4_3"], ["upgrade", "head"], ["downgrade", "-1"], ["current"], ["check"]])(
    "when there is no file, then alembic %s says so and makes none",
    async (...argv) => {
      expect(await lab.run("alembic", ...argv)).toEqual({
        code: 255,
        stdout: "",
        stderr: `Error: Database does not exist. Run 'nexuslims db init' first.\nThere is no file at '${lab.database}', which NX_DB_PATH names.\n`,
      });
      expect(lab.files()).toEqual([]);
    },
  );

  test("when the file is empty, then alembic stamp refuses it", async () => {
    writeFileSync(lab.database, "");
    const ran = await lab.run("alembic", "stamp", "v1_4_3");
    expect(ran).toMatchObject({ code: 255, stdout: "" });
    expect(ran.stderr).toMatch(/^Error: '.*database\.sqlite' is empty/);
    expect(lab.bytes()).toHaveLength(0);
  });

  test.each([
    ["heads"],
    ["history"],
    ["show", "head"],
    ["branches"],
    ["upgrade", "head", "--sql"],
    ["stamp", "v1_4_3", "--sql"],
  ])("when there is no file, then alembic %s needs none", async (...argv) => {
    expect(await lab.run("alembic", ...argv)).toMatchObject({ code: 0, stderr: "" });
    expect(lab.files()).toEqual([]);
  });

  test("when a folder has an environment of its own, then it does not come in between", async () => {
    await lab.run("init");
    writeFileSync(join(lab.folder, "alembic.ini"), "[alembic]\nscript_location = elsewhere\n");
    writeFileSync(join(lab.folder, "package.json"), '{"alembic": {"script_location": "elsewhere"}}');
    expect((await lab.run("alembic", "current")).stdout).toBe("v2_4_0b (head)\n");
    expect((await lab.run("check")).code).toBe(0);
  });
});

test("when the help is asked for, then it says which configuration is read, and offers no init", async () => {
  const ran = await lab.run("alembic", "--help");
  expect(ran).toMatchObject({ code: 0, stderr: "" });
  const words = ran.stdout.replace(/\s+/g, " ");
  expect(words).toContain("Usage: nexuslims db alembic [options] <command> ...");
  expect(words).toContain("configuration file in place of this application's own; neither ALEMBIC_CONFIG nor files of");
  expect(words).not.toContain("what ALEMBIC_CONFIG names");
  expect(ran.stdout).toMatch(/^ {2}upgrade /m);
  expect(ran.stdout).not.toMatch(/^ {2}init /m);
  expect((await lab.run("alembic", "upgrade", "--help")).stdout).toContain("Usage: nexuslims db alembic upgrade");
});

describe("new revisions", () => {
  let packageFolder: string;
  beforeEach(() => {
    packageFolder = join(lab.folder, "checkout");
    mkdirSync(packageFolder);
    for (const name of ["env.ts", "script.ts.ejs"]) copyFileSync(join(root, name), join(packageFolder, name));
    cpSync(join(root, "versions"), join(packageFolder, "versions"), { recursive: true });
    setVersion("2.4.0");
  });

  function setVersion(version: string): void {
    const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    writeFileSync(join(packageFolder, "package.json"), JSON.stringify({ ...manifest, version }));
  }

  async function alembic(...argv: string[]): Promise<Ran> {
    const output = new MemoryOutput();
    const code = await runNexuslims(["db", "alembic", ...argv], {
      cwd: lab.folder,
      env: { NX_DB_PATH: lab.database },
      output,
      clock: { now: () => NOW },
      packageFolder,
    });
    return { code, stdout: output.stdout, stderr: output.stderr };
  }

  const written = () =>
    readdirSync(join(packageFolder, "versions")).filter((name) => !/^v(1_4_3|2_4_0[ab])_/.test(name));

  test("when the version has revisions, then the next letter is taken; then the one after", async () => {
    const path = join(packageFolder, "versions/v2_4_0c_add_field_to_sessionlog.ts");
    const ran = await alembic("revision", "-m", "Add field to SessionLog");
    expect(ran).toEqual({ code: 0, stdout: `Generating ${path} ...  done\n`, stderr: "" });
    const text = readFileSync(path, "utf8");
    expect(text).toContain('export const revision = "v2_4_0c";');
    expect(text).toContain('export const downRevision = "v2_4_0b";');
    expect(text).toContain("Add field to SessionLog");
    await alembic("revision", "-m", "more");
    expect(written()).toEqual(["v2_4_0c_add_field_to_sessionlog.ts", "v2_4_0d_more.ts"]);
  });

  test("when the version is new, then its id has no letter", async () => {
    setVersion("2.5.0");
    await alembic("revision", "-m", "Add field to SessionLog");
    expect(written()).toEqual(["v2_5_0_add_field_to_sessionlog.ts"]);
  });

  test("when --rev-id is given, then it wins", async () => {
    await alembic("revision", "-m", "by hand", "--rev-id", "v9");
    expect(written()).toEqual(["v9_by_hand.ts"]);
  });

  test("when a written revision is filled in, then it upgrades and downgrades a populated file", async () => {
    await lab.makeStamped({ logs: 50 });
    await alembic("revision", "-m", "note");
    const path = join(packageFolder, "versions/v2_4_0c_note.ts");
    const body = {
      upgrade: 'await op.addColumn("session_log", sa.Column("note", sa.String(80)));',
      downgrade: 'await op.dropColumn("session_log", "note");',
    };
    let text = readFileSync(path, "utf8");
    for (const [name, line] of Object.entries(body)) {
      text = text.replace(new RegExp(`(export async function ${name}\\([^]*?\\{)[^]*?\\n\\}`), `$1\n  ${line}\n}`);
    }
    if (!/import .*\bsa\b/.test(text))
      text = text.replace(/import \{?(.*?)\}? from "alembic-ts"/, 'import { sa,$1} from "alembic-ts"');
    writeFileSync(path, text.replaceAll("_op:", "op:"));
    expect(await alembic("upgrade", "head")).toMatchObject({ code: 0, stderr: "" });
    const columns = "SELECT COUNT(*) FROM pragma_table_info('session_log') WHERE name = 'note'";
    expect(await query(lab.database, columns)).toEqual([[1]]);
    expect(await alembic("downgrade", "-1")).toMatchObject({ code: 0, stderr: "" });
    expect(await query(lab.database, columns)).toEqual([[0]]);
    expect(await query(lab.database, "SELECT COUNT(*) FROM session_log")).toEqual([[50]]);
  });

  test("when nothing changed, then --autogenerate says so and writes nothing", async () => {
    await lab.run("init");
    const ran = await alembic("revision", "--autogenerate", "-m", "nothing");
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    expect(ran.stdout).toBe("No changes found: the models and the database agree, so no revision was written.\n");
    expect(written()).toEqual([]);
  });

  test("when a model gained a column, then the written revision carries a populated file up, down and up", async () => {
    const env = join(packageFolder, "env.ts");
    const changed = readFileSync(env, "utf8")
      .replace("import { connect,", "import { connect, sa,")
      .replace(
        "/** The migration environment",
        `const target = sa.MetaData();
for (const table of metadata.sortedTables) table.toMetadata(target);
target.tables.get("session_log")?.appendColumn(sa.Column("note", sa.String(80)));

/** The migration environment`,
      )
      .replaceAll("targetMetadata: metadata", "targetMetadata: target");
    writeFileSync(env, changed);
    await lab.run("init");
    const filled = await fill(lab.database);

    const ran = await alembic("revision", "--autogenerate", "-m", "Add field to SessionLog");
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    expect(written()).toEqual(["v2_4_0c_add_field_to_sessionlog.ts"]);
    const columns = "SELECT COUNT(*) FROM pragma_table_info('session_log') WHERE name = 'note'";
    for (const [argv, expected] of [
      [["upgrade", "head"], 1],
      [["downgrade", "-1"], 0],
      [["upgrade", "head"], 1],
    ] as const) {
      expect(await alembic(...argv)).toMatchObject({ code: 0, stderr: "" });
      expect(await query(lab.database, columns)).toEqual([[expected]]);
      expect(await query(lab.database, filled.sql)).toEqual(filled.rows);
    }
    expect((await alembic("check")).stdout).toBe("No new upgrade operations detected.\n");
  });

  /** Puts rows into a migrated database. */
  async function fill(path: string) {
    const database = await openInMemory(readFileSync(path));
    database.run(
      "INSERT INTO instruments VALUES ('i1', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', NULL, NULL, NULL)",
    );
    for (let id = 1; id <= 60; id++) {
      database.run(
        `INSERT INTO session_log VALUES (${id * 3}, 's${id}', 'i1', '2024-01-01T00:00:${id}', 'START', 'ERROR', NULL)`,
      );
    }
    writeFileSync(path, database.export());
    database.close();
    const sql = "SELECT id_session_log, session_identifier, timestamp, record_status, user FROM session_log ORDER BY 1";
    return { sql, rows: await query(path, sql) };
  }

  test("when init is asked for, then the environment is left alone, and other commands go on working", async () => {
    const before = readdirSync(packageFolder);
    for (const template of ["generic", "pyproject", "package", "multidb"]) {
      const ran = await alembic("init", "-t", template, "migrations");
      expect(ran).toEqual({
        code: 255,
        stdout: `FAILED: '${packageFolder}' is the migration environment of NexusLIMS, and a second one would interfere with it. An environment of your own is made with 'alembic-ts init'.\n`,
        stderr: "",
      });
    }
    expect(readdirSync(packageFolder)).toEqual(before);
    expect(lab.files()).toEqual(["checkout"]);
    expect((await alembic("heads")).stdout).toBe("v2_4_0b (head)\n");
  });

  test("when the package is installed in node_modules, then edit opens nothing", async () => {
    const installed = join(lab.folder, "node_modules/alembic-ts");
    cpSync(packageFolder, installed, { recursive: true });
    packageFolder = installed;
    const ran = await alembic("edit", "head");
    expect(ran.code).toBe(255);
    expect(ran.stdout).toMatch(
      /^FAILED: .*versions' belongs to an installed package, whose next install would remove the change\./,
    );
  });

  test("when the package is installed in node_modules, then it says where revisions are written instead", async () => {
    const installed = join(lab.folder, "node_modules/alembic-ts");
    cpSync(packageFolder, installed, { recursive: true });
    packageFolder = installed;
    const ran = await alembic("revision", "-m", "lost");
    expect(ran.code).toBe(255);
    expect(ran.stdout).toMatch(/^FAILED: .*versions' belongs to an installed package/);
    expect(ran.stdout).toContain("in a checkout of its repository");
    expect(written()).toEqual([]);
  });

  test("when the folder of revisions cannot be written, then it says so", async () => {
    const versions = join(packageFolder, "versions");
    // Root may write into any folder, so for root there is none.
    if (process.getuid?.() === 0) rmSync(versions, { recursive: true });
    else chmodSync(versions, 0o555);
    const ran = await alembic("revision", "-m", "no");
    expect(ran.code).toBe(255);
    expect(ran.stdout).toMatch(/^FAILED: .*versions' cannot be written: .* in a checkout of its repository\.\n$/);
    if (process.getuid?.() !== 0) chmodSync(versions, 0o755);
  });
});
