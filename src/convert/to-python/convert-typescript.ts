import type { Expression, Function as FunctionNode, Statement } from "oxc-parser";
import type { Kind } from "../kind.js";
import { unknown } from "../kind.js";
import { type Layout, type LayoutLine, LayoutPrinter } from "../layout.js";
import type { Converted } from "../refusal.js";
import { Conversion, type LocalFunction, level, paren, type TypeScriptModule } from "./conversion.js";
import { Expressions } from "./expressions.js";
import { commentLines, Statements } from "./statements.js";
import { longText } from "./text-literal.js";

const mostPasses = 5;

const headerNames: Readonly<Record<string, string>> = {
  revision: "revision",
  downRevision: "down_revision",
  branchLabels: "branch_labels",
  dependsOn: "depends_on",
};

/**
 * Converts a TypeScript revision to Python. The calls, comments, helper functions and constants are kept.
 *
 * @param module the text, its syntax tree and its comments
 * @param message the message of the revision, which is the text of its leading comment
 * @returns the Python text, or the pieces that have no Python counterpart or whose meaning might change
 */
export function convertTypeScript(module: TypeScriptModule, message: string): Converted {
  const functions = new Map<string, LocalFunction>();
  let before = "";
  for (let pass = 0; ; pass++) {
    const conversion = new Conversion(module);
    const text = new ModuleWriter(conversion, module, functions).write(message);
    const known = JSON.stringify([...functions.values()].map(({ parameters, returns }) => [parameters, returns]));
    if (known !== before && pass < mostPasses) {
      before = known;
      continue;
    }
    const refusals = conversion.refusals.all;
    return refusals.length > 0 ? { refusals } : { text };
  }
}

/** A function of the module: a declaration, or a variable that holds an arrow function. */
interface FunctionOfModule {
  readonly name: string;
  readonly params: FunctionNode["params"];
  readonly body: readonly Statement[] | Expression;
  readonly at: number;
  readonly start: number;
  readonly end: number;
}

type Annotated = { readonly typeAnnotation?: { readonly typeAnnotation: { readonly type: string } } | null };

/** The kind of values of a TypeScript type. */
function annotatedKind(type: { readonly type: string } | undefined): Kind | undefined {
  if (type === undefined) return undefined;
  const one = type as {
    readonly type: string;
    readonly elementType?: { readonly type: string };
    readonly typeName?: { readonly name?: string };
    readonly typeArguments?: { readonly params: readonly { readonly type: string }[] } | null;
    readonly typeAnnotation?: { readonly type: string };
  };
  switch (one.type) {
    case "TSStringKeyword":
      return { k: "str" };
    case "TSBooleanKeyword":
      return { k: "bool" };
    case "TSArrayType": {
      const of = annotatedKind(one.elementType);
      return of === undefined ? undefined : { k: "list", of };
    }
    case "TSTypeOperator":
      return annotatedKind(one.typeAnnotation);
    case "TSTypeReference": {
      const named: Readonly<Record<string, Kind["k"]>> = {
        Operations: "op",
        QueuedConnection: "connection",
        BatchOperations: "batch",
        Inspector: "inspector",
      };
      const name = one.typeName?.name ?? "";
      if (Object.hasOwn(named, name)) return { k: named[name] } as Kind;
      const [of] = one.typeArguments?.params ?? [];
      const inner = annotatedKind(of);
      if (inner === undefined) return undefined;
      if (name === "Set" || name === "ReadonlySet") return { k: "set", of: inner };
      return name === "Array" || name === "ReadonlyArray" ? { k: "list", of: inner } : undefined;
    }
    default:
      return undefined;
  }
}

/** Writes a module in one pass. */
class ModuleWriter {
  readonly #conversion: Conversion;
  readonly #module: TypeScriptModule;
  readonly #known: Map<string, LocalFunction>;
  readonly #expressions: Expressions;
  readonly #statements: Statements;
  readonly #printer = new LayoutPrinter({ width: 100, step: 4, comment: "#", gap: "  " });

  constructor(conversion: Conversion, module: TypeScriptModule, known: Map<string, LocalFunction>) {
    this.#conversion = conversion;
    this.#module = module;
    this.#known = known;
    this.#expressions = new Expressions(conversion);
    this.#statements = new Statements(this.#expressions);
  }

  write(message: string): string {
    const conversion = this.#conversion;
    const { body } = this.#module.program;
    const [first] = body;
    // The leading comment is the message; it becomes the docstring.
    conversion.comments.between(0, first?.start ?? this.#module.text.length);
    for (const node of body) this.#note(node as Statement);
    const lines = this.#block(body as readonly Statement[], first?.start ?? 0);
    const code = this.#printer
      .lines(lines)
      .replace(/\n{4,}/g, "\n\n\n")
      .replace(/^\n+/, "");
    const imports = [...conversion.imports].toSorted(
      (a, b) => Number(a.startsWith("from")) - Number(b.startsWith("from")) || (a < b ? -1 : 1),
    );
    const standard = imports.filter((one) => /^import (?:json|re|sys)$/.test(one));
    const others = imports.filter((one) => !standard.includes(one));
    const blocks = [standard, others].filter((one) => one.length > 0).map((one) => `${one.join("\n")}\n`);
    return `${docstring(message)}${[...blocks, code].join("\n")}`.replace(/\n+$/, "\n");
  }

  /** Records a function before any body is written, because the bodies may call it. */
  #note(node: Statement): void {
    const found = functionOf(node);
    if (found === undefined) return;
    const parameters = found.params.map((one) => annotatedKind((one as Annotated).typeAnnotation?.typeAnnotation));
    const known = this.#known.get(found.name) ?? {
      name: this.#conversion.nameOf(found.name),
      dropped: new Set(parameters.flatMap((kind, at) => (kind?.k === "op" ? [at] : []))),
      parameters,
      returns: undefined,
    };
    this.#known.set(found.name, known);
    this.#conversion.functions.set(found.name, known);
  }

  #block(body: readonly Statement[], start: number): LayoutLine[] {
    const { comments, text } = this.#conversion;
    const lines: LayoutLine[] = [];
    let from = start;
    for (const node of body) {
      const before = comments.between(from, node.start);
      const isDocumented =
        functionOf(node) !== undefined &&
        before.at(-1) !== undefined &&
        text.slice(before.at(-1)?.at).startsWith("/**");
      const documentation = isDocumented ? before.at(-1) : undefined;
      const written = this.#statement(node, documentation?.lines.join("\n"));
      const inner = comments.between(node.start, node.end);
      const hasGap = written.length > 0 && /\n[ \t]*\n/.test(text.slice(from, before[0]?.at ?? node.start));
      if (functionOf(node) !== undefined) lines.push({ depth: 0, layout: "" }, { depth: 0, layout: "" });
      else if (hasGap) lines.push({ depth: 0, layout: "" });
      lines.push(...commentLines([...before.filter((one) => one !== documentation), ...inner]), ...written);
      from = node.end;
      const behind = comments.behind(node.end);
      const end = lines.at(-1);
      if (behind !== undefined && written.length > 0 && end !== undefined)
        lines[lines.length - 1] = { ...end, comment: behind };
      else if (behind !== undefined) lines.push({ depth: 0, layout: `# ${behind}` });
    }
    lines.push(...commentLines(comments.between(from, text.length)));
    return lines;
  }

  #statement(node: Statement, documentation: string | undefined): LayoutLine[] {
    const conversion = this.#conversion;
    const own = functionOf(node);
    if (own !== undefined) return this.#function(own, documentation);
    switch (node.type as string) {
      case "ImportDeclaration": {
        const { source, importKind } = node as unknown as {
          readonly source: { readonly value: string };
          readonly importKind?: string;
        };
        if (source.value !== "alembic-ts" && importKind !== "type")
          conversion.refuse(
            node,
            `the import of ${source.value}; write what it does into the revision, or keep the revision in TypeScript`,
          );
        return [];
      }
      case "TSTypeAliasDeclaration":
      case "TSInterfaceDeclaration":
        return [];
      case "ExportNamedDeclaration": {
        const { declaration } = node as unknown as { readonly declaration: Statement | null };
        if (declaration?.type === "VariableDeclaration") return this.#constants(declaration);
        break;
      }
      case "VariableDeclaration":
        return this.#constants(node as Statement & { readonly type: "VariableDeclaration" });
      default:
    }
    conversion.refuse(node, "a statement outside of every function");
    return [];
  }

  #constants(node: Statement & { readonly type: "VariableDeclaration" }): LayoutLine[] {
    const [declaration, ...others] = node.declarations;
    const name = declaration?.id.type === "Identifier" ? declaration.id.name : "";
    const header = Object.hasOwn(headerNames, name) ? headerNames[name] : undefined;
    if (header === undefined || others.length > 0 || declaration?.init === null || declaration === undefined)
      return this.#statements.variables(node);
    const value = this.#expressions.write(declaration.init);
    this.#conversion.declare(name, value.kind);
    // Alembic writes several parents as a tuple.
    const isArray =
      declaration.init.type === "ArrayExpression" && typeof value.layout === "object" && "items" in value.layout;
    const layout: Layout = isArray
      ? ({
          ...(value.layout as { readonly kind: "group"; readonly items: readonly { readonly layout: Layout }[] }),
          open: "(",
          close: ")",
          needsComma: true,
        } as Layout)
      : value.layout;
    return [{ depth: 0, layout: [`${header} = `, layout] }];
  }

  #function(node: FunctionOfModule, documentation: string | undefined): LayoutLine[] {
    const conversion = this.#conversion;
    const known = this.#known.get(node.name);
    if (known === undefined) return [];
    conversion.current = known;
    const isStep = node.name === "upgrade" || node.name === "downgrade";
    const lines = conversion.inBlock(() => {
      const parameters = this.#parameters(node, known, isStep);
      const head: Layout = [
        `def ${known.name}`,
        { kind: "group", open: "(", close: ")", items: parameters.map((layout) => ({ layout })) },
        isStep ? " -> None:" : ":",
      ];
      const { body } = node;
      const inner = Array.isArray(body)
        ? this.#statements.block(body as readonly Statement[], node.start, node.end)
        : this.#returned(body as Expression);
      const text = documentation === undefined ? [] : docstring(documentation, 1).trimEnd().split("\n");
      const isBare = text.length > 0 && inner.length === 1 && inner[0]?.layout === "pass";
      return [
        { depth: 0, layout: head },
        ...text.map((layout) => ({ depth: layout === "" ? 0 : 1, layout: layout.replace(/^ {4}/, "") })),
        ...(isBare ? [] : inner.map((one) => ({ ...one, depth: one.depth + 1 }))),
      ];
    });
    conversion.current = undefined;
    return lines;
  }

  #returned(body: Expression): LayoutLine[] {
    const value = this.#expressions.write(body);
    this.#conversion.returns(value.kind);
    return [{ depth: 0, layout: ["return ", value.layout] }];
  }

  #parameters(node: FunctionOfModule, known: LocalFunction, isStep: boolean): Layout[] {
    const conversion = this.#conversion;
    const layouts: Layout[] = [];
    for (const [at, one] of node.params.entries()) {
      const isDefault = one.type === "AssignmentPattern";
      const target = (isDefault ? one.left : one) as {
        readonly type: string;
        readonly name?: string;
        readonly start: number;
        readonly end: number;
      } & Annotated;
      if (target.type !== "Identifier" || target.name === undefined) {
        conversion.refuse(target, `the parameter ${conversion.source(target)}`);
        continue;
      }
      const annotated = annotatedKind(target.typeAnnotation?.typeAnnotation);
      if (known.dropped.has(at) || (isStep && at === 0)) {
        conversion.declare(target.name, { k: "op" });
        continue;
      }
      const value = isDefault ? this.#expressions.write(one.right) : undefined;
      const kind = annotated ?? known.parameters[at] ?? value?.kind ?? unknown;
      const name = conversion.declare(target.name, kind);
      layouts.push(value === undefined ? name : [`${name}=`, paren(value, level.conditional)]);
    }
    return layouts;
  }
}

/** The function that a statement of the module declares, if any. */
function functionOf(node: Statement): FunctionOfModule | undefined {
  const one = node as unknown as { readonly type: string; readonly declaration?: Statement | null };
  const inner = one.type === "ExportNamedDeclaration" ? one.declaration : node;
  if (inner?.type === "FunctionDeclaration" && inner.id !== null && inner.body !== null)
    return {
      name: inner.id.name,
      params: inner.params,
      body: inner.body.body as readonly Statement[],
      at: node.start,
      start: inner.body.start,
      end: inner.body.end,
    };
  if (inner?.type !== "VariableDeclaration" || inner.declarations.length !== 1) return undefined;
  const [declaration] = inner.declarations;
  const { init } = declaration ?? {};
  if (declaration?.id.type !== "Identifier" || init?.type !== "ArrowFunctionExpression") return undefined;
  const body = init.body as unknown as {
    readonly type: string;
    readonly body: readonly Statement[];
    readonly start: number;
    readonly end: number;
  };
  const isExpression = init.expression;
  const expression =
    body.type === "FunctionBody"
      ? (body.body[0] as unknown as { readonly expression: Expression }).expression
      : (init.body as unknown as Expression);
  return {
    name: declaration.id.name,
    params: init.params,
    body: isExpression ? expression : body.body,
    at: node.start,
    start: body.start,
    end: body.end,
  };
}

/** Writes a text as a docstring, at a level of indentation. */
function docstring(text: string, depth = 0): string {
  const trimmed = text.trim();
  if (trimmed === "" && depth === 0) return "";
  const indent = " ".repeat(4 * depth);
  const lines = longText(trimmed).split("\n");
  const body = lines.map((line, at) => (at === 0 || line === "" ? line : `${indent}${line}`)).join("\n");
  if (lines.length === 1) return `${indent}"""${body}"""\n${depth === 0 ? "\n" : ""}`;
  return `${indent}"""${body}\n${depth === 0 ? "\n" : indent}"""\n${depth === 0 ? "\n" : ""}`;
}
