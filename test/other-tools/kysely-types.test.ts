import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { main } from "../../src/cli/main.js";
import { renderKyselyTypes } from "../../src/dialects/kysely/render-kysely-types.js";
import { connect } from "../../src/runtime/connect.js";
import { MetaData } from "../../src/schema/metadata.js";
import { MemoryOutput } from "../../src/support/output.js";
import { noTools, writeProject } from "./installed-tools.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

let folder: string;
beforeEach(() => {
  mkdirSync(join(root, "tmp"), { recursive: true });
  folder = mkdtempSync(join(root, "tmp/types-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function cli(...argv: readonly string[]) {
  const output = new MemoryOutput();
  const code = await main(argv, { cwd: folder, env: {}, output });
  return { code, out: output.stdout };
}

/** What the compiler says of a program that uses the types. */
function compile(program: string): string {
  writeProject(folder, {
    "program.ts": program,
    "tsconfig.json": JSON.stringify({
      compilerOptions: {
        strict: true,
        noEmit: true,
        skipLibCheck: true,
        target: "es2022",
        module: "nodenext",
        types: [],
      },
      files: ["program.ts"],
    }),
  });
  const tsc = spawnSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", folder], {
    encoding: "utf8",
  });
  return tsc.stdout;
}

async function postgresqlTypes(): Promise<string> {
  const connection = await connect("pglite://");
  for (const sql of [
    "CREATE TYPE mood AS ENUM ('sad', 'it''s \"ok\"')",
    "CREATE TABLE account (id serial PRIMARY KEY, email varchar(80) NOT NULL, mood mood, tags text[] NOT NULL DEFAULT '{}', moods mood[], made timestamptz NOT NULL DEFAULT now(), seen date, total numeric(10,2), twice numeric GENERATED ALWAYS AS (2) STORED, big bigint NOT NULL, data jsonb NOT NULL, extra json, raw bytea, ok boolean NOT NULL DEFAULT true, counter serial)",
    'CREATE TABLE "order-line" (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "a b" int NOT NULL)',
    "COMMENT ON COLUMN account.email IS 'lower case */'",
  ])
    await connection.execute(sql);
  const inspector = connection.inspector();
  const metadata = new MetaData();
  for (const name of await inspector.getTableNames()) await inspector.reflectTable(name, metadata);
  await connection.close();
  return renderKyselyTypes(metadata.sortedTables, "postgresql");
}

describe("renderKyselyTypes", () => {
  test("when a PostgreSQL database has all kinds of columns then each has its type", async () => {
    await expect(await postgresqlTypes()).toMatchFileSnapshot("vectors/kysely-postgresql.txt");
  });
});

describe.skipIf(noTools !== "")(`types with Kysely (${noTools || "compiled with it"})`, () => {
  test("when a program uses the types as the columns are then it compiles, and otherwise it does not", async () => {
    writeProject(folder, { "database.ts": await postgresqlTypes() });
    const use = (body: string): string => `import type { Kysely } from "kysely";
import type { Database } from "./database.js";
export async function use(db: Kysely<Database>) {
${body}
}
`;
    const right = `
  await db.insertInto("account").values({ email: "a", big: 1n, data: "{}" }).execute();
  await db.insertInto("account").values({ id: 7, email: "a", big: "1", data: "[]", mood: "sad", made: "2026-01-01", tags: ["x"], extra: null, counter: 3 }).execute();
  const row = await db.selectFrom("account").selectAll().executeTakeFirstOrThrow();
  const check: { id: number; email: string; mood: "sad" | 'it\\'s "ok"' | null; tags: string[]; made: Date; seen: Date | null; total: string | null; big: string; ok: boolean; raw: Uint8Array | null } = row;
  await db.updateTable("account").set({ made: new Date(), total: 1.5 }).where("id", "=", check.id).execute();
  await db.insertInto("order-line").values({ "a b": 1 }).execute();`;
    expect(compile(use(right))).toBe("");
    const wrong = [
      'await db.insertInto("account").values({ big: 1n, data: "{}" }).execute();',
      'await db.insertInto("account").values({ email: "a", big: 1n, data: "{}", mood: "glad" }).execute();',
      'await db.insertInto("account").values({ email: "a", big: 1n, data: "{}", twice: "1" }).execute();',
      'await db.insertInto("order-line").values({ id: 1, "a b": 1 }).execute();',
      'await db.selectFrom("account").select("nothing").execute();',
    ];
    const said = compile(use(wrong.map((line) => `  ${line}`).join("\n")));
    const lines = new Set(Array.from(said.matchAll(/program\.ts\((\d+),/g), ([, line]) => Number(line)));
    expect([...lines].sort()).toEqual(wrong.map((_, at) => at + 4));
  });

  test("when types are written then a file of the command is replaced, and another one is not", async () => {
    const url = `sqlite:///${join(folder, "app.db")}`;
    const connection = await connect(url);
    await connection.execute(
      "CREATE TABLE t (id INTEGER PRIMARY KEY, ok BOOLEAN, made DATETIME DEFAULT CURRENT_TIMESTAMP, n BIGINT NOT NULL)",
    );
    await connection.close();
    const path = join(folder, "database.ts");
    expect(await cli("types", "--from", url, "--out", "database.ts")).toEqual({
      code: 0,
      out: `Generating ${path} ...  done\n`,
    });
    expect(readFileSync(path, "utf8")).toBe(`// Written by \`alembic-ts types\`. Run it again after a migration.
import type { Generated } from "kysely";

export interface TTable {
  id: Generated<number>;
  ok: number | null;
  made: Generated<string | null>;
  n: number;
}

export interface Database {
  t: TTable;
}
`);
    expect((await cli("types", "--from", url, "--out", "database.ts")).code).toBe(0);
    writeFileSync(path, "// mine\n");
    expect((await cli("types", "--from", url, "--out", "database.ts")).out).toContain("database.ts exists already");
    expect(readFileSync(path, "utf8")).toBe("// mine\n");
  });

  test("when types come from the models then they are those of the metadata", async () => {
    await cli("init", "migrations");
    const ini = readFileSync(join(folder, "alembic.ini"), "utf8");
    writeFileSync(
      join(folder, "alembic.ini"),
      ini.replace(/^sqlalchemy\.url = .*$/m, `sqlalchemy.url = sqlite:///${join(folder, "app.db")}`),
    );
    expect((await cli("types", "--from", "models")).out).toContain("The environment passes no targetMetadata");
    writeFileSync(
      join(folder, "models.ts"),
      'import { sa } from "alembic-ts";\nexport const metadata = sa.MetaData();\nsa.Table("m", metadata, sa.Column("id", sa.Integer(), { primaryKey: true }), sa.Column("kind", sa.Enum("a", "b", { name: "k" }), { nullable: false }));\n',
    );
    const env = join(folder, "migrations/env.ts");
    writeFileSync(
      env,
      readFileSync(env, "utf8").replace(
        "const targetMetadata = null;",
        'import { metadata as targetMetadata } from "../models.js";',
      ),
    );
    expect((await cli("types", "--from", "models")).out).toContain(
      'export interface MTable {\n  id: Generated<number>;\n  kind: "a" | "b";\n}\n',
    );
  });
});
