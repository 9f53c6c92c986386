import { wrapForOutput } from "../support/wrap-text.js";
import type { Config } from "./config.js";

/** Prints a message: as it is, or wrapped to the terminal's width where there is one. */
export function printMessage(config: Config, text: string, newline = true): void {
  if (config.cmdOpts.quiet === true) return;
  const shown = wrapForOutput(text, config.output);
  config.output.out(newline ? `${shown}\n` : shown);
}
