import { CommandError } from "../../../support/command-error.js";
import type { RebuildPlan } from "./rebuild-plan.js";
import type { RebuildSession } from "./rebuild-session.js";
import { inRange, type RowRange } from "./row-ranges.js";
import { sameName } from "./text/table-draft.js";

/** Rows as a FROM clause has them, and the condition that picks them: empty, or with its WHERE. */
export interface PickedRows {
  readonly from: string;
  readonly where: string;
}

/** How rows of the old table are identified in the new one. */
export interface RowKeys {
  /** The old table's name for its row numbers; `null` if it has none. */
  readonly old: string | null;
  /** A column that the copy fills besides those of the plan; `null` where there is none. */
  readonly carried: string | null;
  /** Its value, given the number of rows that were copied before. */
  readonly carriedValue: (copied: number) => string;
  /** The old table in the FROM of the copy, and the order of its rows: empty, or with its ORDER BY. */
  readonly source: string;
  readonly order: string;
  /** A range of the old rows as `o`, given the number of rows before them. */
  readonly oldRows: (range: RowRange, copied: number) => PickedRows;
  /** The new rows as `n`. */
  readonly newRows: string;
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

/** A key column of the new table and its source. */
interface KeySource {
  readonly column: string;
  /** The old column, if its values stay the same. */
  readonly same: string | null;
  /** SQL over the old row that gives its value. */
  readonly value: string;
}

/**
 * Finds out how rows are identified in both tables; the new one exists and is empty. A row number that only the new
 * table has is counted from 1, in the order of the old rows. Rows that nothing identifies are paired by their place: an
 * INSERT appends them in the order in which the old table is read.
 *
 * @throws {CommandError} when the rows of the new table are stored by a key that the old one does not have.
 */
export async function rowKeys(session: RebuildSession, plan: RebuildPlan): Promise<RowKeys> {
  const old = await shapeOf(session, plan.tableName);
  const fresh = await shapeOf(session, plan.temporaryName);
  const oldWord = rowidWord(old);
  const table = session.table(plan.tableName);
  const orderBy = ordered(old, oldWord, session);
  // SQLite could read an index in place of the table, in its order.
  const source = oldWord === null && old.hasRowid ? `${table} NOT INDEXED` : table;
  const rows = { table, source, word: oldWord, columns: [...old.columns, ...fresh.columns] };
  const newTable = session.table(plan.temporaryName);
  const newRows = `${newTable} AS n`;
  const asPlanned = { old: oldWord, carried: null, carriedValue: () => "", source, order: "", newRows, joined: [] };

  if (fresh.alias !== null) {
    const rowNumber = `n.${session.quote(fresh.alias)}`;
    const key = keySource(session, plan, fresh.alias);
    if (key === undefined) {
      const number = (copied: number): string => `row_number() OVER (${orderBy}) + ${copied}`;
      const { oldRows, value } = withComputed(rows, (copied) => [number(copied)]);
      const carried = session.quote(fresh.alias);
      return { ...asPlanned, carried, carriedValue: number, oldRows, join: `${rowNumber} = ${value(0)}` };
    }
    const { oldRows, values } = withSources([key], session, rows);
    const isRowNumber = key.same !== null && old.alias !== null && sameName(old.alias, key.same);
    return {
      ...asPlanned,
      oldRows,
      join: `${rowNumber} = ${values[0]}`,
      joined: isRowNumber ? [key.column] : [],
    };
  }
  const word = oldWord === null || !fresh.hasRowid ? null : commonWord(old, fresh);
  if (word !== null) {
    const { oldRows } = withSources([], session, { ...rows, word });
    const join = `n.${word} = o.${word}`;
    return { ...asPlanned, old: word, carried: word, carriedValue: () => word, oldRows, join };
  }
  const sources = fresh.keyColumns.flatMap((column) => keySource(session, plan, column) ?? []);
  if (sources.length > 0 && sources.length === fresh.keyColumns.length) {
    const { oldRows, values } = withSources(sources, session, rows);
    const join = sources.map(({ column }, at) => `n.${session.quote(column)} IS ${values[at]}`).join(" AND ");
    return { ...asPlanned, oldRows, join };
  }
  if (!fresh.hasRowid)
    throw new CommandError(
      `The rows of table '${plan.tableName}' can't be compared after its rebuild: the new primary key is not among the old columns. Add its column in a batch of its own, and make it the primary key in a later one`,
    );
  const unkeyed = { ...rows, source: old.hasRowid ? `${table} NOT INDEXED` : table };
  const order = ordered(old, null, session);
  const { oldRows, value } = withComputed(unkeyed, () => [`row_number() OVER (${order})`]);
  const name = value(0).slice("o.".length);
  return {
    ...asPlanned,
    old: null,
    source: unkeyed.source,
    order: order === "" ? "" : ` ${order}`,
    oldRows,
    newRows: `(SELECT *, row_number() OVER () AS ${name} FROM ${newTable} NOT INDEXED) AS n`,
    join: `n.${name} = o.${name}`,
  };
}

/** The ORDER BY that reads a table in its own order; empty where only a scan of the whole table has it. */
function ordered(shape: Shape, word: string | null, session: RebuildSession): string {
  if (word !== null) return `ORDER BY ${word}`;
  // The key of another table may be NULL in many rows, which have no order then.
  if (shape.hasRowid) return "";
  return `ORDER BY ${shape.keyColumns.map((column) => session.quote(column)).join(", ")}`;
}

/** The source of a key column; `undefined` if the plan gives it no value. */
function keySource(session: RebuildSession, plan: RebuildPlan, column: string): KeySource | undefined {
  const compared = plan.compared.find(({ to }) => sameName(to, column));
  if (compared?.comparison === "value")
    return { column: compared.to, same: compared.from, value: session.quote(compared.from) };
  const copied = plan.copied.find((one) => sameName(one.column, column));
  return copied === undefined ? undefined : { column: copied.column, same: null, value: copied.source };
}

/** The old table, its name for row numbers, and the columns of both tables. */
interface OldTable {
  readonly table: string;
  /** The table in a FROM, read in the order of its rows. */
  readonly source: string;
  readonly word: string | null;
  readonly columns: readonly string[];
}

/** The old rows with the values of the key columns; those that are not old columns are computed. */
function withSources(
  sources: readonly KeySource[],
  session: RebuildSession,
  old: OldTable,
): { readonly oldRows: RowKeys["oldRows"]; readonly values: readonly string[] } {
  const computed = sources.filter(({ same }) => same === null);
  const { oldRows, value } = withComputed(old, () => computed.map((source) => source.value));
  const values = sources.map((source) =>
    source.same === null ? value(computed.indexOf(source)) : `o.${session.quote(source.same)}`,
  );
  return { oldRows, values };
}

/** The old rows with further values, and the name of each of those. */
function withComputed(
  { table, source, word, columns }: OldTable,
  computed: (copied: number) => readonly string[],
): { readonly oldRows: RowKeys["oldRows"]; readonly value: (at: number) => string } {
  let prefix = "alembic_key_";
  while (columns.some((column) => column.toLowerCase().startsWith(prefix))) prefix += "_";
  const oldRows = (range: RowRange, copied: number): PickedRows => {
    const further = computed(copied).map((sql, at) => `, ${sql} AS ${prefix}${at}`);
    if (further.length === 0) return { from: `${table} AS o`, where: inRange(range, `o.${word ?? ""}`) };
    return { from: `(SELECT *${further.join("")} FROM ${source}${inRange(range, word ?? "")}) AS o`, where: "" };
  };
  return { oldRows, value: (at) => `o.${prefix}${at}` };
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
