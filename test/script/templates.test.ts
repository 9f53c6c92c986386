import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { configuredLogger } from "../../src/config/logging/configured-logger.js";
import { type Config, command, connect, loadConfig, MemoryOutput } from "../../src/index.js";
import { Oracle } from "../interop/oracle.js";
import { noPython, python } from "../interop/python.js";
import { Project } from "./project.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const templates = ["generic", "multidb", "package", "pyproject"];

/** The configuration of a project as a program would read it, with log lines on the output. */
function configOf(project: Project, output = new MemoryOutput()): Config {
  const config = loadConfig({ cwd: project.folder, output });
  return config.withServices({ logger: configuredLogger(config) });
}

/** Makes an environment and points it at files of the project. */
async function initialized(template: string): Promise<Project> {
  const project = new Project();
  await command.init(configOf(project), "migrations", { template });
  for (const name of ["alembic.ini", "package.json"]) {
    if (!existsSync(project.path(name))) continue;
    const text = readFileSync(project.path(name), "utf8");
    writeFileSync(
      project.path(name),
      text
        .replace("driver://user:pass@localhost/dbname2", `sqlite:///${project.path("two.db")}`)
        .replace("driver://user:pass@localhost/dbname", `sqlite:///${project.path("one.db")}`),
    );
  }
  return project;
}

async function tablesOf(path: string): Promise<readonly unknown[]> {
  const connection = await connect(`sqlite:///${path}`);
  try {
    const { rows } = await connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name");
    return rows.map(({ name }) => name);
  } finally {
    await connection.close();
  }
}

/** Fills the first empty body of each direction. */
function fill(path: string, multidb: boolean): void {
  const bodies = multidb
    ? [
        'await op.createTable("t", sa.Column("id", sa.Integer()));',
        'await op.dropTable("t");',
        'await op.createTable("u", sa.Column("id", sa.Integer()));',
        'await op.dropTable("u");',
      ]
    : ['await op.createTable("t", sa.Column("id", sa.Integer()));', 'await op.dropTable("t");'];
  let text = readFileSync(path, "utf8");
  for (const body of bodies) text = text.replace("void [op, sa]; // pass", body);
  expect(text).not.toContain("// pass");
  writeFileSync(path, text);
}

describe("environments that init makes", () => {
  test.each(templates)("when the template is %s then revision, upgrade and downgrade work", async (template) => {
    const project = await initialized(template);
    const multidb = template === "multidb";
    const [made] = await command.revision(configOf(project), { message: "first", revId: "aaaa" });
    fill(made?.path ?? "", multidb);
    await command.revision(configOf(project), { message: "second", revId: "bbbb" });

    const output = new MemoryOutput();
    await command.upgrade(configOf(project, output), "head");
    const lines = [
      "INFO  [alembic.runtime.migration] Running upgrade  -> aaaa, first",
      "INFO  [alembic.runtime.migration] Running upgrade aaaa -> bbbb, second",
    ];
    const shown = output.stderr.split("\n").filter((line) => /Running|env/.test(line));
    expect(shown).toEqual(
      multidb
        ? [
            "INFO  [alembic.env] Migrating database engine1",
            ...lines,
            "INFO  [alembic.env] Migrating database engine2",
            ...lines,
          ]
        : lines,
    );
    expect(output.stdout).toBe("");
    expect(await tablesOf(project.path("one.db"))).toEqual(["alembic_version", "t"]);
    if (multidb) expect(await tablesOf(project.path("two.db"))).toEqual(["alembic_version", "u"]);

    await command.downgrade(configOf(project), "base");
    expect(await tablesOf(project.path("one.db"))).toEqual(["alembic_version"]);
    if (multidb) expect(await tablesOf(project.path("two.db"))).toEqual(["alembic_version"]);
  });

  test.each(["commonjs", "module"])("when the project's package is %s then its ES modules work", async (type) => {
    const project = await initialized("generic");
    project.write({
      "package.json": JSON.stringify({ type }),
      "models.ts": 'import { sa } from "alembic-ts";\nexport const metadata = new sa.MetaData();\n',
    });
    const env = project.path("migrations/env.ts");
    const text = readFileSync(env, "utf8").replace(/^const targetMetadata.*$/m, "const targetMetadata = metadata;");
    writeFileSync(env, `import { metadata } from "../models.js";\n${text}`);
    const [made] = await command.revision(configOf(project), { message: "first", revId: "aaaa" });
    fill(made?.path ?? "", false);
    await command.upgrade(configOf(project), "head");
    expect(await tablesOf(project.path("one.db"))).toEqual(["alembic_version", "t"]);
    expect(readFileSync(env, "utf8")).toContain("const targetMetadata = metadata;");
    await expect(command.check(configOf(project))).rejects.toThrow('"remove_table"');
  });

  test("when one of several databases fails then none is changed", async () => {
    const project = await initialized("multidb");
    const [made] = await command.revision(configOf(project), { message: "first", revId: "aaaa" });
    fill(made?.path ?? "", true);
    const path = made?.path ?? "";
    writeFileSync(
      path,
      readFileSync(path, "utf8").replace(
        'await op.createTable("u", sa.Column("id", sa.Integer()));',
        'throw new Error("two fails");',
      ),
    );
    await expect(command.upgrade(configOf(project), "head")).rejects.toThrow("two fails");
    expect(existsSync(project.path("one.db")) ? await tablesOf(project.path("one.db")) : []).toEqual([]);
  });

  test("when several databases are migrated offline then each gets a file", async () => {
    const project = await initialized("multidb");
    const [made] = await command.revision(configOf(project), { message: "first", revId: "aaaa" });
    fill(made?.path ?? "", true);
    const before = process.cwd();
    process.chdir(project.folder);
    try {
      await command.upgrade(configOf(project), "head", { sql: true });
    } finally {
      process.chdir(before);
    }
    expect(readFileSync(project.path("engine1.sql"), "utf8")).toContain("CREATE TABLE t");
    expect(readFileSync(project.path("engine2.sql"), "utf8")).toContain("CREATE TABLE u");
  });

  test("when a project's compiler is strict then environments and revisions pass it", async () => {
    const folder = join(root, "tmp", `templates-${process.pid}`);
    mkdirSync(folder, { recursive: true });
    try {
      for (const template of templates) {
        const project = await initialized(template);
        await command.revision(configOf(project), { message: "a */ b", revId: "aaaa", branchLabel: "lab" });
        const versions = join(project.folder, "migrations", "versions");
        for (const name of readdirSync(versions)) {
          writeFileSync(join(folder, `${template}-${name}`), readFileSync(join(versions, name)));
        }
        writeFileSync(join(folder, `${template}-env.ts`), readFileSync(project.path("migrations/env.ts")));
      }
      writeFileSync(
        join(folder, "tsconfig.json"),
        JSON.stringify({ extends: "../../tsconfig.json", include: ["*.ts"] }),
      );
      const tsc = join(root, "node_modules/typescript/bin/tsc");
      const done = spawnSync(process.execPath, [tsc, "--noEmit", "-p", folder], { encoding: "utf8" });
      expect(done.stdout.split("\n").filter((line) => line.includes("templates-"))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test("when the shared template is changed then all that are to be the same are the same", () => {
    const read = (name: string): string => readFileSync(join(root, name), "utf8");
    for (const name of ["script.ts.ejs", "templates/package/script.ts.ejs", "templates/pyproject/script.ts.ejs"]) {
      expect(read(name)).toBe(read("templates/generic/script.ts.ejs"));
    }
    expect(read("templates/pyproject/env.ts")).toBe(read("templates/generic/env.ts"));
    const packageEnv = read("templates/package/env.ts").replace("getAlembicOption", "getMainOption");
    expect(packageEnv).toBe(read("templates/generic/env.ts"));
  });
});

describe.skipIf(python() === undefined)(
  `configurations that both tools read${python() ? "" : ` (${noPython})`}`,
  () => {
    let oracle: Oracle;
    beforeAll(() => {
      oracle = new Oracle();
    });
    afterAll(() => oracle.close());

    /** What Alembic reads from the configuration of a folder. */
    const readByPython = `
from alembic.config import Config
from logging.config import fileConfig
config = Config("alembic.ini", toml_file="pyproject.toml")
main = config.get_section("alembic", {})
toml = {key: config._get_toml_config_value(key) for key in config.toml_alembic_config}
fileConfig("alembic.ini")
result = {"main": main, "toml": toml, "sections": config.file_config.sections(),
  "versions": config.get_version_locations_list(), "prepend": config.get_prepend_sys_paths_list(), "hooks": config.get_hooks_list()}
`;

    interface PythonReading {
      readonly main: Readonly<Record<string, string>>;
      readonly toml: Readonly<Record<string, unknown>>;
      readonly sections: readonly string[];
      readonly versions: readonly string[] | null;
      readonly prepend: readonly string[] | null;
      readonly hooks: readonly unknown[];
    }

    async function bothRead(folder: string): Promise<void> {
      const theirs = (await oracle.run(readByPython, undefined, folder)) as PythonReading;
      const config = loadConfig({ cwd: folder });
      expect(config.getSection("alembic", {})).toEqual(theirs.main);
      expect(config.fileConfig.sections).toEqual(theirs.sections);
      for (const [key, value] of Object.entries(theirs.toml)) expect(config.tomlAlembicConfig.get(key)).toEqual(value);
      expect(config.getVersionLocationsList() ?? null).toEqual(theirs.versions);
      expect(config.getPrependSysPathsList() ?? null).toEqual(theirs.prepend);
      expect(config.getHooksList()).toEqual(theirs.hooks);
    }

    test.each(["generic", "multidb", "pyproject"])(
      "when %s is written here then Python reads the same",
      async (template) => {
        const project = await initialized(template);
        await bothRead(project.folder);
        expect(await oracle.alembic(project.folder, ["heads"])).toMatchObject({ code: 0, stdout: "" });
      },
    );

    test.each(["generic", "multidb", "pyproject"])(
      "when %s is written by Python then it is read the same here",
      async (template) => {
        const project = new Project();
        expect(await oracle.alembic(project.folder, ["init", "-t", template, "migrations"])).toMatchObject({ code: 0 });
        await bothRead(project.folder);
        expect(await command.heads(loadConfig({ cwd: project.folder }))).toEqual([]);
      },
    );

    test.each(templates.filter((name) => name !== "package"))(
      "when %s is described then the first line is Alembic's",
      async (template) => {
        const theirs = await oracle.run(
          `import alembic, pathlib; result = (pathlib.Path(alembic.__file__).parent / "templates" / args / "README").read_text().splitlines()[0]`,
          template,
        );
        expect(readFileSync(join(root, "templates", template, "README"), "utf8").split("\n")[0]).toBe(theirs);
      },
    );
  },
);
