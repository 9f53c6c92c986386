import { CompoundParser } from "./compound-parser.js";
import { describeTarget, wrongTarget } from "./describe-target.js";
import type { Alias, BinaryOperator, Expression, Statement } from "./syntax-node.js";

const augmented: ReadonlySet<string> = new Set([
  "+=",
  "-=",
  "*=",
  "/=",
  "//=",
  "%=",
  "**=",
  "@=",
  "<<=",
  ">>=",
  "&=",
  "|=",
  "^=",
]);

/** Statements of one line, and with them the whole module. */
export class StatementParser extends CompoundParser {
  module(): readonly Statement[] {
    const body: Statement[] = [];
    // One by one: a line may have more statements than a call takes arguments.
    while (this.token.kind !== "end") for (const one of this.statement()) body.push(one);
    return body;
  }

  /** The statements of a line, up to its end. */
  protected override simpleStatements(): Statement[] {
    const all = [this.#simple()];
    while (this.accept(";")) {
      if (this.token.kind === "newline" || this.token.kind === "end") break;
      all.push(this.#simple());
    }
    if (this.token.kind === "newline") this.position++;
    else if (this.token.kind !== "end") this.invalid();
    return all;
  }

  #simple(): Statement {
    const { kind, value, at } = this.token;
    if (kind === "name")
      switch (value) {
        case "pass":
        case "break":
        case "continue":
          this.position++;
          return {
            kind: value === "pass" ? "Pass" : value === "break" ? "Break" : "Continue",
            at,
            end: this.end,
          };
        case "return": {
          this.position++;
          const result = this.startsExpression() ? this.starExpressions() : null;
          return { kind: "Return", value: result, at, end: this.end };
        }
        case "raise":
          return this.#raise(at);
        case "global":
        case "nonlocal":
          return this.#scope(at);
        case "del":
          return this.#delete(at);
        case "assert": {
          this.position++;
          const test = this.expression();
          const msg = this.accept(",") ? this.expression() : null;
          return { kind: "Assert", test, msg, at, end: this.end };
        }
        case "import":
          return this.#import(at);
        case "from":
          return this.#importFrom(at);
        case "type":
          if (this.ahead().kind === "name" && /^[=[]$/.test(this.ahead(2).value)) return this.#typeAlias(at);
      }
    return this.#expressionStatement(at);
  }

  #raise(at: number): Statement {
    this.position++;
    const exc = this.startsExpression() ? this.expression() : null;
    const cause = exc !== null && this.accept("from") ? this.expression() : null;
    return { kind: "Raise", exc, cause, at, end: this.end };
  }

  #scope(at: number): Statement {
    const kind = this.token.value === "global" ? "Global" : "Nonlocal";
    this.position++;
    const names = [this.name()];
    while (this.accept(",")) names.push(this.name());
    return { kind, names, at, end: this.end };
  }

  #delete(at: number): Statement {
    this.position++;
    const targets: Expression[] = [];
    do {
      if (targets.length > 0 && !this.startsExpression()) break;
      const target = this.starExpression(false);
      this.assignable(target, "delete", "");
      targets.push(target);
    } while (this.accept(","));
    return { kind: "Delete", targets, at, end: this.end };
  }

  #dottedName(): string {
    let name = this.name();
    while (this.accept(".")) name += `.${this.name()}`;
    return name;
  }

  #import(at: number): Statement {
    this.position++;
    const names: Alias[] = [];
    do {
      const start = this.token.at;
      const name = this.#dottedName();
      const asname = this.accept("as") ? this.name() : null;
      names.push({ name, asname, at: start, end: this.end });
    } while (this.accept(","));
    return { kind: "Import", names, at, end: this.end };
  }

  #importFrom(at: number): Statement {
    this.position++;
    let level = 0;
    while (this.is(".") || this.is("...")) {
      level += this.token.value.length;
      this.position++;
    }
    const module = level > 0 && this.is("import") ? null : this.#dottedName();
    this.expect("import");
    if (this.is("*")) {
      const start = this.token.at;
      this.position++;
      return {
        kind: "ImportFrom",
        module,
        names: [{ name: "*", asname: null, at: start, end: this.end }],
        level,
        at,
        end: this.end,
      };
    }
    const brackets = this.accept("(");
    const names: Alias[] = [];
    do {
      if (names.length > 0 && brackets && this.is(")")) break;
      if (names.length > 0 && this.token.kind === "newline")
        this.fail("trailing comma not allowed without surrounding parentheses");
      const start = this.token.at;
      const name = this.name();
      const asname = this.accept("as") ? this.name() : null;
      names.push({ name, asname, at: start, end: this.end });
    } while (this.accept(","));
    if (brackets) this.expect(")");
    return { kind: "ImportFrom", module, names, level, at, end: this.end };
  }

  #typeAlias(at: number): Statement {
    this.position++;
    const name = this.name();
    this.typeParameters();
    this.expect("=");
    return { kind: "TypeAlias", name, value: this.expression(), at, end: this.end };
  }

  #expressionStatement(at: number): Statement {
    const first = this.is("yield") ? this.yieldExpression() : this.starExpressions();
    const { kind, value } = this.token;
    if (kind === "operator") {
      if (value === ":") return this.#annotated(first, at);
      if (value === "=") return this.#assign(first, at);
      if (augmented.has(value)) {
        if (first.kind !== "Name" && first.kind !== "Attribute" && first.kind !== "Subscript")
          this.fail(`'${describeTarget(first)}' is an illegal expression for augmented assignment`, first.at);
        this.position++;
        const operand = this.is("yield") ? this.yieldExpression() : this.starExpressions();
        const op = value.slice(0, -1) as BinaryOperator;
        return { kind: "AugAssign", target: first, op, value: operand, at, end: this.end };
      }
    }
    if (first.kind === "Starred") this.fail("can't use starred expression here", at);
    return { kind: "Expr", value: first, at, end: this.end };
  }

  #assign(first: Expression, at: number): Statement {
    const targets: Expression[] = [];
    let value = first;
    while (this.accept("=")) {
      const hint = targets.length > 0 || value.kind === "Tuple" ? "" : " here. Maybe you meant '==' instead of '='?";
      if ((value.kind === "Yield" || value.kind === "YieldFrom") && !this.parenthesized.has(value))
        this.fail("assignment to yield expression not possible", value.at);
      if (value.kind === "Starred") this.fail("starred assignment target must be in a list or tuple", value.at);
      this.assignable(value, "assign", hint);
      this.#oneStar(value);
      targets.push(value);
      value = this.is("yield") ? this.yieldExpression() : this.starExpressions();
    }
    if (value.kind === "Starred") this.fail("can't use starred expression here", value.at);
    return { kind: "Assign", targets, value, at, end: this.end };
  }

  #oneStar(target: Expression): void {
    if (target.kind !== "Tuple" && target.kind !== "List") return;
    if (target.elts.filter((one) => one.kind === "Starred").length > 1)
      this.fail("multiple starred expressions in assignment", target.at);
    for (const one of target.elts) this.#oneStar(one.kind === "Starred" ? one.value : one);
  }

  #annotated(target: Expression, at: number): Statement {
    if (target.kind === "Tuple" || target.kind === "List")
      this.fail(`only single target (not ${describeTarget(target)}) can be annotated`, target.at);
    if (target.kind === "Starred" || wrongTarget(target, "assign") !== undefined)
      this.fail("illegal target for annotation", target.at);
    this.position++;
    const annotation = this.expression();
    let value: Expression | null = null;
    if (this.accept("=")) value = this.is("yield") ? this.yieldExpression() : this.starExpressions();
    const simple = target.kind === "Name" && !this.parenthesized.has(target);
    return { kind: "AnnAssign", target, annotation, value, simple, at, end: this.end };
  }
}
