import { AtomParser } from "./atom-parser.js";
import { describeTarget, wrongTarget } from "./describe-target.js";
import type { Argument, Arguments, BinaryOperator, CompareOperator, Expression } from "./syntax-node.js";
import type { Token } from "./token.js";
import { keywords as reservedWords } from "./token-stream.js";

/** How strongly a binary operator binds. */
const precedence: Readonly<Record<string, number>> = {
  "|": 1,
  "^": 2,
  "&": 3,
  "<<": 4,
  ">>": 4,
  "+": 5,
  "-": 5,
  "*": 6,
  "/": 6,
  "//": 6,
  "%": 6,
  "@": 6,
};

const comparisons: ReadonlySet<string> = new Set(["==", "!=", "<", "<=", ">", ">="]);

/** Whether a token can only follow a whole expression. */
const endsExpression = ({ kind, value }: Token): boolean =>
  kind === "newline" || (kind === "operator" && (value === "," || value === ")" || value === "]"));

/** Operators, conditions, lambdas and their parameters, by Python's grammar. */
export abstract class OperatorParser extends AtomParser {
  /** An atom with the attributes, calls and subscripts that follow it. */
  protected abstract primary(): Expression;

  /** `a, *b`: a tuple without brackets, or one expression. */
  protected starExpressions(): Expression {
    const at = this.token.at;
    const first = this.starExpression(false);
    if (!this.is(",")) return first;
    const elts = [first];
    while (this.accept(",")) {
      if (!this.startsExpression()) break;
      elts.push(this.starExpression(false));
    }
    return { kind: "Tuple", elts, at, end: this.end };
  }

  protected startsExpression(): boolean {
    const { kind, value } = this.token;
    if (kind === "number" || kind === "string" || kind === "fstring") return true;
    if (kind === "name") return !reservedWords.has(value) || /^(None|True|False|not|lambda|await)$/.test(value);
    return kind === "operator" && /^([([{+\-~*]|\.\.\.)$/.test(value);
  }

  protected starExpression(named: boolean): Expression {
    const at = this.token.at;
    if (this.accept("*")) return { kind: "Starred", value: this.binary(1), at, end: this.end };
    return named ? this.namedExpression() : this.expression();
  }

  protected namedExpression(): Expression {
    const at = this.token.at;
    const left = this.expression();
    if (!this.is(":=")) {
      if (this.is("=") && left.kind !== "Name" && left.kind !== "Tuple")
        if (!/^(Attribute|Subscript|List)$/.test(left.kind) && wrongTarget(left, "assign") !== undefined)
          this.fail(`cannot assign to ${describeTarget(left)} here. Maybe you meant '==' instead of '='?`, left.at);
      return left;
    }
    if (left.kind !== "Name") this.fail(`cannot use assignment expressions with ${describeTarget(left)}`, left.at);
    this.position++;
    return { kind: "NamedExpr", target: left, value: this.expression(), at, end: this.end };
  }

  protected expression(): Expression {
    const { at, kind, value } = this.token;
    this.enter();
    let result: Expression;
    // What one token makes up goes through no operators.
    const isOperand = kind === "number" || kind === "string" || (kind === "name" && !reservedWords.has(value));
    if (isOperand && endsExpression(this.ahead())) result = this.primary();
    else if (this.is("lambda")) result = this.#lambda();
    else {
      result = this.disjunction();
      if (this.is("if")) result = this.#conditional(result, at);
    }
    this.leave();
    return result;
  }

  #conditional(body: Expression, at: number): Expression {
    this.position++;
    const test = this.disjunction();
    if (!this.is("else")) this.fail("expected 'else' after 'if' expression", at);
    this.position++;
    return { kind: "IfExp", test, body, orelse: this.expression(), at, end: this.end };
  }

  protected yieldExpression(): Expression {
    const at = this.token.at;
    this.expect("yield");
    if (this.accept("from")) return { kind: "YieldFrom", value: this.expression(), at, end: this.end };
    const value = this.startsExpression() ? this.starExpressions() : null;
    return { kind: "Yield", value, at, end: this.end };
  }

  #lambda(): Expression {
    const at = this.token.at;
    this.expect("lambda");
    const args = this.parameters(":", false);
    this.expect(":");
    return { kind: "Lambda", args, body: this.expression(), at, end: this.end };
  }

  /** Operands of `or`: an expression without a condition around it. */
  protected disjunction(): Expression {
    const at = this.token.at;
    const first = this.#conjunction();
    if (!this.is("or")) return first;
    const values = [first];
    while (this.accept("or")) values.push(this.#conjunction());
    return { kind: "BoolOp", op: "or", values, at, end: this.end };
  }

  #conjunction(): Expression {
    const at = this.token.at;
    const first = this.#not();
    if (!this.is("and")) return first;
    const values = [first];
    while (this.accept("and")) values.push(this.#not());
    return { kind: "BoolOp", op: "and", values, at, end: this.end };
  }

  #not(): Expression {
    const at = this.token.at;
    if (this.is("not"))
      return this.nested(() => {
        this.position++;
        return { kind: "UnaryOp", op: "not", operand: this.#not(), at, end: this.end };
      });
    return this.#comparison();
  }

  #comparison(): Expression {
    const at = this.token.at;
    const left = this.binary(1);
    if (endsExpression(this.token)) return left;
    const ops: CompareOperator[] = [];
    const comparators: Expression[] = [];
    for (let op = this.#comparisonOperator(); op !== undefined; op = this.#comparisonOperator()) {
      ops.push(op);
      comparators.push(this.binary(1));
    }
    return ops.length === 0 ? left : { kind: "Compare", left, ops, comparators, at, end: this.end };
  }

  #comparisonOperator(): CompareOperator | undefined {
    const { kind, value } = this.token;
    if (kind === "operator") {
      if (!comparisons.has(value)) return undefined;
      this.position++;
      return value as CompareOperator;
    }
    if (this.accept("in")) return "in";
    if (this.is("not") && this.ahead().value === "in" && this.ahead().kind === "name") {
      this.position += 2;
      return "not in";
    }
    if (!this.accept("is")) return undefined;
    return this.accept("not") ? "is not" : "is";
  }

  /** Binary operators that bind at least as strongly as `level`. */
  protected binary(level: number): Expression {
    const at = this.token.at;
    let left = this.#unary();
    for (;;) {
      const op = this.token.kind === "operator" ? this.token.value : "";
      const own = Object.hasOwn(precedence, op) ? (precedence[op] ?? 0) : 0;
      if (own < level || own === 0) return left;
      this.position++;
      const right = this.binary(own + 1);
      left = { kind: "BinOp", left, op: op as BinaryOperator, right, at, end: this.end };
    }
  }

  #unary(): Expression {
    const { at, value, kind } = this.token;
    if (kind === "operator" && (value === "-" || value === "+" || value === "~"))
      return this.nested(() => {
        this.position++;
        return { kind: "UnaryOp", op: value, operand: this.#unary(), at, end: this.end };
      });
    const base = this.#awaited();
    if (!this.is("**")) return base;
    return this.nested(() => {
      this.position++;
      return { kind: "BinOp", left: base, op: "**", right: this.#unary(), at, end: this.end };
    });
  }

  #awaited(): Expression {
    const at = this.token.at;
    if (!this.accept("await")) return this.primary();
    return { kind: "Await", value: this.primary(), at, end: this.end };
  }

  /** Parameters up to a closing token, which is left. A lambda's have no annotations. */
  protected parameters(close: string, annotated: boolean): Arguments {
    const posonlyargs: Argument[] = [];
    let args: Argument[] = [];
    const kwonlyargs: Argument[] = [];
    const kwDefaults: (Expression | null)[] = [];
    const defaults: Expression[] = [];
    let vararg: Argument | null = null;
    let kwarg: Argument | null = null;
    let star = false;
    const seen = new Set<string>();
    const argument = (starred: boolean): Argument => {
      const at = this.token.at;
      const arg = this.name();
      if (seen.has(arg)) this.fail(`duplicate argument '${arg}' in function definition`, at);
      seen.add(arg);
      let annotation: Expression | null = null;
      if (annotated && this.accept(":")) annotation = starred ? this.starExpression(false) : this.expression();
      return { arg, annotation, at, end: this.end };
    };
    while (!this.is(close)) {
      if (kwarg !== null) this.fail("arguments cannot follow var-keyword argument");
      if (this.accept("**")) kwarg = argument(false);
      else if (this.is("*")) {
        if (star) this.fail("* argument may appear only once");
        this.position++;
        star = true;
        if (!this.is(",") && !this.is(close)) vararg = argument(true);
        else if (this.is(close) || this.ahead().value === close || this.ahead().value === "**")
          this.fail("named arguments must follow bare *", this.end - 1);
      } else if (this.is("/")) {
        if (star) this.fail("/ must be ahead of *");
        if (posonlyargs.length > 0) this.fail("/ may appear only once");
        if (args.length === 0) this.fail("at least one argument must precede /");
        this.position++;
        for (const one of args) posonlyargs.push(one);
        args = [];
      } else {
        if (this.is("("))
          this.fail(`${annotated ? "Function" : "Lambda expression"} parameters cannot be parenthesized`);
        const one = argument(false);
        const value = this.accept("=") ? this.expression() : null;
        if (star) {
          kwonlyargs.push(one);
          kwDefaults.push(value);
        } else {
          if (value !== null) defaults.push(value);
          else if (defaults.length > 0) this.fail("non-default argument follows default argument", one.at);
          args.push(one);
        }
      }
      if (!this.is(close)) {
        if (!this.is(",")) this.invalid();
        this.position++;
      }
    }
    return { posonlyargs, args, vararg, kwonlyargs, kwDefaults, kwarg, defaults };
  }
}
