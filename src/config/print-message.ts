import { wrapText } from "../support/wrap-text.js";
import type { Config } from "./config.js";

/** Prints a message: as it is, or wrapped to the terminal's width where there is one. */
export function printMessage(config: Config, text: string, newline = true): void {
  if (config.cmdOpts.quiet === true) return;
  const { columns } = config.output;
  const shown = columns === undefined || columns <= 0 ? text : wrapText(text, columns).join("\n");
  config.output.out(newline ? `${shown}\n` : shown);
}
