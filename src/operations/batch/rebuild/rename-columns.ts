import type { AlterColumn } from "../../../schema/ddl/alter-column.js";
import { CommandError } from "../../../support/command-error.js";
import type { RebuildSession } from "./rebuild-session.js";

/**
 * Renames columns with SQLite's own ALTER TABLE, which also renames them in every constraint, index, trigger, view and
 * foreign key that names them.
 *
 * @returns the new names by the old ones.
 */
export async function renameColumns(
  session: RebuildSession,
  alterations: readonly AlterColumn[],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const { columnName, options } of alterations) {
    const wanted = options.newColumnName;
    if (wanted === undefined || wanted === columnName) continue;
    const now = names.get(columnName) ?? columnName;
    await renameColumn(session, now, wanted);
    names.set(columnName, wanted);
  }
  return names;
}

async function renameColumn(session: RebuildSession, from: string, to: string): Promise<void> {
  const statement = `ALTER TABLE ${session.table(session.tableName)} RENAME COLUMN ${session.quote(from)} TO ${session.host.dialect.quoteIdentifier(to)}`;
  try {
    await session.run(statement);
  } catch (error) {
    // A view or trigger that is broken already stops SQLite; with a writable schema it is left alone.
    if (!/error in (view|trigger)/i.test(messageOf(error))) throw error;
    await session.run("PRAGMA writable_schema=ON");
    try {
      await session.run(statement);
    } catch (second) {
      throw new CommandError(`Can't rename column '${from}' of '${session.tableName}': ${messageOf(second)}`, {
        cause: second,
      });
    } finally {
      await session.run("PRAGMA writable_schema=OFF");
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
