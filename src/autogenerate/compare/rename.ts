/** Something that was renamed: a table, or with `table` a column of it. */
export interface Rename {
  /** The table, by its new name where that was renamed too; `null` when a table is meant. */
  readonly table: string | null;
  readonly from: string;
  readonly to: string;
}
