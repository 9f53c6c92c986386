/** A lock on a table that blocks ordinary statements of other sessions. */
export interface TableLock {
  /** The name of the mode in the database, such as `ACCESS EXCLUSIVE`. */
  readonly mode: string;
  readonly table: string;
}

/** The locks that a step was the first to take. They are held until the transaction ends. */
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
  /** Rows before; `undefined` if the table is new. */
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

/** An object that a database had before and no longer has. */
export interface LostObject {
  readonly kind: "table" | "column" | "index" | "trigger" | "view";
  readonly name: string;
  /** The table that it belonged to; `undefined` for a table or a view. */
  readonly table: string | undefined;
  /** Rows of a lost table. */
  readonly rows: number | undefined;
  /** The new column or table that has all values of this one, which was renamed or copied. */
  readonly movedTo: string | undefined;
}

/** The differences between two states of a database, except those of the schema. */
export interface DatabaseChanges {
  /** Tables whose rows differ, by name. */
  readonly rows: readonly RowChanges[];
  readonly lost: readonly LostObject[];
  /** Locks on tables that existed before, by step; absent if the run was on a copy, which nobody else uses. */
  readonly locks?: readonly StepLocks[];
}

/** Options of a comparison of two states. */
export interface CompareStatesOptions {
  /** Tables to omit. */
  readonly skip: readonly string[];
  /** When it aborts, the comparison fails with an `InterruptedError`. */
  readonly signal?: AbortSignal | undefined;
}
