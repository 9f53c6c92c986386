// A comment or string that is not closed goes to the end of the text or of the line, and every pattern of them matches
// without going back, so that no text is read twice.
const comment = String.raw`\/\/[^\n]*|\/\*[^*]*(?:\*(?!\/)[^*]*)*(?:\*\/)?`;
const string = String.raw`"(?:[^"\\\n]|\\[\s\S])*(?:"|[\s\S]?)|'(?:[^'\\\n]|\\[\s\S])*(?:'|[\s\S]?)`;
const template = "`(?:[^`\\\\$]|\\\\[\\s\\S]|\\$(?!\\{))*(?:`|[\\s\\S]?)";

const between = new RegExp(String.raw`(?:[\s;]|${comment})*`, "y");
/** The next string, word, number or sign of a function, behind white space and comments. */
const token = new RegExp(String.raw`(?:\s|${comment})*(${string}|${template}|[A-Za-z_$][\w$]*|\d[\w.]*|\S|$)`, "y");

const importForm = /import\s+(?:type\s+)?\{([\w$,\s]*)\}\s*from\s*(?:"alembic-ts"|'alembic-ts')/y;
const constantForm =
  /export\s+const\s+[\w$]+\s*(?::[\w$.<>[\]|\s]*)?=\s*(?:null|undefined|"[^"\\\n]*"|'[^'\\\n]*'|\[[\s,]*(?:(?:"[^"\\\n]*"|'[^'\\\n]*')[\s,]*)*\])[^\S\n]*(?=[;\n]|\/\/|$)/y;
const functionForm =
  /export\s+(?:async\s+)?function\s+[\w$]+\s*\(\s*(?:([\w$]+)\s*(?::[\w$.\s]*)?)?\)\s*(?::[\w$.<>\s]*)?\{/y;

/** The calls of `op` that change the schema or run SQL, and that return nothing that a script needs. */
export const plainCalls: ReadonlySet<string> = new Set(
  `createTable dropTable renameTable createTableComment dropTableComment addColumn alterColumn dropColumn createIndex
  dropIndex createPrimaryKey createUniqueConstraint createForeignKey createCheckConstraint createExcludeConstraint
  dropConstraint bulkInsert execute`.split(/\s+/),
);

const literals: ReadonlySet<string> = new Set(["true", "false", "null", "undefined"]);
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
  let at = 0;
  const behind = (form: RegExp): RegExpExecArray | null => {
    form.lastIndex = at;
    const found = form.exec(source);
    if (found !== null) at = form.lastIndex;
    return found;
  };
  for (;;) {
    behind(between);
    if (at === source.length) return true;
    const names = behind(importForm)?.[1];
    if (names === undefined) {
      if (behind(constantForm) !== null) continue;
      const head = behind(functionForm);
      if (head === null) return false;
      const end = new PlainBody(source, at, head[1] ?? "").end();
      if (end === undefined) return false;
      at = end;
    } else if (/\bas\b/.test(names)) return false;
  }
}

/** Reads the body of a function. Each method returns whether something is next, and then goes behind it. */
class PlainBody {
  readonly #source: string;
  /** The name of the function's parameter; empty where it has none. */
  readonly #op: string;
  #at: number;
  /** What is next; empty at the end. */
  #token = "";
  #depth = 0;

  constructor(source: string, at: number, op: string) {
    this.#source = source;
    this.#at = at;
    this.#op = op;
    this.#next();
  }

  /** The position behind the body; `undefined` where it is not plain. */
  end(): number | undefined {
    for (;;) {
      const { length } = this.#token;
      if (this.#token === "}") return this.#at;
      if (length === 0 || !(this.#is(";") || this.#call())) return undefined;
    }
  }

  #next(): true {
    token.lastIndex = this.#at;
    this.#token = token.exec(this.#source)?.[1] ?? "";
    this.#at = token.lastIndex;
    return true;
  }

  #is(text: string): boolean {
    return this.#token === text && this.#next();
  }

  #isName(): boolean {
    return /^[\w$]/.test(this.#token) && !this.#startsWithDigit() && this.#next();
  }

  #startsWithDigit(): boolean {
    const first = this.#token.charCodeAt(0);
    return first >= 48 && first <= 57;
  }

  #isString(): boolean {
    const { length } = this.#token;
    const quote = this.#token.charCodeAt(0);
    const isQuote = quote === 34 || quote === 39 || quote === 96;
    return isQuote && length > 1 && this.#token.charCodeAt(length - 1) === quote && this.#next();
  }

  #call(): boolean {
    this.#is("await");
    if (this.#op === "" || !this.#is(this.#op) || !this.#is(".")) return false;
    return plainCalls.has(this.#token) && this.#next() && this.#is("(") && this.#values(")");
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
    if (this.#isString()) return true;
    if (this.#is("sa")) return this.#ofSa();
    if (literals.has(this.#token)) return this.#next();
    if (this.#is("-")) return this.#startsWithDigit() && this.#next();
    if (this.#startsWithDigit()) return this.#next();
    if (this.#op !== "" && this.#is(this.#op))
      return this.#is(".") && this.#is("f") && this.#is("(") && this.#values(")");
    if (this.#depth === deepest) return false;
    this.#depth += 1;
    const isValue = this.#is("[") ? this.#values("]") : this.#is("{") && this.#members();
    this.#depth -= 1;
    return isValue;
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
        if (this.#depth === deepest) return false;
        this.#depth += 1;
        if (!this.#values(")")) return false;
        this.#depth -= 1;
        isCalled = true;
      } else return true;
    }
  }
}
