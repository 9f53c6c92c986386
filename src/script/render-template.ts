import { createRequire } from "node:module";
import type { render as renderEjs } from "ejs";
import type { FileSystem } from "../config/file-system.js";
import { CommandError } from "../support/command-error.js";

/** A message as it stands inside a block comment: what would close the comment is escaped, further lines get a star. */
export function commentText(text: string): string {
  return text.replaceAll("*/", "*\\/").replace(/\r?\n/g, (end) => `${end} * `);
}

/** The names that every template sees besides those of its own. */
const helpers = { comment: commentText, repr: (value: unknown): string => JSON.stringify(value ?? null) };

/**
 * Renders an EJS template. Values go into the text as they are, in `<%= %>` as in `<%- %>`.
 *
 * @throws {CommandError} Where the template cannot be read or rendered; it names the template's line.
 */
export function renderTemplate(files: FileSystem, path: string, values: Readonly<Record<string, unknown>>): string {
  // Read when it is needed: most commands render nothing.
  const { render } = createRequire(import.meta.url)("ejs") as { readonly render: typeof renderEjs };
  try {
    return render(files.readText(path), { ...helpers, ...values }, { filename: path, escape: String });
  } catch (error) {
    const lines = (error instanceof Error ? error.message : String(error)).split("\n").filter((line) => line !== "");
    const place = /^(?:ejs|.*):(\d+)$/.exec(lines[0] ?? "")?.[1];
    throw new CommandError(
      `Template rendering failed: ${path}${place === undefined ? "" : `:${place}`}: ${lines.at(-1) ?? ""}`,
      { cause: error },
    );
  }
}
