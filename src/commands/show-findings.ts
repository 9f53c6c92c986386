import picocolors from "picocolors";
import type { RevisionContext } from "../autogenerate/revision-context.js";
import type { Config } from "../config/config.js";

/** How much of a comparison is shown. */
export interface ShowOptions {
  readonly diff?: boolean | undefined;
  readonly verbose?: boolean | undefined;
}

/** A unified diff with its lines coloured, where colours are shown. */
export function paintDiff(text: string, isColored: boolean): string {
  const { red, green, cyan, bold } = picocolors.createColors(isColored);
  const paint = (line: string): string => {
    if (/^(---|\+\+\+) /.test(line)) return bold(line);
    if (line.startsWith("@@")) return cyan(line);
    if (line.startsWith("+")) return green(line);
    return line.startsWith("-") ? red(line) : line;
  };
  return text.trimEnd().split("\n").map(paint).join("\n");
}

/** Prints what was asked for of a comparison: why each difference was found, and the schemas as a diff. */
export function showFindings(config: Config, context: RevisionContext, options: ShowOptions): void {
  if (options.verbose === true)
    for (const { message, why } of context.findings) config.printStdout(`${message}\n    because ${why}`);
  for (const diff of context.schemaDiffs) config.printStdout(paintDiff(diff, config.output.outColor));
}
