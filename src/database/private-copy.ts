import type { DatabaseUrl } from "./database-url.js";
import type { OpenDatabaseOptions } from "./open-database-options.js";

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
}

/** What a comparison of the two states takes. */
export interface CompareStatesOptions {
  /** Tables to leave out. */
  readonly skip: readonly string[];
  /** When it aborts, the comparison fails with an `InterruptedError`. */
  readonly signal?: AbortSignal | undefined;
}

/** A copy of a database that nobody else knows, and the state that it started from. */
export interface PrivateCopy {
  /** The database that was copied. */
  readonly original: DatabaseUrl;
  /** The copy, to work on. */
  readonly url: DatabaseUrl;
  /** The state that the copy started from. */
  readonly before: DatabaseUrl;
  /** What was done to the copy since. */
  changes(options: CompareStatesOptions): Promise<DatabaseChanges>;
  /** Deletes the copy. Doing so twice does nothing. */
  discard(): void;
}

/** How a copy is made. */
export interface PrivateCopyOptions extends OpenDatabaseOptions {
  /** When it aborts, nothing is left behind and an `InterruptedError` is thrown. */
  readonly signal?: AbortSignal | undefined;
}
