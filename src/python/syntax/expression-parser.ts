import { describeTarget, wrongTarget } from "./describe-target.js";
import { OperatorParser } from "./operator-parser.js";
import type { Comprehension, Expression, Keyword, Name } from "./syntax-node.js";
import type { Token } from "./token.js";
import { keywords as reservedWords } from "./token-stream.js";

/** Names, displays, comprehensions and calls, by Python's grammar. */
export class ExpressionParser extends OperatorParser {
  protected override fieldExpression(tokens: readonly Token[]): Expression {
    const inner = new ExpressionParser(this.source, tokens);
    const value = inner.is("yield") ? inner.yieldExpression() : inner.starExpressions();
    if (inner.token.kind !== "end")
      inner.fail(`f-string: invalid syntax${inner.startsExpression() ? ". Perhaps you forgot a comma?" : ""}`);
    return value;
  }

  /** An atom with what follows it: attributes, calls and subscripts. */
  protected override primary(): Expression {
    const at = this.token.at;
    let value = this.#atom();
    for (;;) {
      if (this.token.kind !== "operator") return value;
      if (this.accept(".")) value = { kind: "Attribute", value, attr: this.name(), at, end: this.end };
      else if (this.accept("(")) {
        const { args, keywords } = this.callArguments();
        value = { kind: "Call", func: value, args, keywords, at, end: this.end };
      } else if (this.accept("[")) {
        const slice = this.#slices();
        this.expect("]");
        value = { kind: "Subscript", value, slice, at, end: this.end };
      } else return value;
    }
  }

  #slices(): Expression {
    const at = this.token.at;
    const first = this.#slice();
    if (!this.is(",")) return first.kind === "Starred" ? { kind: "Tuple", elts: [first], at, end: this.end } : first;
    const elts = [first];
    while (this.accept(",")) {
      if (this.is("]")) break;
      elts.push(this.#slice());
    }
    return { kind: "Tuple", elts, at, end: this.end };
  }

  #slice(): Expression {
    const at = this.token.at;
    const bound = (): Expression | null => (this.is(":") || this.is("]") || this.is(",") ? null : this.expression());
    const lower = this.is(":") ? null : this.starExpression(true);
    if (!this.accept(":")) return lower as Expression;
    const upper = bound();
    const step = this.accept(":") ? bound() : null;
    return { kind: "Slice", lower, upper, step, at, end: this.end };
  }

  /** After `(`: arguments up to and with `)`. */
  protected callArguments(): { readonly args: readonly Expression[]; readonly keywords: readonly Keyword[] } {
    const args: Expression[] = [];
    const keywords: Keyword[] = [];
    const names = new Set<string>();
    let unpacked = false;
    while (!this.accept(")")) {
      const at = this.token.at;
      if (this.accept("**")) {
        unpacked = true;
        keywords.push({ arg: null, value: this.expression(), at, end: this.end });
      } else if (this.accept("*")) {
        if (unpacked) this.fail("iterable argument unpacking follows keyword argument unpacking", at);
        args.push({ kind: "Starred", value: this.expression(), at, end: this.end });
      } else if (this.token.kind === "name" && this.ahead().value === "=" && this.ahead().kind === "operator") {
        const arg = this.token.value;
        if (reservedWords.has(arg)) {
          if (/^(None|True|False)$/.test(arg)) this.fail(`cannot assign to ${arg}`);
          this.invalid();
        }
        this.position += 2;
        if (names.has(arg)) this.fail(`keyword argument repeated: ${arg}`, at);
        if (this.is(",") || this.is(")")) this.fail("expected argument value expression", at);
        names.add(arg);
        keywords.push({ arg, value: this.expression(), at, end: this.end });
      } else args.push(this.#positional(at, args.length > 0 || keywords.length > 0, keywords));
      if (this.accept(")")) break;
      if (!this.is(",")) this.#noComma(at);
      this.position++;
    }
    return { args, keywords };
  }

  #positional(at: number, follows: boolean, keywords: readonly Keyword[]): Expression {
    const value = this.is("=") || this.ahead().value === "=" ? this.expression() : this.namedExpression();
    if (this.is("for") || (this.is("async") && this.ahead().value === "for")) {
      const generators = this.#comprehensions();
      if (follows || (this.is(",") && this.ahead().value !== ")"))
        this.fail("Generator expression must be parenthesized", at);
      return { kind: "GeneratorExp", elt: value, value: null, generators, at, end: this.end };
    }
    if (this.is("=")) this.fail('expression cannot contain assignment, perhaps you meant "=="?', at);
    if (keywords.length > 0)
      this.fail(
        keywords.some((one) => one.arg === null)
          ? "positional argument follows keyword argument unpacking"
          : "positional argument follows keyword argument",
        at,
      );
    return value;
  }

  #noComma(at: number): never {
    if (this.startsExpression()) this.fail("invalid syntax. Perhaps you forgot a comma?", at);
    this.invalid();
  }

  #comprehensions(): Comprehension[] {
    const all: Comprehension[] = [];
    while (this.is("for") || (this.is("async") && this.ahead().value === "for")) {
      const isAsync = this.accept("async");
      this.position++;
      const target = this.targets();
      this.expect("in");
      const iter = this.disjunction();
      const ifs: Expression[] = [];
      while (this.accept("if")) ifs.push(this.disjunction());
      all.push({ target, iter, ifs, isAsync });
    }
    return all;
  }

  /** The targets between `for` and `in`. */
  protected targets(): Expression {
    const at = this.token.at;
    const one = (): Expression => {
      const start = this.token.at;
      if (this.accept("*")) return { kind: "Starred", value: this.binary(1), at: start, end: this.end };
      return this.binary(1);
    };
    let target = one();
    if (this.is(",")) {
      const elts = [target];
      while (this.accept(",")) {
        if (this.is("in")) break;
        elts.push(one());
      }
      target = { kind: "Tuple", elts, at, end: this.end };
    }
    this.assignable(target, "assign", "");
    return target;
  }

  /** Refuses a target that cannot be one. */
  protected assignable(target: Expression, purpose: "assign" | "delete", hint: string): void {
    const wrong = wrongTarget(target, purpose);
    if (wrong === undefined) return;
    const constant = wrong.kind === "Constant" && (wrong.value === null || typeof wrong.value === "boolean");
    const verb = purpose === "assign" ? "assign to" : "delete";
    this.fail(`cannot ${verb} ${describeTarget(wrong)}${constant || wrong !== target ? "" : hint}`, wrong.at);
  }

  #atom(): Expression {
    const { kind, value, at } = this.token;
    if (kind === "string" || kind === "fstring") return this.strings();
    if (kind === "number") return this.number();
    if (kind === "name") {
      const constant = this.constantName();
      if (constant !== undefined) return constant;
      const id = this.name();
      if ((id === "print" || id === "exec") && this.#startsArgument())
        this.fail(`Missing parentheses in call to '${id}'. Did you mean ${id}(...)?`, at);
      return { kind: "Name", id, at, end: this.end } satisfies Name;
    }
    if (kind !== "operator") this.invalid();
    if (value === "(") return this.nested(() => this.#parenthesis());
    if (value === "[") return this.nested(() => this.#list());
    if (value === "{") return this.nested(() => this.#braces());
    if (value === "...") return this.ellipsis();
    this.invalid();
  }

  #startsArgument(): boolean {
    const { kind, value } = this.token;
    if (kind === "string" || kind === "fstring" || kind === "number") return true;
    return kind === "name" && (!reservedWords.has(value) || /^(None|True|False|lambda)$/.test(value));
  }

  #parenthesis(): Expression {
    const at = this.token.at;
    this.position++;
    if (this.accept(")")) return { kind: "Tuple", elts: [], at, end: this.end };
    if (this.is("yield")) {
      const value = this.yieldExpression();
      this.expect(")");
      return this.#inBrackets(value);
    }
    const first = this.starExpression(true);
    if (this.is("for") || this.is("async")) {
      const generators = this.#comprehensions();
      this.expect(")");
      return this.#inBrackets({ kind: "GeneratorExp", elt: first, value: null, generators, at, end: this.end });
    }
    if (!this.is(",")) {
      if (first.kind === "Starred") this.fail("cannot use starred expression here", at + 1);
      this.#close(")", at);
      return this.#inBrackets(first);
    }
    const elts = this.#elements(first, ")");
    return { kind: "Tuple", elts, at, end: this.end };
  }

  /** Expressions in brackets of their own, which belong to no node: they matter to `(x): int` and its like alone. */
  protected readonly parenthesized = new WeakSet<Expression>();

  #inBrackets(node: Expression): Expression {
    this.parenthesized.add(node);
    return node;
  }

  #close(bracket: string, at: number): void {
    if (this.accept(bracket)) return;
    this.#noComma(at + 1);
  }

  #elements(first: Expression, close: string): Expression[] {
    const elts = [first];
    while (this.accept(",")) {
      if (this.is(close)) break;
      elts.push(this.starExpression(true));
    }
    this.#close(close, first.at);
    return elts;
  }

  #list(): Expression {
    const at = this.token.at;
    this.position++;
    if (this.accept("]")) return { kind: "List", elts: [], at, end: this.end };
    const first = this.starExpression(true);
    if (this.is("for") || this.is("async")) {
      if (first.kind === "Starred") this.fail("iterable unpacking cannot be used in comprehension", first.at);
      const generators = this.#comprehensions();
      this.expect("]");
      return { kind: "ListComp", elt: first, value: null, generators, at, end: this.end };
    }
    const elts = this.#elements(first, "]");
    return { kind: "List", elts, at, end: this.end };
  }

  #braces(): Expression {
    const at = this.token.at;
    this.position++;
    if (this.accept("}")) return { kind: "Dict", keys: [], values: [], at, end: this.end };
    if (this.is("**")) return this.#dictionary(at, [], []);
    const first = this.starExpression(true);
    if (first.kind !== "Starred" && this.is(":")) {
      this.position++;
      const value = this.#dictionaryValue();
      if (this.is("for") || this.is("async")) {
        const generators = this.#comprehensions();
        this.expect("}");
        return { kind: "DictComp", elt: first, value, generators, at, end: this.end };
      }
      if (!this.is("}") && !this.is(",")) this.#noComma(at + 1);
      this.accept(",");
      return this.#dictionary(at, [first], [value]);
    }
    if (this.is("for") || this.is("async")) {
      if (first.kind === "Starred") this.fail("iterable unpacking cannot be used in comprehension", first.at);
      const generators = this.#comprehensions();
      this.expect("}");
      return { kind: "SetComp", elt: first, value: null, generators, at, end: this.end };
    }
    const elts = this.#elements(first, "}");
    return { kind: "Set", elts, at, end: this.end };
  }

  #dictionaryValue(): Expression {
    if (this.is("}") || this.is(",")) this.fail("expression expected after dictionary key and ':'", this.end - 1);
    if (this.is("*")) this.fail("cannot use a starred expression in a dictionary value");
    return this.expression();
  }

  #dictionary(at: number, keys: (Expression | null)[], values: Expression[]): Expression {
    while (!this.accept("}")) {
      if (this.accept("**")) {
        keys.push(null);
        values.push(this.binary(1));
        if (this.is("for")) this.fail("dict unpacking cannot be used in dict comprehension", at);
      } else {
        keys.push(this.expression());
        if (!this.accept(":")) {
          if (this.is(",") || this.is("}")) this.fail("':' expected after dictionary key", this.end);
          this.#noComma(at + 1);
        }
        values.push(this.#dictionaryValue());
      }
      if (this.accept("}")) break;
      if (!this.accept(",")) this.#noComma(at + 1);
    }
    return { kind: "Dict", keys, values, at, end: this.end };
  }
}
