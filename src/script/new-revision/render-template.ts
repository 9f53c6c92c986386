import { createRequire } from "node:module";
import type { FileSystem } from "../../config/file-system.js";
import { CommandError } from "../../support/command-error.js";
import { isError } from "../../support/is-built-in.js";
import { cutRuns } from "./cut-runs.js";
import { type CompiledTemplate, templateSyntaxError } from "./template-syntax-error.js";

/** The part of EJS that is used here; its own declarations lack the source of a template. */
interface Ejs {
  readonly Template: new (
    text: string,
    options: { readonly filename: string; readonly escape?: (value: unknown) => string },
  ) => CompiledTemplate;
}

/** A message as the text of a block comment: an end of comment is escaped, and further lines begin with a star. */
export function commentText(text: string): string {
  return text.replaceAll("*/", "*\\/").replace(/\r?\n/g, (end) => `${end} * `);
}

/** The names that every template sees besides those of its own. */
const helpers = { comment: commentText, repr: (value: unknown): string => JSON.stringify(value ?? null) };

/**
 * Renders an EJS template. Values go into the text as they are, in `<%= %>` as in `<%- %>`.
 *
 * @throws {CommandError} Where the template cannot be read or rendered; it names the line, except of a tag that is not closed.
 */
export function renderTemplate(files: FileSystem, path: string, values: Readonly<Record<string, unknown>>): string {
  // Loaded when it is needed, because most commands render nothing.
  const ejs = createRequire(import.meta.url)("ejs") as Ejs;
  try {
    const template = cutRuns(
      files.readText(path),
      (text) => new ejs.Template(text, { filename: path, escape: String }),
    );
    return template.compile()({ ...helpers, ...values });
  } catch (error) {
    const { message, line } = explain(error, () =>
      cutRuns(files.readText(path), (text) => new ejs.Template(text, { filename: path })),
    );
    const place = line === undefined ? path : `${path}:${line}`;
    throw new CommandError(`Template rendering failed: ${place}: ${message}`, { cause: error });
  }
}

/** EJS prefixes a message with the line and its neighbours, and appends advice to that of a syntax error. */
function explain(error: unknown, template: () => CompiledTemplate): { message: string; line?: number | undefined } {
  if (isError(error) && error.name === "SyntaxError") {
    const found = templateSyntaxError(template());
    if (found !== undefined) return found;
  }
  const lines = (isError(error) ? error.message : String(error)).split("\n").filter((line) => line !== "");
  const line = /^(?:ejs|.*):(\d+)$/.exec(lines[0] ?? "")?.[1];
  return { message: lines.at(-1) ?? "", line: line === undefined ? undefined : Number(line) };
}
