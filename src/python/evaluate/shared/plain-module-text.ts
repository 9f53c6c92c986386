import { type Piece, splitModule } from "../../syntax/plain/split-module.js";

/** A module whose statements were found, but not parsed. */
export interface PlainModuleText {
  readonly text: string;
  readonly file: string;
  readonly pieces: readonly Piece[];
}

/**
 * Finds the statements of a module.
 *
 * @param source a text that the plain reader has read
 * @returns `undefined` where statements depend on the ones before them
 */
export function plainModuleText(source: string, file: string): PlainModuleText | undefined {
  if (source.includes("__future__")) return undefined;
  const text = source.includes("\r") ? source.replace(/\r\n?/g, "\n") : source;
  return { text, file, pieces: splitModule(text) };
}

/** A statement on its own line of an otherwise empty file, so that messages have the right place. */
export const aloneOf = ({ text }: PlainModuleText, { line, start, end }: Piece): string =>
  `${"\n".repeat(line - 1)}${text.slice(start, end)}`;
