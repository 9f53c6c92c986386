import { strip } from "../../support/strip.js";

/** The text of a `/* … *​/` comment without its frame: the opening, the closing and the star in front of each line. */
function blockText(comment: string): string {
  let start = 2;
  while (comment.charCodeAt(start) === 42) start++;
  const escaped = comment.includes("*\\/");
  const inside = comment.slice(Math.min(start, comment.length - 2), -2);
  const text = inside.includes("\n")
    ? withoutFrame(inside.includes("\r") ? inside.replaceAll("\r\n", "\n") : inside)
    : inside;
  return escaped ? text.replaceAll("*\\/", "*/") : text;
}

/** The lines of a comment without the blanks and the star that each further line begins with. */
function withoutFrame(inside: string): string {
  let text = "";
  let from = 0;
  for (;;) {
    const end = inside.indexOf("\n", from);
    if (end < 0) return text + inside.slice(from);
    text += inside.slice(from, end + 1);
    from = end + 1;
    while (inside.charCodeAt(from) === 32 || inside.charCodeAt(from) === 9) from++;
    if (inside.charCodeAt(from) === 42) {
      from++;
      if (inside.charCodeAt(from) === 32) from++;
    }
  }
}

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13) || code === 0xfeff;

/**
 * The message of a TypeScript file: its leading comment, as the docstring is in Python. If several precede the code,
 * the first of the form `/** … *​/` is taken, so that a licence or a linter's switch may come before it.
 *
 * @returns The comment's text without the white space around it, and where the code begins.
 */
export function leadingComment(text: string): { readonly text: string; readonly end: number } {
  let at = 0;
  let first: string | undefined;
  let documentation: string | undefined;
  if (text.startsWith("#!")) at = text.indexOf("\n") < 0 ? text.length : text.indexOf("\n");
  let lines: string[] = [];
  for (;;) {
    while (isSpace(text.charCodeAt(at))) at++;
    const opening = text.slice(at, at + 2);
    if (opening === "//") {
      const end = text.indexOf("\n", at) < 0 ? text.length : text.indexOf("\n", at);
      lines.push(
        text
          .slice(at + 2, end)
          .replace(/^ /, "")
          .replace(/\r$/, ""),
      );
      at = end;
      continue;
    }
    if (lines.length > 0) first ??= lines.join("\n");
    lines = [];
    if (opening !== "/*") break;
    const end = text.indexOf("*/", at + 2) < 0 ? text.length : text.indexOf("*/", at + 2) + 2;
    const comment = text.slice(at, end);
    first ??= blockText(comment);
    if (comment.startsWith("/**")) documentation ??= blockText(comment);
    at = end;
  }
  return { text: strip(documentation ?? first ?? ""), end: at };
}
