import { PatternParser } from "./pattern-parser.js";
import type { PythonSyntaxError } from "./python-syntax-error.js";
import type { ExceptHandler, Expression, Keyword, MatchCase, Statement, WithItem } from "./syntax-node.js";

/** Statements with a body. */
export abstract class CompoundParser extends PatternParser {
  protected abstract simpleStatements(): Statement[];

  /** One compound statement, or all the simple statements of a line. */
  protected statement(): readonly Statement[] {
    const { kind, value, at } = this.token;
    if (kind === "indent") this.fail("unexpected indent", at, "IndentationError");
    if (kind === "operator" && value === "@") return [this.#decorated()];
    if (kind === "name")
      switch (value) {
        case "if":
          return [this.#if(at)];
        case "for":
          return [this.#for(at, false)];
        case "while": {
          this.position++;
          const test = this.#condition();
          const body = this.block("'while' statement", at);
          return [{ kind: "While", test, body, orelse: this.#else(), at, end: this.end }];
        }
        case "try":
          return [this.#try(at)];
        case "with":
          return [this.#with(at, false)];
        case "def":
          return [this.#function(at, false, [])];
        case "class":
          return [this.#class(at, [])];
        case "async":
          return [this.#async(at)];
        case "match": {
          const found = this.#match(at);
          if (found !== undefined) return [found];
        }
      }
    return this.simpleStatements();
  }

  /** `:` and the statements below it, or on the same line. */
  protected block(what: string, at: number): readonly Statement[] {
    this.expect(":", this.token.kind === "newline" || this.token.kind === "end" ? "expected ':'" : undefined);
    const { kind } = this.token;
    if (kind !== "newline") return this.simpleStatements();
    if (this.ahead().kind !== "indent")
      this.fail(
        `expected an indented block after ${what} on line ${this.source.lineOf(at)}`,
        this.ahead().at,
        "IndentationError",
      );
    this.position += 2;
    const body: Statement[] = [];
    this.nested(() => {
      while (this.token.kind !== "dedent" && this.token.kind !== "end")
        for (const one of this.statement()) body.push(one);
    });
    this.#dedent();
    return body;
  }

  #dedent(): void {
    if (this.token.kind === "dedent") this.position++;
  }

  #condition(): Expression {
    const test = this.namedExpression();
    if (this.is("=")) this.fail("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", test.at);
    return test;
  }

  #if(at: number): Statement {
    const word = this.token.value;
    this.position++;
    const test = this.#condition();
    const body = this.block(`'${word}' statement`, at);
    const next = this.token.at;
    const orelse = this.is("elif") ? this.nested(() => [this.#if(next)]) : this.#else();
    return { kind: "If", test, body, orelse, at, end: this.end };
  }

  #else(): readonly Statement[] {
    const at = this.token.at;
    return this.accept("else") ? this.block("'else' statement", at) : [];
  }

  #for(at: number, isAsync: boolean): Statement {
    this.position++;
    const target = this.targets();
    this.expect("in");
    const iter = this.starExpressions();
    const body = this.block("'for' statement", at);
    return { kind: "For", isAsync, target, iter, body, orelse: this.#else(), at, end: this.end };
  }

  #async(at: number): Statement {
    this.position++;
    if (this.is("def")) return this.#function(at, true, []);
    if (this.is("for")) return this.#for(at, true);
    if (this.is("with")) return this.#with(at, true);
    this.invalid();
  }

  #with(at: number, isAsync: boolean): Statement {
    this.position++;
    const items = this.#bracketedItems() ?? this.#items(false);
    const body = this.block("'with' statement", at);
    return { kind: "With", isAsync, items, body, at, end: this.end };
  }

  /** `with (a as b, c):`, unless the bracket begins an expression. */
  #bracketedItems(): WithItem[] | undefined {
    if (!this.is("(")) return undefined;
    const start = this.position;
    try {
      this.position++;
      const items = this.#items(true);
      if (this.accept(")") && this.is(":")) return items;
    } catch (error) {
      // Then the bracket is parsed as an expression, which reports the mistake.
      if ((error as PythonSyntaxError).code !== "python.syntax") throw error;
    }
    this.position = start;
    return undefined;
  }

  #items(bracketed: boolean): WithItem[] {
    const items: WithItem[] = [];
    do {
      if (bracketed && items.length > 0 && this.is(")")) break;
      const contextExpr = this.expression();
      let optionalVars: Expression | null = null;
      if (this.accept("as")) {
        optionalVars = this.starExpression(false);
        this.assignable(optionalVars, "assign", "");
      }
      items.push({ contextExpr, optionalVars });
    } while (this.accept(","));
    return items;
  }

  #try(at: number): Statement {
    this.position++;
    const body = this.block("'try' statement", at);
    const handlers: ExceptHandler[] = [];
    let isStar = false;
    while (this.is("except")) {
      const start = this.token.at;
      this.position++;
      const star = this.accept("*");
      if (handlers.length > 0 && star !== isStar)
        this.fail("cannot have both 'except' and 'except*' on the same 'try'", start);
      isStar = star;
      if (handlers.at(-1)?.type === null) this.fail("default 'except:' must be last", handlers.at(-1)?.at);
      let type: Expression | null = null;
      let name: string | null = null;
      if (!this.is(":")) {
        type = this.expression();
        if (this.is(",")) this.fail("multiple exception types must be parenthesized", type.at);
        if (this.accept("as")) name = this.name();
      }
      const handler = this.block(`'except${star ? "*" : ""}' statement`, start);
      handlers.push({ type, name, body: handler, at: start, end: this.end });
    }
    const orelse = handlers.length > 0 ? this.#else() : [];
    const start = this.token.at;
    const finalbody = this.accept("finally") ? this.block("'finally' statement", start) : [];
    if (handlers.length === 0 && finalbody.length === 0) this.fail("expected 'except' or 'finally' block");
    return { kind: "Try", isStar, body, handlers, orelse, finalbody, at, end: this.end };
  }

  #decorated(): Statement {
    const at = this.token.at;
    const decorators: Expression[] = [];
    while (this.accept("@")) {
      decorators.push(this.namedExpression());
      if (this.token.kind !== "newline") this.invalid();
      this.position++;
    }
    if (this.is("class")) return this.#class(at, decorators);
    const isAsync = this.accept("async");
    if (this.is("def")) return this.#function(at, isAsync, decorators);
    this.invalid();
  }

  /**
   * `[T, *Ts, **P]` of a generic definition: parsed only for the grammar, because it has no effect when a script runs.
   */
  protected typeParameters(): void {
    if (!this.accept("[")) return;
    while (!this.accept("]")) {
      if (!this.accept("*")) this.accept("**");
      this.name();
      if (this.accept(":")) this.expression();
      if (this.accept("=")) this.expression();
      if (this.accept("]")) return;
      this.expect(",");
    }
  }

  #function(at: number, isAsync: boolean, decorators: readonly Expression[]): Statement {
    this.position++;
    const name = this.name();
    this.typeParameters();
    this.expect("(", "expected '('");
    const args = this.parameters(")", true);
    this.expect(")");
    const returns = this.accept("->") ? this.expression() : null;
    const body = this.block("function definition", at);
    return { kind: "FunctionDef", isAsync, name, args, body, decorators, returns, at, end: this.end };
  }

  #class(at: number, decorators: readonly Expression[]): Statement {
    this.position++;
    const name = this.name();
    this.typeParameters();
    let bases: readonly Expression[] = [];
    let keywords: readonly Keyword[] = [];
    if (this.accept("(")) ({ args: bases, keywords } = this.callArguments());
    if (bases.some((one) => one.kind === "GeneratorExp" && !this.parenthesized.has(one))) this.invalid();
    const body = this.block("class definition", at);
    return { kind: "ClassDef", name, bases, keywords, body, decorators, at, end: this.end };
  }

  /** `match` is not a reserved word: the `:` and the first `case` show whether it begins a statement. */
  #match(at: number): Statement | undefined {
    const start = this.position;
    this.position++;
    let subject: Expression;
    try {
      if (!this.startsExpression()) throw undefined;
      subject = this.starExpressions();
      if (this.is(":=")) throw undefined;
      const follows = this.ahead(3);
      if (
        !this.is(":") ||
        this.ahead().kind !== "newline" ||
        this.ahead(2).kind !== "indent" ||
        follows.value !== "case"
      )
        throw undefined;
    } catch (error) {
      if (error !== undefined && (error as PythonSyntaxError).code !== "python.syntax") throw error;
      this.position = start;
      return undefined;
    }
    this.position += 3;
    const cases: MatchCase[] = [];
    while (this.is("case")) {
      const caseAt = this.token.at;
      this.position++;
      const pattern = this.casePattern();
      const guard = this.accept("if") ? this.namedExpression() : null;
      cases.push({ pattern, guard, body: this.block("'case' statement", caseAt) });
    }
    if (this.token.kind !== "dedent" && this.token.kind !== "end") this.invalid();
    this.position++;
    return { kind: "Match", subject, cases, at, end: this.end };
  }
}
