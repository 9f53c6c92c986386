import type { CompareStatesOptions, DatabaseChanges } from "./database-changes.js";
import type { DatabaseUrl } from "./database-url.js";
import type { OpenDatabaseOptions } from "./open-database-options.js";

/** A private copy of a database, and the state that it started from. */
export interface PrivateCopy {
  /** The database that was copied. */
  readonly original: DatabaseUrl;
  /** The copy, to work on. */
  readonly url: DatabaseUrl;
  /** The state that the copy started from. */
  readonly before: DatabaseUrl;
  /** The changes of the copy since then. */
  changes(options: CompareStatesOptions): Promise<DatabaseChanges>;
  /** Deletes the copy. Doing so twice does nothing. */
  discard(): void;
}

/** Options of a private copy. */
export interface PrivateCopyOptions extends OpenDatabaseOptions {
  /** When it aborts, nothing is left behind and an `InterruptedError` is thrown. */
  readonly signal?: AbortSignal | undefined;
}
