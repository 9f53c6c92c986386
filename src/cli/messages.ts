import type { Output } from "../support/output.js";

const INDENT = "  ";

/**
 * Prints a message for a person: on a terminal indented and wrapped to its width, elsewhere as it is.
 */
export function printMessage(output: Output, text: string): void {
  const { columns } = output;
  const lines = columns === undefined || columns <= 0 ? [text] : wrap(text, columns);
  output.out(`${lines.join("\n")}\n`);
}

/** Lines of at most `width` columns; a word that is longer is cut. */
function wrap(text: string, width: number): readonly string[] {
  const room = Math.max(width - INDENT.length, 1);
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter((part) => part !== "")) {
    let rest = word;
    if (line !== "" && line.length + 1 + rest.length > room && rest.length <= room) {
      lines.push(line);
      line = "";
    }
    while (rest.length > 0) {
      const gap = line === "" ? "" : " ";
      const space = room - line.length - gap.length;
      if (rest.length <= space) {
        line += gap + rest;
        break;
      }
      if (space <= 0) {
        lines.push(line);
        line = "";
        continue;
      }
      lines.push(line + gap + rest.slice(0, space));
      rest = rest.slice(space);
      line = "";
    }
  }
  if (line !== "") lines.push(line);
  return lines.map((each) => INDENT + each);
}
