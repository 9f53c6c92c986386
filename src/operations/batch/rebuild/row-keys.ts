import { CommandError } from "../../../support/command-error.js";
import type { RebuildPlan } from "./rebuild-plan.js";
import type { RebuildSession } from "./rebuild-session.js";
import { sameName } from "./table-draft.js";

/** How rows of the old table are found again in the new one. */
export interface RowKeys {
  /** The old table's word for its row numbers; `null` where it has none. */
  readonly old: string | null;
  /** The word under which row numbers are carried over; `null` where a column carries them or there are none. */
  readonly carried: string | null;
  /** The condition that joins an old row `o` with the new one `n`. */
  readonly join: string;
  /** Columns of the new table that the condition compares already. */
  readonly joined: readonly string[];
}

interface Shape {
  readonly columns: readonly string[];
  readonly keyColumns: readonly string[];
  readonly hasRowid: boolean;
  /** The column that is the row number itself. */
  readonly alias: string | null;
}

/**
 * Finds out how rows are told apart in both tables; the new one is there and empty.
 *
 * @throws {CommandError} when nothing tells the rows of the new table apart that the old one has too.
 */
export async function rowKeys(session: RebuildSession, plan: RebuildPlan): Promise<RowKeys> {
  const old = await shapeOf(session, plan.tableName);
  const fresh = await shapeOf(session, plan.temporaryName);
  const oldWord = rowidWord(old);
  const freshWord = rowidWord(fresh);
  const sourceOf = (column: string) => plan.compared.find(({ to }) => sameName(to, column));
  if (fresh.alias !== null && freshWord !== null) {
    const source = sourceOf(fresh.alias);
    if (source !== undefined)
      return {
        old: oldWord,
        carried: null,
        join: `n.${freshWord} = o.${session.quote(source.from)}`,
        joined: source.byValue && old.alias !== null && sameName(old.alias, source.from) ? [source.to] : [],
      };
  }
  if (oldWord !== null && freshWord !== null && fresh.alias === null) {
    const word = commonWord(old, fresh);
    if (word !== null) return { old: word, carried: word, join: `n.${word} = o.${word}`, joined: [] };
  }
  const pairs = fresh.keyColumns.map((column) => ({ column, source: sourceOf(column) }));
  if (pairs.length > 0 && pairs.every(({ source }) => source !== undefined)) {
    const join = pairs.map(
      ({ column, source }) => `n.${session.quote(column)} IS o.${session.quote(source?.from ?? "")}`,
    );
    return { old: oldWord, carried: null, join: join.join(" AND "), joined: [] };
  }
  throw new CommandError(
    `The rows of table '${plan.tableName}' can't be compared after its rebuild: the new primary key is not among the old columns`,
  );
}

async function shapeOf(session: RebuildSession, table: string): Promise<Shape> {
  const schema = session.schema ?? "main";
  const params = { table, schema };
  const { rows } = await session.read("SELECT name, pk FROM pragma_table_xinfo(:table, :schema) ORDER BY pk", params);
  const columns = rows.map((row) => String(row["name"]));
  const keyColumns = rows.filter((row) => Number(row["pk"]) > 0).map((row) => String(row["name"]));
  const hasRowid =
    (await session.number(
      "SELECT count(*) AS n FROM pragma_table_list WHERE name = :table AND schema = :schema AND wr = 0",
      params,
    )) > 0;
  const keyIndexes = await session.number(
    "SELECT count(*) AS n FROM pragma_index_list(:table, :schema) WHERE origin = 'pk'",
    params,
  );
  const [only] = keyColumns;
  const alias = hasRowid && keyIndexes === 0 && keyColumns.length === 1 ? (only ?? null) : null;
  return { columns, keyColumns, hasRowid, alias };
}

const words = ["rowid", "_rowid_", "oid"];

function rowidWord(shape: Shape): string | null {
  return shape.hasRowid ? (words.find((word) => isFree(word, shape)) ?? null) : null;
}

function commonWord(one: Shape, other: Shape): string | null {
  return words.find((word) => isFree(word, one) && isFree(word, other)) ?? null;
}

function isFree(word: string, shape: Shape): boolean {
  return !shape.columns.some((column) => sameName(column, word));
}
