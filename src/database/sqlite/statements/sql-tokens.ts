/** A piece of a SQL text: a word, a parameter, or anything else (strings, comments and operators whole). */
export interface SqlToken {
  readonly kind: "word" | "parameter" | "space" | "other";
  readonly text: string;
}

const TOKEN =
  /\s+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*(?:\]|$)|\d[\w.]*|\?\d*|[:@$][A-Za-z_\u0080-\u{10ffff}][\w\u0080-\u{10ffff}]*|[A-Za-z_\u0080-\u{10ffff}][\w$\u0080-\u{10ffff}]*|[\s\S]/gu;

/** Splits SQL as SQLite's own tokenizer would, as far as parameters and words go; nothing is lost. */
export function* sqlTokens(sql: string): Generator<SqlToken> {
  for (const [text] of sql.matchAll(TOKEN)) yield { kind: kindOf(text), text };
}

/** The kind of a token, which its first characters tell. */
function kindOf(text: string): SqlToken["kind"] {
  switch (text[0]) {
    case "?":
      return "parameter";
    case ":":
    case "@":
    case "$":
      return text.length > 1 ? "parameter" : "other";
    case "-":
    case "/":
      return text.length > 1 ? "space" : "other";
    default:
      if (/^\s/.test(text)) return "space";
      return /^[A-Za-z_\u0080-\u{10ffff}]/u.test(text) ? "word" : "other";
  }
}

/** The first words of a statement, in capitals; comments, spaces and empty statements before it are skipped. */
export function leadingWords(sql: string, count: number): string[] {
  // Most statements begin with that word.
  const plain = count === 1 ? /^\s*([A-Za-z]+)(?![\w$\u0080-\uffff])/.exec(sql) : null;
  if (plain !== null) return [plain[1]!.toUpperCase()];
  const words: string[] = [];
  for (const token of sqlTokens(sql)) {
    if (token.kind === "space" || (token.text === ";" && words.length === 0)) continue;
    if (token.kind !== "word" || words.push(token.text.toUpperCase()) === count) break;
  }
  return words;
}
