import { CommandError } from "../../support/command-error.js";
import type { ConversionResult } from "./conversion-result.js";

/**
 * Some of the revisions could not be converted; the others were.
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
  /** What was converted, and why the others were not. */
  readonly result: ConversionResult;

  constructor(result: ConversionResult) {
    const { converted, unconverted } = result;
    const count = converted.length + unconverted.length;
    super(`${unconverted.length} of ${count} revisions cannot be converted; their files are as they were`);
    this.result = result;
  }
}
