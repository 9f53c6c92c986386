/** A literal that a header field may hold, and where its text ends; `undefined` value where it is something else. */
export interface PythonLiteralReading {
  readonly value: string | readonly string[] | null | undefined;
  readonly end: number;
}

const simpleEscapes: Readonly<Record<string, string>> = {
  "\n": "",
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/** The text between the quotes of a Python string, its escapes resolved. */
export function unescapePython(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|([\s\S]))/g,
    (whole, hex?: string, short?: string, long?: string, octal?: string, single?: string) => {
      const code = hex ?? short ?? long;
      if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      return simpleEscapes[single ?? ""] ?? whole;
    },
  );
}

/** One string literal at a position, with its prefix; `undefined` where there is none that is plain text. */
export function readPythonString(text: string, start: number): { value: string; end: number } | undefined {
  let at = start;
  let raw = false;
  for (; at < start + 2; at++) {
    const letter = text[at];
    if (letter === "r" || letter === "R") raw = true;
    else if (letter !== "u" && letter !== "U") break;
  }
  const quote = text[at];
  if (quote !== '"' && quote !== "'") return undefined;
  const triple = text.startsWith(quote.repeat(3), at);
  const closing = triple ? quote.repeat(3) : quote;
  const from = at + closing.length;
  // Nearly every string ends at the next quote; to look at each of its characters takes longer than to read the file.
  const next = text.indexOf(closing, from);
  if (next < 0) return undefined;
  const plain = text.slice(from, next);
  if (!plain.includes("\\") && (triple || !plain.includes("\n"))) return { value: plain, end: next + closing.length };
  for (let position = from; position < text.length; position++) {
    const character = text[position];
    if (character === "\\") position++;
    else if (character === "\n" && !triple) return undefined;
    else if (character === quote && text.startsWith(closing, position)) {
      const inside = text.slice(from, position);
      return { value: raw ? inside : unescapePython(inside), end: position + closing.length };
    }
  }
  return undefined;
}

const wordPart = /[\w.]/;

/** Reads the literals that identifiers are written as: strings, `None`, tuples, lists and sets of strings. */
class Reader {
  readonly #text: string;
  at: number;

  constructor(text: string, at: number) {
    this.#text = text;
    this.at = at;
  }

  /** Skips blanks; inside brackets also line ends and comments. */
  skip(inBrackets: boolean): void {
    for (;;) {
      const character = this.#text[this.at];
      if (character === " " || character === "\t" || character === "\f") this.at++;
      else if (character === "\\" && this.#text[this.at + 1] === "\n") this.at += 2;
      else if (inBrackets && (character === "\n" || character === "\r")) this.at++;
      else if (inBrackets && character === "#") {
        const end = this.#text.indexOf("\n", this.at);
        this.at = end < 0 ? this.#text.length : end;
      } else return;
    }
  }

  /** A value without commas around it. */
  item(inBrackets: boolean): string | readonly string[] | null | undefined {
    const text = this.#text;
    if (text.startsWith("None", this.at) && !wordPart.test(text[this.at + 4] ?? "")) {
      this.at += 4;
      return null;
    }
    const open = text[this.at];
    if (open === "(" || open === "[" || open === "{") return this.#brackets(open);
    let value: string | undefined;
    for (;;) {
      const string = readPythonString(text, this.at);
      if (string === undefined) return value;
      value = (value ?? "") + string.value;
      this.at = string.end;
      const before = this.at;
      this.skip(inBrackets);
      if (readPythonString(text, this.at) === undefined) {
        this.at = before;
        return value;
      }
    }
  }

  #brackets(open: "(" | "[" | "{"): string | readonly string[] | null | undefined {
    const close = open === "(" ? ")" : open === "[" ? "]" : "}";
    this.at++;
    const items = this.items(true);
    if (items === undefined || this.#text[this.at] !== close) return undefined;
    this.at++;
    const single = items.values[0];
    if (open === "(" && !items.comma && single !== undefined) return single;
    return items.values.every((value) => typeof value === "string") ? (items.values as readonly string[]) : undefined;
  }

  /** Values with commas between, up to what is neither. */
  items(
    inBrackets: boolean,
  ): { readonly values: readonly (string | readonly string[] | null)[]; readonly comma: boolean } | undefined {
    const values: (string | readonly string[] | null)[] = [];
    let comma = false;
    for (;;) {
      this.skip(inBrackets);
      const start = this.at;
      const value = this.item(inBrackets);
      if (value === undefined)
        return this.at === start && (comma || values.length === 0) ? { values, comma } : undefined;
      values.push(value);
      this.skip(inBrackets);
      if (this.#text[this.at] !== ",") return { values, comma };
      comma = true;
      this.at++;
    }
  }
}

/** What nearly every field has: `None`, or one string without escapes, and nothing else on its line. */
const plainValue = /[ \t]*(?:None|"([^"\\\n]*)"|'([^'\\\n]*)')(?=\r?\n|$)/y;

/** Reads the right side of an assignment, to the end of its line. */
export function readPythonLiteral(text: string, start: number): PythonLiteralReading {
  plainValue.lastIndex = start;
  const plain = plainValue.exec(text);
  if (plain !== null) return { value: plain[1] ?? plain[2] ?? null, end: plainValue.lastIndex };
  const reader = new Reader(text, start);
  const items = reader.items(false);
  const next = text[reader.at];
  const ends = next === undefined || next === "\n" || next === "\r" || next === "#" || next === ";";
  if (items === undefined || !ends || items.values.length === 0) return { value: undefined, end: reader.at };
  const [single] = items.values;
  if (!items.comma) return { value: single, end: reader.at };
  const strings = items.values.every((value) => typeof value === "string");
  return { value: strings ? (items.values as readonly string[]) : undefined, end: reader.at };
}
