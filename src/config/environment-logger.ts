import type { Logger } from "../support/logger.js";

/**
 * A logger that is silent until the environment runs.
 *
 * Python's `env.py` is what sets logging up, so what is logged before it runs is not seen. Whoever runs `env.ts` calls
 * {@link EnvironmentLogger.start} first.
 */
export interface EnvironmentLogger extends Logger {
  /** Begins to show log events, as the configuration's logging sections say. */
  start?(): void;
}
