import type { Expression, Statement, VariableDeclaration } from "oxc-parser";
import { elementOf, joinKinds, type Kind, unknown } from "../kind.js";
import type { Layout, LayoutLine } from "../layout.js";
import { signatureOf } from "../signatures.js";
import type { Comment } from "../source-comments.js";
import { type Conversion, level, paren, snakeCase, type Written } from "./conversion.js";
import type { Expressions } from "./expressions.js";
import { packageArguments } from "./package-calls.js";

const line = (layout: Layout): LayoutLine[] => [{ depth: 0, layout }];

/** Writes comments on lines of their own. */
export const commentLines = (comments: readonly Comment[]): LayoutLine[] =>
  comments.flatMap(({ lines }) => lines.map((one) => ({ depth: 0, layout: `# ${one}`.trimEnd() })));

/** Writes the statements of a function in Python. */
export class Statements {
  readonly conversion: Conversion;
  readonly expressions: Expressions;
  #callback = false;
  #loops = 0;
  #caught: string | undefined;

  constructor(expressions: Expressions) {
    this.expressions = expressions;
    this.conversion = expressions.conversion;
  }

  /** Writes the statements of a block, with its comments and blank lines. An empty block becomes `pass`. */
  block(body: readonly Statement[], start: number, limit: number): LayoutLine[] {
    const { comments, text } = this.conversion;
    const lines: LayoutLine[] = [];
    let from = start;
    let isEmpty = true;
    const gap = (at: number): void => {
      if (lines.length > 0 && /\n[ \t]*\n[ \t]*$/.test(text.slice(from, at)) && lines.at(-1)?.layout !== "")
        lines.push({ depth: 0, layout: "" });
    };
    const note = (found: readonly Comment[]): void => {
      for (const one of found) {
        gap(one.at);
        lines.push(...commentLines([one]));
        from = one.end;
      }
    };
    for (const statement of body) {
      note(comments.between(from, statement.start));
      gap(statement.start);
      const written = this.#statement(statement);
      lines.push(...commentLines(comments.between(statement.start, statement.end)), ...written);
      if (written.length > 0) isEmpty = false;
      from = statement.end;
      const behind = comments.behind(statement.end);
      const last = lines.at(-1);
      if (behind !== undefined && written.length > 0 && last !== undefined)
        lines[lines.length - 1] = { ...last, comment: behind };
      else if (behind !== undefined && behind !== "pass") lines.push({ depth: 0, layout: `# ${behind}` });
    }
    note(comments.between(from, limit));
    return isEmpty ? [...lines, { depth: 0, layout: "pass" }] : lines;
  }

  #inner(node: Statement): LayoutLine[] {
    const isBlock = node.type === "BlockStatement";
    const body = isBlock ? node.body : [node];
    const [start, end] = isBlock ? [node.start, node.end] : [node.start, node.start];
    return this.conversion.inBlock(() => this.block(body, start, end)).map((one) => ({ ...one, depth: one.depth + 1 }));
  }

  #statement(node: Statement): LayoutLine[] {
    const { conversion, expressions } = this;
    switch (node.type) {
      case "EmptyStatement":
      case "TSTypeAliasDeclaration":
      case "TSInterfaceDeclaration":
        return [];
      case "BlockStatement":
        return this.#inner(node).map((one) => ({ ...one, depth: one.depth - 1 }));
      case "ExpressionStatement":
        return this.expression(node.expression);
      case "VariableDeclaration":
        return this.variables(node);
      case "IfStatement":
        return this.#if(node);
      case "ForOfStatement": {
        const [declaration] = node.left.type === "VariableDeclaration" ? node.left.declarations : [];
        if (declaration === undefined) return this.#refuse(node, "a loop over a variable that is declared before");
        const source = expressions.write(node.right);
        return conversion.inBlock(() => this.#loop(source, declaration.id, node.body));
      }
      case "WhileStatement": {
        const test = expressions.condition(node.test);
        this.#loops++;
        const body = this.#inner(node.body);
        this.#loops--;
        return [{ depth: 0, layout: ["while ", test.layout, ":"] }, ...body];
      }
      case "ReturnStatement": {
        if (this.#callback) return this.#refuse(node, "return inside of a callback, which is a with block in Python");
        if (node.argument === null) return line("return");
        const value = expressions.write(node.argument);
        conversion.returns(value.kind);
        return line(["return ", value.layout]);
      }
      case "ThrowStatement":
        return line(this.#throw(node.argument));
      case "TryStatement":
        return this.#try(node);
      case "BreakStatement":
      case "ContinueStatement":
        if (node.label !== null || (this.#callback && this.#loops === 0))
          return this.#refuse(node, "a jump out of a callback, or to a label");
        return line(node.type === "BreakStatement" ? "break" : "continue");
      default:
        return this.#refuse(node, `${words[node.type] ?? node.type} cannot be converted`);
    }
  }

  #refuse(node: { readonly start: number }, reason: string): LayoutLine[] {
    this.conversion.refuse(node, reason);
    return [];
  }

  #loop(
    source: Written,
    id: { readonly type: string; readonly start: number; readonly end: number },
    body: Statement,
  ): LayoutLine[] {
    const { kind } = source;
    const element: Kind = kind.k === "result" ? { k: "row", byIndex: false } : elementOf(kind);
    if (kind.k !== "list" && kind.k !== "set" && kind.k !== "tuple" && kind.k !== "result")
      return this.#refuse(id, `a loop over ${this.conversion.source(id)}'s values, which are not known`);
    const target = this.expressions.target(id, element) ?? "_";
    this.#loops++;
    const lines = this.#inner(body);
    this.#loops--;
    return [{ depth: 0, layout: [`for ${target} in `, source.layout, ":"] }, ...lines];
  }

  #if(node: Statement & { readonly type: "IfStatement" }, word = "if"): LayoutLine[] {
    const test = this.expressions.condition(node.test);
    const lines: LayoutLine[] = [{ depth: 0, layout: [`${word} `, test.layout, ":"] }, ...this.#inner(node.consequent)];
    if (node.alternate === null) return lines;
    if (node.alternate.type === "IfStatement") return [...lines, ...this.#if(node.alternate, "elif")];
    return [...lines, { depth: 0, layout: "else:" }, ...this.#inner(node.alternate)];
  }

  /** Writes an expression statement. A call with a callback becomes a `with` block. */
  expression(node: Expression): LayoutLine[] {
    const { conversion, expressions } = this;
    if (node.type === "UnaryExpression" && node.operator === "void") return [];
    const call = node.type === "AwaitExpression" ? node.argument : node;
    if (call.type === "CallExpression") {
      const block = this.#callbackCall(call);
      if (block !== undefined) return block;
    }
    if (node.type === "AssignmentExpression") {
      const value = expressions.write(node.right);
      const { left, operator } = node;
      if (left.type === "Identifier") {
        const known = conversion.find(left.name);
        if (known === undefined) return this.#refuse(node, `an assignment to ${left.name}, which is not declared`);
        if (operator === "=") {
          known.kind = joinKinds(known.kind, value.kind);
          return line([known.name, " = ", value.layout]);
        }
        const isKnown =
          [known.kind, value.kind].every(({ k }) => k === "int") ||
          [known.kind, value.kind].every(({ k }) => k === "str");
        if (isKnown && (operator === "+=" || operator === "-="))
          return line([known.name, ` ${operator} `, value.layout]);
      }
      if (left.type === "MemberExpression" && operator === "=") {
        const target = expressions.write(left as Expression);
        return line([target.layout, " = ", value.layout]);
      }
      return this.#refuse(node, `the assignment ${conversion.source(node)}`);
    }
    return line(expressions.write(node).layout);
  }

  /** Writes `batchAlterTable("t", async (batch) => …)` or `autocommitBlock(async () => …)` as a `with` block. */
  #callbackCall(node: Expression & { readonly type: "CallExpression" }): LayoutLine[] | undefined {
    const { conversion, expressions } = this;
    const { callee } = node;
    if (callee.type !== "MemberExpression" || callee.computed || callee.property.type !== "Identifier")
      return undefined;
    const { name } = callee.property;
    if (name !== "batchAlterTable" && name !== "autocommitBlock") return undefined;
    const callback = node.arguments.at(-1);
    if (callback?.type !== "ArrowFunctionExpression")
      return this.#refuse(node, `${name}() without a function in its place`);
    const args = node.arguments.slice(0, -1);
    const owner = expressions.write(callee.object);
    return conversion.inBlock(() => {
      let head: Layout;
      if (name === "batchAlterTable") {
        const given = packageArguments(expressions, node, signatureOf("op", snakeCase(name)) ?? "", args);
        const [parameter] = callback.params;
        const batch =
          parameter?.type === "Identifier" ? conversion.declare(parameter.name, { k: "batch" }) : "batch_op";
        head = ["with ", paren(owner, level.primary), ".batch_alter_table", given ?? "()", ` as ${batch}:`];
      } else head = ["with ", paren(owner, level.primary), ".autocommit_block():"];
      const outer = [this.#callback, this.#loops] as const;
      this.#callback = true;
      this.#loops = 0;
      const body = callback.body as unknown as {
        readonly type: string;
        readonly body: readonly Statement[];
        readonly start: number;
        readonly end: number;
      };
      const lines = callback.expression
        ? this.expression(arrowExpression(body))
        : this.block(body.body, body.start, body.end);
      [this.#callback, this.#loops] = outer;
      return [{ depth: 0, layout: head }, ...lines.map((one) => ({ ...one, depth: one.depth + 1 }))];
    });
  }

  /** Writes `const a = b`. A declaration without a value is omitted, because an assignment declares a Python name. */
  variables(node: VariableDeclaration): LayoutLine[] {
    const { conversion, expressions } = this;
    return node.declarations.flatMap(({ id, init }) => {
      if (id.type === "ObjectPattern") return this.#fields(id, init);
      if (init === null) {
        if (id.type === "Identifier") conversion.declare(id.name, unknown);
        return [];
      }
      const value = expressions.write(init);
      const target = expressions.target(id, value.kind) ?? "_";
      return line([`${target} = `, value.layout]);
    });
  }

  /** Writes `const { a, b } = row`. */
  #fields(
    id: { readonly start: number; readonly end: number; readonly properties?: unknown },
    init: Expression | null,
  ): LayoutLine[] {
    if (init?.type !== "Identifier") return this.#refuse(id, `the pattern ${this.conversion.source(id)}`);
    const owner = this.expressions.write(init);
    const kind = owner.kind.k === "optional" ? owner.kind.of : owner.kind;
    if (kind.k !== "row") return this.#refuse(id, `the pattern ${this.conversion.source(id)}`);
    const properties = id.properties as readonly {
      readonly type: string;
      readonly key: { readonly name?: string };
      readonly value: { readonly type: string; readonly name?: string };
    }[];
    return properties.flatMap(({ key, value }) => {
      if (key.name === undefined || value.type !== "Identifier" || value.name === undefined)
        return this.#refuse(id, `the pattern ${this.conversion.source(id)}`);
      const name = this.conversion.declare(value.name, { k: "value" });
      return line([`${name} = `, owner.layout, `.${key.name}`]);
    });
  }

  #throw(node: Expression): Layout {
    const { conversion } = this;
    if (node.type === "Identifier") {
      if (node.name === this.#caught) return "raise";
      const known = conversion.find(node.name);
      if (known?.kind.k === "error") return `raise ${known.name}`;
    }
    if (node.type === "NewExpression" && node.callee.type === "Identifier" && /Error$/.test(node.callee.name)) {
      const [message, ...others] = node.arguments;
      if (message !== undefined && message.type !== "SpreadElement" && others.length === 0)
        return ["raise RuntimeError(", this.expressions.write(message).layout, ")"];
      if (message === undefined) return "raise RuntimeError()";
    }
    conversion.refuse(node, `throw ${conversion.source(node)}`);
    return "";
  }

  #try(node: Statement & { readonly type: "TryStatement" }): LayoutLine[] {
    const lines: LayoutLine[] = [{ depth: 0, layout: "try:" }, ...this.#inner(node.block)];
    const { handler } = node;
    if (handler !== null) {
      this.conversion.inBlock(() => {
        const name = handler.param?.type === "Identifier" ? handler.param.name : undefined;
        const own = name === undefined ? undefined : this.conversion.declare(name, { k: "error" });
        const outer = this.#caught;
        this.#caught = name;
        lines.push(
          { depth: 0, layout: own === undefined ? "except Exception:" : `except Exception as ${own}:` },
          ...this.#inner(handler.body),
        );
        this.#caught = outer;
      });
    }
    if (node.finalizer !== null) lines.push({ depth: 0, layout: "finally:" }, ...this.#inner(node.finalizer));
    return lines;
  }
}

/** The expression that an arrow function without braces returns. */
function arrowExpression(body: unknown): Expression {
  const block = body as { readonly type: string; readonly body?: readonly { readonly expression?: Expression }[] };
  return block.type === "FunctionBody" ? (block.body?.[0]?.expression as Expression) : (body as Expression);
}

const words: Readonly<Record<string, string>> = {
  FunctionDeclaration: "a function inside of a function",
  ClassDeclaration: "a class",
  ForStatement: "a loop that counts",
  ForInStatement: "a loop over the keys of an object",
  DoWhileStatement: "do … while",
  SwitchStatement: "switch",
  LabeledStatement: "a label",
};
