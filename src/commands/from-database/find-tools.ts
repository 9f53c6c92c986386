import type { DatabaseUrl } from "../../database/database-url.js";
import type { Inspector } from "../../dialects/inspector.js";
import type { Connection } from "../../runtime/connection.js";
import { sa } from "../../schema/sa.js";
import { type MigrationTool, migrationTools, type ToolRow } from "./migration-tools.js";

/** A migration tool whose table was found in a database, and the rows of the table. */
export interface FoundTool {
  readonly tool: MigrationTool;
  readonly rows: readonly ToolRow[];
  /** All tables of the tool in the database. */
  readonly tables: readonly string[];
  /** Whether the tool's lock is set. */
  readonly isLocked: boolean;
  readonly url: DatabaseUrl;
}

/** Finds the tables of other migration tools. The database is only read. */
export async function findTools(connection: Connection): Promise<readonly FoundTool[]> {
  const inspector = connection.inspector();
  const found: FoundTool[] = [];
  for (const tool of migrationTools) {
    if (found.some((other) => other.tool.table === tool.table)) continue;
    const schema = await schemaOf(inspector, tool);
    if (schema === undefined) continue;
    const { table, otherTables = [], lockTable } = tool;
    const others: string[] = [];
    for (const other of otherTables) if (await inspector.hasTable(other)) others.push(other);
    const locks =
      lockTable !== undefined && others.includes(lockTable)
        ? await rowsOf(connection, lockTable, null, ["is_locked"])
        : [];
    found.push({
      tool,
      rows: await rowsOf(connection, table, schema, tool.columns),
      tables: [table, ...others],
      isLocked: locks.some((row) => Number(row["is_locked"]) === 1),
      url: connection.url,
    });
  }
  return found;
}

/** The schema of the tool's table: `null` for the default schema, `undefined` if the database has no such table. */
async function schemaOf(inspector: Inspector, { table, schema, columns }: MigrationTool) {
  for (const place of schema === undefined ? [null] : [null, schema]) {
    if (place !== null && !(await inspector.getSchemaNames()).includes(place)) continue;
    if (!(await inspector.hasTable(table, place))) continue;
    const names = new Set((await inspector.getColumns(table, place)).map(({ name }) => name));
    if (columns.every((column) => names.has(column))) return place;
  }
  return undefined;
}

async function rowsOf(
  connection: Connection,
  name: string,
  schema: string | null,
  columns: readonly string[],
): Promise<readonly ToolRow[]> {
  const table = sa.table(name, ...columns.map((column) => sa.column(column)), { schema });
  return [...(await connection.execute(sa.select(...columns.map((column) => table.column(column))))).all()];
}
