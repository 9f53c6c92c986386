import type { ReflectedColumn } from "../../dialects/inspector.js";
import type { AlterColumnOpOptions } from "../../operations/directives/alter-column-op.js";
import type { ModifyTableOps } from "../../operations/directives/modify-table-ops.js";
import type { UpgradeOps } from "../../operations/directives/upgrade-ops.js";
import type { Column } from "../../schema/column.js";
import type { Table } from "../../schema/table.js";
import type { AutogenContext } from "../autogen-context.js";
import type { TableParts } from "./known-parts.js";

/** Whether the comparators of the same element that come later are still asked. */
export type ComparatorResult = "continue" | "stop";

type Answer = ComparatorResult | Promise<ComparatorResult>;
type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A change of a column that is being put together; it becomes an `AlterColumnOp` where something was found. */
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
  /** The column of the database as the inspector has it, where it was read without its table. */
  readonly inspected?: ReflectedColumn;
}

/** A table of either side or both: `null` where a side does not have it. */
export interface TablePair {
  readonly schema: string | null;
  readonly tableName: string;
  readonly connTable: Table | null;
  readonly metadataTable: Table | null;
  /**
   * All that the database has, where its table was not read because its statements say enough: what is in both to the
   * letter, as the models have it, and some columns. `connTable` is then the models' own table.
   */
  readonly connParts?: TableParts;
}

/** What is compared, and with which arguments its comparators are called. */
export interface ComparatorFunctions {
  readonly autogenerate: (context: AutogenContext, upgradeOps: UpgradeOps) => Answer;
  readonly schema: (context: AutogenContext, upgradeOps: UpgradeOps, schemas: readonly (string | null)[]) => Answer;
  readonly table: (context: AutogenContext, modifyOps: ModifyTableOps, pair: TablePair) => Answer;
  readonly column: (context: AutogenContext, draft: AlterColumnDraft, pair: ColumnPair) => Answer;
}

/** What comparators may be for. */
export type ComparatorTarget = keyof ComparatorFunctions;

/** When a comparator is asked: the first ones may stop those behind them. */
export const ComparatorPriority = { first: 50, medium: 25, last: 10 } as const;

/** A comparator with where it belongs. */
export interface Comparator<Target extends ComparatorTarget = ComparatorTarget> {
  readonly target: Target;
  /** The part that is compared, such as `types`; `stop` skips the rest of the same part. */
  readonly element: string;
  /** Name of the dialect that it is for, or `default`. */
  readonly qualifier: string;
  readonly priority: number;
  readonly compare: ComparatorFunctions[Target];
}
