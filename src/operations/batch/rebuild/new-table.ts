import { Column } from "../../../schema/column.js";
import type { Constraint } from "../../../schema/constraints/constraint.js";
import { ForeignKeyConstraint } from "../../../schema/constraints/foreign-key-constraint.js";
import { PrimaryKeyConstraint } from "../../../schema/constraints/primary-key-constraint.js";
import { MetaData } from "../../../schema/metadata.js";
import { Table, type TableItem } from "../../../schema/table.js";
import { Index } from "../../../schema/table-index.js";
import { NullType } from "../../../schema/types/null-type.js";
import type { TableModel } from "./table-model.js";

/** The new table under a name, without indexes. */
export function newTable(model: TableModel, name: string): Table {
  const { table: old, options } = model;
  const metadata = new MetaData();
  const keys = model.order.sorted([...model.columns.keys()]);
  const columns = keys.flatMap((key) => model.columns.get(key) ?? []);
  const table = new Table(name, metadata, ...columns.map(detached), ...(options.tableArgs ?? []).map(fresh), {
    schema: old.schema,
    comment: null,
    dialectOptions: old.dialectOptions,
    ...options.tableKwargs,
  });
  for (const constraint of [...model.namedConstraints.values(), ...model.unnamedConstraints]) {
    const copied = carriedOver(model, constraint);
    if (copied === undefined) continue;
    if (copied instanceof ForeignKeyConstraint) standInFor(copied, table);
    table.appendConstraint(copied);
  }
  return table;
}

/** The constraint for the new table, or `undefined` where a column of it is gone. */
function carriedOver(model: TableModel, constraint: Constraint): Constraint | undefined {
  if (constraint instanceof PrimaryKeyConstraint) {
    const left = constraint.columnKeys.filter((key) => !model.droppedKeyColumns.has(key));
    if (left.length === constraint.columnKeys.length) return constraint.copy();
    return left.length === 0 ? undefined : new PrimaryKeyConstraint(...left, { name: constraint.name });
  }
  const columns = "columnKeys" in constraint ? (constraint.columnKeys as readonly string[]) : [];
  if (!columns.every((key) => model.columns.has(key))) return undefined;
  return constraint.copy();
}

/** A stand-in for the table that a foreign key refers to, if it is missing. */
function standInFor(key: ForeignKeyConstraint, table: Table): void {
  const { schema, table: name } = key.referredTableName;
  const found = table.metadata.tables.get(schema === null ? name : `${schema}.${name}`);
  const referred = found ?? new Table(name, table.metadata, { schema });
  for (const column of key.referredColumnNames)
    if (referred.findColumn(column) === undefined) referred.appendColumn(new Column(column, new NullType()));
}

/** The indexes of the new table, those that stay and then the new ones. */
export function newIndexes(model: TableModel): readonly Index[] {
  const { table: old } = model;
  const place = (): Table => newTable(model, old.name);
  const kept = [...model.indexes.values()].filter((index) => !index.columnFlag);
  const added = [...model.newIndexes.values()].map(({ index }) => index);
  return [...kept, ...added].map((index) => {
    const copied = index.copy();
    place().appendIndex(copied);
    return copied;
  });
}

function detached(column: Column): Column {
  return column.table === null ? column : column.copy();
}

/** Returns a table item that can be added to a table: the item itself, or a copy if it belongs to a table. */
function fresh(item: TableItem): TableItem {
  return item.table === null ? item : (item as Copyable).copy();
}

/** Each kind of item makes copies of its own kind; TypeScript does not see that of a union. */
interface Copyable {
  copy(): TableItem;
}

/** A copy of a table item. */
export function copyOfItem(item: TableItem): TableItem {
  return item instanceof Index && item.table === null ? unboundIndexCopy(item) : (item as Copyable).copy();
}

/** A copy that still means columns by their names; `Index.copy()` takes those of an index without a table for SQL. */
export function unboundIndexCopy({ name, given, unique, quote, dialectOptions }: Index): Index {
  return new Index(name, ...given, { unique, quote, dialectOptions });
}
