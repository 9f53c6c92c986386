import picocolors from "picocolors";
import { printable } from "../support/printable.js";
import { wrapForOutput } from "../support/wrap-text.js";
import type { Config } from "./config.js";

/** Prints a message: as it is, or wrapped to the terminal's width where there is one. */
export function printMessage(config: Config, text: string, newline = true): void {
  if (config.cmdOpts.quiet === true) return;
  const shown = wrapForOutput(text, config.output);
  config.output.out(newline ? `${shown}\n` : shown);
}

/**
 * Prints what is being done, does it, and closes the line with `done` or `FAILED`.
 *
 * @returns What the work returns.
 */
export async function withStatus<T>(
  config: Config,
  text: string,
  work: () => T | Promise<T>,
  options: { readonly newline?: boolean } = {},
): Promise<T> {
  const quiet = config.cmdOpts.quiet === true;
  printMessage(config, `${text} ...`, options.newline ?? false);
  try {
    const result = await work();
    if (!quiet) config.output.out("  done\n");
    return result;
  } catch (error) {
    if (!quiet) config.output.out("  FAILED\n");
    throw error;
  }
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
  return printable(text).trimEnd().split("\n").map(paint).join("\n");
}
