import type { AddColumn, AlterColumn, DropColumn } from "../../schema/ddl/column-nodes.js";
import type { CreateIndex } from "../../schema/ddl/index-nodes.js";
import type { ClauseElement } from "../../schema/elements/clause-element.js";

/** A new name of a column. */
export interface ColumnRename {
  readonly from: string;
  readonly to: string;
  /** Whether the batch itself adds the column before. */
  readonly isAdded: boolean;
}

/** The new names that a batch gives to columns, in its order. */
export function columnRenames(nodes: readonly ClauseElement[]): readonly ColumnRename[] {
  const added = new Set<string>();
  return nodes.flatMap((node) => {
    if (node.kind === "addColumn") added.add((node as AddColumn).column.name);
    if (node.kind === "dropColumn") added.delete((node as DropColumn).columnName);
    const rename = renameOf(node);
    return rename === undefined ? [] : [{ ...rename, isAdded: added.has(rename.from) }];
  });
}

function renameOf(node: ClauseElement): Omit<ColumnRename, "isAdded"> | undefined {
  if (node.kind !== "alterColumn") return undefined;
  const { columnName: from, options } = node as AlterColumn;
  const to = options.newColumnName;
  return to === undefined || to === from ? undefined : { from, to };
}

/** Finds the names that columns had before a batch renamed them. */
export function namesBeforeRenames(newNames: ReadonlyMap<string, string>): (name: string) => string {
  const oldNames = new Map([...newNames].reverse().map(([old, name]) => [name.toLowerCase(), old]));
  return (name) => oldNames.get(name.toLowerCase()) ?? name;
}

/** Whether a column takes the name that another one gives up in the same batch: no order of renames does that. */
export function renamesCross(nodes: readonly ClauseElement[]): boolean {
  const renames = columnRenames(nodes);
  return renames.some((one) => renames.some((other) => other !== one && sameColumn(other.from, one.to)));
}

/** Whether a change after a rename still uses the old name, as Alembic's scripts do: the database no longer knows it. */
export function saysOldNames(nodes: readonly ClauseElement[]): boolean {
  const old = new Set<string>();
  return nodes.some((node) => {
    if (namesOf(node).some((name) => old.has(name))) return true;
    if (node.kind === "addColumn") old.delete((node as AddColumn).column.name);
    const rename = renameOf(node);
    if (rename !== undefined) old.add(rename.from);
    return false;
  });
}

function namesOf(node: ClauseElement): readonly string[] {
  if (node.kind === "alterColumn") return [(node as AlterColumn).columnName];
  return node.kind === "createIndex" ? (node as CreateIndex).index.columns.map(({ name }) => name) : [];
}

/** Whether two names are the same column to SQLite. */
export const sameColumn = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
