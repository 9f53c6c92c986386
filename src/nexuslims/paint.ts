import picocolors from "picocolors";
import { printable } from "../cli/message-of.js";

/** The colours of the program's lines. */
export interface Paint {
  /** A line that begins with ✓. */
  done(line: string): string;
  /** A line that begins with ⚠. */
  warning(line: string): string;
  /** A line that begins with `Error`. */
  error(line: string): string;
}

/**
 * Paints lines for a stream that shows colours. What control characters they hold, from names of files and tables, is
 * written out on every stream.
 */
export function paintFor(color: boolean): Paint {
  const { green, yellow, red } = picocolors.createColors(color);
  return {
    done: (line) => green(printable(line)),
    warning: (line) => yellow(printable(line)),
    error: (line) => red(printable(line)),
  };
}
