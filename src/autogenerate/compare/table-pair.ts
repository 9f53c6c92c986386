import type { ReflectedColumn } from "../../dialects/inspector.js";
import type { AlterColumnOpOptions } from "../../operations/directives/alter-column-op.js";
import type { Column } from "../../schema/column.js";
import type { Constraint } from "../../schema/constraints/constraint.js";
import type { Table } from "../../schema/table.js";
import type { Index } from "../../schema/table-index.js";

/** Whether later comparators of the same element are still called. */
export type ComparatorResult = "continue" | "stop";

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A change of a column under construction; it becomes an `AlterColumnOp` if a difference is found. */
export type AlterColumnDraft = Writable<AlterColumnOpOptions>;

/** A column of both sides. */
export interface ColumnPair {
  readonly schema: string | null;
  readonly tableName: string;
  readonly columnName: string;
  /** The column of the database. */
  readonly connColumn: Column;
  /** The column of the models. */
  readonly metadataColumn: Column;
  /** The column of the database from the inspector, if it was read without its table. */
  readonly inspected?: ReflectedColumn;
}

/** Columns, constraints and indexes of a table. */
export interface TableParts {
  readonly columns: readonly Column[];
  readonly constraints: readonly Constraint[];
  readonly indexes: readonly Index[];
}

/** A table of either side or both: `null` where a side does not have it. */
export interface TablePair {
  readonly schema: string | null;
  readonly tableName: string;
  readonly connTable: Table | null;
  readonly metadataTable: Table | null;
  /**
   * The parts of the database's table, where it was not reflected because its statements decide: the verbatim parts as
   * the models have them, and some columns. `connTable` is then the models' table.
   *
   */
  readonly connParts?: TableParts;
}
