import { lineKey, mostLines } from "./line-key.js";
import { PlainText, wordNumbers } from "./plain-text.js";

type ExpressionWord = "None" | "True" | "False" | "and" | "else" | "for" | "if" | "in" | "is" | "not" | "or";
const words = wordNumbers as Readonly<Record<ExpressionWord, number>>;

/** The kinds of brackets. */
const call = 1;
const group = 2;
const list = 3;
const braces = 4;
const subscript = 5;

// What is known of an open bracket and of the item in it, as bits.
const hasComma = 1;
const hasKeyword = 2;
const hasDoubleStar = 4;
/** Behind `for`: what follows is a source or a condition. */
const isComprehension = 8;
const isDictionary = 16;
const isSet = 32;
/** Behind `if`: `else` has to follow. */
const isConditional = 64;
/** Behind the `:` of a dictionary, or the `=` or stars of an argument. */
const isValue = 128;

// What may stand where an operand is looked for.
const operandOnly = 0;
const operandOrEnd = 1;
/** At the beginning of a subscript. */
const operandOrColon = 2;
/** Behind a colon or a comma in a subscript. */
const operandOrColonOrEnd = 3;

const mostDepth = 60;
const mostKeywords = 200;
/** How many nodes of a tree may lie in each other; Python's compiler ends at some thousands. */
const mostNesting = 300;

/** What is read does not belong to an expression, which ends before it. */
const ended = -2;

/**
 * Expressions of calls, attributes, literals, operators and comprehensions, checked by one loop over the characters:
 * what it takes for one, Python compiles. Others are not plain, such as `lambda`, `:=` and `await`.
 */
export class PlainExpression extends PlainText {
  /** Whether the expression that was read last can be assigned: a name, attribute or subscript. */
  protected isTarget = false;
  /** The end of the operand that was read last. */
  protected operandEnd = 0;
  readonly #kinds = new Uint8Array(mostDepth + 1);
  readonly #flags = new Uint8Array(mostDepth + 1);
  readonly #colons = new Uint8Array(mostDepth + 1);
  /** Of each open bracket, how many operators its item has, and their sum. */
  readonly #lengths = new Uint16Array(mostDepth + 1);
  #nesting = 0;
  /** The hashes of the names of keyword arguments in all open calls, and where those of each begin. */
  readonly #keywords = new Uint32Array(mostKeywords);
  readonly #firstKeyword = new Uint8Array(mostDepth + 1);
  #keywordCount = 0;
  #depth = 0;
  #wantsOperand = true;
  #allowed = operandOnly;
  #allowsNot = true;
  /** Whether a string was read last, which another one may follow. */
  #isString = false;
  /** The lines between the arguments of calls that hold whole arguments with their commas. */
  readonly #knownArguments = new Set<string>();
  /** The line that is read now, if it may become one of them, and where it ends. */
  #newLine = "";
  #newLineEnd = -1;
  /** Whether nothing but attributes, calls and subscripts of an operand was read. */
  #isChain = true;

  /**
   * One expression, up to what cannot belong to it. Inside brackets lines end within it.
   *
   * @returns the position of what follows, behind spaces.
   */
  protected expression(start: number, inBrackets = false): number {
    const { text } = this;
    this.#depth = 0;
    this.#kinds[0] = 0;
    this.#flags[0] = 0;
    this.#lengths[0] = 0;
    this.#nesting = 0;
    this.#keywordCount = 0;
    this.#isChain = true;
    this.isTarget = false;
    this.#newLineEnd = -1;
    this.#want(operandOnly, true);
    for (let at = this.afterSpace(start); ; at = this.afterSpace(at)) {
      const code = text.charCodeAt(at);
      if ((code === 10 || code === 35) && (this.#depth > 0 || inBrackets)) {
        if (code === 35) at = this.endOfLine(at);
        else at = this.#isBetweenArguments() ? this.#argumentLines(at) : at + 1;
        continue;
      }
      const next = this.#wantsOperand ? this.#operand(code, at) : this.#operator(code, at);
      if (next === ended) return this.#depth === 0 && this.#endsItem() ? at : -1;
      if (next < 0) return -1;
      at = next;
    }
  }

  /** Whether a call is open in which nothing but expressions with a comma was read. */
  #isBetweenArguments(): boolean {
    const isBetween = this.#depth === 1 && this.#wantsOperand && this.#allowed === operandOrEnd;
    return isBetween && this.#kinds[1] === call && ((this.#flags[1] as number) & ~hasComma) === 0;
  }

  /**
   * Goes over the lines of arguments that were read before, as the columns of many tables are.
   *
   * @param lineEnd the end of the line that was read last
   * @returns the beginning of the first line that is not known
   */
  #argumentLines(lineEnd: number): number {
    if (lineEnd === this.#newLineEnd && this.#knownArguments.size < mostLines) this.#knownArguments.add(this.#newLine);
    for (let at = lineEnd + 1; ; ) {
      const end = this.text.indexOf("\n", at);
      const key = end < 0 ? "" : lineKey(this.text.slice(at, end));
      if (key === "" || !this.#knownArguments.has(key)) {
        this.#newLine = key;
        this.#newLineEnd = key === "" ? -1 : end;
        return at;
      }
      (this.#flags[1] as number) |= hasComma;
      at = end + 1;
    }
  }

  /** The names behind `for`, up to behind `in`. */
  protected targets(start: number): number {
    let at = this.plainName(this.afterSpace(start));
    for (;;) {
      if (at < 0) return -1;
      at = this.afterSpace(at);
      if (this.text.charCodeAt(at) !== 44) break;
      at = this.plainName(this.afterSpace(at + 1));
    }
    const end = this.name(at);
    return this.word === words.in ? end : -1;
  }

  #want(allowed: number, allowsNot: boolean): void {
    this.#wantsOperand = true;
    this.#allowed = allowed;
    this.#allowsNot = allowsNot;
  }

  #have(end: number, isTarget: boolean, isString = false): number {
    this.#wantsOperand = false;
    this.isTarget = isTarget && this.#isChain;
    this.#isString = isString;
    this.operandEnd = end;
    return end;
  }

  /** One more node around those that were read. */
  #nest(): boolean {
    (this.#lengths[this.#depth] as number)++;
    return ++this.#nesting <= mostNesting;
  }

  #open(kind: number, at: number): number {
    if (!this.#nest() || this.#depth === mostDepth) return -1;
    const depth = ++this.#depth;
    this.#kinds[depth] = kind;
    this.#flags[depth] = 0;
    this.#colons[depth] = 0;
    this.#lengths[depth] = 0;
    this.#firstKeyword[depth] = this.#keywordCount;
    this.#want(kind === subscript ? operandOrColon : operandOrEnd, true);
    return at + 1;
  }

  #close(code: number, at: number): number {
    const kind = this.#kinds[this.#depth] as number;
    const sign = kind === braces ? 125 : kind === list || kind === subscript ? 93 : 41;
    if (code !== sign || (!this.#wantsOperand && !this.#endsItem())) return -1;
    this.#keywordCount = this.#firstKeyword[this.#depth] as number;
    this.#nesting -= this.#lengths[this.#depth] as number;
    // A line that ends a call is more than its arguments.
    if (--this.#depth === 0) this.#newLineEnd = -1;
    return this.#have(at + 1, kind === subscript);
  }

  /** Whether an item may end here; decides with the first one whether braces hold a dictionary or a set. */
  #endsItem(): boolean {
    const depth = this.#depth;
    const flags = this.#flags[depth] as number;
    if (flags & isConditional) return false;
    if (this.#kinds[depth] !== braces || flags & isComprehension) return true;
    this.#flags[depth] = flags | (flags & isValue ? isDictionary : isSet);
    return !(flags & (flags & isValue ? isSet : isDictionary));
  }

  #comma(at: number): number {
    const depth = this.#depth;
    if (depth === 0) return ended;
    if ((this.#flags[depth] as number) & isComprehension || !this.#endsItem()) return -1;
    this.#flags[depth] = ((this.#flags[depth] as number) & ~(isConditional | isValue)) | hasComma;
    this.#colons[depth] = 0;
    this.#nesting -= this.#lengths[depth] as number;
    this.#lengths[depth] = 0;
    this.#want(this.#kinds[depth] === subscript ? operandOrColonOrEnd : operandOrEnd, true);
    return at + 1;
  }

  /** The colon of a slice or of a dictionary. */
  #colon(at: number): number {
    const depth = this.#depth;
    const flags = this.#flags[depth] as number;
    if (this.#kinds[depth] === subscript) {
      if (flags & isConditional || ++(this.#colons[depth] as number) > 2) return -1;
      this.#want(operandOrColonOrEnd, true);
      return at + 1;
    }
    if (this.#kinds[depth] !== braces || flags & (isValue | isConditional | isComprehension | isSet)) return -1;
    this.#flags[depth] = flags | isValue;
    this.#want(operandOnly, true);
    return at + 1;
  }

  #operand(code: number, at: number): number {
    const allowed = this.#allowed;
    if (code === 41 || code === 93 || code === 125)
      return allowed === operandOrEnd || allowed === operandOrColonOrEnd ? this.#close(code, at) : -1;
    if (code === 58) return allowed >= operandOrColon ? this.#colon(at) : -1;
    if (code === 44)
      return (this.#colons[this.#depth] as number) > 0 && allowed >= operandOrColon ? this.#comma(at) : -1;
    if (allowed === operandOrEnd && this.#kinds[this.#depth] === call) {
      const next = this.#argument(code, at);
      if (next !== 0) return next;
    }
    this.#allowed = operandOnly;
    if (code === 40) return this.#open(group, at);
    if (code === 91) return this.#open(list, at);
    if (code === 123) return this.#open(braces, at);
    if (code === 45 || code === 43 || code === 126) return this.#binary(at + 1, false);
    if (code >= 48 && code <= 57) {
      const end = this.number(at);
      return end < 0 ? -1 : this.#have(end, false);
    }
    const prefix = this.prefixLength(at);
    if (prefix >= 0) {
      const end = this.string(at, prefix);
      return end < 0 ? -1 : this.#have(end, false, !this.isBytes);
    }
    const end = this.name(at);
    if (end < 0) return -1;
    const { word } = this;
    if (word === 0) return this.#have(end, true);
    if (word === words.not) return this.#allowsNot ? this.#binary(end, true) : -1;
    return word === words.None || word === words.True || word === words.False ? this.#have(end, false) : -1;
  }

  /** What an argument begins with: stars, or a name with `=`; 0 for an expression in its place. */
  #argument(code: number, at: number): number {
    const depth = this.#depth;
    const flags = this.#flags[depth] as number;
    if (code === 42) {
      const isDouble = this.text.charCodeAt(at + 1) === 42;
      if (!isDouble && flags & hasDoubleStar) return -1;
      this.#flags[depth] = flags | isValue | (isDouble ? hasDoubleStar : 0);
      this.#want(operandOnly, true);
      return isDouble ? at + 2 : at + 1;
    }
    const end = this.plainName(at);
    if (end > 0) {
      const sign = this.afterSpace(end);
      if (this.text.charCodeAt(sign) === 61 && this.text.charCodeAt(sign + 1) !== 61) {
        if (this.#keywordCount === mostKeywords) return -1;
        for (let one = this.#firstKeyword[depth] as number; one < this.#keywordCount; one++)
          if (this.#keywords[one] === this.hash) return -1;
        this.#keywords[this.#keywordCount++] = this.hash;
        this.#flags[depth] = flags | hasKeyword | isValue;
        this.#want(operandOnly, true);
        return sign + 1;
      }
    }
    return flags & (hasKeyword | hasDoubleStar) ? -1 : 0;
  }

  /** An operator was read, and its right side has to follow. */
  #binary(end: number, allowsNot: boolean): number {
    if (!this.#nest()) return -1;
    if (this.#depth === 0) this.#isChain = false;
    this.#want(operandOnly, allowsNot);
    return end;
  }

  #operator(code: number, at: number): number {
    const { text } = this;
    const next = text.charCodeAt(at + 1);
    switch (code) {
      case 44:
        return this.#comma(at);
      case 40:
        return this.#open(call, at);
      case 91:
        return this.#open(subscript, at);
      case 41:
      case 93:
      case 125:
        return this.#depth === 0 ? ended : this.#close(code, at);
      case 46: {
        const end = this.plainName(this.afterSpace(at + 1));
        return end < 0 || !this.#nest() ? -1 : this.#have(end, true);
      }
      case 58:
        return this.#depth === 0 ? ended : this.#colon(at);
      case 61:
        return next === 61 ? this.#binary(at + 2, false) : ended;
      case 33:
        return next === 61 ? this.#binary(at + 2, false) : -1;
      case 60:
      case 62:
        if (next === 61) return this.#binary(at + 2, false);
        return next === code ? this.#arithmetic(at + 2) : this.#binary(at + 1, false);
      case 42:
      case 47:
        return this.#arithmetic(next === code ? at + 2 : at + 1);
      case 43:
      case 45:
      case 37:
      case 64:
      case 38:
      case 94:
      case 124:
        return this.#arithmetic(at + 1);
    }
    // The end of the text is NaN.
    if (code === 10 || code === 35 || code === 59 || !(code >= 0)) return ended;
    const prefix = this.#isString ? this.prefixLength(at) : -1;
    if (prefix >= 0) {
      const end = this.string(at, prefix);
      return end < 0 || this.isBytes ? -1 : this.#have(end, false, true);
    }
    return this.#wordOperator(at);
  }

  /** An operator that becomes an assignment with `=`. */
  #arithmetic(end: number): number {
    return this.text.charCodeAt(end) === 61 ? ended : this.#binary(end, false);
  }

  #wordOperator(at: number): number {
    const end = this.name(at);
    const depth = this.#depth;
    const flags = this.#flags[depth] as number;
    if (end < 0) return -1;
    switch (this.word) {
      case 0:
        return -1;
      case words.and:
      case words.or:
        return this.#binary(end, true);
      case words.in:
        return this.#binary(end, false);
      case words.is: {
        const after = this.name(this.afterSpace(end));
        return this.#binary(after > 0 && this.word === words.not ? after : end, false);
      }
      case words.not: {
        const after = this.name(this.afterSpace(end));
        return after > 0 && this.word === words.in ? this.#binary(after, false) : -1;
      }
      case words.if:
        if (flags & isConditional) return -1;
        if (!(flags & isComprehension)) this.#flags[depth] = flags | isConditional;
        return this.#binary(end, true);
      case words.else:
        if (!(flags & isConditional)) return -1;
        this.#flags[depth] = flags & ~isConditional;
        return this.#binary(end, true);
      case words.for:
        return this.#comprehension(end);
      default:
        return depth === 0 ? ended : -1;
    }
  }

  #comprehension(at: number): number {
    const depth = this.#depth;
    const kind = this.#kinds[depth] as number;
    if (kind === 0 || kind === subscript) return -1;
    const flags = this.#flags[depth] as number;
    if (!(flags & isComprehension)) {
      const refused = hasComma | isConditional | (kind === call ? hasKeyword | hasDoubleStar | isValue : 0);
      if (flags & refused || !this.#endsItem()) return -1;
      (this.#flags[depth] as number) |= isComprehension;
    }
    const end = this.targets(at);
    return end < 0 ? -1 : this.#binary(end, true);
  }
}
