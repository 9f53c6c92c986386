import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type AutogenOptions, compareMetadata, connect, MemoryOutput, MigrationContext, sa } from "../../src/index.js";
import { metadata } from "../../src/nexuslims/models.js";
import { historyOptions } from "../../src/nexuslims/revisions/history-options.js";
import { runNexuslims } from "../../src/nexuslims/run-nexuslims.js";
import { Laboratory, NOW, type Ran } from "./laboratory.js";
import { query } from "./sqlite-file.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

let lab: Laboratory;
let checkout: string;
beforeEach(async () => {
  lab = new Laboratory();
  checkout = join(lab.folder, "checkout");
  mkdirSync(checkout);
  for (const name of ["env.ts", "script.ts.ejs", "package.json"]) copyFileSync(join(root, name), join(checkout, name));
  cpSync(join(root, "versions"), join(checkout, "versions"), { recursive: true });
  await lab.makeStamped();
  expect((await lab.run("upgrade")).code).toBe(0);
});
afterEach(() => lab.remove());

async function alembic(...argv: string[]): Promise<Ran> {
  const output = new MemoryOutput();
  const code = await runNexuslims(["db", "alembic", ...argv], {
    cwd: lab.folder,
    env: { NX_DB_PATH: lab.database },
    output,
    clock: { now: () => NOW },
    packageFolder: checkout,
  });
  return { code, stdout: output.stdout, stderr: output.stderr };
}

/** Gives the models of the checkout these changes, as a developer would write them. */
function changeModels(changes: string): void {
  const env = join(checkout, "env.ts");
  const text = readFileSync(env, "utf8")
    .replace("import { connect,", "import { connect, sa,")
    .replace(
      "/** The migration environment",
      `const target = sa.MetaData();
for (const table of metadata.sortedTables) table.toMetadata(target);
${changes}

/** The migration environment`,
    )
    .replaceAll("targetMetadata: metadata", "targetMetadata: target");
  writeFileSync(env, text);
}

const written = (): string => {
  const [name = ""] = readdirSync(join(checkout, "versions")).filter((each) => each.startsWith("v2_4_0c"));
  return readFileSync(join(checkout, "versions", name), "utf8");
};

/** Every row of the two tables with the storage class of each value, in the columns that 1.4.3 had. */
async function rows(): Promise<unknown> {
  const columns = {
    session_log: "id_session_log session_identifier instrument timestamp event_type record_status user",
    instruments:
      "instrument_pid api_url calendar_name calendar_url location schema_name property_tag filestore_path computer_name computer_ip computer_mount harvester timezone",
  };
  const found: Record<string, unknown> = {};
  for (const [table, names] of Object.entries(columns)) {
    const values = names.split(" ").map((name) => `typeof("${name}"), "${name}"`);
    found[table] = await query(lab.database, `SELECT ${values.join(", ")} FROM ${table} ORDER BY 2`);
  }
  return found;
}

async function carry(): Promise<void> {
  const before = await rows();
  for (const argv of [
    ["upgrade", "head"],
    ["downgrade", "-1"],
    ["upgrade", "head"],
  ] as const) {
    expect(await alembic(...argv)).toMatchObject({ code: 0, stderr: "" });
    expect(await rows()).toEqual(before);
  }
  expect(await query(lab.database, "SELECT count(*) FROM session_log")).toEqual([[2270]]);
  expect((await alembic("check")).stdout).toBe("No new upgrade operations detected.\n");
}

const kinds = async (models: sa.MetaData, options: AutogenOptions = historyOptions): Promise<readonly string[]> => {
  const connection = await connect(`sqlite:///${lab.database}`);
  try {
    const found = await compareMetadata(MigrationContext.configure({ connection, ...options }), models);
    const words = (one: readonly unknown[]): string[] =>
      Array.isArray(one[0]) ? (one as unknown[][]).flatMap(words) : [[one[0], one[3] ?? ""].join(" ").trim()];
    return found.flatMap(words);
  } finally {
    await connection.close();
  }
};

describe("a file of 1.4.3 that was upgraded", () => {
  test("when it is compared with the models, then its history is no difference", async () => {
    expect(await lab.run("alembic", "check", "--diff", "--verbose")).toEqual({
      code: 0,
      stdout: "No new upgrade operations detected.\n",
      stderr: "",
    });
    expect((await lab.run("check", "--diff")).code).toBe(0);
    expect((await alembic("revision", "--autogenerate", "-m", "nothing")).stdout).toBe(
      "No changes found: the models and the database agree, so no revision was written.\n",
    );
  });

  test("when a field is added to the models, then the revision does that alone, and carries all rows up, down and up", async () => {
    changeModels('target.tables.get("session_log")?.appendColumn(sa.Column("note", sa.String(80)));');
    expect(await alembic("revision", "--autogenerate", "-m", "Add field to SessionLog")).toMatchObject({
      code: 0,
      stderr: "",
    });
    expect(written().match(/await .*/g)).toEqual([
      'await op.addColumn("session_log", sa.Column("note", sa.String(80), { nullable: true }));',
      'await op.batchAlterTable("session_log", async (batch) => {',
      'await batch.dropColumn("note");',
    ]);
    await carry();
  });

  test("when the table with the history changes, then what it is stays, and all rows", async () => {
    changeModels(`const instruments = target.tables.get("instruments");
instruments?.appendColumn(sa.Column("is_open", sa.Boolean(), { nullable: false, serverDefault: sa.text("(1 = 1)") }));
if (instruments !== undefined) instruments.column("calendar_name").nullable = true;`);
    await alembic("revision", "--autogenerate", "-m", "Open instruments");
    expect(written()).not.toMatch(/VARCHAR|type: sa|_UNIQUE|harvester/);
    await carry();
    const [[sql]] = (await query(lab.database, "SELECT sql FROM sqlite_master WHERE name = 'instruments'")) as [
      [string],
    ];
    for (const part of ["calendar_name", "harvester", "instrument_pid_UNIQUE"]) expect(sql).toContain(part);
    expect(sql).toMatch(/"timezone"\s+TEXT NOT NULL DEFAULT 'America\/New_York'/);
  });

  test("when the models say something new of these columns, then that is found", async () => {
    const changed = (change: (instruments: sa.Table) => void): sa.MetaData => {
      const models = sa.MetaData();
      for (const table of metadata.sortedTables) table.toMetadata(models);
      change(models.tables.get("instruments") as sa.Table);
      return models;
    };
    expect(await kinds(changed(() => undefined))).toEqual([]);
    expect(
      await kinds(
        changed(({ c }) => {
          (c["harvester"] as sa.Column).type = sa.String(50);
          (c["timezone"] as sa.Column).nullable = true;
          (c["api_url"] as sa.Column).type = sa.Integer();
        }),
      ),
    ).toEqual(["modify_type api_url", "modify_type harvester", "modify_nullable timezone"]);
  });

  test("when the options are left out, then each piece of its history is a difference", async () => {
    const texts = ["api_url", "calendar_name", "calendar_url", "schema_name", "filestore_path"];
    expect(await kinds(metadata, {})).toEqual([
      ...texts.map((name) => `modify_type ${name}`),
      "modify_type harvester",
      "modify_nullable harvester",
      "modify_type timezone",
      "modify_type computer_name",
      "modify_type computer_mount",
      "remove_constraint",
    ]);
  });
});
