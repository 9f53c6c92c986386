import { unescapeText } from "../escapes/unescape.js";
import { KnownLines } from "./known-lines.js";
import { lineKey } from "./line-key.js";
import { PlainStatements, type PlainValue, places } from "./plain-statements.js";
import { wordNumbers } from "./plain-text.js";

/** What is read of a plain module. */
export interface PlainModule {
  readonly docstring: string;
  /** The literals of the names that were asked for; a name that is missing is not assigned. */
  readonly values: ReadonlyMap<string, PlainValue>;
}

type CompoundWord = "class" | "def" | "elif" | "else" | "except" | "finally" | "for" | "if" | "try" | "while" | "with";
const words = wordNumbers as Readonly<Record<CompoundWord, number>>;
const { inFunction, inLoop, inClass } = places;

// Which clauses may follow a statement.
const noClause = 0;
const afterIf = 1;
const afterLoop = 2;
/** A clause has to follow. */
const afterTry = 3;
const afterHandler = 4;
const afterLastHandler = 5;
const afterTryElse = 6;

/** Python itself nests twenty blocks at the most. */
const mostLevels = 15;
const mostClauses = 100;

/**
 * Reads modules of the form that most revisions have, without making tokens or a tree: imports, names that are literals,
 * and functions whose syntax is checked to the last character. A reader remembers lines from one file to the next.
 */
export class PlainModuleReader extends PlainStatements {
  readonly #widths = new Uint32Array(mostLevels + 1);
  readonly #contexts = new Uint8Array(mostLevels + 1);
  readonly #clauses = new Uint8Array(mostLevels + 1);
  #level = 0;
  /** The context of the block that a line has opened; `-1` where it has not. */
  #opened = -1;
  #clauseCount = 0;
  /** Whether the statement that was read last belongs to the one before it. */
  #isClause = false;
  readonly #lines = new KnownLines();

  /** @param names the names at the top of a module whose literals are returned */
  constructor(names: ReadonlySet<string>) {
    super();
    this.names = names;
  }

  /**
   * Reads a module.
   *
   * @param text the text of the file, with `\n` as its only line end
   * @returns the docstring and the literals; `undefined` where the file has another form, which may be wrong or right
   */
  read(text: string): PlainModule | undefined {
    if (text.includes("\0")) return undefined;
    this.text = text;
    this.values = new Map();
    this.#clauses[0] = noClause;
    this.#level = 0;
    this.#opened = -1;
    this.#clauseCount = 0;
    this.isBeginning = true;
    let docstring = "";
    let at = this.#nextLine(0);
    if (at >= 0 && this.prefixLength(at) >= 0) {
      const end = this.#docstring(at);
      // A docstring of several strings, or with a prefix, is rare.
      if (end < 0 || !this.isLineEnd(this.afterSpace(end))) return undefined;
      const width = text.startsWith(text.charAt(at).repeat(3), at) && end - at > 5 ? 3 : 1;
      docstring = unescapeText(text.slice(at + width, end - width), false);
      at = this.lineEnd(end);
      if (at >= 0) at = this.#nextLine(at);
    }
    while (at >= 0 && at < text.length) {
      at = this.#statement(at);
      if (at >= 0) at = this.#nextLine(at);
    }
    return at < 0 ? undefined : { docstring, values: this.values };
  }

  /** The end of the string that a module begins with. */
  #docstring(at: number): number {
    const { text } = this;
    if (!text.startsWith('"""', at) || text.includes("\\")) return this.string(at, 0);
    const end = text.indexOf('"""', at + 3);
    return end < 0 ? -1 : end + 3;
  }

  /** The beginning of the next statement, with its indentation checked; the length of the text at its end. */
  #nextLine(start: number): number {
    const { text } = this;
    for (let at = start; ; at++) {
      const begin = at;
      let code = text.charCodeAt(at);
      while (code === 32) code = text.charCodeAt(++at);
      if (code === 10) continue;
      if (code === 35) at = this.endOfLine(at);
      else if (at < text.length) return this.#indent(at - begin) && code !== 9 && code !== 92 ? at : -1;
      if (at >= text.length) return this.#opened < 0 && this.#dedent(0) ? text.length : -1;
    }
  }

  #indent(width: number): boolean {
    const current = this.#widths[this.#level] as number;
    if (this.#opened >= 0) {
      if (width <= current || this.#level === mostLevels) return false;
      this.#level++;
      this.#widths[this.#level] = width;
      this.#contexts[this.#level] = this.#opened;
      this.#clauses[this.#level] = noClause;
      this.#opened = -1;
      return true;
    }
    return width === current || (width < current && this.#dedent(width));
  }

  #dedent(width: number): boolean {
    for (; ; this.#level--) {
      const own = this.#widths[this.#level] as number;
      if (own < width) return false;
      if (own === width) return true;
      if (this.#clauses[this.#level] === afterTry) return false;
    }
  }

  #statement(start: number): number {
    const context = this.#level === 0 ? 0 : (this.#contexts[this.#level] as number);
    if (this.#clauses[this.#level] === afterTry) return this.#parsed(start, context);
    const lineEnd = this.text.indexOf("\n", start);
    const line = lineEnd < 0 ? "" : this.text.slice(start, lineEnd);
    const key = lineKey(line);
    const known = this.#lines.find(context, key);
    if (known !== undefined) {
      const { opened, name, value } = known;
      this.#clauses[this.#level] = noClause;
      this.isBeginning = false;
      this.#opened = opened;
      if (name !== undefined) this.values.set(name, value === undefined ? inLastQuotes(line) : value);
      return lineEnd + 1;
    }
    this.assigned = undefined;
    const end = this.#parsed(start, context);
    if (end === lineEnd + 1 && this.#clauses[this.#level] === noClause && !this.#isClause) {
      const name = this.assigned;
      const value = name === undefined ? undefined : this.values.get(name);
      const isText = typeof value === "string" && line.endsWith(`"${value}"`);
      if (name === undefined || value === null || isText)
        this.#lines.add(context, key, { opened: this.#opened, name, value: isText ? undefined : value });
    }
    return end;
  }

  #parsed(at: number, context: number): number {
    const level = this.#level;
    const before = this.#clauses[level] as number;
    const end = this.name(at);
    const word = end < 0 ? 0 : this.word;
    this.#clauses[level] = noClause;
    this.#isClause = word === words.elif || word === words.else || word === words.except || word === words.finally;
    if (this.#isClause) return ++this.#clauseCount > mostClauses ? -1 : this.#clause(word, end, before, context);
    if (before === afterTry) return -1;
    switch (word) {
      case words.def:
        return this.#function(end, context);
      case words.class:
        return this.#class(end, context);
      case words.if:
      case words.while:
        return this.#block(
          this.expression(end),
          word === words.if ? afterIf : afterLoop,
          word === words.if ? context : context | inLoop,
          context,
        );
      case words.for: {
        const source = this.targets(end);
        return this.#block(source < 0 ? -1 : this.expressions(source), afterLoop, context | inLoop, context);
      }
      case words.try:
        return this.#block(end, afterTry, context, context);
      case words.with:
        return this.#block(this.#items(end), noClause, context, context);
    }
    return this.simpleStatements(at, context);
  }

  #clause(word: number, end: number, before: number, context: number): number {
    const isHandled = before === afterHandler || before === afterLastHandler;
    switch (word) {
      case words.elif:
        return before === afterIf ? this.#block(this.expression(end), afterIf, context, context) : -1;
      case words.else:
        if (isHandled) return this.#block(end, afterTryElse, context, context);
        return before === afterIf || before === afterLoop ? this.#block(end, noClause, context, context) : -1;
      case words.finally:
        return isHandled || before === afterTry || before === afterTryElse
          ? this.#block(end, noClause, context, context)
          : -1;
    }
    if (before !== afterTry && before !== afterHandler) return -1;
    const type = this.afterSpace(end);
    if (this.text.charCodeAt(type) === 58) return this.#block(type, afterLastHandler, context, context);
    return this.#block(this.as(this.expression(type)), afterHandler, context, context);
  }

  /**
   * `:` and what is below it or on the same line.
   *
   * @param outer - where the statement stands; the module itself may have names set by its blocks, which are not read.
   */
  #block(colon: number, clause: number, context: number, outer: number): number {
    if (colon < 0 || outer === 0) return -1;
    return this.#body(colon, clause, context);
  }

  #body(start: number, clause: number, context: number): number {
    const colon = this.afterSpace(start);
    if (this.text.charCodeAt(colon) !== 58) return -1;
    this.#clauses[this.#level] = clause;
    const at = this.afterSpace(colon + 1);
    if (!this.isLineEnd(at)) return this.simpleStatements(at, context);
    this.#opened = context;
    return this.lineEnd(at);
  }

  /** The items of a `with`. */
  #items(start: number): number {
    let at = this.afterSpace(start);
    if (this.text.charCodeAt(at) === 40) return -1;
    for (;;) {
      at = this.as(this.expression(at));
      if (at < 0 || this.text.charCodeAt(at) !== 44) return at;
      at++;
    }
  }

  #function(start: number, context: number): number {
    const name = this.binds(this.afterSpace(start), context);
    if (name < 0) return -1;
    this.isBeginning = false;
    let at = this.afterSpace(name);
    if (this.text.charCodeAt(at) !== 40) return -1;
    at = this.#parameters(at + 1);
    if (at < 0) return -1;
    at = this.afterSpace(at);
    if (this.text.startsWith("->", at)) at = this.expression(at + 2);
    return at < 0 ? -1 : this.#body(at, noClause, inFunction);
  }

  #parameters(start: number): number {
    const { text } = this;
    const hashes = new Set<number>();
    let hasDefault = false;
    let stars = 0;
    for (let at = this.afterLines(start); ; at = this.afterLines(at + 1)) {
      if (text.charCodeAt(at) === 41) return at + 1;
      const own = text.charCodeAt(at) !== 42 ? 0 : text.charCodeAt(at + 1) === 42 ? 2 : 1;
      if (stars === 2 || (own === 1 && stars === 1)) return -1;
      at = this.plainName(at + own);
      if (at < 0 || hashes.has(this.hash)) return -1;
      hashes.add(this.hash);
      at = this.afterLines(at);
      if (text.charCodeAt(at) === 58) at = this.expression(at + 1, true);
      if (at < 0) return -1;
      const isDefault = text.charCodeAt(at) === 61;
      if (isDefault ? own > 0 : hasDefault && stars === 0 && own === 0) return -1;
      hasDefault ||= isDefault;
      stars = Math.max(stars, own);
      if (isDefault) at = this.expression(at + 1, true);
      if (at < 0) return -1;
      if (text.charCodeAt(at) === 41) return at + 1;
      if (text.charCodeAt(at) !== 44) return -1;
    }
  }

  #class(start: number, context: number): number {
    const name = this.binds(this.afterSpace(start), context);
    if (name < 0) return -1;
    this.isBeginning = false;
    let at = this.afterSpace(name);
    if (this.text.charCodeAt(at) === 40)
      do {
        at = this.dotted(this.afterSpace(at + 1));
        if (at < 0) return -1;
        at = this.afterSpace(at);
      } while (this.text.charCodeAt(at) === 44);
    else return this.#body(at, noClause, inClass);
    return this.text.charCodeAt(at) === 41 ? this.#body(at + 1, noClause, inClass) : -1;
  }
}

/** The text in the quotes at the end of a line. */
function inLastQuotes(line: string): string {
  return line.slice(line.lastIndexOf('"', line.length - 2) + 1, -1);
}
