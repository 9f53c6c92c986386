import { CommandError } from "../../support/command-error.js";
import type { ContextOptions } from "./context-options.js";

/** Encodings that need no bytes: what a text stream writes anyway. */
const TEXT = new Set(["utf-8", "utf8", "ascii", "us-ascii"]);

/**
 * Where the text of an offline script goes.
 *
 * @throws CommandError where an encoding is asked for that is not known, or that a text stream cannot write.
 */
export function outputWriter(
  options: Pick<ContextOptions, "outputBuffer" | "outputEncoding">,
  fallback: (text: string) => void,
): (text: string) => void {
  const { outputBuffer, outputEncoding } = options;
  const encoding = outputEncoding?.toLowerCase();
  if (encoding === undefined || TEXT.has(encoding)) {
    return outputBuffer === undefined ? fallback : (text) => void outputBuffer.write(text);
  }
  const known =
    encoding === "latin-1" || encoding === "iso-8859-1" ? "latin1" : encoding === "utf-16" ? "utf16le" : encoding;
  if (!Buffer.isEncoding(known)) throw new CommandError(`unknown encoding: ${outputEncoding}`);
  if (outputBuffer === undefined) {
    throw new CommandError(`outputEncoding '${outputEncoding}' needs an outputBuffer that takes bytes`);
  }
  return (text) => void outputBuffer.write(Buffer.from(text, known));
}
