import { PlainExpression } from "./plain-expression.js";
import { wordNumbers } from "./plain-text.js";

/** A literal that is known without running code. */
export type PlainValue = string | null | readonly string[];

type SimpleWord =
  | "None"
  | "True"
  | "False"
  | "as"
  | "assert"
  | "break"
  | "continue"
  | "del"
  | "from"
  | "import"
  | "not"
  | "pass"
  | "raise"
  | "return";
const words = wordNumbers as Readonly<Record<SimpleWord, number>>;

/** Where a statement stands, as bits; 0 is the module itself. */
export const places = { inFunction: 1, inLoop: 2, inClass: 4 } as const;
const { inFunction, inLoop } = places;

/** What may stand before the `=` of an assignment to a target as it is. */
const operators: ReadonlySet<string> = new Set(["+", "-", "*", "/", "//", "%", "**", "@", "<<", ">>", "&", "|", "^"]);

/** The statements of one line. */
export class PlainStatements extends PlainExpression {
  /** The names at the top of the module whose literals are kept. */
  protected names: ReadonlySet<string> = new Set();
  protected values = new Map<string, PlainValue>();
  /** The name whose literal was kept last. */
  protected assigned: string | undefined;
  /** Whether only the docstring and imports of `__future__` were read. */
  protected isBeginning = true;
  #areTargets = false;
  #isTuple = false;

  protected isLineEnd(at: number): boolean {
    const code = this.text.charCodeAt(at);
    return code === 10 || code === 35 || at >= this.text.length;
  }

  #isStatementEnd(at: number): boolean {
    return this.text.charCodeAt(at) === 59 || this.isLineEnd(at);
  }

  /** The beginning of the next line, where this one has only a comment left. */
  protected lineEnd(start: number): number {
    const at = this.afterSpace(start);
    return this.isLineEnd(at) ? Math.min(this.endOfLine(at) + 1, this.text.length) : -1;
  }

  /** The position after spaces, line ends and comments. */
  protected afterLines(start: number): number {
    for (let at = start; ; ) {
      at = this.afterSpace(at);
      const code = this.text.charCodeAt(at);
      if (code === 10) at++;
      else if (code === 35) at = this.endOfLine(at);
      else return at;
    }
  }

  /** `as` and a name, where they are there. */
  protected as(at: number): number {
    if (at < 0 || this.name(at) < 0 || this.word !== words.as) return at;
    const end = this.plainName(this.afterSpace(at + 2));
    return end < 0 ? -1 : this.afterSpace(end);
  }

  /** A name that a statement of the module binds: none that is asked for. */
  protected binds(start: number, context: number): number {
    const end = this.plainName(start);
    return end < 0 || (context === 0 && this.names.has(this.text.slice(start, end))) ? -1 : end;
  }

  /** A name with attributes. */
  protected dotted(start: number): number {
    let at = this.plainName(start);
    while (at > 0 && this.text.charCodeAt(at) === 46) at = this.plainName(at + 1);
    return at;
  }

  protected simpleStatements(start: number, context: number): number {
    for (let at = start; ; ) {
      at = this.#simple(at, context);
      if (at < 0) return -1;
      at = this.afterSpace(at);
      if (this.text.charCodeAt(at) !== 59) return this.lineEnd(at);
      at = this.afterSpace(at + 1);
      if (this.isLineEnd(at)) return this.lineEnd(at);
    }
  }

  #simple(at: number, context: number): number {
    const end = this.name(at);
    const word = end < 0 ? 0 : this.word;
    if (word === words.from) return this.#importFrom(end, context);
    this.isBeginning = false;
    switch (word) {
      case 0:
      case words.None:
      case words.True:
      case words.False:
      case words.not:
        return this.#assignment(at, context);
      case words.import:
        return this.#import(end, context);
      case words.pass:
        return end;
      case words.break:
      case words.continue:
        return context & inLoop ? end : -1;
      case words.return: {
        if (!(context & inFunction)) return -1;
        const value = this.afterSpace(end);
        return this.#isStatementEnd(value) ? value : this.expressions(value);
      }
      case words.raise: {
        const value = this.afterSpace(end);
        if (this.#isStatementEnd(value)) return value;
        const cause = this.expression(value);
        return cause > 0 && this.name(cause) > 0 && this.word === words.from ? this.expression(cause + 4) : cause;
      }
      case words.assert: {
        const message = this.expression(end);
        return message > 0 && this.text.charCodeAt(message) === 44 ? this.expression(message + 1) : message;
      }
      case words.del: {
        const after = context === 0 ? -1 : this.expressions(end);
        return this.#areTargets ? after : -1;
      }
    }
    return -1;
  }

  /** Expressions between commas, as they stand on either side of `=`. */
  protected expressions(start: number): number {
    let areTargets = true;
    this.#isTuple = false;
    for (let at = start; ; ) {
      at = this.expression(at);
      if (at < 0) return -1;
      areTargets &&= this.isTarget;
      this.#areTargets = areTargets;
      if (this.text.charCodeAt(at) !== 44) return at;
      this.#isTuple = true;
      at = this.afterSpace(at + 1);
      if (this.#isStatementEnd(at) || this.text.charCodeAt(at) === 61) return at;
    }
  }

  #isAssignment(at: number): boolean {
    return this.text.charCodeAt(at) === 61 && this.text.charCodeAt(at + 1) !== 61;
  }

  #assignment(start: number, context: number): number {
    const { text } = this;
    let at = this.expressions(start);
    if (at < 0 || this.#isStatementEnd(at)) return at;
    if (!this.#areTargets) return -1;
    const target = text.slice(start, this.operandEnd);
    let isSingle = !this.#isTuple;
    if (text.charCodeAt(at) === 58) {
      if (!isSingle) return -1;
      at = this.expression(at + 1);
      if (at < 0 || this.#isStatementEnd(at)) return at;
      if (!this.#isAssignment(at)) return -1;
      at = this.afterSpace(at + 1);
      const end = this.expressions(at);
      return end < 0 || context !== 0 ? end : this.#assign(target, at, end, isSingle);
    }
    if (!this.#isAssignment(at)) return isSingle && context !== 0 ? this.#augmented(at) : -1;
    for (;;) {
      const value = this.afterSpace(at + 1);
      at = this.expressions(value);
      if (at < 0) return -1;
      if (!this.#isAssignment(at))
        return context !== 0 ? at : this.#assign(isSingle ? target : text.slice(start, value), value, at, isSingle);
      if (!this.#areTargets) return -1;
      isSingle = false;
    }
  }

  /** `+=` and the others. */
  #augmented(start: number): number {
    const width = this.text.slice(start, start + 3).indexOf("=");
    return operators.has(this.text.slice(start, start + width)) ? this.expressions(start + width + 1) : -1;
  }

  /** Keeps a literal whose name is asked for. */
  #assign(target: string, start: number, end: number, isSingle: boolean): number {
    if (!isSingle) {
      for (const name of this.names) if (target.includes(name)) return -1;
      return end;
    }
    if (!this.names.has(target)) return end;
    const value = this.#isTuple ? undefined : this.#literal(start, this.operandEnd);
    if (value === undefined) return -1;
    this.values.set(target, value);
    this.assigned = target;
    return end;
  }

  /** `None`, a string without escapes, or a tuple or list of such strings. */
  #literal(start: number, end: number): PlainValue | undefined {
    const { text } = this;
    const source = text.slice(start, end);
    if (source === "None") return null;
    if (source.includes("\\")) return undefined;
    const code = text.charCodeAt(start);
    if (code !== 40 && code !== 91) {
      const isOne = (code === 34 || code === 39) && this.string(start, 0) === end && !source.startsWith('""');
      return isOne && !source.startsWith("''") ? source.slice(1, -1) : undefined;
    }
    const items: string[] = [];
    let hasComma = false;
    for (let at = this.afterLines(start + 1); ; at = this.afterLines(at + 1)) {
      const sign = text.charCodeAt(at);
      if (at === end - 1) return code === 91 || hasComma || items.length === 0 ? items : undefined;
      if ((sign !== 34 && sign !== 39) || text.charCodeAt(at + 1) === sign) return undefined;
      const after = this.string(at, 0);
      if (after < 0) return undefined;
      items.push(text.slice(at + 1, after - 1));
      at = this.afterLines(after);
      if (at === end - 1) return code === 91 || hasComma ? items : undefined;
      if (text.charCodeAt(at) !== 44) return undefined;
      hasComma = true;
    }
  }

  #import(start: number, context: number): number {
    for (let at = this.afterSpace(start); ; at = this.afterSpace(at + 1)) {
      const begin = at;
      const end = this.dotted(at);
      if (end < 0) return -1;
      at = this.afterSpace(end);
      const after = this.as(at);
      if (after < 0) return -1;
      const bound = after === at ? begin : this.afterSpace(at + 2);
      if (this.binds(bound, context) < 0) return -1;
      at = after;
      if (this.text.charCodeAt(at) !== 44) return at;
    }
  }

  #importFrom(start: number, context: number): number {
    const { text } = this;
    let at = this.afterSpace(start);
    if (text.startsWith("__future__", at)) {
      const end = at + "__future__ import annotations".length;
      const isFirst = this.isBeginning && text.startsWith("__future__ import annotations", at);
      return isFirst && this.#isStatementEnd(this.afterSpace(end)) ? end : -1;
    }
    this.isBeginning = false;
    const first = at;
    while (text.charCodeAt(at) === 46) at++;
    const hasDots = at > first;
    at = this.afterSpace(at);
    let end = this.name(at);
    if (!hasDots || this.word !== words.import) {
      at = this.dotted(at);
      if (at < 0) return -1;
      end = this.name(this.afterSpace(at));
    }
    if (end < 0 || this.word !== words.import) return -1;
    at = this.afterSpace(end);
    const isBracketed = text.charCodeAt(at) === 40;
    if (isBracketed) at = this.afterLines(at + 1);
    for (;;) {
      const name = at;
      at = this.plainName(at);
      if (at < 0) return -1;
      at = isBracketed ? this.afterLines(at) : this.afterSpace(at);
      const after = this.as(at);
      if (after < 0 || this.binds(after === at ? name : this.afterSpace(at + 2), context) < 0) return -1;
      at = isBracketed ? this.afterLines(after) : after;
      const code = text.charCodeAt(at);
      if (code !== 44) return isBracketed ? (code === 41 ? at + 1 : -1) : at;
      at = isBracketed ? this.afterLines(at + 1) : this.afterSpace(at + 1);
      if (isBracketed && text.charCodeAt(at) === 41) return at + 1;
    }
  }
}
