import type { DriverConnection } from "./connection.js";
import type { CompareStatesOptions, DatabaseChanges } from "./database-changes.js";

/**
 * A migration run for a preview, in one transaction of the database that is rolled back at the end. The statements are
 * run and the locks are taken, but commits of the run have no effect.
 */
export interface RolledBackRun {
  /** The connection to hand to the run. Closing it rolls everything back. */
  readonly connection: DriverConnection;
  /**
   * Records the state before the run.
   *
   * @param atEnd - called after the run, before it is rolled back.
   */
  start(options: CompareStatesOptions, atEnd: () => Promise<void>): Promise<void>;
  /** Records the locks of the previous step, and begins the next one. */
  beginStep(step: string): Promise<void>;
  /** Compares the current state with the one before the run. */
  changes(): Promise<DatabaseChanges>;
}
