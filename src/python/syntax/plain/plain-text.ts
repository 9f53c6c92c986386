const words = [
  "",
  ..."False None True and as assert async await break class continue def del elif else except finally for from".split(
    " ",
  ),
  ..."global if import in is lambda nonlocal not or pass raise return try while with yield __debug__".split(" "),
];

/** The numbers of the reserved words; 0 is any other name. `__debug__` is among them, because nothing may assign it. */
export const wordNumbers: Readonly<Record<string, number>> = Object.fromEntries(
  words.map((word, number) => [word, number]),
);

const hashFactor = 13;
/** The reserved words by the last eight bits of their hash, in which no two of them agree. */
const wordOfHash = new Uint8Array(256);
for (let number = 1; number < words.length; number++) {
  let hash = 0;
  for (const letter of words[number] ?? "") hash = (hash * hashFactor + letter.charCodeAt(0)) & 0xffffff;
  wordOfHash[hash & 255] = number;
}

const wordCodes = Uint8Array.from({ length: 128 }, (_, code) => (/\w/.test(String.fromCharCode(code)) ? 1 : 0));

/** Letters behind a backslash that begin an escape which Python checks. */
const isCheckedEscape = (code: number): boolean => code === 120 || code === 117 || code === 85 || code === 78;

/**
 * Names, numbers and strings of a Python text, read by the codes of their characters and without an object for each, so
 * that a thousand files take no time. Each method returns the position after what it reads, and `-1` where the text has
 * what is not plain: it may be wrong or merely rare.
 */
export class PlainText {
  protected text = "";
  /** The hash of the name that was read last. */
  protected hash = 0;
  /** The number of the reserved word that was read last; 0 where it was another name. */
  protected word = 0;
  /** Whether the string that was read last is one of bytes. */
  protected isBytes = false;

  /** A name or reserved word of plain letters. */
  protected name(start: number): number {
    const { text } = this;
    let at = start;
    let hash = 0;
    for (; ; at++) {
      const code = text.charCodeAt(at);
      if (code >= 128) return -1;
      if (wordCodes[code] !== 1) break;
      hash = (hash * hashFactor + code) & 0xffffff;
    }
    const first = text.charCodeAt(start);
    if (at === start || (first >= 48 && first <= 57)) return -1;
    this.hash = hash;
    const number = wordOfHash[hash & 255] as number;
    const word = words[number] as string;
    this.word = number !== 0 && word.length === at - start && text.startsWith(word, start) ? number : 0;
    return at;
  }

  /** A name that is no reserved word. */
  protected plainName(start: number): number {
    const end = this.name(start);
    return this.word === 0 ? end : -1;
  }

  /** A decimal number such as `12` or `0.5`. */
  protected number(start: number): number {
    const { text } = this;
    let at = start;
    while (isDigit(text.charCodeAt(at))) at++;
    if (at - start > 100 || (at - start > 1 && text.charCodeAt(start) === 48)) return -1;
    if (text.charCodeAt(at) === 46) {
      const point = at++;
      while (isDigit(text.charCodeAt(at))) at++;
      if (at === point + 1) return -1;
    }
    const next = text.charCodeAt(at);
    return next === 46 || next >= 128 || wordCodes[next] === 1 ? -1 : at;
  }

  /** The length of the prefix of a string that begins here; 0 for a quote, `-1` where none begins. */
  protected prefixLength(start: number): number {
    const { text } = this;
    for (let length = 0; length < 3; length++) {
      const code = text.charCodeAt(start + length);
      if (code === 34 || code === 39) return length;
      if (!(code < 128) || wordCodes[code] !== 1) return -1;
    }
    return -1;
  }

  /** A string with its prefix, which is `r`, `u`, `b`, `f` or none. */
  protected string(start: number, length: number): number {
    const letter = length === 0 ? 0 : this.text.charCodeAt(start) | 32;
    if (length > 1 || (length === 1 && letter !== 114 && letter !== 117 && letter !== 98 && letter !== 102)) return -1;
    this.isBytes = letter === 98;
    return this.#quoted(start + length, letter === 114, this.isBytes, letter === 102);
  }

  #quoted(start: number, isRaw: boolean, isBytes: boolean, isFormat: boolean): number {
    const { text } = this;
    const quote = text.charCodeAt(start);
    const isEmpty = text.charCodeAt(start + 1) === quote;
    const isTriple = isEmpty && text.charCodeAt(start + 2) === quote;
    if (isEmpty && !isTriple) return start + 2;
    for (let at = start + (isTriple ? 3 : 1); ; at++) {
      const code = text.charCodeAt(at);
      if (code === quote) {
        if (!isTriple) return at + 1;
        if (text.charCodeAt(at + 1) === quote && text.charCodeAt(at + 2) === quote) return at + 3;
      } else if (code === 10) {
        if (!isTriple) return -1;
      } else if (code === 92) {
        const next = text.charCodeAt(++at);
        // NaN is the end of the text.
        if (!(next >= 0) || (!isRaw && isCheckedEscape(next)) || (isFormat && (next === 123 || next === 125)))
          return -1;
        if (isBytes && next >= 128) return -1;
      } else if (isFormat && (code === 123 || code === 125)) {
        at = this.#brace(at, code) - 1;
        if (at < 0) return -1;
      } else if (!(code < 128) && (isBytes || !(code >= 128))) return -1;
    }
  }

  /** A brace that is written twice, or a field that shows a name or its attribute. */
  #brace(start: number, code: number): number {
    const { text } = this;
    if (text.charCodeAt(start + 1) === code) return start + 2;
    if (code === 125) return -1;
    let at = this.plainName(start + 1);
    while (at > 0 && text.charCodeAt(at) === 46) at = this.plainName(at + 1);
    return at > 0 && text.charCodeAt(at) === 125 ? at + 1 : -1;
  }

  /** The position after spaces, and after a backslash with the line end behind it. */
  protected afterSpace(start: number): number {
    const { text } = this;
    let at = start;
    for (; ; at++) {
      const code = text.charCodeAt(at);
      if (code === 32 || code === 9) continue;
      if (code !== 92 || text.charCodeAt(at + 1) !== 10 || at + 2 >= text.length) return at;
      at++;
    }
  }

  /** The end of the line that a comment is on. */
  protected endOfLine(start: number): number {
    const end = this.text.indexOf("\n", start);
    return end < 0 ? this.text.length : end;
  }
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
