import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { connect } from "../../src/runtime/connect.js";
import { noTools, runIn, toolCommand, writeProject } from "./installed-tools.js";
import { configureUrl, runCli, takeOverDatabase } from "./take-over.js";

const temporary = fileURLToPath(new URL("../../tmp", import.meta.url));

let folder: string;
beforeEach(() => {
  mkdirSync(temporary, { recursive: true });
  folder = mkdtempSync(join(temporary, "adopt-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const cli = (...argv: readonly string[]) => runCli(folder, argv);

const urlOf = (file: string): string => `sqlite:///${join(folder, file)}`;

const configure = (file: string): void => configureUrl(folder, urlOf(file));

async function execute(...statements: readonly string[]): Promise<void> {
  const connection = await connect(urlOf("app.db"));
  for (const one of statements) await connection.execute(one);
  await connection.close();
}

const takeOver = (tool: string, tables: readonly string[], count: number): Promise<void> =>
  takeOverDatabase({ folder, url: urlOf("app.db"), newUrl: urlOf("new.db"), tool, tables, count });

/** The message of a refusal, after which nothing is written. */
async function refusal(...options: readonly string[]): Promise<string> {
  await cli("init", "alembic");
  configure("app.db");
  const { code, out } = await cli("adopt", ...options);
  expect(code).toBe(255);
  expect((await cli("history")).out).toBe("");
  expect((await cli("current")).out).toBe("");
  expect(readFileSync(join(folder, "alembic/env.ts"), "utf8")).not.toContain("includeName");
  return out;
}

describe.skipIf(noTools !== "")(`projects of other tools (${noTools || "each made by its tool"})`, () => {
  const drizzle = {
    "drizzle.config.ts": `import { defineConfig } from "drizzle-kit";
export default defineConfig({ dialect: "sqlite", schema: "./schema.ts", out: "./drizzle" });
`,
    "schema.ts": `import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
export const users = sqliteTable("users", {
  id: integer().primaryKey({ autoIncrement: true }),
  email: text().notNull().unique(),
  name: text().default("it's me"),
}, (t) => [index("name_idx").on(t.name)]);
export const posts = sqliteTable("posts", { id: integer().primaryKey(), userId: integer("user_id").references(() => users.id) });
`,
    "migrate.mjs": `import { drizzle } from "drizzle-orm/libsql";
import { migrate } from "drizzle-orm/libsql/migrator";
await migrate(drizzle({ connection: { url: "file:app.db" } }), { migrationsFolder: "drizzle" });
`,
  };

  test("when Drizzle Kit migrated a database then it is taken over", async () => {
    writeProject(folder, drizzle);
    runIn(folder, toolCommand("drizzle-kit/bin.cjs"), "generate", "--name=first");
    runIn(folder, "migrate.mjs");
    await takeOver("Drizzle Kit", ["__drizzle_migrations"], 1);
  });

  test("when Drizzle Kit has a migration that is not applied then it is refused by name", async () => {
    writeProject(folder, drizzle);
    runIn(folder, toolCommand("drizzle-kit/bin.cjs"), "generate", "--name=first");
    runIn(folder, "migrate.mjs");
    const schema = drizzle["schema.ts"].replace("email:", "age: integer(),\n  email:");
    writeProject(folder, { "schema.ts": schema });
    runIn(folder, toolCommand("drizzle-kit/bin.cjs"), "generate", "--name=second");
    expect(await refusal()).toBe(
      "FAILED: Drizzle Kit has migrations in '…/drizzle' that are not applied: 0001_second. Apply or remove them first.\n",
    );
  });

  const knex = {
    "migrations/1_users.mjs": `export const up = (knex) => knex.schema.createTable("users", (t) => {
  t.increments();
  t.string("email", 80).notNullable().unique();
  t.timestamp("created_at").defaultTo(knex.fn.now());
});
export const down = (knex) => knex.schema.dropTable("users");
`,
    "migrations/2_posts.mjs": `export const up = (knex) => knex.schema.createTable("posts", (t) => {
  t.increments();
  t.integer("user_id").references("users.id").onDelete("CASCADE").index();
  t.boolean("published").defaultTo(false);
});
export const down = (knex) => knex.schema.dropTable("posts");
`,
    "migrate.mjs": `import Knex from "knex";
const knex = Knex({ client: "better-sqlite3", connection: { filename: "app.db" }, useNullAsDefault: true });
await knex.migrate.latest({ directory: "migrations", loadExtensions: [".mjs"] });
await knex.destroy();
`,
  };

  test("when Knex migrated a database then it is taken over", async () => {
    writeProject(folder, knex);
    runIn(folder, "migrate.mjs");
    await takeOver("Knex", ["knex_migrations", "knex_migrations_lock"], 2);
  });

  test("when Knex has a migration that is not applied, or its lock, then it is refused", async () => {
    writeProject(folder, knex);
    runIn(folder, "migrate.mjs");
    writeProject(folder, { "migrations/3_more.mjs": "export const up = () => {};\nexport const down = () => {};\n" });
    expect(await refusal()).toBe(
      "FAILED: Knex has migrations in '…/migrations' that are not applied: 3_more.mjs. Apply or remove them first.\n",
    );
    await execute("UPDATE knex_migrations_lock SET is_locked = 1");
    expect((await cli("adopt")).out).toContain("Knex has set its lock (knex_migrations_lock)");
  });

  const typeorm = {
    "src/migration/1700000000000-Users.mjs": `export class Users1700000000000 {
  name = "Users1700000000000";
  async up(runner) {
    await runner.query('CREATE TABLE "user" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "email" varchar NOT NULL, CONSTRAINT "UQ_email" UNIQUE ("email"))');
    await runner.query('CREATE TABLE "post" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "userId" integer, CONSTRAINT "FK_user" FOREIGN KEY ("userId") REFERENCES "user" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION)');
  }
  async down(runner) {}
}
`,
    "migrate.mjs": `import "reflect-metadata";
import { DataSource } from "typeorm";
import { Users1700000000000 } from "./src/migration/1700000000000-Users.mjs";
const source = new DataSource({ type: "sqljs", location: "app.db", autoSave: true, migrations: [Users1700000000000] });
await source.initialize();
await source.runMigrations();
await source.destroy();
`,
  };

  test("when TypeORM migrated a database then it is taken over", async () => {
    writeProject(folder, typeorm);
    runIn(folder, "migrate.mjs");
    await takeOver("TypeORM", ["migrations"], 1);
  });

  test("when TypeORM has a migration that is not applied then it is refused by name", async () => {
    writeProject(folder, typeorm);
    runIn(folder, "migrate.mjs");
    writeProject(folder, { "src/migration/1800000000000-More.ts": "export class More1800000000000 {}\n" });
    expect(await refusal()).toContain("that are not applied: 1800000000000-More.ts.");
  });

  test("when Kysely migrated a database then it is taken over", async () => {
    writeProject(folder, {
      "migrations/1_users.mjs": `import { sql } from "kysely";
export const up = (db) => db.schema.createTable("users").addColumn("id", "integer", (c) => c.primaryKey().autoIncrement())
  .addColumn("made", "timestamp", (c) => c.defaultTo(sql\`CURRENT_TIMESTAMP\`).notNull()).execute();
`,
      "migrate.mjs": `import { promises as fs } from "node:fs";
import path from "node:path";
import SQLite from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { FileMigrationProvider, Migrator } from "kysely/migration";
const db = new Kysely({ dialect: new SqliteDialect({ database: new SQLite("app.db") }) });
const provider = new FileMigrationProvider({ fs, path, migrationFolder: path.resolve("migrations") });
const { error } = await new Migrator({ db, provider }).migrateToLatest();
if (error) throw error;
await db.destroy();
`,
    });
    runIn(folder, "migrate.mjs");
    await takeOver("Kysely", ["kysely_migration", "kysely_migration_lock"], 1);
  });
});

describe("tables of tools that are not installed here, made by their documented SQL", () => {
  const prisma = [
    `CREATE TABLE "_prisma_migrations" ("id" TEXT PRIMARY KEY NOT NULL, "checksum" TEXT NOT NULL, "finished_at" DATETIME, "migration_name" TEXT NOT NULL, "logs" TEXT, "rolled_back_at" DATETIME, "started_at" DATETIME NOT NULL DEFAULT current_timestamp, "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0)`,
    `CREATE TABLE "User" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "email" TEXT NOT NULL, "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP)`,
    'CREATE UNIQUE INDEX "User_email_key" ON "User"("email")',
  ];
  const row = (name: string, finished: string, rolledBack = "NULL"): string =>
    `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, rolled_back_at) VALUES ('${name}', '', '${name}', ${finished}, ${rolledBack})`;

  test("when Prisma Migrate migrated a database then it is taken over, whatever was rolled back", async () => {
    await execute(...prisma, row("1_init", "1"), row("2_try", "NULL", "1"));
    mkdirSync(join(folder, "prisma/migrations/1_init"), { recursive: true });
    writeFileSync(join(folder, "prisma/migrations/1_init/migration.sql"), "");
    await takeOver("Prisma Migrate", ["_prisma_migrations"], 1);
  });

  test("when a migration of Prisma Migrate failed, or is not applied, then it is refused by name", async () => {
    await execute(...prisma, row("1_init", "1"), row("2_more", "NULL"));
    expect(await refusal()).toContain("Prisma Migrate has migrations that failed: 2_more.");
    await execute("DELETE FROM _prisma_migrations WHERE id = '2_more'");
    mkdirSync(join(folder, "prisma/migrations/3_new"), { recursive: true });
    writeFileSync(join(folder, "prisma/migrations/3_new/migration.sql"), "");
    expect((await cli("adopt")).out).toContain("that are not applied: 3_new.");
  });

  test("when dbmate, golang-migrate or Flyway migrated a database then what they did not finish is refused", async () => {
    await execute(
      "CREATE TABLE schema_migrations (version VARCHAR(128) PRIMARY KEY)",
      "INSERT INTO schema_migrations VALUES ('20260101')",
    );
    mkdirSync(join(folder, "db/migrations"), { recursive: true });
    writeFileSync(join(folder, "db/migrations/20260101_first.sql"), "");
    writeFileSync(join(folder, "db/migrations/20260202_second.sql"), "");
    expect(await refusal()).toContain(
      "dbmate has migrations in '…/db/migrations' that are not applied: 20260202_second.sql.",
    );
    await execute(
      "DROP TABLE schema_migrations",
      "CREATE TABLE schema_migrations (version uint64, dirty bool)",
      "INSERT INTO schema_migrations VALUES (7, 1)",
    );
    expect((await cli("adopt")).out).toContain("golang-migrate has migrations that failed: 7.");
    await execute(
      "DROP TABLE schema_migrations",
      "CREATE TABLE flyway_schema_history (installed_rank INT PRIMARY KEY, version VARCHAR(50), script VARCHAR(1000), success BOOLEAN)",
      "INSERT INTO flyway_schema_history VALUES (1, '1', 'V1__a.sql', 1), (2, '2', 'V2__b.sql', 0)",
    );
    expect((await cli("adopt")).out).toContain("Flyway has migrations that failed: V2__b.sql.");
  });

  test("when umzug keeps its rows as Sequelize does then another folder can be named", async () => {
    await execute(
      "CREATE TABLE SequelizeMeta (name VARCHAR(255) PRIMARY KEY)",
      "INSERT INTO SequelizeMeta VALUES ('1-a.js')",
      "CREATE TABLE t (id INTEGER PRIMARY KEY, twice AS (id * 2), FREE)",
      "CREATE VIRTUAL TABLE words USING fts4(body)",
      "CREATE VIEW v AS SELECT id FROM t",
      "CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END",
    );
    mkdirSync(join(folder, "db"));
    writeFileSync(join(folder, "db/1-a.ts"), "");
    writeFileSync(join(folder, "db/2-b.ts"), "");
    expect(await refusal("--folder", "db")).toContain("umzug has migrations in '…/db' that are not applied: 2-b.ts.");
    expect((await cli("adopt", "--folder", "nowhere")).out).toBe("FAILED: There is no folder '…/nowhere'\n");
    const env = join(folder, "alembic/env.ts");
    writeFileSync(env, readFileSync(env, "utf8").replaceAll("targetMetadata }", "...{ targetMetadata } }"));
    const { code, out } = await cli("adopt");
    expect(code).toBe(0);
    expect(out).toContain('const otherTables = new Set(["SequelizeMeta"]);\n');
    expect(out).toContain(
      "For new databases, add these by hand: the type of t.twice, the type of t.FREE, virtual table words, view v, trigger g.",
    );
    expect((await cli("adopt")).out).toContain("has revisions already: 'adopt' writes the first one");
  });

  test("when no tool is found, or the database has a revision, then it is refused", async () => {
    await execute("CREATE TABLE migrations (id INTEGER PRIMARY KEY, migration TEXT, batch INT)");
    expect(await refusal()).toMatch(
      /^FAILED: The database sqlite:\S+ has no table of another migration tool\. Looked for: __drizzle/,
    );
    await execute(
      "CREATE TABLE alembic_version (version_num VARCHAR(32))",
      "INSERT INTO alembic_version VALUES ('zz')",
    );
    expect((await cli("adopt")).out).toBe("FAILED: The database is at revision zz already: it needs no baseline\n");
    expect(existsSync(join(folder, "alembic/versions"))).toBe(true);
  });
});
