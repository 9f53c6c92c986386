import type {
  ArrowFunctionExpression,
  BinaryExpression,
  CallExpression,
  Expression,
  MemberExpression,
} from "oxc-parser";
import { elementOf, joinKinds, type Kind, unknown } from "../kind.js";
import { group, type Layout } from "../layout.js";
import {
  type Conversion,
  type ExpressionWriter,
  level,
  paren,
  primary,
  snakeCase,
  type Written,
} from "./conversion.js";
import { connectionCall, directiveCall, globalCall, resultCall } from "./host-calls.js";
import { arrayLiteral, newObject, objectLiteral, writeLiteral } from "./literals.js";
import { clauseMethod, inspectorMethod, reflectedKind, valueMethod } from "./methods.js";
import { binaryOperator, logical, truth, unary } from "./operators.js";
import { packageCall, saPath } from "./package-calls.js";
import { template, textLiteral } from "./text-literal.js";

/** Writes the expressions of one pass over a module. */
export class Expressions implements ExpressionWriter {
  readonly conversion: Conversion;

  constructor(conversion: Conversion) {
    this.conversion = conversion;
  }

  condition(node: Expression): Written {
    return truth(this, node);
  }

  arrow(
    node: Expression,
    element: Kind,
  ): { readonly target: string; readonly body: Written; condition(): Written } | undefined {
    if (node.type !== "ArrowFunctionExpression" || !node.expression || node.async || node.params.length !== 1)
      return undefined;
    const [parameter] = node.params;
    const body = arrowBody(node);
    if (parameter === undefined || body === undefined) return undefined;
    return this.conversion.inBlock(() => {
      const target = this.target(parameter, element);
      if (target === undefined) return undefined;
      const written = this.conversion.inBlock(() => this.write(body));
      const condition = (): Written =>
        this.conversion.inBlock(() => {
          this.target(parameter, element);
          return this.condition(body);
        });
      return { target, body: written, condition };
    });
  }

  /** Declares the names of a pattern, and returns the pattern as a Python assignment target. */
  target(
    node: { readonly type: string; readonly start: number; readonly end: number },
    element: Kind,
  ): string | undefined {
    const { conversion } = this;
    if (node.type === "Identifier") return conversion.declare((node as { name?: string }).name ?? "", element);
    if (node.type === "ArrayPattern") {
      const { elements } = node as unknown as {
        readonly elements: readonly ({ type: string; start: number; end: number } | null)[];
      };
      const parts = elements.map((one, at) => {
        if (one === null) return "_";
        const kind =
          element.k === "tuple"
            ? (element.of[at] ?? unknown)
            : element.k === "row"
              ? ({ k: "value" } as const)
              : elementOf(element);
        return this.target(one, kind) ?? "_";
      });
      return parts.length === 1 ? `${parts[0]},` : parts.join(", ");
    }
    conversion.refuse(node, `the pattern ${conversion.source(node)}`);
    return undefined;
  }

  /** Writes an expression whose value is used. */
  write(node: Expression): Written {
    const { conversion } = this;
    switch (node.type) {
      case "Literal":
        return writeLiteral(this, node);
      case "TemplateLiteral":
        return template(this, node);
      case "Identifier": {
        if (node.name === "undefined") return primary("None", { k: "none" });
        const known = conversion.find(node.name);
        if (known === undefined) return conversion.refuse(node, `the name ${node.name} has no counterpart in Python`);
        if (known.kind.k === "op") return primary(conversion.useOp(), known.kind);
        return primary(known.name, known.kind);
      }
      case "AwaitExpression":
        return this.write(node.argument);
      case "ParenthesizedExpression":
      case "TSNonNullExpression":
      case "TSAsExpression":
      case "TSSatisfiesExpression":
        return this.write(node.expression);
      case "ChainExpression":
        return this.#chain(node.expression as Expression);
      case "ArrayExpression":
        return arrayLiteral(this, node);
      case "ObjectExpression":
        return objectLiteral(this, node);
      case "BinaryExpression":
        return node.left.type === "PrivateIdentifier"
          ? conversion.refuse(node, "a private name")
          : binaryOperator(this, node as BinaryExpression);
      case "UnaryExpression":
        return unary(this, node);
      case "LogicalExpression":
        return logical(this, node);
      case "ConditionalExpression": {
        const [test, yes, no] = [this.condition(node.test), this.write(node.consequent), this.write(node.alternate)];
        const layout = [paren(yes, level.or), " if ", paren(test, level.or), " else ", paren(no, level.conditional)];
        return { layout, kind: joinKinds(yes.kind, no.kind), level: level.conditional };
      }
      case "MemberExpression":
        return this.#member(node);
      case "CallExpression":
        return this.#call(node);
      case "NewExpression":
        return newObject(this, node);
      default:
        return conversion.refuse(node, `${words[node.type] ?? node.type} cannot be converted`);
    }
  }

  #chain(node: Expression): Written {
    return this.conversion.refuse(node, "the operator ?.");
  }

  #member(node: MemberExpression): Written {
    const { conversion } = this;
    const path = saPath(node);
    if (path !== undefined && path.length > 0) return packageCall(this, uncalled(node), path);
    if (node.optional) return this.#chain(node);
    const owner = this.write(node.object);
    const kind = owner.kind.k === "optional" ? owner.kind.of : owner.kind;
    const base = paren(owner, level.primary);
    if (node.computed) return this.#index(node, owner, kind);
    if (node.property.type !== "Identifier") return conversion.refuse(node, "a private name");
    const { name } = node.property;
    switch (kind.k) {
      case "table":
        if (name === "c" || name === "columns") return primary([base, ".c"], { k: "columns" });
        if (name === "name" || name === "schema") return primary([base, `.${name}`], { k: "str" });
        break;
      case "columns":
        return primary([base, `.${name}`], { k: "clause" });
      case "clause":
        if (name === "c") return primary([base, ".c"], { k: "columns" });
        if (name === "astext") return primary([base, ".astext"], kind);
        break;
      case "connection":
      case "migrationContext":
        if (name === "dialect") return primary([base, ".dialect"], { k: "dialect" });
        if (name === "bind") return primary([conversion.useOp(), ".get_bind()"], { k: "connection" });
        break;
      case "dialect":
        if (name === "name") return primary([base, ".name"], { k: "str" });
        break;
      case "result":
        if (name === "rowCount") return primary([base, ".rowcount"], { k: "int" });
        if (name === "length") return primary(["len(", owner.layout, ".all())"], { k: "int" });
        break;
      case "row":
        return primary([base, `.${name}`], { k: "value" });
      case "reflected":
        return primary([base, `[${textLiteral(snakeCase(name))}]`], reflectedKind(name));
      case "object":
        return primary([base, `[${textLiteral(name)}]`], kind.of);
      case "list":
      case "tuple":
        if (name === "length") return primary(["len(", owner.layout, ")"], { k: "int" });
        break;
      case "set":
      case "map":
        if (name === "size") return primary(["len(", owner.layout, ")"], { k: "int" });
        break;
      default:
    }
    return conversion.refuse(node, `the property ${name} of ${conversion.source(node.object)}`);
  }

  #index(node: MemberExpression & { readonly computed: boolean }, owner: Written, kind: Kind): Written {
    const { conversion } = this;
    const base = paren(owner, level.primary);
    const key = this.write(node.property as Expression);
    if (key.kind.k === "int") {
      if (kind.k === "list" || kind.k === "tuple")
        return primary(
          [base, "[", key.layout, "]"],
          kind.k === "tuple" && node.property.type === "Literal"
            ? (kind.of[Number(node.property.value)] ?? unknown)
            : elementOf(kind),
        );
      if (kind.k === "row") return primary([base, "[", key.layout, "]"], { k: "value" });
      if (kind.k === "result") return primary([base, ".all()[", key.layout, "]"], { k: "row", byIndex: true });
    }
    if (key.kind.k === "str") {
      if (kind.k === "object") return primary([base, "[", key.layout, "]"], kind.of);
      if (kind.k === "columns") return primary([base, "[", key.layout, "]"], { k: "clause" });
      if (kind.k === "row") return primary([base, "._mapping[", key.layout, "]"], { k: "value" });
    }
    return conversion.refuse(node, `${conversion.source(node)}, whose value is not known`);
  }

  #call(node: CallExpression): Written {
    const { conversion } = this;
    const { callee } = node;
    const path = saPath(callee);
    if (path !== undefined && path.length > 0) return packageCall(this, node, path);
    if (node.optional) return this.#chain(node);
    if (callee.type === "Identifier") {
      const target = conversion.functions.get(callee.name);
      if (target !== undefined) return this.#userCall(node, target);
      if (callee.name === "String" && node.arguments[0] !== undefined && node.arguments[0].type !== "SpreadElement") {
        const value = this.write(node.arguments[0]);
        if (value.kind.k === "int" || value.kind.k === "str") return primary(["str(", value.layout, ")"], { k: "str" });
      }
      return conversion.refuse(node, `the call of ${callee.name}(), which cannot be converted`);
    }
    if (callee.type === "CallExpression") {
      // `column.op("->>")("x")`
      const target = this.write(callee);
      const args = node.arguments.map((one) => (one.type === "SpreadElement" ? "" : this.write(one).layout));
      if (target.kind.k === "clause") return primary([target.layout, group("(", ")", args)], target.kind);
    }
    if (callee.type !== "MemberExpression" || callee.computed || callee.property.type !== "Identifier")
      return conversion.refuse(node, `the call of ${conversion.source(callee)}`);
    return this.#method(node, callee, callee.property.name);
  }

  #method(node: CallExpression, callee: MemberExpression, name: string): Written {
    const { conversion } = this;
    const special = callee.object.type === "Identifier" ? globalCall(this, node, callee.object.name, name) : undefined;
    if (special !== undefined) return special;
    const owner = this.write(callee.object);
    const kind = owner.kind.k === "optional" ? owner.kind.of : owner.kind;
    const base = paren(owner, level.primary);
    switch (kind.k) {
      case "op":
      case "batch":
        return directiveCall(this, node, base, kind.k, name);
      case "migrationContext":
        if (name === "isOfflineMode") {
          conversion.imports.add("from alembic import context");
          return primary("context.is_offline_mode()", { k: "bool" });
        }
        break;
      case "connection":
        return connectionCall(this, node, base, name);
      case "result":
        return resultCall(this, node, owner, name);
      case "inspector":
        return inspectorMethod(this, node, owner, name);
      case "clause":
      case "table":
      case "type":
        return clauseMethod(this, node, owner, name);
      default: {
        const written = valueMethod(this, node, owner, name);
        if (written !== undefined) return written;
      }
    }
    return conversion.refuse(node, `${conversion.source(callee)}(), because its object is not known`);
  }

  /** Writes a call of a function that the revision defines, and records the kinds of the arguments. */
  #userCall(
    node: CallExpression,
    target: {
      readonly name: string;
      readonly dropped: ReadonlySet<number>;
      readonly parameters: (Kind | undefined)[];
      readonly returns: Kind | undefined;
    },
  ): Written {
    const layouts: Layout[] = [];
    for (const [at, one] of node.arguments.entries()) {
      if (target.dropped.has(at)) continue;
      if (one.type === "SpreadElement")
        return this.conversion.refuse(one, "a spread argument of a function of the revision");
      const value = this.write(one);
      if (value.kind.k !== "unknown") target.parameters[at] = joinKinds(target.parameters[at], value.kind);
      layouts.push(paren(value, level.conditional));
    }
    return primary([target.name, group("(", ")", layouts, { mayHug: true })], target.returns ?? unknown);
  }
}

/** The expression that an arrow function without braces returns. */
function arrowBody(node: ArrowFunctionExpression): Expression | undefined {
  const body = node.body as unknown as {
    readonly type: string;
    readonly body?: readonly { readonly expression?: Expression }[];
  };
  if (body.type !== "FunctionBody") return node.body as unknown as Expression;
  return body.body?.[0]?.expression;
}

/** A name of `sa` that is not called, as a call without arguments: a type may be named without parentheses. */
const uncalled = (node: MemberExpression): CallExpression =>
  ({
    type: "CallExpression",
    callee: node,
    arguments: [],
    optional: false,
    start: node.start,
    end: node.end,
  }) as unknown as CallExpression;

const words: Readonly<Record<string, string>> = {
  ArrowFunctionExpression: "a function as a value",
  FunctionExpression: "a function as a value",
  AssignmentExpression: "an assignment inside of an expression",
  UpdateExpression: "++ or --",
  SequenceExpression: "the comma operator",
  ThisExpression: "this",
  ImportExpression: "import()",
  TaggedTemplateExpression: "a tagged template",
  YieldExpression: "a generator",
};
