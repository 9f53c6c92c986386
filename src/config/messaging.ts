import type { Config } from "./config.js";

/** A paragraph's words in lines of at most `width` characters, each indented by two, as Python's `textwrap` does. */
export function wrapText(text: string, width: number): readonly string[] {
  const indent = "  ";
  const room = Math.max(width - indent.length, 1);
  const lines: string[] = [];
  let line = "";
  for (const piece of text.replace(/\s/g, " ").match(/ +|[^ ]+?-+(?=\w)|[^ ]+/g) ?? []) {
    let rest = piece;
    if (line.length + rest.length <= room) {
      if (rest.trim() !== "" || line !== "" || lines.length === 0) line += rest;
      continue;
    }
    if (rest.trim() === "") {
      if (line.trim() !== "") lines.push(line.trimEnd());
      line = "";
      continue;
    }
    if (rest.length <= room) {
      if (line.trim() !== "") lines.push(line.trimEnd());
      line = rest;
      continue;
    }
    while (line.length + rest.length > room) {
      const part = room - line.length;
      lines.push(line + rest.slice(0, part));
      rest = rest.slice(part);
      line = "";
    }
    line = rest;
  }
  if (line.trim() !== "" || lines.length === 0) lines.push(line.trimEnd());
  return lines.map((one) => indent + one);
}

/** Prints a message: as it is, or wrapped to the terminal's width where there is one. */
export function printMessage(config: Config, text: string, newline = true): void {
  if (config.cmdOpts.quiet === true) return;
  const { columns } = config.output;
  const shown = columns === undefined || columns <= 0 ? text : wrapText(text, columns).join("\n");
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

/** The lines that commands print while they work. */
export const messaging = { printMessage, withStatus, wrapText };
