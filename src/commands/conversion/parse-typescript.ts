import type { TypeScriptModule } from "../../convert/to-python/conversion.js";
import { CommandError } from "../../support/command-error.js";

/**
 * Parses a TypeScript or JavaScript file.
 *
 * @returns the syntax tree and the comments
 * @throws {CommandError} if the file has a syntax error
 */
export async function parseTypeScript(text: string, path: string): Promise<TypeScriptModule> {
  // The parser is native code. It is loaded here, because no other command needs it.
  const { parseSync } = await import("oxc-parser");
  const { program, comments, errors } = parseSync(path, text, { preserveParens: false });
  const [error] = errors;
  if (error !== undefined) throw new CommandError(`${path}: ${error.message}`);
  return {
    text,
    program,
    comments: comments.map(({ type, value, start, end }) => ({
      at: start,
      end,
      lines: type === "Line" ? [value.replace(/^ /, "").trimEnd()] : blockLines(value),
    })),
  };
}

/** The lines of a block comment, without the stars before them. */
function blockLines(value: string): readonly string[] {
  const lines = value
    .replace(/^\*+/, "")
    .split("\n")
    .map((line, at) => (at === 0 ? line : line.replace(/^\s*\* ?/, "")).trim());
  const first = lines.findIndex((line) => line !== "");
  const last = lines.findLastIndex((line) => line !== "");
  return first < 0 ? [] : lines.slice(first, last + 1);
}
