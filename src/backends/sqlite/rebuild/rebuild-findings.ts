import { DatabaseError } from "../../../database/database-error.js";
import { isError } from "../../../support/is-built-in.js";
import type { RebuildPlan } from "./rebuild-plan.js";
import type { RebuildSession } from "./rebuild-session.js";
import { type MasterRow, readMaster } from "./table-objects.js";
import { sameName } from "./text/table-draft.js";

/** The findings before a rebuild, so that only its own effects are reported. */
export interface BeforeRebuild {
  readonly objects: readonly MasterRow[];
  /** The existing problem of the views and triggers, see {@link schemaProblem}. */
  readonly problem: string | null;
  /** Rows that break a foreign key already. */
  readonly violations: readonly string[];
}

/** Finds the damage of a rebuild: missing objects, broken views and triggers, rows without their parent. */
export async function rebuildFindings(
  session: RebuildSession,
  plan: RebuildPlan,
  before: BeforeRebuild,
): Promise<readonly string[]> {
  const findings = [...lostObjects(before.objects, await readMaster(session), plan)];
  const problem = await schemaProblem(session);
  if (problem !== null && problem !== before.problem) findings.push(problem);
  if (plan.checksForeignKeys) {
    const known = new Set(before.violations);
    findings.push(...(await foreignKeyViolations(session)).filter((one) => !known.has(one)).slice(0, 10));
  }
  return findings;
}

/**
 * The error that SQLite finds in the views and triggers of a schema, or `null`. SQLite checks all of them before it
 * renames a column, so a column is renamed to its own name, and that is rolled back.
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
    return reasonOf(error);
  } finally {
    await session.run("ROLLBACK TO alembic_check");
    await session.run("RELEASE alembic_check");
  }
}

/** SQLite's own sentence about a statement that failed. */
function reasonOf(error: unknown): string {
  const root = isError(error) && isError(error.cause) ? error.cause : error;
  if (root instanceof DatabaseError) return root.reason;
  return isError(root) ? root.message : String(root);
}

/** Objects that are gone although they were not dropped. */
function lostObjects(before: readonly MasterRow[], after: readonly MasterRow[], plan: RebuildPlan): readonly string[] {
  const isThere = (row: MasterRow): boolean =>
    after.some((one) => one.type === row.type && one.temporary === row.temporary && sameName(one.name, row.name));
  const isAsked = (row: MasterRow): boolean =>
    row.type === "index" && plan.droppedIndexes.some((name) => sameName(name, row.name));
  // Indexes without a statement belong to constraints and go with them.
  return before
    .filter((row) => row.sql !== null && !isThere(row) && !isAsked(row))
    .map((row) => `${row.type} '${row.name}' is gone`);
}

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
      found.push(reasonOf(error));
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
