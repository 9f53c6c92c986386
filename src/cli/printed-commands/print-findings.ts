import type { Findings } from "../../commands/draft-revision.js";
import type { Config } from "../../config/config.js";
import { paintDiff } from "./paint-diff.js";

/**
 * Prints the findings of a comparison: with `verbose` why each difference was found, and the schemas as a diff if that
 * was kept.
 */
export function printFindings(
  config: Config,
  { findings, schemaDiffs }: Findings,
  options: { readonly verbose?: boolean | undefined },
): void {
  if (options.verbose === true) {
    for (const { message, why } of findings) config.printStdout(`${message}\n    because ${why}`);
  }
  for (const diff of schemaDiffs) config.printStdout(paintDiff(diff, config.output.outColor), { isPainted: true });
}
