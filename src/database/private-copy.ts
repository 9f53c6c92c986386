import type { CompareStatesOptions, DatabaseChanges } from "./database-changes.js";
import type { DatabaseUrl } from "./database-url.js";
import type { OpenDatabaseOptions } from "./open-database-options.js";

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
