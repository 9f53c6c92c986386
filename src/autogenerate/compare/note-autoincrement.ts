import type { AutogenContext } from "../autogen-context.js";
import type { AlterColumnDraft, ColumnPair, ComparatorResult } from "./comparator.js";

/** Notes whether the column numbers rows, which MySQL wants to be told again. */
export function noteAutoincrement(
  _context: AutogenContext,
  draft: AlterColumnDraft,
  { metadataColumn }: ColumnPair,
): ComparatorResult {
  const { table, primaryKey, autoincrement } = metadataColumn;
  if (autoincrement === true || (primaryKey && table?.autoincrementColumn === metadataColumn))
    draft.autoincrement = true;
  else if (metadataColumn.autoincrement === false) draft.autoincrement = false;
  return "continue";
}
