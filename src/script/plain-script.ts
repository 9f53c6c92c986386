/**
 * Comments, strings, words, numbers and signs. A comment or string that is not closed goes to the end of the text or of the
 * line, so that no text is read twice.
 */
const tokens =
  /\/\/[^\n]*|\/\*[^*]*(?:\*(?!\/)[^*]*)*(?:\*\/)?|"(?:[^"\\\n]|\\[\s\S])*(?:"|[\s\S]?)|'(?:[^'\\\n]|\\[\s\S])*(?:'|[\s\S]?)|`(?:[^`\\$]|\\[\s\S]|\$(?!\{))*(?:`|[\s\S]?)|[A-Za-z_$][\w$]*|\d[\w.]*|\S/g;

/** The calls of `op` that change the schema and return nothing that a script needs, and those that are waited for. */
const calls: ReadonlySet<string> = new Set(
  `createTable dropTable renameTable createTableComment dropTableComment addColumn alterColumn dropColumn createIndex
  dropIndex createPrimaryKey createUniqueConstraint createForeignKey createCheckConstraint createExcludeConstraint
  dropConstraint bulkInsert execute`.split(/\s+/),
);

const literals: ReadonlySet<string> = new Set(["true", "false", "null", "undefined"]);
const ofTypes: ReadonlySet<string> = new Set(["|", ".", "<", ">", "[", "]"]);
const packageName = /^["']alembic-ts["']$/;
/** Deeper values are rare, and each level is a call. */
const deepest = 50;

/**
 * Whether a script does nothing but call `op` with constants and values of `sa`, one call after the other, as the files
 * that `revision --autogenerate` writes do. Such a script cannot see what became of a call, so a run need not wait for
 * the database before it goes on.
 *
 * @param source - the text of a TypeScript or JavaScript file.
 */
export function isPlainScript(source: string): boolean {
  return new PlainScript(source).isWhole();
}

/** Reads a source text as a plain script. Each method returns whether it was there, and then goes behind it. */
class PlainScript {
  readonly #tokens: readonly string[];
  #at = -1;
  /** The token to read next; empty at the end. */
  #token = "";
  /** The name of the parameter of the function that is read. */
  #op = "";
  #depth = 0;

  constructor(source: string) {
    this.#tokens = source.match(tokens) ?? [];
    this.#next();
  }

  isWhole(): boolean {
    while (this.#token !== "") if (!this.#statement()) return false;
    return true;
  }

  #next(): true {
    do {
      this.#at += 1;
      this.#token = this.#tokens[this.#at] ?? "";
    } while (this.#token.startsWith("//") || this.#token.startsWith("/*"));
    return true;
  }

  #is(text: string): boolean {
    return this.#token === text && this.#next();
  }

  #isName(): boolean {
    return isWordStart(this.#token.charCodeAt(0)) && this.#next();
  }

  #isString(): boolean {
    const { length } = this.#token;
    const quote = this.#token.charCodeAt(0);
    const isQuote = quote === 34 || quote === 39 || quote === 96;
    return isQuote && length > 1 && this.#token.charCodeAt(length - 1) === quote && this.#next();
  }

  #isNumber(): boolean {
    const first = this.#token.charCodeAt(0);
    return first >= 48 && first <= 57 && this.#next();
  }

  #statement(): boolean {
    if (this.#is(";")) return true;
    if (this.#is("import")) return this.#import();
    if (!this.#is("export")) return false;
    if (this.#is("const")) return this.#isName() && this.#type() && this.#is("=") && this.#value();
    this.#is("async");
    return this.#is("function") && this.#function();
  }

  #import(): boolean {
    this.#is("type");
    if (!this.#is("{")) return false;
    while (!this.#is("}")) {
      this.#is("type");
      if (!this.#isName() || (!this.#is(",") && this.#token !== "}")) return false;
    }
    if (!this.#is("from") || !packageName.test(this.#token)) return false;
    return this.#next();
  }

  /** A type behind a colon; there may be none. */
  #type(): boolean {
    if (!this.#is(":")) return true;
    while (this.#isName() || (ofTypes.has(this.#token) && this.#next()));
    return true;
  }

  #function(): boolean {
    if (!this.#isName() || !this.#is("(")) return false;
    const name = this.#token;
    this.#op = this.#isName() ? name : "";
    this.#type();
    if (!this.#is(")") || !this.#type() || !this.#is("{")) return false;
    while (!this.#is("}")) if (!this.#is(";") && !this.#call()) return false;
    return true;
  }

  #call(): boolean {
    this.#is("await");
    if (this.#op === "" || !this.#is(this.#op) || !this.#is(".")) return false;
    return calls.has(this.#token) && this.#next() && this.#is("(") && this.#values(")");
  }

  /** Values with commas between them, up to a sign. */
  #values(end: string): boolean {
    while (!this.#is(end)) {
      if (!this.#value()) return false;
      if (!this.#is(",")) return this.#is(end);
    }
    return true;
  }

  #value(): boolean {
    if (this.#depth === deepest) return false;
    this.#depth += 1;
    const isValue = this.#anyValue();
    this.#depth -= 1;
    return isValue;
  }

  #anyValue(): boolean {
    if (this.#isString()) return true;
    if (this.#is("[")) return this.#values("]");
    if (this.#is("{")) return this.#members();
    if (this.#is("-")) return this.#isNumber();
    if (this.#isNumber()) return true;
    if (literals.has(this.#token)) return this.#next();
    if (this.#op !== "" && this.#is(this.#op))
      return this.#is(".") && this.#is("f") && this.#is("(") && this.#values(")");
    return this.#is("sa") && this.#ofSa();
  }

  #members(): boolean {
    while (!this.#is("}")) {
      if (!this.#isName() && !this.#isString()) return false;
      if (!this.#is(":") || !this.#value()) return false;
      if (!this.#is(",")) return this.#is("}");
    }
    return true;
  }

  /** What follows `sa`: members and calls. */
  #ofSa(): boolean {
    for (let isCalled = false; ; ) {
      if (this.#is(".")) {
        if (!this.#isName()) return false;
        isCalled = false;
      } else if (!isCalled && this.#is("(")) {
        if (!this.#values(")")) return false;
        isCalled = true;
      } else return true;
    }
  }
}

const isWordStart = (character: number): boolean =>
  (character >= 97 && character <= 122) || (character >= 65 && character <= 90) || character === 95 || character === 36;
