import type { Token } from "./token.js";
import { tokenize } from "./tokenize.js";

const sameSigns: Readonly<Record<string, string>> = { "==": "=", "!=": "<>" };

function normalizeToken(token: Token): string {
  switch (token.kind) {
    case "word":
    case "number":
    case "blob":
      return token.text.toLowerCase();
    case "quoted":
      // Names compare without case, and quotes around a plain name change nothing.
      return /^[a-z_][a-z0-9_$]*$/i.test(token.value)
        ? token.value.toLowerCase()
        : `"${token.value.toLowerCase().replaceAll('"', '""')}"`;
    default:
      return sameSigns[token.text] ?? token.text;
  }
}

/** Whether the first parenthesis closes with the last token, and so says nothing. */
export function isWrapped(tokens: readonly Token[]): boolean {
  if (tokens.length < 3 || tokens[0]?.text !== "(" || tokens.at(-1)?.text !== ")") return false;
  let depth = 0;
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== "sign") continue;
    if (token.text === "(") depth++;
    if (token.text === ")" && --depth === 0) return at === tokens.length - 1;
  }
  return false;
}

/**
 * An expression in one wording, so that two that differ in white space, comments, letter case, quotes around names or
 * parentheses around the whole come out equal. Strings stay to the letter.
 */
export function normalizeSql(expression: string): string {
  let { tokens } = tokenize(expression);
  while (isWrapped(tokens)) tokens = tokens.slice(1, -1);
  return tokens.map(normalizeToken).join(" ");
}
