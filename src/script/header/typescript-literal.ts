/** A literal that a header field may hold, and where its text ends; for anything else the value is `undefined`. */
export interface TypescriptLiteralReading {
  readonly value: string | readonly string[] | null | undefined;
  readonly end: number;
}

const simpleEscapes: Readonly<Record<string, string>> = {
  "\n": "",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "0": "\0",
};

function unescaped(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]+)\}|([\s\S]))/g,
    (_, hex?: string, short?: string, long?: string, single?: string) => {
      const code = hex ?? short ?? long;
      if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
      return simpleEscapes[single ?? ""] ?? single ?? "";
    },
  );
}

function readString(text: string, start: number): { value: string; end: number } | undefined {
  const quote = text[start];
  if (quote !== '"' && quote !== "'" && quote !== "`") return undefined;
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at];
    if (character === "\\") at++;
    else if (character === quote) return { value: unescaped(text.slice(start + 1, at)), end: at + 1 };
    else if (quote === "`" ? character === "$" && text[at + 1] === "{" : character === "\n") return undefined;
  }
  return undefined;
}

/** The position after blanks, line ends and comments. */
export function skipTrivia(text: string, start: number): number {
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === 32 || (code >= 9 && code <= 13) || code === 0xfeff || code === 0xa0) at++;
    else if (code === 47 && text[at + 1] === "/") {
      const end = text.indexOf("\n", at);
      at = end < 0 ? text.length : end;
    } else if (code === 47 && text[at + 1] === "*") {
      const end = text.indexOf("*/", at + 2);
      at = end < 0 ? text.length : end + 2;
    } else return at;
  }
}

function readArray(text: string, start: number): { value: readonly string[]; end: number } | undefined {
  const items: string[] = [];
  let at = skipTrivia(text, start + 1);
  for (;;) {
    if (text[at] === "]") return { value: items, end: at + 1 };
    const string = readString(text, at);
    if (string === undefined) return undefined;
    items.push(string.value);
    at = skipTrivia(text, string.end);
    if (text[at] === ",") at = skipTrivia(text, at + 1);
    else if (text[at] !== "]") return undefined;
  }
}

const word = /(?:null|undefined)\b/y;
// `as const`, `as string | null`, `satisfies …`: a type without brackets, to the end of the line.
const assertion = /[ \t]+(?:as|satisfies)[ \t]+[\w |.[\]]+/y;
const statementEnd = /[ \t]*(?:;|\/\/|\/\*|\r?\n|$)/y;

function readValue(text: string, at: number): { value: string | readonly string[] | null; end: number } | undefined {
  word.lastIndex = at;
  if (word.test(text)) return { value: null, end: word.lastIndex };
  return text[at] === "[" ? readArray(text, at) : readString(text, at);
}

/** Reads the right side of an exported constant: a string, `null`, an array of strings. */
export function typescriptLiteral(text: string, start: number): TypescriptLiteralReading {
  const found = readValue(text, skipTrivia(text, start));
  if (found === undefined) return { value: undefined, end: start };
  assertion.lastIndex = found.end;
  const end = assertion.test(text) ? assertion.lastIndex : found.end;
  statementEnd.lastIndex = end;
  if (!statementEnd.test(text)) return { value: undefined, end };
  if (text[end] === ";") return { value: found.value, end: end + 1 };
  // Without a semicolon the expression may go on in the next line: `"a"` and then `+ "b"`.
  const next = text[skipTrivia(text, end)];
  return next === undefined || next === ";" || /[\w$]/.test(next)
    ? { value: found.value, end }
    : { value: undefined, end };
}
