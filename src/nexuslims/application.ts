import type { CliHost } from "../cli/cli-host.js";
import type { Clock } from "../index.js";

/**
 * The parts of the outside world that `nexuslims db` uses: the host of a command line, which has `NX_DB_PATH` and the
 * folder of `.env`, and a clock for the names of backups.
 */
export interface Application extends CliHost {
  readonly clock: Clock;
  /** When it aborts, a run rolls back and ends. */
  readonly signal?: AbortSignal | undefined;
  /** The folder of the package whose `env.ts` and `versions` are used; by default the running one. */
  readonly packageFolder?: string | undefined;
}
