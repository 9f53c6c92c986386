/** A lock on a table that keeps others from something that they ordinarily do. */
export interface TableLock {
  /** The database's name of it, such as `ACCESS EXCLUSIVE`. */
  readonly mode: string;
  readonly table: string;
}

/** The locks that a step took first; they are held until the transaction ends. */
export interface StepLocks {
  /** The step, as the log shows it. */
  readonly step: string;
  /** Milliseconds from the beginning of the step to the end of the run. */
  readonly milliseconds: number;
  readonly locks: readonly TableLock[];
}

/** How the rows of one table differ between two states of a database. */
export interface RowChanges {
  readonly table: string;
  /** Rows before; `undefined` where the table is new. */
  readonly before: number | undefined;
  /** Rows afterwards. */
  readonly after: number;
  /** Rows whose key was not there before. */
  readonly added: number;
  /** Rows whose key is no longer there. */
  readonly removed: number;
  /** Rows with the same key and other values in the columns that both states have. */
  readonly changed: number;
}

/** Something that a database had and has no longer. */
export interface LostObject {
  readonly kind: "table" | "column" | "index" | "trigger" | "view";
  readonly name: string;
  /** The table that it belonged to; `undefined` for a table or a view. */
  readonly table: string | undefined;
  /** Rows of a lost table. */
  readonly rows: number | undefined;
  /** The new column of the table, or the new table, that has all values of this one: it was renamed, or copied. */
  readonly movedTo: string | undefined;
}

/** How two states of a database differ, apart from their schema. */
export interface DatabaseChanges {
  /** Tables whose rows differ, by name. */
  readonly rows: readonly RowChanges[];
  readonly lost: readonly LostObject[];
  /** Locks on tables that were there before, by step; absent where the run was on a copy, which nobody else uses. */
  readonly locks?: readonly StepLocks[];
}

/** What a comparison of the two states takes. */
export interface CompareStatesOptions {
  /** Tables to leave out. */
  readonly skip: readonly string[];
  /** When it aborts, the comparison fails with an `InterruptedError`. */
  readonly signal?: AbortSignal | undefined;
}
