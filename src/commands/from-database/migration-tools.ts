import { type ToolFolder, typeormStamp, versionOf, withoutExtension } from "./tool-folder.js";

/** A row of a tool's table. */
export type ToolRow = Readonly<Record<string, unknown>>;

/** Another migration tool: how to find which of its migrations a database has. */
export interface MigrationTool {
  readonly name: string;
  /** The table in which the tool records applied migrations. */
  readonly table: string;
  /** The schema of that table, if the tool has one of its own. */
  readonly schema?: string;
  /** Columns that the table must have: another table may have the same name. */
  readonly columns: readonly string[];
  /** Other tables of the tool. */
  readonly otherTables?: readonly string[];
  /** A table with a column `is_locked`, which the tool sets while it runs. */
  readonly lockTable?: string;
  /** The usual folders of its migrations. */
  readonly folders: readonly string[];
  /** The migrations that are applied, according to the rows. */
  applied(rows: readonly ToolRow[]): readonly string[];
  /** The migrations that failed or were interrupted, according to the rows. */
  failed?(rows: readonly ToolRow[]): readonly string[];
  /** The migrations of a folder that are not applied. */
  pending?(rows: readonly ToolRow[], folder: ToolFolder): readonly string[];
}

const textOf = (column: string) => (row: ToolRow) => String(row[column] ?? "");
const isTrue = (value: unknown): boolean => value === true || Number(value) === 1;

/** Finds the files of a folder whose names are not in the table. */
function pendingFiles(column: string, keyOf: (name: string) => string) {
  return (rows: readonly ToolRow[], folder: ToolFolder): readonly string[] => {
    const known = new Set(rows.map(textOf(column)).map(keyOf));
    return folder.scripts().filter((name) => !known.has(keyOf(name)));
  };
}

/** The tools from which `adopt` takes over, those with more specific tables first. */
export const migrationTools: readonly MigrationTool[] = [
  {
    name: "Drizzle Kit",
    table: "__drizzle_migrations",
    schema: "drizzle",
    columns: ["hash", "created_at"],
    folders: ["drizzle"],
    applied: (rows) => rows.map(textOf("hash")),
    pending(rows, folder) {
      const known = new Set(rows.map((row) => Number(row["created_at"])));
      return folder.drizzleJournal().flatMap(({ when, tag }) => (known.has(when) ? [] : [tag]));
    },
  },
  {
    name: "Prisma Migrate",
    table: "_prisma_migrations",
    columns: ["migration_name", "finished_at", "rolled_back_at"],
    folders: ["prisma/migrations"],
    applied: (rows) => rows.filter(isFinished).map(textOf("migration_name")),
    failed: (rows) =>
      rows.filter((row) => !isFinished(row) && row["rolled_back_at"] == null).map(textOf("migration_name")),
    pending(rows, folder) {
      const known = new Set(rows.filter(isFinished).map(textOf("migration_name")));
      return folder.folders().filter((name) => !known.has(name));
    },
  },
  {
    name: "Knex",
    table: "knex_migrations",
    columns: ["name", "batch", "migration_time"],
    lockTable: "knex_migrations_lock",
    otherTables: ["knex_migrations_lock"],
    folders: ["migrations"],
    applied: (rows) => rows.map(textOf("name")),
    pending: pendingFiles("name", withoutExtension),
  },
  {
    name: "Kysely",
    table: "kysely_migration",
    columns: ["name", "timestamp"],
    lockTable: "kysely_migration_lock",
    otherTables: ["kysely_migration_lock"],
    folders: ["migrations", "src/migrations"],
    applied: (rows) => rows.map(textOf("name")),
    pending: pendingFiles("name", withoutExtension),
  },
  {
    name: "umzug",
    table: "SequelizeMeta",
    columns: ["name"],
    folders: ["migrations", "src/migrations"],
    applied: (rows) => rows.map(textOf("name")),
    pending: pendingFiles("name", withoutExtension),
  },
  {
    name: "Flyway",
    table: "flyway_schema_history",
    columns: ["version", "script", "success"],
    folders: ["sql", "src/main/resources/db/migration"],
    applied: (rows) => rows.filter((row) => isTrue(row["success"])).map(textOf("script")),
    failed: (rows) => rows.filter((row) => !isTrue(row["success"])).map(textOf("script")),
    pending(rows, folder) {
      const known = new Set(rows.map(textOf("script")));
      return folder.sqlFiles().filter((name) => /^[VR]/.test(name) && !known.has(name));
    },
  },
  {
    name: "golang-migrate",
    table: "schema_migrations",
    columns: ["version", "dirty"],
    folders: [],
    applied: (rows) => rows.map(textOf("version")),
    failed: (rows) => rows.filter((row) => isTrue(row["dirty"])).map(textOf("version")),
  },
  {
    name: "dbmate",
    table: "schema_migrations",
    columns: ["version"],
    folders: ["db/migrations"],
    applied: (rows) => rows.map(textOf("version")),
    pending(rows, folder) {
      const known = new Set(rows.map(textOf("version")));
      return folder.sqlFiles().filter((name) => !known.has(versionOf(name)));
    },
  },
  {
    name: "TypeORM",
    table: "migrations",
    columns: ["id", "timestamp", "name"],
    otherTables: ["typeorm_metadata"],
    folders: ["src/migration", "src/migrations", "migration", "migrations"],
    applied: (rows) => rows.map(textOf("name")),
    pending(rows, folder) {
      const known = new Set(rows.map(textOf("timestamp")));
      return folder.scripts().filter((name) => {
        const stamp = typeormStamp(name);
        return stamp !== undefined && !known.has(stamp);
      });
    },
  },
];

function isFinished(row: ToolRow): boolean {
  return row["finished_at"] !== null && row["finished_at"] !== undefined && row["rolled_back_at"] == null;
}
