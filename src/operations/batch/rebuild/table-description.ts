import type { Column } from "../../../schema/column.js";
import { isTypeBound } from "../../../schema/constraints/check-constraint.js";
import type { Constraint } from "../../../schema/constraints/constraint.js";
import type { AlterColumnOptions } from "../../../schema/ddl/column-nodes.js";
import { isDdlNode } from "../../../schema/ddl/ddl-node.js";
import type { CreateIndex, DropIndex } from "../../../schema/ddl/index-nodes.js";
import type { ClauseElement } from "../../../schema/elements/clause-element.js";
import { CommandError } from "../../../support/command-error.js";
import { UnnamedConstraint } from "../../lowering/lowered-node.js";
import type { ColumnOrder } from "../column-order.js";
import { columnRenames } from "../column-renames.js";

/** The names that columns have now, by those that they had before the batch. */
export type NewNames = ReadonlyMap<string, string>;

/**
 * A table that a batch changes, described by the text of its CREATE TABLE, or by a `sa.Table` that was read or given.
 * {@link applyChanges} checks a change before it is made, so that a description itself refuses nothing.
 */
export interface TableDescription {
  readonly tableName: string;
  /** Where the columns go. */
  readonly order: ColumnOrder;
  /** The column of a name, as the description calls it; `undefined` where there is none. */
  columnNamed(name: string): string | undefined;
  /** Whether a new column of this name would be a second one. */
  isTaken(name: string): boolean;
  /** Adds a column after the others. */
  addColumn(column: Column): void;
  dropColumn(column: string): void;
  /** Changes a column; `newColumnName` counts where the columns were not renamed beforehand. */
  alterColumn(column: string, options: AlterColumnOptions, newNames: NewNames): void;
  hasConstraint(name: string): boolean;
  /** Adds a constraint, in place of one that has its name. */
  addConstraint(constraint: Constraint, newNames: NewNames): void;
  dropConstraint(name: string): void;
  /** Drops a constraint that is found by its kind and columns. Absent where such a constraint cannot be identified. */
  dropUnnamedConstraint?(wanted: UnnamedConstraint): void;
  createIndex(node: CreateIndex): void;
  /** Returns whether such an index may exist. */
  dropIndex(node: DropIndex): boolean;
}

/**
 * Applies the changes of a batch to the description of its table, one after the other.
 *
 * @param newNames - new names of columns that the database has renamed already; empty where it has not.
 * @returns the new names from the last change on.
 * @throws {CommandError} when a change does not fit the table.
 */
export function applyChanges(
  table: TableDescription,
  nodes: readonly ClauseElement[],
  newNames: NewNames = new Map(),
): NewNames {
  let names = newNames;
  for (const node of nodes) {
    names = namesAtNode(names, node, nodes);
    applyChange(table, node, names);
  }
  return names;
}

/**
 * The new names from a change on. If a new column takes a name that another one gave up, the name means the new column.
 */
function namesAtNode(newNames: NewNames, node: ClauseElement, nodes: readonly ClauseElement[]): NewNames {
  if (!isDdlNode(node) || node.kind !== "addColumn" || newNames.size === 0) return newNames;
  const { name } = node.column;
  if (columnRenames(nodes).some(({ from, isAdded }) => from === name && isAdded)) return newNames;
  return new Map([...newNames].filter(([old]) => old !== name));
}

function applyChange(table: TableDescription, node: ClauseElement, names: NewNames): void {
  const { order } = table;
  const current = (name: string): string => names.get(name) ?? name;
  const neighbour = (name: string | null): string | null => (name === null ? null : current(name));
  const existing = (name: string): string => {
    const column = table.columnNamed(current(name));
    if (column !== undefined) return column;
    throw new CommandError(`Table '${table.tableName}' has no column named '${current(name)}'`);
  };
  if (node instanceof UnnamedConstraint) {
    dropUnnamedConstraint(table, node);
    return;
  }
  if (!isDdlNode(node)) throw cannotCarryOut(node);
  switch (node.kind) {
    case "addColumn": {
      const name = current(node.column.name);
      if (table.isTaken(name)) {
        if (node.ifNotExists) return;
        throw new CommandError(`Table '${table.tableName}' has a column named '${name}' already`);
      }
      // A model knows a renamed column by its old name: a new column of that name would take its place and its values.
      if (table.columnNamed(name) !== undefined)
        throw new CommandError(
          `Column '${name}' can't be added by the batch that renames the column '${name}', whose values would be lost; add it in a second batch`,
        );
      const { insertBefore = null, insertAfter = null } = node.position ?? {};
      order.add(name, neighbour(insertBefore), neighbour(insertAfter));
      table.addColumn(name === node.column.name ? node.column : node.column.copy({ name }));
      return;
    }
    case "dropColumn": {
      if (node.ifExists && table.columnNamed(current(node.columnName)) === undefined) return;
      const column = existing(node.columnName);
      table.dropColumn(column);
      order.drop(column);
      return;
    }
    case "alterColumn": {
      const column = existing(node.columnName);
      table.alterColumn(column, node.options, names);
      const { position } = node.options;
      if (position !== undefined) order.move(column, neighbour(position.insertBefore), neighbour(position.insertAfter));
      return;
    }
    case "addConstraint":
      if (node.constraint.name === null && !isTypeBound(node.constraint)) requireUnnamed(table);
      table.addConstraint(node.constraint, names);
      return;
    case "dropConstraint":
      dropConstraint(table, node.constraint, node.ifExists);
      return;
    case "createIndex":
      table.createIndex(node);
      return;
    case "dropIndex":
      if (!table.dropIndex(node) && !node.ifExists) throw new CommandError(`No such index: '${node.index.name ?? ""}'`);
      return;
    case "setTableComment":
    case "dropTableComment":
    case "setColumnComment":
      // The CREATE TABLE of the new table has the comments of its columns and of the table, where a database has any.
      return;
    case "renameTable":
      throw new CommandError("A table can't be renamed inside of a batch; use op.renameTable() before or after it");
    default:
      throw cannotCarryOut(node);
  }
}

function cannotCarryOut({ kind }: ClauseElement): CommandError {
  return new CommandError(`A batch can't carry out '${kind}'`);
}

const unnamed = "Constraint must have a name";

/** @throws {CommandError} when the table knows constraints by their names only. */
function requireUnnamed(table: TableDescription): void {
  if (table.dropUnnamedConstraint === undefined) throw new CommandError(unnamed);
}

/** The CHECK of a type is dropped with its type, whatever its name is. */
function dropConstraint(table: TableDescription, constraint: Constraint, ifExists: boolean): void {
  const { name } = constraint;
  if (name !== null && table.hasConstraint(name)) table.dropConstraint(name);
  else if (isTypeBound(constraint) || (name !== null && ifExists)) return;
  else if (name !== null) throw new CommandError(`No such constraint: '${name}'`);
  else {
    requireUnnamed(table);
    throw new CommandError(
      `${unnamed}; one without a name is found by its kind and columns: batch.dropConstraint(null, { type: 'unique', columns: ['a'] })`,
    );
  }
}

function dropUnnamedConstraint(table: TableDescription, wanted: UnnamedConstraint): void {
  if (table.dropUnnamedConstraint === undefined)
    throw new CommandError("A constraint without a name can be dropped by its columns only where the table is read");
  table.dropUnnamedConstraint(wanted);
}
