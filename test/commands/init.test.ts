import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/backends/open-database.js";
import { ourTool, type Tool } from "../interop/random-commands/tool.js";

let folder: string;
let tool: Tool;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "alembic-init-"));
  tool = ourTool(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function run(...argv: string[]): Promise<string> {
  const { code, stdout, stderr } = await tool.run(argv);
  expect(code, `${argv.join(" ")}\n${stdout}${stderr}`).toBe(0);
  return stdout;
}

function edit(file: string, change: (text: string) => string): void {
  writeFileSync(join(folder, file), change(readFileSync(join(folder, file), "utf8")));
}

async function tables(file: string): Promise<readonly string[]> {
  const connection = await openDatabase(`sqlite:///${join(folder, file)}`);
  try {
    const { rows } = await connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name");
    return rows.map((row) => String(row["name"]));
  } finally {
    await connection.close();
  }
}

/** Fills the body of a function of the only revision. */
function fill(name: string, line: string): void {
  const file = join("migrations", "versions", readdirSync(join(folder, "migrations", "versions"))[0] as string);
  edit(file, (text) => text.replace(new RegExp(`(async function ${name}\\([^)]*\\)[^{]*\\{)`), `$1\n  ${line}`));
}

const configurations = {
  generic: { file: "alembic.ini", url: "sqlite:///%(here)s/app.db", databases: ["app.db"] },
  pyproject: { file: "alembic.ini", url: "sqlite:///%(here)s/app.db", databases: ["app.db"] },
  package: { file: "package.json", url: "sqlite:///%(here)s/app.db", databases: ["app.db"] },
} as const;

describe("init", () => {
  test.each(Object.entries(configurations))(
    "when an environment is made from %s then revisions can be made, applied and taken back in it",
    async (template, { file, url }) => {
      const out = await run("init", "-t", template, "migrations");
      expect(out).toContain(`Creating directory ${join(folder, "migrations")} ...  done\n`);
      expect(out).toMatch(/Please edit configuration.* before proceeding\.\n$/);
      edit(file, (text) => text.replace("driver://user:pass@localhost/dbname", url));
      await run("revision", "-m", "create account", "--rev-id", "a1");
      fill("upgrade", 'await op.createTable("account", sa.Column("id", sa.Integer(), { primaryKey: true }));');
      fill("downgrade", 'await op.dropTable("account");');
      await run("upgrade", "head");
      expect(await tables("app.db")).toEqual(["account", "alembic_version"]);
      expect(await run("current")).toBe("a1 (head)\n");
      expect(await run("upgrade", "head", "--sql")).toContain("CREATE TABLE account (");
      await run("downgrade", "base");
      expect(await tables("app.db")).toEqual(["alembic_version"]);
    },
  );

  test("when an environment is made from multidb then each database gets its revision", async () => {
    await run("init", "-t", "multidb", "migrations");
    let count = 0;
    edit("alembic.ini", (text) =>
      text.replace(/driver:\/\/user:pass@localhost\/dbname\d?/g, () => `sqlite:///%(here)s/engine${++count}.db`),
    );
    await run("revision", "-m", "create account", "--rev-id", "a1");
    fill("upgrade_engine1", 'await op.createTable("one", sa.Column("id", sa.Integer()));');
    fill("upgrade_engine2", 'await op.createTable("two", sa.Column("id", sa.Integer()));');
    fill("downgrade_engine1", 'await op.dropTable("one");');
    fill("downgrade_engine2", 'await op.dropTable("two");');
    await run("upgrade", "head");
    expect(await tables("engine1.db")).toEqual(["alembic_version", "one"]);
    expect(await tables("engine2.db")).toEqual(["alembic_version", "two"]);
    await run("downgrade", "base");
    expect(await tables("engine2.db")).toEqual(["alembic_version"]);
  });

  test("when the folder is not empty then nothing is written", async () => {
    await run("init", "migrations");
    const { code, stdout } = await tool.run(["init", "migrations"]);
    expect([code, stdout]).toEqual([255, "FAILED: Directory migrations already exists and is not empty\n"]);
  });

  test("when the template does not exist then the failure names it", async () => {
    const { code, stdout } = await tool.run(["init", "-t", "nonsense", "migrations"]);
    expect(code).toBe(255);
    expect(stdout).toMatch(/^FAILED: No such template .*nonsense\n$/);
    expect(existsSync(join(folder, "migrations"))).toBe(false);
  });

  test("when a configuration file is there then it is kept", async () => {
    writeFileSync(join(folder, "alembic.ini"), "[alembic]\n");
    expect(await run("init", "migrations")).toContain(`File ${join(folder, "alembic.ini")} already exists, skipping\n`);
    expect(readFileSync(join(folder, "alembic.ini"), "utf8")).toBe("[alembic]\n");
  });

  test("when package.json is there then the settings are added and the rest stays", async () => {
    writeFileSync(join(folder, "package.json"), '{\n    "name": "app",\n    "private": true\n}\n');
    await run("init", "-t", "package", "db/migrations");
    const found = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    expect(found).toMatchObject({ name: "app", private: true, alembic: { script_location: "%(here)s/db/migrations" } });
    expect(await run("heads")).toBe("");
  });

  test("when pyproject.toml is there then a section is appended once", async () => {
    writeFileSync(join(folder, "pyproject.toml"), '[project]\nname = "app"\n');
    expect(await run("init", "-t", "pyproject", "migrations")).toContain(
      `Appending to existing ${join(folder, "pyproject.toml")} ...  done\n`,
    );
    rmSync(join(folder, "migrations"), { recursive: true });
    expect(await run("init", "-t", "pyproject", "migrations")).toContain(
      "already has a [tool.alembic] section, skipping\n",
    );
  });

  test("when a package is asked for then both folders get an __init__.py", async () => {
    expect(await run("init", "--package", "migrations")).toContain(
      `Adding ${join(folder, "migrations", "versions", "__init__.py")} ...  done\n`,
    );
    expect(existsSync(join(folder, "migrations", "__init__.py"))).toBe(true);
    expect(await run("history")).toBe("");
  });

  test("when the run is quiet then only the lines on written files are printed", async () => {
    const lines = (await run("-q", "init", "migrations")).trim().split("\n");
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) expect(line).toMatch(/^Generating .* \.\.\. {2}done$/);
  });
});

describe("list_templates", () => {
  test("when templates are listed then each has its first line", async () => {
    const out = await run("list_templates");
    expect(out).toMatch(
      /^Available templates:\n\ngeneric - .+\nmultidb - .+\npackage - .+\npyproject - .+\n\nTemplates are used/,
    );
  });
});
