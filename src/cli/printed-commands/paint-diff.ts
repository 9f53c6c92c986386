import picocolors from "picocolors";
import { printable } from "../../support/printable.js";

/** Escapes control characters in a unified diff, and colours its lines if `isColored` is set. */
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
