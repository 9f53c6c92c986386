import { CommandError } from "../../support/command-error.js";

/**
 * The database is not at the newest revisions.
 *
 * @example
 * ```ts
 * import { command, DatabaseNotAtHead, loadConfig } from "alembic-ts";
 *
 * try {
 *   await command.current(loadConfig(), { checkHeads: true });
 * } catch (error) {
 *   if (error instanceof DatabaseNotAtHead) console.log(error.current, "instead of", error.heads);
 * }
 * ```
 */
export class DatabaseNotAtHead extends CommandError {
  override readonly code = "command.database-not-at-head";
  /** The newest revisions of the scripts. */
  readonly heads: readonly string[];
  /** The rows of the version table. */
  readonly current: readonly string[];

  constructor(heads: readonly string[], current: readonly string[]) {
    super("Database is not on all head revisions", { hint: "'upgrade heads' applies what is missing." });
    this.heads = heads;
    this.current = current;
  }
}
