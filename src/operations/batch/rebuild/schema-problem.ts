import type { RebuildSession } from "./rebuild-session.js";

/**
 * What SQLite finds wrong with the views and triggers of a schema, or `null`. It looks at all of them before it renames
 * a column, so a column is renamed to its own name, and that is taken back.
 */
export async function schemaProblem(session: RebuildSession): Promise<string | null> {
  const { rows } = await session.read("SELECT name FROM pragma_table_info(:table, :schema) LIMIT 1", {
    table: session.tableName,
    schema: session.schema ?? "main",
  });
  const column = session.quote(String(rows[0]?.["name"] ?? ""));
  await session.run("SAVEPOINT alembic_check");
  try {
    await session.run(`ALTER TABLE ${session.table(session.tableName)} RENAME COLUMN ${column} TO ${column}`);
    return null;
  } catch (error) {
    const root = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return root instanceof Error ? root.message : String(root);
  } finally {
    await session.run("ROLLBACK TO alembic_check");
    await session.run("RELEASE alembic_check");
  }
}
