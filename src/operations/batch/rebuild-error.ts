import { CommandError } from "../../support/command-error.js";

/**
 * A table was not as it should be after its rebuild, and the rebuild was rolled back.
 *
 * @example
 * ```ts
 * import { command, loadConfig, RebuildError } from "alembic-ts";
 *
 * try {
 *   await command.upgrade(await loadConfig(), "head");
 * } catch (error) {
 *   if (error instanceof RebuildError) console.log(error.tableName, error.findings);
 *   throw error;
 * }
 * ```
 */
export class RebuildError extends CommandError {
  override readonly code = "operations.rebuild";
  /** The table that was being rebuilt. */
  readonly tableName: string;
  /** What was found, one sentence each. */
  readonly findings: readonly string[];

  constructor(tableName: string, findings: readonly string[]) {
    super(`The rebuild of table '${tableName}' was taken back: ${findings.join("; ")}`);
    this.tableName = tableName;
    this.findings = findings;
  }
}
