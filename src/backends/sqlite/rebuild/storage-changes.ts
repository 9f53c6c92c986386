import { sqliteAffinity } from "../../../dialects/sqlite/reflection/reflected-type.js";
import type { ColumnText, CreateTableText } from "../../../dialects/sqlite/text/create-table-text.js";
import { parseCreateTable } from "../../../dialects/sqlite/text/parse-create-table.js";
import { areNumberTypes, type ComparedColumn, type RebuildPlan } from "./rebuild-plan.js";
import { sameName } from "./text/table-draft.js";

/**
 * Finds the columns whose type the batch does not change and whose values SQLite stores in another way all the same:
 * `copyFrom` or `reflectArgs` describe another type than the table has, or the table becomes STRICT or is no longer. A
 * text `007` becomes the number 7 there, and SQLite's comparison of the two columns finds them equal.
 *
 * @param oldSql - the CREATE TABLE of the old table, after its columns were renamed.
 * @returns the plan, in which these columns are compared as a conversion, so that lost values are reported.
 */
export function withStorageChanges(plan: RebuildPlan, oldSql: string): RebuildPlan {
  const [old, fresh] = [parseCreateTable(oldSql), parseCreateTable(plan.createTable)];
  if (old === undefined || fresh === undefined) return plan;
  const compared = plan.compared.map((column): ComparedColumn => {
    const [before, after] = [columnOf(old, column.from), columnOf(fresh, column.to)];
    if (column.comparison !== "value" || before === undefined || after === undefined) return column;
    const storage = storageOf(before, old.strict);
    if (storage === storageOf(after, fresh.strict)) return column;
    const isNumber = storage !== "BLOB" && areNumberTypes(before, after);
    return { ...column, comparison: "conversion", isNumber };
  });
  return { ...plan, compared };
}

const columnOf = ({ columns }: CreateTableText, name: string): ColumnText | undefined =>
  columns.find((column) => sameName(column.name, name));

/** What SQLite does to a value that it stores. INTEGER and NUMERIC differ in a CAST alone; ANY is a type in STRICT only. */
function storageOf({ type }: ColumnText, strict: boolean): string {
  if (strict && type.toUpperCase() === "ANY") return "BLOB";
  const affinity = sqliteAffinity(type);
  return affinity === "INTEGER" ? "NUMERIC" : affinity;
}
