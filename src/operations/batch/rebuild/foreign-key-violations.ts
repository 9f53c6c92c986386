import type { RebuildSession } from "./rebuild-session.js";

/** The rows that break a foreign key: those of the table itself, and those of the tables that refer to it. */
export async function foreignKeyViolations(session: RebuildSession): Promise<readonly string[]> {
  const tables = new Set([session.tableName, ...(await foreignKeyReferrers(session))]);
  const found: string[] = [];
  for (const table of tables) {
    try {
      const { rows } = await session.read(`PRAGMA ${session.prefix}foreign_key_check(${session.quote(table)})`);
      for (const row of rows)
        found.push(`row ${row["rowid"] ?? ""} of '${table}' refers to no row of '${row["parent"] ?? ""}'`);
    } catch (error) {
      found.push(error instanceof Error ? error.message : String(error));
    }
  }
  return found;
}

/** The tables with a foreign key to the table. */
export async function foreignKeyReferrers(session: RebuildSession): Promise<readonly string[]> {
  const { rows } = await session.read(
    `SELECT DISTINCT m.name AS name FROM ${session.prefix}sqlite_master AS m, pragma_foreign_key_list(m.name, :schema) AS f WHERE m.type = 'table' AND m.rootpage > 0 AND f."table" = :table COLLATE NOCASE`,
    { schema: session.schema ?? "main", table: session.tableName },
  );
  return rows.map((row) => String(row["name"]));
}
