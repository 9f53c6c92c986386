import { ExpressionParser } from "./expression-parser.js";
import type { Expression, Pattern } from "./syntax-node.js";

/** The patterns of `case`. */
export class PatternParser extends ExpressionParser {
  /** The pattern of a case: a sequence needs no brackets there. */
  protected casePattern(): Pattern {
    const at = this.token.at;
    const first = this.#maybeStar();
    if (!this.is(",")) {
      if (first.kind === "MatchStar") return { kind: "MatchSequence", patterns: [first], at, end: this.end };
      return first;
    }
    const patterns = [first];
    while (this.accept(",")) {
      if (this.is(":") || this.is("if")) break;
      patterns.push(this.#maybeStar());
    }
    return { kind: "MatchSequence", patterns, at, end: this.end };
  }

  #maybeStar(): Pattern {
    const at = this.token.at;
    if (!this.accept("*")) return this.#as();
    const name = this.name();
    return { kind: "MatchStar", name: name === "_" ? null : name, at, end: this.end };
  }

  #as(): Pattern {
    return this.nested(() => {
      const at = this.token.at;
      const first = this.#closed();
      let pattern: Pattern = first;
      if (this.is("|")) {
        const patterns = [first];
        while (this.accept("|")) patterns.push(this.#closed());
        pattern = { kind: "MatchOr", patterns, at, end: this.end };
      }
      if (!this.accept("as")) return pattern;
      if (this.is("_")) this.fail("cannot use '_' as a target");
      return { kind: "MatchAs", pattern, name: this.name(), at, end: this.end };
    });
  }

  #closed(): Pattern {
    const { at, kind, value } = this.token;
    if (kind === "number" || kind === "string" || kind === "fstring" || this.is("-")) {
      const literal = this.#literal();
      return { kind: "MatchValue", value: literal, at, end: this.end };
    }
    if (kind === "name") {
      const constant = this.constantName();
      if (constant !== undefined)
        return { kind: "MatchSingleton", value: constant.value as null | boolean, at, end: this.end };
      return this.#nameOrClass();
    }
    if (value === "(" || value === "[") return this.#sequence(value === "(" ? ")" : "]");
    if (value === "{") return this.#mapping();
    this.invalid();
  }

  #literal(): Expression {
    const at = this.token.at;
    if (this.accept("-")) {
      if (this.token.kind !== "number") this.invalid();
      return { kind: "UnaryOp", op: "-", operand: this.number(), at, end: this.end };
    }
    if (this.token.kind === "number") {
      const value = this.number();
      if (this.is("+") || this.is("-")) this.fail("imaginary number required in complex literal");
      return value;
    }
    const value = this.strings();
    if (value.kind === "JoinedStr") this.fail("patterns may only match literals and attribute lookups", at);
    return value;
  }

  #nameOrClass(): Pattern {
    const at = this.token.at;
    const id = this.name();
    let value: Expression = { kind: "Name", id, at, end: this.end };
    while (this.accept(".")) value = { kind: "Attribute", value, attr: this.name(), at, end: this.end };
    if (this.is("(")) return this.#class(value);
    if (value.kind !== "Name") return { kind: "MatchValue", value, at, end: this.end };
    return { kind: "MatchAs", pattern: null, name: id === "_" ? null : id, at, end: this.end };
  }

  #class(cls: Expression): Pattern {
    this.position++;
    const patterns: Pattern[] = [];
    const kwdAttrs: string[] = [];
    const kwdPatterns: Pattern[] = [];
    while (!this.accept(")")) {
      if (this.isName() && this.ahead().value === "=") {
        kwdAttrs.push(this.name());
        this.position++;
        kwdPatterns.push(this.#as());
      } else {
        if (kwdAttrs.length > 0) this.fail("positional patterns follow keyword patterns");
        patterns.push(this.#as());
      }
      if (this.accept(")")) break;
      this.expect(",");
    }
    return { kind: "MatchClass", cls, patterns, kwdAttrs, kwdPatterns, at: cls.at, end: this.end };
  }

  #sequence(close: string): Pattern {
    const at = this.token.at;
    this.position++;
    const patterns: Pattern[] = [];
    let comma = false;
    while (!this.accept(close)) {
      patterns.push(this.#maybeStar());
      if (this.accept(close)) break;
      this.expect(",");
      comma = true;
    }
    const only = patterns[0];
    if (close === ")" && patterns.length === 1 && !comma && only !== undefined && only.kind !== "MatchStar")
      return only;
    return { kind: "MatchSequence", patterns, at, end: this.end };
  }

  #mapping(): Pattern {
    const at = this.token.at;
    this.position++;
    const keys: Expression[] = [];
    const patterns: Pattern[] = [];
    let rest: string | null = null;
    while (!this.accept("}")) {
      if (this.accept("**")) rest = this.name();
      else {
        if (rest !== null) this.invalid();
        const key = this.#closed();
        if (key.kind === "MatchValue") keys.push(key.value);
        else if (key.kind === "MatchSingleton")
          keys.push({ kind: "Constant", value: key.value, at: key.at, end: key.end });
        else this.invalid();
        this.expect(":");
        patterns.push(this.#as());
      }
      if (this.accept("}")) break;
      this.expect(",");
    }
    return { kind: "MatchMapping", keys, patterns, rest, at, end: this.end };
  }
}
