/** A piece of a SQL text: a word, a parameter, or anything else (strings, comments and operators whole). */
export interface SqlToken {
  readonly kind: "word" | "parameter" | "space" | "other";
  readonly text: string;
}

const TOKEN =
  /(?<space>\s+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|(?<other>'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*(?:\]|$)|\d[\w.]*)|(?<parameter>\?\d*|[:@$][A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)|(?<word>[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)|[\s\S]/gu;

/** Splits SQL as SQLite's own tokenizer would, as far as parameters and words go; nothing is lost. */
export function* sqlTokens(sql: string): Generator<SqlToken> {
  for (const match of sql.matchAll(TOKEN)) {
    const { space, parameter, word } = match.groups!;
    const kind =
      space !== undefined ? "space" : parameter !== undefined ? "parameter" : word !== undefined ? "word" : "other";
    yield { kind, text: match[0] };
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
