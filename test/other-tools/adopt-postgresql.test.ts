import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { connect } from "../../src/runtime/connect.js";
import { havePostgresql, newPostgresqlDatabase, onPostgresql, type TestDatabase } from "../servers/postgresql.js";
import { noTools, runIn, toolCommand, writeProject } from "./installed-tools.js";
import { configureUrl, runCli, takeOverDatabase } from "./take-over.js";

const temporary = fileURLToPath(new URL("../../tmp", import.meta.url));

describe.skipIf(!havePostgresql)(`adopt on PostgreSQL (${onPostgresql})`, () => {
  let folder: string;
  let app: TestDatabase;
  let empty: TestDatabase;
  beforeEach(async () => {
    mkdirSync(temporary, { recursive: true });
    folder = mkdtempSync(join(temporary, "adopt-"));
    app = await newPostgresqlDatabase();
    empty = await newPostgresqlDatabase();
  }, 120_000);
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
    app?.drop();
    empty?.drop();
  });

  const takeOver = (tool: string, tables: readonly string[], count: number): Promise<void> =>
    takeOverDatabase({ folder, url: app.url, newUrl: empty.url, tool, tables, count });

  async function execute(...statements: readonly string[]): Promise<void> {
    const connection = await connect(app.url);
    for (const one of statements) await connection.execute(one);
    await connection.close();
  }

  describe.skipIf(noTools !== "")(`projects of other tools (${noTools || "each made by its tool"})`, () => {
    test("when Drizzle Kit migrated a database then it is taken over, and its schema is left alone", async () => {
      writeProject(folder, {
        "drizzle.config.ts": `import { defineConfig } from "drizzle-kit";
export default defineConfig({ dialect: "postgresql", schema: "./schema.ts", out: "./drizzle" });
`,
        "schema.ts": `import { boolean, index, integer, jsonb, pgEnum, pgTable, serial, text, timestamp, uuid, varchar } from "drizzle-orm/pg-core";
export const mood = pgEnum("mood", ["sad", "ok"]);
export const users = pgTable("users", {
  id: serial().primaryKey(),
  key: uuid().defaultRandom().notNull(),
  email: varchar({ length: 80 }).notNull().unique(),
  name: text().default("it's me"),
  mood: mood().default("ok"),
  tags: text().array(),
}, (t) => [index("name_idx").on(t.name)]);
export const posts = pgTable("posts", {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  userId: integer("user_id").references(() => users.id, { onDelete: "cascade" }),
  data: jsonb(),
  done: boolean().default(false).notNull(),
  made: timestamp({ withTimezone: true }).defaultNow(),
});
`,
        "migrate.mjs": `import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
const db = drizzle("${app.url}");
await migrate(db, { migrationsFolder: "drizzle" });
await db.$client.end();
`,
      });
      runIn(folder, toolCommand("drizzle-kit/bin.cjs"), "generate", "--name=first");
      runIn(folder, "migrate.mjs");
      await takeOver("Drizzle Kit", ["__drizzle_migrations"], 1);
    });

    test("when Knex migrated a database then it is taken over", async () => {
      writeProject(folder, {
        "migrations/1_users.mjs": `export const up = (knex) => knex.schema.createTable("users", (t) => {
  t.increments();
  t.string("email", 80).notNullable().unique();
  t.enu("mood", ["sad", "ok"]);
  t.timestamp("created_at").defaultTo(knex.fn.now());
});
export const down = (knex) => knex.schema.dropTable("users");
`,
        "migrations/2_posts.mjs": `export const up = (knex) => knex.schema.createTable("posts", (t) => {
  t.uuid("id").primary().defaultTo(knex.fn.uuid());
  t.integer("user_id").references("users.id").onDelete("CASCADE").index();
  t.boolean("published").defaultTo(false);
  t.decimal("price", 10, 2);
  t.jsonb("data");
});
export const down = (knex) => knex.schema.dropTable("posts");
`,
        "migrate.mjs": `import Knex from "knex";
const knex = Knex({ client: "pg", connection: "${app.url}" });
await knex.migrate.latest({ directory: "migrations", loadExtensions: [".mjs"] });
await knex.destroy();
`,
      });
      runIn(folder, "migrate.mjs");
      await takeOver("Knex", ["knex_migrations", "knex_migrations_lock"], 2);
    });

    test("when TypeORM migrated a database then it is taken over", async () => {
      writeProject(folder, {
        "src/migration/1700000000000-Users.mjs": `import { Table } from "typeorm";
export class Users1700000000000 {
  name = "Users1700000000000";
  async up(runner) {
    await runner.createTable(new Table({ name: "user", columns: [
      { name: "id", type: "uuid", isPrimary: true, isGenerated: true, generationStrategy: "uuid" },
      { name: "email", type: "varchar", isUnique: true },
    ] }));
    await runner.createTable(new Table({
      name: "post",
      columns: [
        { name: "id", type: "int", isPrimary: true, isGenerated: true, generationStrategy: "increment" },
        { name: "state", type: "enum", enum: ["draft", "done"], enumName: "post_state", default: "'draft'" },
        { name: "userId", type: "uuid", isNullable: true },
      ],
      foreignKeys: [{ columnNames: ["userId"], referencedTableName: "user", referencedColumnNames: ["id"] }],
      indices: [{ columnNames: ["userId"] }],
    }));
  }
  async down(runner) {}
}
`,
        "migrate.mjs": `import "reflect-metadata";
import { DataSource } from "typeorm";
import { Users1700000000000 } from "./src/migration/1700000000000-Users.mjs";
const source = new DataSource({ type: "postgres", url: "${app.url}", migrations: [Users1700000000000], uuidExtension: "pgcrypto", installExtensions: false });
await source.initialize();
await source.runMigrations();
await source.destroy();
`,
      });
      runIn(folder, "migrate.mjs");
      await takeOver("TypeORM", ["migrations"], 1);
    });
  });

  test("when Prisma Migrate migrated a database then it is taken over; a failed migration is refused by name", async () => {
    // Prisma's engine is not installed here: its table, and what its documentation has for such models.
    const row = (name: string, finished: string): string =>
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at) VALUES ('${name}', '', '${name}', ${finished})`;
    await execute(
      `CREATE TABLE "_prisma_migrations" ("id" VARCHAR(36) PRIMARY KEY NOT NULL, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ, "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT, "rolled_back_at" TIMESTAMPTZ, "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`,
      `CREATE TYPE "Role" AS ENUM ('USER', 'ADMIN')`,
      `CREATE TABLE "User" ("id" SERIAL NOT NULL, "email" TEXT NOT NULL, "role" "Role" NOT NULL DEFAULT 'USER', "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP, CONSTRAINT "User_pkey" PRIMARY KEY ("id"))`,
      `CREATE TABLE "Post" ("id" SERIAL NOT NULL, "title" TEXT NOT NULL, "tags" TEXT[] DEFAULT ARRAY[]::TEXT[], "authorId" INTEGER NOT NULL, CONSTRAINT "Post_pkey" PRIMARY KEY ("id"))`,
      `CREATE UNIQUE INDEX "User_email_key" ON "User"("email")`,
      `ALTER TABLE "Post" ADD CONSTRAINT "Post_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE`,
      row("1_init", "now()"),
      row("2_more", "NULL"),
    );
    mkdirSync(join(folder, "prisma/migrations/1_init"), { recursive: true });
    writeFileSync(join(folder, "prisma/migrations/1_init/migration.sql"), "");
    await runCli(folder, ["init", "refused"]);
    configureUrl(folder, app.url);
    const refused = await runCli(folder, ["adopt"]);
    expect([refused.code, refused.out]).toEqual([
      255,
      expect.stringContaining("Prisma Migrate has migrations that failed: 2_more."),
    ]);
    await execute(`DELETE FROM "_prisma_migrations" WHERE id = '2_more'`);
    for (const name of ["refused", "alembic.ini"]) rmSync(join(folder, name), { recursive: true });
    await takeOver("Prisma Migrate", ["_prisma_migrations"], 1);
  });
});
