const controls = /(?![\t\n])[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;
const lineBreaks = /[\t\n]/g;

const escaped = (found: string): string => {
  const code = found.codePointAt(0) ?? 0;
  return code < 256 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
};

/**
 * Makes a text safe for a terminal: control characters, and those that reverse the direction of writing, are written
 * like `\x1b`. What comes from a database or a file's name could otherwise erase lines or write false ones.
 */
export function printable(text: string): string {
  return text.replaceAll(controls, escaped);
}

/** The same for a text that is part of one line: line breaks and tabs are written out, too. */
export function printableLine(text: string): string {
  return printable(text).replaceAll(lineBreaks, escaped);
}

/**
 * A path for a message: in quotes, so that its end shows where it holds spaces or dots, with its control characters
 * written out. Nothing else is changed, so it can be copied.
 */
export function quotedPath(path: string): string {
  const shown = printableLine(path);
  return shown.includes("'") ? `"${shown}"` : `'${shown}'`;
}
