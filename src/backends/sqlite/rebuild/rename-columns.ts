import { columnRenames, sameColumn } from "../../../operations/batch/column-renames.js";
import { temporaryName } from "../../../operations/batch/temporary-name.js";
import type { DropColumn } from "../../../schema/ddl/column-nodes.js";
import type { ClauseElement } from "../../../schema/elements/clause-element.js";
import { CommandError } from "../../../support/command-error.js";
import { isError } from "../../../support/is-built-in.js";
import type { RebuildSession } from "./rebuild-session.js";

/** The result of renaming the columns of a table. */
export interface RenamedColumns {
  /** The new names of columns, by their old ones. */
  readonly newNames: ReadonlyMap<string, string>;
  /** A text with the original names of the table, for a message that may name a column which was moved aside. */
  readonly inOldNames: (text: string) => string;
}

/**
 * Renames columns with SQLite's own ALTER TABLE, which also renames them in every constraint, index, trigger, view and
 * foreign key that names them. A column that a batch drops, or renames as well, is moved aside for one that takes its
 * name; a column that the batch adds gets its final name at once.
 */
export async function renameColumns(session: RebuildSession, nodes: readonly ClauseElement[]): Promise<RenamedColumns> {
  const renames = columnRenames(nodes);
  const present = renames.length === 0 ? [] : await columnsOf(session);
  const leaving = [...renames.map(({ from }) => from), ...dropsOf(nodes)];
  const newNames = new Map<string, string>();
  const aside = new Map<string, string>();
  const rename = async (from: string, to: string, isToCome = false): Promise<void> => {
    const now = newNames.get(from) ?? from;
    if (!isToCome) {
      await renameColumn(session, now, to);
      const at = present.findIndex((name) => sameColumn(name, now));
      present.splice(at, 1, to);
    }
    // A new name may be changed once more.
    for (const [old, name] of newNames) if (name === now) newNames.set(old, to);
    newNames.set(from, to);
  };
  for (const { from, to, isAdded } of renames) {
    const inTheWay = present.find((name) => sameColumn(name, to) && !sameColumn(name, newNames.get(from) ?? from));
    const leaver = inTheWay && leaving.find((name) => sameColumn(name, inTheWay));
    if (leaver !== undefined && !newNames.has(leaver)) {
      const place = temporaryName(leaver, present);
      aside.set(place, leaver);
      await rename(leaver, place);
    }
    await rename(from, to, isAdded && !present.some((name) => sameColumn(name, newNames.get(from) ?? from)));
  }
  const inOldNames = (text: string): string =>
    [...aside].reduce((result, [place, original]) => result.replaceAll(place, original), text);
  return { newNames, inOldNames };
}

const dropsOf = (nodes: readonly ClauseElement[]): readonly string[] =>
  nodes.filter(({ kind }) => kind === "dropColumn").map((node) => (node as DropColumn).columnName);

/** The names of the columns that the table has now. */
export async function columnsOf(session: RebuildSession): Promise<string[]> {
  const { rows } = await session.read("SELECT name FROM pragma_table_xinfo(:table, :schema)", {
    table: session.tableName,
    schema: session.schema ?? "main",
  });
  return rows.map((row) => String(row["name"]));
}

async function renameColumn(session: RebuildSession, from: string, to: string): Promise<void> {
  const statement = `ALTER TABLE ${session.table(session.tableName)} RENAME COLUMN ${session.quote(from)} TO ${session.host.dialect.quoteIdentifier(to)}`;
  try {
    await session.run(statement);
  } catch (error) {
    // A view or trigger that is already broken makes SQLite fail; with a writable schema it is ignored.
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
  return isError(error) ? error.message : String(error);
}
