import type { SqlValue } from "../../../database/connection.js";
import { parseCreateIndex } from "../../../dialects/sqlite/text/parse-create-index.js";
import { CommandError } from "../../../support/command-error.js";
import type { RebuildSession } from "./rebuild-session.js";
import { columnsInText } from "./text/names-in-text.js";

/** An entry of SQLite's own list of objects. */
export interface MasterRow {
  readonly type: string;
  readonly name: string;
  readonly tableName: string;
  readonly sql: string | null;
  /** Whether it is in the temporary schema. */
  readonly temporary: boolean;
}

/** The stored statements of one table, its indexes and its triggers. */
export interface TableObjects {
  readonly name: string;
  readonly sql: string;
  readonly indexes: readonly MasterRow[];
  readonly triggers: readonly MasterRow[];
  /** Names of all tables and views of the schema. */
  readonly taken: readonly string[];
}

/** Every object of the schema, and the temporary triggers. */
export async function readMaster(session: RebuildSession): Promise<readonly MasterRow[]> {
  const text = (value: SqlValue | undefined): string => String(value ?? "");
  const found: MasterRow[] = [];
  for (const temporary of [false, true]) {
    const list = temporary ? "sqlite_temp_master" : `${session.prefix}sqlite_master`;
    const where = temporary ? " WHERE type = 'trigger'" : "";
    const { rows } = await session.read(`SELECT type, name, tbl_name, sql FROM ${list}${where} ORDER BY rowid`);
    for (const row of rows) {
      const sql = row["sql"];
      found.push({
        type: text(row["type"]),
        name: text(row["name"]),
        tableName: text(row["tbl_name"]),
        sql: typeof sql === "string" ? sql : null,
        temporary,
      });
    }
  }
  return found;
}

/** @throws {CommandError} when the table does not exist or stores no rows of its own. */
export function tableObjects(master: readonly MasterRow[], tableName: string): TableObjects {
  const isOnIt = (row: MasterRow): boolean => row.tableName.toLowerCase() === tableName.toLowerCase();
  const table = master.find((row) => row.type === "table" && isOnIt(row));
  if (table?.sql === undefined || table.sql === null) throw new CommandError(`There is no table '${tableName}'`);
  const kept = (type: string): readonly MasterRow[] =>
    master.filter((row) => row.type === type && isOnIt(row) && row.sql !== null);
  return {
    name: table.name,
    sql: table.sql,
    indexes: kept("index"),
    triggers: kept("trigger"),
    taken: master.filter(({ type }) => type === "table" || type === "view").map((row) => row.name),
  };
}

/**
 * Refuses a change that would silently drop an index, or make the rebuild fail at its end.
 *
 * @throws {CommandError} when a remaining index is on a dropped column.
 */
export function refuseOnDropped(row: MasterRow, gone: readonly string[], tableName: string): void {
  if (gone.length === 0 || row.sql === null) return;
  const { parts, where } = parseCreateIndex(row.sql);
  const texts = [...parts.map((part) => (part.column === null ? part.expression : `"${part.column}"`)), where ?? ""];
  const [column] = columnsInText(texts.join(" , "), gone);
  if (column !== undefined)
    throw new CommandError(
      `Index '${row.name}' is on column '${column}' of '${tableName}', which is dropped; drop the index first: batch.dropIndex('${row.name}')`,
    );
}
