import type { DriverConnection } from "./connection.js";
import type { CompareStatesOptions, DatabaseChanges } from "./database-changes.js";

/**
 * A migration run in one transaction of the database itself that is rolled back at its end, for a preview. What the run
 * commits is committed to nothing; its statements are really run, and its locks really taken.
 */
export interface RolledBackRun {
  /** The connection to hand to the run. Closing it rolls everything back. */
  readonly connection: DriverConnection;
  /**
   * Notes the state that the run starts from.
   *
   * @param atEnd - called when the run has ended, before anything is rolled back.
   */
  start(options: CompareStatesOptions, atEnd: () => Promise<void>): Promise<void>;
  /** Notes the locks that were taken since the last call, before the next step begins. */
  beginStep(step: string): Promise<void>;
  /** How the state differs now from the one at the start. */
  changes(): Promise<DatabaseChanges>;
}
