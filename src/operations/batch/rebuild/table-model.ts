import type { Dialect } from "../../../dialects/dialect.js";
import { Column, serverDefaultOf } from "../../../schema/column.js";
import { CheckConstraint, isTypeBound } from "../../../schema/constraints/check-constraint.js";
import type { Constraint } from "../../../schema/constraints/constraint.js";
import type { AlterColumnOptions } from "../../../schema/ddl/column-nodes.js";
import type { CreateIndex, DropIndex } from "../../../schema/ddl/index-nodes.js";
import type { Table } from "../../../schema/table.js";
import type { Index } from "../../../schema/table-index.js";
import { BooleanType } from "../../../schema/types/boolean-type.js";
import { EnumType } from "../../../schema/types/enum-type.js";
import type { TypeEngine } from "../../../schema/types/type-engine.js";
import type { BatchAlterTableOptions } from "../batch-alter-table-options.js";
import { ColumnOrder } from "../column-order.js";
import type { TableDescription } from "./table-description.js";

/** The source of a column's values. */
export interface Transfer {
  /** The column of the old table. */
  readonly column: Column;
  /** The SQL of its values, if the script gives it. */
  readonly using: string | null;
  /** The types that old values are cast to, one after the other. */
  readonly casts: readonly TypeEngine[];
  /** Whether it has a new type, with or without a cast. */
  readonly isConverted: boolean;
}

/** A table described by a `sa.Table` of the old one, which was read or given. */
export class TableModel implements TableDescription {
  readonly dialect: Dialect;
  /** The table as it is. */
  readonly table: Table;
  readonly options: BatchAlterTableOptions;
  /** Columns of the new table by the names that the old one has for them. */
  columns = new Map<string, Column>();
  readonly transfers = new Map<string, Transfer>();
  readonly namedConstraints = new Map<string, Constraint>();
  unnamedConstraints: Constraint[] = [];
  /** Constraints inside of columns, by name. */
  readonly columnConstraints = new Map<string, { readonly column: string; readonly constraint: Constraint }>();
  readonly indexes = new Map<string, Index>();
  /** Indexes to be dropped that the model does not list; the database may have them. */
  readonly unlistedDrops = new Set<string>();
  readonly newIndexes = new Map<string, CreateIndex>();
  /** Columns that are gone from the primary key too. */
  readonly droppedKeyColumns = new Set<string>();
  readonly order: ColumnOrder;

  constructor(dialect: Dialect, table: Table, options: BatchAlterTableOptions) {
    this.dialect = dialect;
    this.table = table;
    this.options = options;
    for (const column of table.columns) {
      this.columns.set(column.key, plainCopy(column, { type: withCheckName(column, table, dialect) }));
      this.transfers.set(column.key, { column, using: null, casts: [], isConverted: false });
    }
    for (const constraint of table.constraints) {
      if (isTypeBound(constraint)) continue;
      if (constraint.name === null) this.unnamedConstraints.push(constraint);
      else this.namedConstraints.set(constraint.name, constraint);
    }
    for (const column of table.columns)
      for (const constraint of column.constraints)
        if (constraint.name !== null) this.columnConstraints.set(constraint.name, { column: column.key, constraint });
    for (const index of table.indexes) this.indexes.set(index.name ?? "", index);
    this.order = new ColumnOrder([...this.columns.keys()], options.partialReordering ?? []);
  }

  get tableName(): string {
    return this.table.name;
  }

  columnNamed(name: string): string | undefined {
    return this.columns.has(name) ? name : undefined;
  }

  isTaken(name: string): boolean {
    return [...this.columns.values()].some((column) => column.name === name);
  }

  addColumn(column: Column): void {
    // The CHECK of a type comes as a constraint of its own, which has the name that a convention gave it.
    this.columns.set(column.name, plainCopy(column, { type: withoutCheck(column.type), withIndex: true }));
    this.transfers.delete(column.name);
  }

  dropColumn(name: string): void {
    this.columns.delete(name);
    this.transfers.delete(name);
    this.droppedKeyColumns.add(name);
  }

  alterColumn(name: string, options: AlterColumnOptions): void {
    const before = this.columns.get(name);
    if (before === undefined) return;
    const { newColumnName, existingType } = options;
    if (newColumnName !== undefined && newColumnName !== name) {
      const old = existingType?.forDialect(this.dialect.name);
      if ((old instanceof BooleanType || old instanceof EnumType) && old.name !== null)
        this.namedConstraints.delete(String(old.name));
    }
    this.#convert(name, before, options);
    const column = plainCopy(before, {
      type: options.type === undefined ? before.type : withoutCheck(options.type),
      name: newColumnName ?? before.name,
      nullable: options.nullable,
      withIndex: true,
    });
    if (options.serverDefault !== undefined) column.serverDefault = serverDefaultOf(options.serverDefault);
    if (options.autoincrement !== undefined) column.autoincrement = options.autoincrement;
    if (options.comment !== undefined) column.comment = options.comment;
    this.columns.set(name, column);
  }

  hasConstraint(name: string): boolean {
    return this.columnConstraints.has(name) || this.namedConstraints.has(name);
  }

  addConstraint(constraint: Constraint): void {
    if (constraint.kind === "primaryKeyConstraint")
      this.unnamedConstraints = this.unnamedConstraints.filter((one) => one !== this.table.primaryKey);
    if (constraint.name === null) this.unnamedConstraints.push(constraint);
    else this.namedConstraints.set(constraint.name, constraint);
  }

  dropConstraint(name: string): void {
    const own = this.columnConstraints.get(name);
    const carrier = own === undefined ? undefined : this.columns.get(own.column);
    if (own !== undefined && carrier !== undefined) {
      this.columnConstraints.delete(name);
      this.columns.set(own.column, plainCopy(carrier, { without: name, withIndex: true }));
      return;
    }
    const found = this.namedConstraints.get(name);
    this.namedConstraints.delete(name);
    if (found?.kind !== "primaryKeyConstraint") return;
    for (const key of this.table.primaryKey.columnKeys) {
      const column = this.columns.get(key);
      if (column !== undefined) column.primaryKey = false;
    }
  }

  createIndex(node: CreateIndex): void {
    this.newIndexes.set(node.index.name ?? "", node);
  }

  /** An index that the table does not list may still exist in the database. */
  dropIndex({ index, ifExists }: DropIndex): boolean {
    if (!this.indexes.delete(index.name ?? "") && !ifExists) this.unlistedDrops.add(index.name ?? "");
    return true;
  }

  /** Notes how the values of a column are converted. */
  #convert(name: string, before: Column, options: AlterColumnOptions): void {
    const transfer = this.transfers.get(name);
    if (transfer === undefined) return;
    const { type, sqliteUsing } = options;
    const using = this.dialect.capabilities.rebuildsTables ? sqliteUsing || null : null;
    const cast = type !== undefined && this.dialect.castsValues(type, before.type) ? [type] : [];
    this.transfers.set(name, {
      column: transfer.column,
      using: using ?? transfer.using,
      casts: using === null ? [...transfer.casts, ...cast] : [],
      isConverted: transfer.isConverted || type !== undefined,
    });
  }
}

/** The type without the CHECK that it would bring along. */
function withoutCheck(type: TypeEngine): TypeEngine {
  if (!(type instanceof BooleanType || type instanceof EnumType) || !type.createConstraint) return type;
  return Object.assign(type.copy(), { createConstraint: false });
}

/** The type of a column under the name that the table's naming convention gave to its CHECK; the new table has none. */
function withCheckName({ type }: Column, table: Table, dialect: Dialect): TypeEngine {
  const check = table.constraints.find(
    (one) => one instanceof CheckConstraint && one.typeBound === type && dialect.writesConstraint(one),
  );
  return check === undefined || check.name === null ? type : Object.assign(type.copy(), { name: check.name });
}

/** What differs in a copy of a column. */
export interface ColumnChanges {
  readonly name?: string;
  readonly type?: TypeEngine;
  readonly nullable?: boolean | undefined;
  /** Name of a CHECK of the column that is left out. */
  readonly without?: string;
  /** Whether the index that the column asks for comes along. */
  readonly withIndex?: boolean;
}

/** A copy of a column that brings no constraint of the table along. */
export function plainCopy(column: Column, changes: ColumnChanges = {}): Column {
  const items = column.constraints
    .filter(({ name }) => name === null || name !== changes.without)
    .map((constraint) => constraint.copy());
  const copy = new Column(changes.name ?? column.name, changes.type ?? column.type, ...items, {
    ...(column.nullableGiven ? { nullable: column.nullable } : {}),
    ...(changes.withIndex === true ? { index: column.index } : {}),
    primaryKey: column.primaryKey,
    serverDefault: column.serverDefault,
    autoincrement: column.autoincrement,
    comment: column.comment,
    key: column.key,
    quote: column.quote,
    ...column.dialectOptions,
  });
  // Assigned afterwards, because MariaDB distinguishes a given `nullable` for a computed column, which must not have
  // NOT NULL there.
  copy.nullable = changes.nullable ?? column.nullable;
  return copy;
}
