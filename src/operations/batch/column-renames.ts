import type { AlterColumn } from "../../schema/ddl/alter-column.js";
import type { ClauseElement } from "../../schema/elements/clause-element.js";

/** A new name of a column. */
export interface ColumnRename {
  readonly from: string;
  readonly to: string;
}

/** The new names that a batch gives to columns, in its order. */
export function columnRenames(nodes: readonly ClauseElement[]): readonly ColumnRename[] {
  return nodes.flatMap((node) => {
    if (node.kind !== "alterColumn") return [];
    const { columnName, options } = node as AlterColumn;
    const to = options.newColumnName;
    return to === undefined || to === columnName ? [] : [{ from: columnName, to }];
  });
}

/** Whether a column takes the name that another one gives up in the same batch: no order of renames does that. */
export function renamesCross(nodes: readonly ClauseElement[]): boolean {
  const renames = columnRenames(nodes);
  return renames.some(({ to }) => renames.some(({ from }) => sameColumn(from, to)));
}

/** Whether two names are one column's to SQLite. */
export const sameColumn = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
