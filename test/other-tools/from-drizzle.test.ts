import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { compareMetadata } from "../../src/autogenerate/compare-metadata.js";
import { fromDrizzle } from "../../src/dialects/drizzle/from-drizzle.js";
import { connect } from "../../src/runtime/connect.js";
import type { Connection } from "../../src/runtime/connection.js";
import { MigrationContext } from "../../src/runtime/migration-context.js";
import type { MetaData } from "../../src/schema/metadata.js";
import { haveMariadb, newMariadbDatabase, onMariadb } from "../servers/mariadb.js";
import { noTools, runIn, toolCommand, writeProject } from "./installed-tools.js";

const temporary = fileURLToPath(new URL("../../tmp", import.meta.url));

let folder: string;
beforeEach(() => {
  mkdirSync(temporary, { recursive: true });
  folder = mkdtempSync(join(temporary, "drizzle-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Has Drizzle Kit write the SQL of a schema, runs it, and returns the schema's exports. */
async function push(connection: Connection, dialect: string, schema: string, settings = ""): Promise<object> {
  writeProject(folder, {
    "drizzle.config.ts": `export default { dialect: "${dialect}", schema: "./schema.ts", out: "./drizzle" ${settings} };\n`,
    "schema.ts": schema,
  });
  runIn(folder, toolCommand("drizzle-kit/bin.cjs"), "generate");
  const names = readdirSync(join(folder, "drizzle")).filter((one) => one.endsWith(".sql"));
  expect(names).toHaveLength(1);
  for (const name of names) {
    for (const statement of readFileSync(join(folder, "drizzle", name), "utf8").split("--> statement-breakpoint")) {
      await connection.driver.execute(statement);
    }
  }
  return import(/* @vite-ignore */ join(folder, "schema.ts")) as Promise<object>;
}

async function differences(connection: Connection, metadata: MetaData, options = {}): Promise<readonly string[]> {
  const context = MigrationContext.configure({ connection, compareServerDefault: true, ...options });
  return (await compareMetadata(context, metadata)).map(String);
}

const sqlite = `
import { relations, sql } from "drizzle-orm";
import { blob, check, foreignKey, index, integer, numeric, primaryKey, real, sqliteTable, text, unique, uniqueIndex } from "drizzle-orm/sqlite-core";
export const users = sqliteTable("users", {
  id: integer("id").primaryKey({ autoIncrement: true }),
  email: text("email").notNull().unique(),
  nick: text().unique("own_name"),
  name: text({ length: 40 }).default("it's: me"),
  role: text({ enum: ["admin", "user"] }).notNull().default("user"),
  active: integer({ mode: "boolean" }).notNull().default(true),
  createdAt: integer("created_at", { mode: "timestamp" }).notNull().default(sql\`(unixepoch())\`),
  day: text().default(sql\`CURRENT_DATE\`),
  score: real().default(1.5),
  data: blob({ mode: "json" }),
  amount: numeric(),
  tags: text({ mode: "json" }).default(["a"]),
  lower: text().generatedAlwaysAs(sql\`lower("name")\`, { mode: "virtual" }),
  twice: integer().generatedAlwaysAs(() => sql\`\${users.id} * 2\`, { mode: "stored" }),
}, (t) => [
  index("name_idx").on(t.name),
  uniqueIndex("role_idx").on(t.role, sql\`lower(\${t.name})\`).where(sql\`\${t.active} = 1\`),
  check("score_check", sql\`\${t.score} > 0 AND \${t.role} <> 'x'\`),
]);
export const posts = sqliteTable("posts", {
  userId: integer("user_id").notNull().references(() => users.id, { onDelete: "cascade", onUpdate: "no action" }),
  slug: text().notNull(),
  parent: integer(),
  parentSlug: text(),
}, (t) => [
  primaryKey({ columns: [t.userId, t.slug] }),
  foreignKey({ columns: [t.parent, t.parentSlug], foreignColumns: [t.userId, t.slug], name: "parent_fk" }).onDelete("set null"),
  unique("u_custom").on(t.slug, t.parent),
  unique().on(t.parent, t.slug),
]);
export const postsRelations = relations(posts, ({ one }) => ({ user: one(users, { fields: [posts.userId], references: [users.id] }) }));
export type Post = typeof posts.$inferSelect;
`;

const postgresql = `
import { sql } from "drizzle-orm";
import { bigint, bigserial, boolean, char, check, cidr, date, doublePrecision, foreignKey, index, inet, integer, interval, json, jsonb, macaddr, numeric, pgEnum, pgSchema, pgTable, point, primaryKey, real, serial, smallint, smallserial, text, time, timestamp, unique, uniqueIndex, uuid, varchar } from "drizzle-orm/pg-core";
export const mood = pgEnum("mood", ["sad", "it's ok"]);
export const users = pgTable("users", {
  id: serial().primaryKey(),
  email: varchar({ length: 80 }).notNull().unique(),
  code: char({ length: 3 }).default("abc"),
  mood: mood().default("sad").notNull(),
  moods: mood().array(),
  tags: text().array().notNull().default(sql\`'{}'::text[]\`),
  matrix: integer().array().array(),
  active: boolean().default(false),
  small: smallint().default(3),
  big: bigint({ mode: "number" }).default(7),
  real: real(),
  double: doublePrecision(),
  amount: numeric({ precision: 10, scale: 2 }).default("1.50"),
  digits: numeric({ precision: 5 }),
  any: numeric(),
  made: timestamp({ withTimezone: true, precision: 3 }).defaultNow(),
  plain: timestamp({ mode: "string" }),
  day: date().defaultNow(),
  at: time({ precision: 2 }),
  span: interval({ fields: "day" }),
  data: jsonb().default({ a: 1 }),
  raw: json(),
  token: uuid().defaultRandom(),
  ip: inet(),
  net: cidr(),
  mac: macaddr(),
  where: point(),
  lower: text().generatedAlwaysAs(() => sql\`lower(\${users.email})\`),
}, (t) => [
  index().on(t.small, t.big),
  index("ordered").on(t.small.desc(), t.big.asc().nullsFirst()),
  index("by_hash").using("hash", t.email),
  index("by_gin").using("gin", t.data.op("jsonb_path_ops")),
  uniqueIndex("lower_email").on(sql\`lower(\${t.email})\`).where(sql\`\${t.active} = true\`),
  index("filled").on(t.real).with({ fillfactor: "70" }),
  check("small_check", sql\`\${t.small} > 0\`),
]);
export const numbers = pgTable("numbers", {
  key: integer().primaryKey(),
  always: integer().generatedAlwaysAsIdentity(),
  often: bigint({ mode: "number" }).generatedByDefaultAsIdentity({ startWith: 10, increment: 5 }),
  one: smallserial(),
  two: bigserial({ mode: "number" }),
});
export const posts = pgTable("posts", {
  userId: integer("user_id").references(() => users.id, { onDelete: "cascade", onUpdate: "set null" }).notNull(),
  slug: text(),
  parent: integer(),
  parentSlug: text(),
}, (t) => [
  primaryKey({ columns: [t.userId, t.slug] }),
  foreignKey({ columns: [t.parent, t.parentSlug], foreignColumns: [t.userId, t.slug], name: "parent_fk" }),
  unique("nn").on(t.parent, t.slug).nullsNotDistinct(),
]);
export const other = pgSchema("other");
export const far = other.table("far", { id: uuid().primaryKey(), user: integer().references(() => users.id) });
`;

describe.skipIf(noTools !== "")(`fromDrizzle (${noTools || "on what Drizzle Kit made"})`, () => {
  test("when Drizzle Kit made a SQLite database then nothing differs from its schema", async () => {
    const connection = await connect("sqlite://");
    const schema = await push(connection, "sqlite", sqlite);
    const metadata = fromDrizzle(schema);
    expect([...metadata.tables.keys()]).toEqual(["users", "posts"]);
    expect(await differences(connection, metadata)).toEqual([]);
    await connection.execute("DROP INDEX u_custom");
    await connection.execute("ALTER TABLE users DROP COLUMN amount");
    expect((await differences(connection, metadata)).map((one) => one.split(",")[0]).sort()).toEqual([
      "add_column",
      "add_index",
    ]);
    await connection.close();
  });

  test("when Drizzle Kit made a PostgreSQL database then nothing differs from its schema", async () => {
    const connection = await connect("pglite://");
    const schema = await push(connection, "postgresql", postgresql);
    const metadata = fromDrizzle(schema);
    const all = { includeSchemas: true };
    expect(await differences(connection, metadata, all)).toEqual([]);
    await connection.execute("ALTER TABLE posts DROP CONSTRAINT nn");
    await connection.execute("ALTER TABLE users ALTER COLUMN small DROP DEFAULT");
    await connection.execute("ALTER TABLE users ALTER COLUMN code TYPE char(4)");
    expect((await differences(connection, metadata, all)).map((one) => one.split(",")[0]).sort()).toEqual([
      "add_constraint",
      "modify_default",
      "modify_type",
    ]);
    await connection.close();
  });

  test("when columns are named by their keys then casing is as Drizzle's", async () => {
    const connection = await connect("sqlite://");
    const schema = await push(
      connection,
      "sqlite",
      `
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
export const t = sqliteTable("t", { userID: integer().primaryKey(), htmlBody2: text().unique(), kept: text("keptAsIs") }, (t) => [index("ix").on(t.htmlBody2)]);
`,
      ', casing: "snake_case"',
    );
    const metadata = fromDrizzle(schema, { casing: "snake_case" });
    expect(metadata.tables.get("t")?.columns.map(({ name }) => name)).toEqual(["user_id", "html_body2", "keptAsIs"]);
    expect(await differences(connection, metadata)).toEqual([]);
    await connection.close();
  });

  test.skipIf(!haveMariadb)(
    `when Drizzle Kit made a MySQL database then nothing differs from its schema (${onMariadb})`,
    async () => {
      const database = await newMariadbDatabase();
      const connection = await connect(database.url);
      const schema = await push(
        connection,
        "mysql",
        `
import { sql } from "drizzle-orm";
import { bigint, boolean, char, datetime, decimal, double, foreignKey, index, int, mysqlEnum, mysqlTable, primaryKey, serial, text, timestamp, tinyint, unique, varchar } from "drizzle-orm/mysql-core";
export const users = mysqlTable("users", {
  id: int().autoincrement().primaryKey(),
  email: varchar({ length: 80 }).notNull().unique(),
  code: char({ length: 3 }).default("abc"),
  mood: mysqlEnum(["sad", "ok"]).default("ok"),
  active: boolean().default(true).notNull(),
  small: tinyint({ unsigned: true }).default(3),
  big: bigint({ mode: "number", unsigned: true }),
  amount: decimal({ precision: 10, scale: 2 }).default("1.50"),
  ratio: double(),
  made: timestamp({ fsp: 3 }).default(sql\`(now(3))\`),
  at: datetime(),
  note: text(),
}, (t) => [index("ix").on(t.small, t.big)]);
export const posts = mysqlTable("posts", {
  userId: int("user_id").notNull().references(() => users.id, { onDelete: "cascade" }),
  slug: varchar({ length: 40 }).notNull(),
}, (t) => [primaryKey({ columns: [t.userId, t.slug] }), unique("uu").on(t.slug)]);
`,
      );
      expect(await differences(connection, fromDrizzle(schema))).toEqual([]);
      await connection.close();
      database.drop();
    },
  );

  test("when there is no table in it then it is refused", () => {
    expect(() => fromDrizzle({ a: 1, b: null, c: {} })).toThrow("found no table for SQLite, PostgreSQL or MySQL");
  });
});
