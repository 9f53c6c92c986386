import type { Config } from "./config.js";
import { wrapForOutput } from "./wrap-text.js";

/** Prints a line about the progress of a command. On a terminal the line is wrapped to its width. */
export function printStatus(config: Config, text: string, newline = true): void {
  if (config.cmdOpts.quiet === true) return;
  const shown = wrapForOutput(text, config.output);
  config.output.out(newline ? `${shown}\n` : shown);
}

/**
 * Prints a text, runs `work`, and ends the line with `done` or `FAILED`.
 *
 * @returns The result of `work`.
 * @throws The error of `work`.
 */
export async function withStatus<T>(
  config: Config,
  text: string,
  work: () => T | Promise<T>,
  options: { readonly newline?: boolean } = {},
): Promise<T> {
  const quiet = config.cmdOpts.quiet === true;
  printStatus(config, `${text} ...`, options.newline ?? false);
  try {
    const result = await work();
    if (!quiet) config.output.out("  done\n");
    return result;
  } catch (error) {
    if (!quiet) config.output.out("  FAILED\n");
    throw error;
  }
}
