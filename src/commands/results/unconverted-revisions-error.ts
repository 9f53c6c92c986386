import { CommandError } from "../../support/command-error.js";
import type { ConversionResult } from "./conversion-result.js";

/**
 * Thrown by `command.convert()` if some revisions cannot be converted. The others have been converted.
 *
 * @example
 * ```ts
 * import { command, loadConfig, UnconvertedRevisionsError } from "alembic-ts";
 *
 * try {
 *   await command.convert(loadConfig(), { all: true, to: "ts" });
 * } catch (error) {
 *   if (!(error instanceof UnconvertedRevisionsError)) throw error;
 *   for (const { path, reasons } of error.result.unconverted) console.log(path, reasons[0]?.reason);
 * }
 * ```
 */
export class UnconvertedRevisionsError extends CommandError {
  override readonly code = "command.unconverted-revisions";
  /** The converted revisions, and the reasons why the others could not be converted. */
  readonly result: ConversionResult;

  constructor(result: ConversionResult) {
    const { converted, unconverted } = result;
    const count = converted.length + unconverted.length;
    super(`${unconverted.length} of ${count} revisions cannot be converted; their files are as they were`);
    this.result = result;
  }
}
