import { type ConvertRevisionsOptions, convert as convertRevisions } from "../../commands/conversion/convert.js";
import type {
  ConversionReason,
  ConversionResult,
  RevisionConversion,
} from "../../commands/results/conversion-result.js";
import type { Config } from "../../config/config.js";
import { quotedPath } from "../../support/printable.js";
import { paintDiff } from "./paint-diff.js";

/** Options of {@link convert}. */
export type ConvertOptions = Omit<ConvertRevisionsOptions, "onConverted" | "onUnconverted">;

/**
 * Converts revisions from TypeScript to Python or back, and prints each. A file is replaced only if the header and the
 * SQL of the converted revision equal those of the original, for upgrade and downgrade, on all kinds of databases.
 *
 * @returns the converted revisions.
 * @throws UnconvertedRevisionsError if some revisions cannot be converted; the others have been.
 * @throws CommandError if no revision is named, a name is not known, or the chosen revisions are in both languages.
 * @example
 * ```ts
 * import { command, loadConfig } from "alembic-ts";
 *
 * const { converted } = await command.convert(loadConfig(), { all: true, to: "ts" });
 * console.log(converted.map(({ path }) => path));
 * ```
 */
export async function convert(config: Config, options: ConvertOptions = {}): Promise<ConversionResult> {
  const result = await convertRevisions(config, {
    ...options,
    onConverted: (one) => config.printStdout(textOf(config, one)),
    onUnconverted({ revision, path, reasons }) {
      config.printStdout(
        [`${revision}: cannot be converted`, ...reasons.map((one) => reasonText(path, one))].join("\n"),
      );
    },
  });
  if (result.converted.length === 0) config.printStdout("No revisions to convert.");
  return result;
}

function textOf(config: Config, { revision, path, sameScripts, asksDatabase, diff }: RevisionConversion): string {
  if (diff !== undefined) return paintDiff(diff, config.services.output.outColor);
  const scripts = sameScripts ? "the same SQL on all databases" : "the same statements on all databases";
  const rows = asksDatabase ? "; it queries the database, and was compared with simulated rows, not with yours" : "";
  return `${revision}: written to ${quotedPath(path)}; ${scripts}${rows}`;
}

const reasonText = (path: string, { line, column, reason, text }: ConversionReason): string =>
  text === "" ? `  ${path}: ${reason}` : `  ${path}:${line}:${column}: ${reason}: "${text}"`;
