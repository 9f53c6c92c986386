// Writes the same straight line of migrations for each tool that peers.mjs measures: each tenth migration creates a table,
// the nine after it add a column to it. Every tool runs from files, as its manual shows, with the program `run.mjs`.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The SQL of one migration, up and down. */
function sqlOf(at) {
  const [table, column] = [`table_${Math.floor(at / 10)}`, `column_${at % 10}`];
  return at % 10 === 0
    ? { up: `CREATE TABLE ${table} (id INTEGER NOT NULL PRIMARY KEY)`, down: `DROP TABLE ${table}` }
    : {
        up: `ALTER TABLE ${table} ADD COLUMN ${column} VARCHAR(50)`,
        down: `ALTER TABLE ${table} DROP COLUMN ${column}`,
      };
}

const nameOf = (at) => `${20260101000000 + at}_step_${at}`;

/** Writes one file for each migration into `folder/migrations`. */
function writeMigrations(folder, count, ending, text) {
  const migrations = join(folder, "migrations");
  mkdirSync(migrations, { recursive: true });
  for (let at = 0; at < count; at++) writeFileSync(join(migrations, `${nameOf(at)}.${ending}`), text(sqlOf(at), at));
}

/** Drizzle's folder of migrations. */
function writeDrizzle(folder, count, dialect) {
  writeMigrations(folder, count, "sql", ({ up }) => `${up};\n`);
  const entries = Array.from({ length: count }, (_, at) => ({
    idx: at,
    version: "6",
    when: 1_767_225_600_000 + at,
    tag: nameOf(at),
    breakpoints: true,
  }));
  mkdirSync(join(folder, "migrations", "meta"), { recursive: true });
  const journal = { version: "7", dialect, entries };
  writeFileSync(join(folder, "migrations", "meta", "_journal.json"), JSON.stringify(journal));
}

const knexMigration = ({ up, down }) => `export async function up(knex) {
  await knex.raw("${up}");
}
export async function down(knex) {
  await knex.raw("${down}");
}
`;

/** Drizzle's and Knex's migrators on a server, by their names of its driver. */
const serverTools = ({ drizzle, driver, knex, end }) => ({
  Drizzle: {
    write(folder, count, url) {
      writeDrizzle(folder, count, drizzle);
      return `import { drizzle } from "drizzle-orm/${driver}";
import { migrate } from "drizzle-orm/${driver}/migrator";
const db = drizzle("${url}");
await migrate(db, { migrationsFolder: "migrations" });
await ${end};
`;
    },
  },
  Knex: {
    write(folder, count, url) {
      writeMigrations(folder, count, "mjs", knexMigration);
      return `import knex from "knex";
const db = knex({
  client: "${knex}",
  connection: "${url}",
  migrations: { directory: "migrations", loadExtensions: [".mjs"] },
});
await db.migrate.latest();
await db.destroy();
`;
    },
  },
});

/** The tools that are measured on a PostgreSQL server. */
export const postgresqlTools = serverTools({
  drizzle: "postgresql",
  driver: "node-postgres",
  knex: "pg",
  end: "db.$client.end()",
});

/** The tools that are measured on a MariaDB server. */
export const mysqlTools = serverTools({
  drizzle: "mysql",
  driver: "mysql2",
  knex: "mysql2",
  end: "new Promise((resolve) => db.$client.end(resolve))",
});

/** Each tool: writes its project, and says what to run there. */
export const tools = {
  Drizzle: {
    write(folder, count) {
      writeDrizzle(folder, count, "sqlite");
      return `import { drizzle } from "drizzle-orm/libsql";
import { migrate } from "drizzle-orm/libsql/migrator";
await migrate(drizzle({ connection: { url: "file:bench.db" } }), { migrationsFolder: "migrations" });
`;
    },
  },
  Kysely: {
    write(folder, count) {
      writeMigrations(
        folder,
        count,
        "mjs",
        ({ up, down }) => `import { sql } from "kysely";
export async function up(db) {
  await sql\`${up}\`.execute(db);
}
export async function down(db) {
  await sql\`${down}\`.execute(db);
}
`,
      );
      return `import { promises as fs } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { FileMigrationProvider, Kysely, Migrator, SqliteDialect } from "kysely";
const db = new Kysely({ dialect: new SqliteDialect({ database: new Database("bench.db") }) });
const migrationFolder = path.resolve("migrations");
const migrator = new Migrator({ db, provider: new FileMigrationProvider({ fs, path, migrationFolder }) });
const { error } = await migrator.migrateToLatest();
if (error) throw error;
await db.destroy();
`;
    },
  },
  Knex: {
    write(folder, count) {
      writeMigrations(folder, count, "mjs", knexMigration);
      return `import knex from "knex";
const db = knex({
  client: "better-sqlite3",
  connection: { filename: "bench.db" },
  useNullAsDefault: true,
  migrations: { directory: "migrations", loadExtensions: [".mjs"] },
});
await db.migrate.latest();
await db.destroy();
`;
    },
  },
  umzug: {
    write(folder, count) {
      writeMigrations(
        folder,
        count,
        "mjs",
        ({ up, down }) => `export const up = async ({ context }) => context.exec("${up}");
export const down = async ({ context }) => context.exec("${down}");
`,
      );
      return `import Database from "better-sqlite3";
import { Umzug } from "umzug";
const db = new Database("bench.db");
db.exec("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY)");
const storage = {
  async logMigration({ name }) {
    db.prepare("INSERT INTO migrations VALUES (?)").run(name);
  },
  async unlogMigration({ name }) {
    db.prepare("DELETE FROM migrations WHERE name = ?").run(name);
  },
  async executed() {
    return db.prepare("SELECT name FROM migrations ORDER BY name").all().map(({ name }) => name);
  },
};
const resolve = ({ name, path, context }) => ({
  name,
  up: async () => (await import(path)).up({ name, path, context }),
  down: async () => (await import(path)).down({ name, path, context }),
});
await new Umzug({ migrations: { glob: "migrations/*.mjs", resolve }, context: db, storage, logger: undefined }).up();
db.close();
`;
    },
  },
  "TypeORM on sql.js": {
    write(folder, count) {
      writeMigrations(
        folder,
        count,
        "mjs",
        ({ up, down }, at) => `export class Step${at}${1_767_225_600_000 + at} {
  async up(runner) {
    await runner.query("${up}");
  }
  async down(runner) {
    await runner.query("${down}");
  }
}
`,
      );
      return `import "reflect-metadata";
import { DataSource } from "typeorm";
const migrations = [process.cwd() + "/migrations/*.mjs"];
const source = new DataSource({ type: "sqljs", location: "bench.db", autoSave: true, migrations });
await source.initialize();
await source.runMigrations();
await source.destroy();
`;
    },
  },
  dbmate: {
    write(folder, count) {
      writeMigrations(folder, count, "sql", ({ up, down }) => `-- migrate:up\n${up};\n\n-- migrate:down\n${down};\n`);
      return undefined;
    },
    command: (peers) => [
      join(peers, "node_modules", "dbmate", "dist", "cli.js"),
      "--url=sqlite:bench.db",
      "--migrations-dir=migrations",
      "--no-dump-schema",
      "up",
    ],
  },
};
