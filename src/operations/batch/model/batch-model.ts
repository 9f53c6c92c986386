import type { Dialect } from "../../../dialects/dialect.js";
import { Column } from "../../../schema/column.js";
import { CheckConstraint, isTypeBound } from "../../../schema/constraints/check-constraint.js";
import type { Constraint } from "../../../schema/constraints/constraint.js";
import type { CreateIndex } from "../../../schema/ddl/index-nodes.js";
import type { Table } from "../../../schema/table.js";
import type { Index } from "../../../schema/table-index.js";
import type { TypeEngine } from "../../../schema/types/type-engine.js";
import { rendersTypeCheck } from "../../lowering/renders-type-check.js";
import type { BatchAlterTableOptions } from "../batch-alter-table-options.js";
import { ColumnOrder } from "../column-order.js";

/** Where the values of a column come from. */
export interface Transfer {
  /** The column of the old table. */
  readonly column: Column;
  /** The SQL that gives its values, where the script says it. */
  readonly using: string | null;
  /** The types that old values are cast to, one after the other. */
  readonly casts: readonly TypeEngine[];
  /** Whether it has a new type, with or without a cast. */
  readonly isConverted: boolean;
}

/** A table to be, made of a `sa.Table` of the old one: the batch's changes are applied to it one by one. */
export class BatchModel {
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
}

/** The type of a column under the name that the table's naming convention gave to its CHECK; the new table has none. */
function withCheckName({ type }: Column, table: Table, dialect: Dialect): TypeEngine {
  const check = table.constraints.find(
    (one) => one instanceof CheckConstraint && one.typeBound === type && rendersTypeCheck(one, dialect),
  );
  return check === undefined || check.name === null ? type : Object.assign(type.copy(), { name: check.name });
}

/** What a copy of a column has instead. */
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
  // Set, not said: MariaDB knows the two apart for a computed column, which may bear no NOT NULL there.
  copy.nullable = changes.nullable ?? column.nullable;
  return copy;
}
