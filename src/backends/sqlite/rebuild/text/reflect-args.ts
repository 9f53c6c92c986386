import type { BatchAlterTableOptions } from "../../../../operations/batch/batch-alter-table-options.js";
import { ArgumentError } from "../../../../schema/arguments/argument-error.js";
import { Column } from "../../../../schema/column.js";
import type { Constraint } from "../../../../schema/constraints/constraint.js";
import { PrimaryKeyConstraint } from "../../../../schema/constraints/primary-key-constraint.js";
import { MetaData } from "../../../../schema/metadata.js";
import { Table } from "../../../../schema/table.js";
import { Index } from "../../../../schema/table-index.js";
import { CommandError } from "../../../../support/command-error.js";
import { areNumberTypes } from "../rebuild-plan.js";
import { editColumnText } from "./column-text-edits.js";
import { addConstraint, placedConstraints } from "./draft-constraints.js";
import { columnNames, type DraftColumn, findColumn, replaceColumn, sameName, type TableDraft } from "./table-draft.js";
import type { TextWriter } from "./text-writer.js";
import { withCheckedType, withoutEqualConstraints } from "./type-checks.js";

/** A table that is read, and the current names of its columns. */
export interface ReadTable {
  readonly name: string;
  readonly newNames: ReadonlyMap<string, string>;
}

/**
 * The draft with the columns and constraints of `reflectArgs` in place of those that are read; indexes are planned
 * separately.
 *
 * @throws {CommandError} when the table has no such column.
 * @throws {ArgumentError} when it removes a column from the primary key.
 */
export function withReflectArgs(
  draft: TableDraft,
  options: BatchAlterTableOptions,
  table: ReadTable,
  writer: TextWriter,
): TableDraft {
  const items = options.reflectArgs ?? [];
  const columns = items.filter((item): item is Column => item instanceof Column);
  const constraints = items.filter((item): item is Constraint => !(item instanceof Column || item instanceof Index));
  let read = draft;
  for (const column of columns) read = withReadColumn(read, column, options, table, writer);
  const keys = columns.filter(({ primaryKey }) => primaryKey).map(({ name }) => name);
  if (keys.length > 0 && !placedConstraints(read).some(({ constraint }) => constraint.kind === "primaryKey"))
    constraints.unshift(new PrimaryKeyConstraint(...keys));
  for (const constraint of [...columns.flatMap(constraintsOf), ...constraints])
    read = withReadConstraint(read, constraint, table, writer);
  return read;
}

function withReadColumn(
  draft: TableDraft,
  item: Column,
  { namingConvention }: BatchAlterTableOptions,
  { name: tableName, newNames }: ReadTable,
  writer: TextWriter,
): TableDraft {
  const column = findColumn(draft, newNames.get(item.name) ?? item.name);
  if (column === undefined) throw new CommandError(`Table '${tableName}' has no column named '${item.name}'`);
  const { name } = column.definition;
  const isKey = placedConstraints(draft).some(
    ({ constraint, columns }) => constraint.kind === "primaryKey" && columns.some((one) => sameName(one, name)),
  );
  if (isKey && !item.primaryKey)
    throw new ArgumentError(
      `Trying to redefine primary-key column '${item.name}' as a non-primary-key column on table '${tableName}'`,
    );
  const definition = writer.column(name === item.name ? item : item.copy({ name }));
  const isNumber = areNumberTypes(column.definition, definition);
  const replaced = withOwnConstraints({ ...column, definition, isUnchanged: false, isNumber }, column);
  const read = replaceColumn(draft, column, replaced);
  return withCheckedType(read, replaced, item.type, { tableName, namingConvention, writer });
}

/** Adds the keys and CHECKs of the old definition to the new one: they belong to the table, not to the column. */
function withOwnConstraints(column: DraftColumn, old: DraftColumn): DraftColumn {
  const { constraints } = column.definition;
  const kept = old.definition.constraints.filter(
    ({ kind, name }) =>
      ["primaryKey", "unique", "check"].includes(kind) &&
      (name === null || !constraints.some((clause) => clause.name === name)),
  );
  return { ...column, definition: editColumnText(column.definition, { constraints: [...constraints, ...kept] }) };
}

/** The foreign keys of a column; as in Alembic, `unique` and `index` of the column are ignored. */
function constraintsOf(column: Column): readonly Constraint[] {
  const table = new Table("read", new MetaData(), column.copy());
  return table.constraints.filter(({ kind }) => kind === "foreignKeyConstraint").map((constraint) => constraint.copy());
}

/** Adds a constraint in place of the one with its name, or of an unnamed one with the same meaning. */
function withReadConstraint(
  draft: TableDraft,
  constraint: Constraint,
  { newNames }: ReadTable,
  writer: TextWriter,
): TableDraft {
  const names = columnNames(draft);
  const base = withoutEqualConstraints(draft, writer.constraint(constraint, names, newNames));
  return addConstraint(base, constraint, writer, newNames);
}
