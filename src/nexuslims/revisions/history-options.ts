import {
  type AlterColumnDraft,
  type AutogenContext,
  type AutogenOptions,
  type ColumnPair,
  type ComparatorResult,
  Plugin,
} from "../../index.js";

/** Columns that are TEXT in the creation script of 1.4.3 and VARCHAR in the revisions, which is the same to SQLite. */
const textColumns: ReadonlySet<string> = new Set([
  "api_url",
  "calendar_name",
  "calendar_url",
  "schema_name",
  "filestore_path",
  "computer_name",
  "computer_mount",
  "harvester",
  "timezone",
]);

function leaveText(_context: AutogenContext, draft: AlterColumnDraft, pair: ColumnPair): ComparatorResult {
  const { tableName, columnName, connColumn, metadataColumn } = pair;
  const { type } = metadataColumn;
  const isUnlimited = type.typeName === "String" && type.parameters().length === 0;
  if (tableName !== "instruments" || !textColumns.has(columnName)) return "continue";
  if (connColumn.type.typeName !== "TEXT" || !isUnlimited) return "continue";
  draft.existingType = connColumn.type;
  return "stop";
}

function leaveNullable(_context: AutogenContext, draft: AlterColumnDraft, pair: ColumnPair): ComparatorResult {
  const { tableName, columnName, connColumn, metadataColumn } = pair;
  if (tableName !== "instruments" || columnName !== "harvester") return "continue";
  if (!connColumn.nullable || metadataColumn.nullable) return "continue";
  draft.existingNullable = true;
  return "stop";
}

/**
 * Options of `context.configure()` with which the comparison of models and database ignores the differences between the
 * creation script of NexusLIMS 1.4.3 and the revisions. A new revision is for every installation: changes for the
 * history of one file could not run on the others.
 *
 * @example
 * ```ts
 * import { connect, type EnvironmentContext } from "alembic-ts";
 * import { databaseUrl, historyOptions, metadata } from "alembic-ts/nexuslims";
 *
 * export default async function env(context: EnvironmentContext): Promise<void> {
 *   const connection = await connect(await databaseUrl(context.config));
 *   context.configure({ connection, targetMetadata: metadata, ...historyOptions });
 *   await context.runMigrations();
 *   await connection.close();
 * }
 * ```
 */
export const historyOptions: Required<Pick<AutogenOptions, "autogeneratePlugins" | "includeObject">> = {
  autogeneratePlugins: [
    "alembic.autogenerate.*",
    new Plugin("nexuslims.history")
      .addAutogenerateComparator("column", "types", leaveText, { priority: 50 })
      .addAutogenerateComparator("column", "nullable", leaveNullable, { priority: 50 }),
  ],
  // The primary key is unique anyway.
  includeObject: (_object, name, type, reflected, compareTo) =>
    !(type === "unique_constraint" && reflected && name === "instrument_pid_UNIQUE" && compareTo === null),
};
