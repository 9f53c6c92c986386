import type { Findings } from "../../commands/draft-revision.js";
import type { Config } from "../../config/config.js";
import { paintDiff } from "./paint-diff.js";

/**
 * Prints the findings of a comparison: with `verbose` the reason of each difference, and the diffs of the schemas if
 * the comparison kept them.
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
