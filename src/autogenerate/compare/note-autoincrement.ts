import type { AutogenContext } from "../autogen-context.js";
import type { AlterColumnDraft, ColumnPair, ComparatorResult } from "./comparator.js";

/** Notes whether the column numbers rows, which MySQL wants to be told again. */
export function noteAutoincrement(
  _context: AutogenContext,
  draft: AlterColumnDraft,
  { metadataColumn }: ColumnPair,
): ComparatorResult {
  if (metadataColumn.table?.autoincrementColumn === metadataColumn || metadataColumn.autoincrement === true)
    draft.autoincrement = true;
  else if (metadataColumn.autoincrement === false) draft.autoincrement = false;
  return "continue";
}
