import type { IndexedPartText } from "./create-table-text.js";
import type { Token } from "./token.js";

/** Splits at the commas outside of all parentheses. */
export function splitAtCommas(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === "sign") {
      if (token.text === "(") depth++;
      if (token.text === ")") depth--;
      if (token.text === "," && depth === 0) {
        parts.push([]);
        continue;
      }
    }
    parts.at(-1)?.push(token);
  }
  return parts.filter((part) => part.length > 0);
}

/** The text that a run of tokens covers. */
export function textOf(text: string, tokens: readonly Token[]): string {
  const first = tokens[0];
  const last = tokens.at(-1);
  return first === undefined || last === undefined ? "" : text.slice(first.start, last.end);
}

const isName = (token: Token | undefined): token is Token =>
  token !== undefined && (token.kind === "word" || token.kind === "quoted" || token.kind === "string");

function parsePart(text: string, tokens: readonly Token[]): IndexedPartText {
  let rest = tokens;
  let nulls: "FIRST" | "LAST" | null = null;
  let order: "ASC" | "DESC" | null = null;
  const last = (distance: number): string => rest.at(-1 - distance)?.keyword ?? "";
  if (rest.length > 2 && last(1) === "NULLS" && (last(0) === "FIRST" || last(0) === "LAST")) {
    nulls = last(0) as "FIRST" | "LAST";
    rest = rest.slice(0, -2);
  }
  if (rest.length > 1 && (last(0) === "ASC" || last(0) === "DESC")) {
    order = last(0) as "ASC" | "DESC";
    rest = rest.slice(0, -1);
  }
  let collation: string | null = null;
  if (rest.length > 2 && last(1) === "COLLATE" && isName(rest.at(-1))) {
    collation = rest.at(-1)?.value ?? null;
    rest = rest.slice(0, -2);
  }
  const only = rest.length === 1 && isName(rest[0]) ? rest[0] : undefined;
  return {
    column: only?.value ?? null,
    expression: only?.value ?? textOf(text, rest),
    collation,
    order,
    nulls,
    text: textOf(text, tokens),
  };
}

/** The parts of an index or key: columns or expressions, each with its collation and order. */
export function parseIndexedParts(text: string, tokens: readonly Token[]): readonly IndexedPartText[] {
  return splitAtCommas(tokens).map((part) => parsePart(text, part));
}
