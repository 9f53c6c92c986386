import type { LockWait } from "./connection.js";

/** How a database is opened. */
export interface OpenDatabaseOptions {
  /** Milliseconds to wait for the lock of another process; default: `timeout=` of the URL in seconds, else 5,000. */
  readonly timeout?: number | undefined;
  /** Refuse every statement that writes; default: whether the URL has `mode=ro`. */
  readonly readOnly?: boolean | undefined;
  /** Called once for each wait that is long enough to be noticed; default: none. */
  readonly onWait?: ((wait: LockWait) => void) | undefined;
  /** Called with a sentence about a risk, such as a database that is opened without locks; default: a warning of the process. */
  readonly onWarning?: ((message: string) => void) | undefined;
}
