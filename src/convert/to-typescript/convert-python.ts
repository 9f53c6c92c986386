import { parseModule } from "../../python/syntax/parse-module.js";
import type { Expression, FunctionDefinition, Statement } from "../../python/syntax/syntax-node.js";
import { anyType, type Kind, typeText, unknown } from "../kind.js";
import { type Layout, type LayoutLine, LayoutPrinter } from "../layout.js";
import type { Converted } from "../refusal.js";
import { Conversion, type LocalFunction, level, paren } from "./conversion.js";
import { Expressions } from "./expressions.js";
import { declareImport } from "./names.js";
import { commentLines, Statements } from "./statements.js";
import { Variables } from "./variables.js";

/** The most passes. Each may learn more about the functions and variables; a few are enough. */
const mostPasses = 5;

const headerNames: Readonly<Record<string, string>> = {
  revision: "revision",
  down_revision: "downRevision",
  branch_labels: "branchLabels",
  depends_on: "dependsOn",
};

/**
 * Converts a Python revision to TypeScript. The calls, comments, helper functions and constants are kept.
 *
 * @param text the text of the file
 * @param file its name, for messages
 * @returns the TypeScript text, or the pieces that have no counterpart or whose meaning might change
 * @throws {PythonSyntaxError} if Python could not compile the file
 */
export function convertPython(text: string, file: string): Converted {
  const module = parseModule(text, file);
  const functions = new Map<string, LocalFunction>();
  for (const node of module.body) {
    if (node.kind !== "FunctionDef") continue;
    const { posonlyargs, args, kwonlyargs } = node.args;
    const parameters = [...posonlyargs, ...args, ...kwonlyargs].map(({ annotation }) => annotatedKind(annotation));
    const isStep = node.name === "upgrade" || node.name === "downgrade";
    functions.set(node.name, { node, parameters, returns: undefined, usesOp: false, isAsync: isStep });
  }
  const mixed = new Set<string>();
  let before = "";
  for (let pass = 0; ; pass++) {
    const conversion = new Conversion(module, functions, mixed);
    const written = new ModuleWriter(conversion).write();
    const known = JSON.stringify([
      [...functions.values()].map(({ parameters, returns, usesOp, isAsync }) => [parameters, returns, usesOp, isAsync]),
      [...mixed],
    ]);
    if (known !== before && pass < mostPasses) {
      before = known;
      continue;
    }
    const refusals = conversion.refusals.all;
    return refusals.length > 0 ? { refusals } : { text: written };
  }
}

/** The kind of values that an annotation allows. */
function annotatedKind(annotation: Expression | null): Kind | undefined {
  if (annotation?.kind === "Name") {
    const plain: Readonly<Record<string, Kind["k"]>> = {
      str: "str",
      int: "int",
      float: "float",
      bool: "bool",
      Connection: "connection",
      Inspector: "inspector",
    };
    const known = Object.hasOwn(plain, annotation.id) ? plain[annotation.id] : undefined;
    return known === undefined ? undefined : ({ k: known } as Kind);
  }
  if (annotation?.kind === "Attribute" && annotation.attr === "Connection") return { k: "connection" };
  if (annotation?.kind === "Subscript" && annotation.value.kind === "Name") {
    const of = annotatedKind(annotation.slice);
    if (of !== undefined && /^(?:list|List|Sequence|Iterable)$/.test(annotation.value.id)) return { k: "list", of };
    if (of !== undefined && /^(?:set|Set|frozenset)$/.test(annotation.value.id)) return { k: "set", of };
  }
  return undefined;
}

/** Writes a module in one pass. */
class ModuleWriter {
  readonly #conversion: Conversion;
  readonly #expressions: Expressions;
  readonly #printer = new LayoutPrinter({ width: 120, step: 2, comment: "//", gap: " " });

  constructor(conversion: Conversion) {
    this.#conversion = conversion;
    this.#expressions = new Expressions(conversion);
  }

  write(): string {
    const { body } = this.#conversion.module;
    const [first, ...others] = body;
    const isDocstring =
      first?.kind === "Expr" && first.value.kind === "Constant" && typeof first.value.value === "string";
    const docstring =
      isDocstring && first.kind === "Expr" && first.value.kind === "Constant" ? String(first.value.value) : "";
    for (const name of this.#conversion.functions.keys()) this.#conversion.declare(name, { k: "function", name });
    const statements = isDocstring ? others : body;
    const lines = this.#block(statements, isDocstring ? (first?.end ?? 0) : 0);
    const code = this.#printer
      .lines(lines)
      .replace(/\n{3,}/g, "\n\n")
      .replace(/^\n+/, "");
    const comment = docstring === "" ? "" : docComment(docstring, false);
    return `${comment}${this.#imports()}\n${code}`.replace(/\n+$/, "\n");
  }

  #imports(): string {
    const { imports } = this.#conversion;
    const types = new Set([...imports].filter((name) => name !== "sa"));
    types.add("Operations");
    const names = [...types].toSorted();
    if (!imports.has("sa")) return `import type { ${names.join(", ")} } from "alembic-ts";\n`;
    return `import { ${[...names.map((name) => `type ${name}`), "sa"].join(", ")} } from "alembic-ts";\n`;
  }

  #block(body: readonly Statement[], start: number): LayoutLine[] {
    const { comments, text } = this.#conversion;
    const lines: LayoutLine[] = [];
    let from = start;
    for (const [at, node] of body.entries()) {
      const limit = body[at + 1]?.at ?? text.length;
      const written = this.#statement(node, limit);
      const before = comments.between(from, node.at);
      const inner = comments.between(node.at, node.end);
      const hasGap = written.length > 0 && /\n[ \t]*\n/.test(text.slice(from, before[0]?.at ?? node.at));
      if (hasGap || node.kind === "FunctionDef") lines.push({ depth: 0, layout: "" });
      lines.push(...commentLines([...before, ...inner]), ...written);
      from = node.end;
      const behind = comments.behind(node.end);
      const end = lines.at(-1);
      if (behind !== undefined && written.length > 0 && end !== undefined)
        lines[lines.length - 1] = { ...end, comment: behind };
      else if (behind !== undefined) lines.push({ depth: 0, layout: `// ${behind}` });
    }
    lines.push(...commentLines(comments.between(from, text.length)));
    return lines;
  }

  #statement(node: Statement, limit: number): LayoutLine[] {
    const conversion = this.#conversion;
    switch (node.kind) {
      case "Import":
      case "ImportFrom":
        declareImport(conversion, node);
        return [];
      case "FunctionDef":
        return this.#function(node, limit);
      case "If":
        if (node.test.kind === "Name" && node.test.id === "TYPE_CHECKING") return [];
        if (node.test.kind === "Attribute" && node.test.attr === "TYPE_CHECKING") return [];
        conversion.refuse(node, "a condition outside of every function");
        return [];
      case "Assign":
      case "AnnAssign": {
        const target = node.kind === "Assign" ? node.targets[0] : node.target;
        const header =
          target?.kind === "Name" && Object.hasOwn(headerNames, target.id) ? headerNames[target.id] : undefined;
        if (header !== undefined && node.value !== null && target?.kind === "Name") {
          const value = this.#expressions.write(node.value);
          conversion.globals.set(target.id, { kind: value.kind, name: header });
          return [{ depth: 0, layout: [`export const ${header} = `, value.layout, ";"] }];
        }
        return this.#statements([node]).block([node], node.at, node.at);
      }
      case "Expr":
        if (node.value.kind === "Constant") return [];
        break;
      default:
    }
    const words: Readonly<Record<string, string>> = { ClassDef: "a class" };
    conversion.refuse(node, `${words[node.kind] ?? "a statement"} outside of every function`);
    return [];
  }

  #statements(body: readonly Statement[]): Statements {
    return new Statements(this.#expressions, new Variables(body));
  }

  #function(node: FunctionDefinition, limit: number): LayoutLine[] {
    const conversion = this.#conversion;
    const known = conversion.functions.get(node.name);
    if (known === undefined || known.node !== node) {
      conversion.refuse(node, `a second function ${node.name}()`);
      return [];
    }
    if (node.decorators.length > 0) conversion.refuse(node.decorators[0] ?? node, "a decorator");
    if (node.args.vararg !== null || node.args.kwarg !== null)
      conversion.refuse(node, "*args and **kwargs of a function");
    const isStep = node.name === "upgrade" || node.name === "downgrade";
    conversion.current = known;
    const [docstring, body] = splitDocstring(node.body);
    const statements = this.#statements(body);
    const { parameters, lines } = conversion.inBlock(() => {
      const parameters = this.#parameters(node, known);
      const start = docstring === undefined ? node.at : (node.body[0]?.end ?? node.at);
      return { parameters, lines: statements.block(body.length === 0 ? node.body : body, start, limit) };
    });
    conversion.current = undefined;
    if (body.length === 0)
      lines.splice(
        0,
        lines.length,
        ...lines.filter(
          ({ layout }) => typeof layout === "string" && layout.startsWith("//") && docstring === undefined,
        ),
      );
    const hoisted = [...statements.hoisted].map(
      (name): LayoutLine => ({ depth: 1, layout: `let ${conversion.nameOf(name)}: ${anyType};` }),
    );
    const takesOp = isStep || known.usesOp;
    if (isStep && parameters.length > 0) conversion.refuse(node, `${node.name}() with arguments`);
    const head: Layout[] = [...(takesOp ? ["op: Operations"] : []), ...parameters];
    const prefix = `${isStep ? "export " : ""}${known.isAsync ? "async " : ""}function ${conversion.nameOf(node.name)}`;
    const signature: Layout = [
      prefix,
      { kind: "group", open: "(", close: ")", items: head.map((layout) => ({ layout })) },
      isStep ? ": Promise<void> {" : " {",
    ];
    const pass: LayoutLine[] = isStep && !known.usesOp ? [{ depth: 1, layout: "void op; // pass" }] : [];
    const comment =
      docstring === undefined
        ? []
        : docComment(docstring, true)
            .trimEnd()
            .split("\n")
            .map((layout) => ({ depth: 0, layout }));
    return [
      ...comment,
      { depth: 0, layout: signature },
      ...hoisted,
      ...lines.map((line) => ({ ...line, depth: line.depth + 1 })),
      ...pass,
      { depth: 0, layout: "}" },
    ];
  }

  #parameters(node: FunctionDefinition, known: LocalFunction): Layout[] {
    const conversion = this.#conversion;
    const { posonlyargs, args, kwonlyargs, defaults, kwDefaults } = node.args;
    const positional = [...posonlyargs, ...args];
    return [...positional, ...kwonlyargs].map(({ arg }, at) => {
      const fallback =
        at < positional.length
          ? (defaults[at - positional.length + defaults.length] ?? null)
          : (kwDefaults[at - positional.length] ?? null);
      const value = fallback === null ? undefined : this.#expressions.write(fallback);
      const kind = known.parameters[at] ?? (value === undefined || value.kind.k === "none" ? unknown : value.kind);
      const { name } = conversion.declare(arg, kind);
      const type = typeText(kind, (used) => conversion.imports.add(used));
      if (value === undefined) return `${name}: ${type}`;
      const nullable = value.kind.k === "none" && type !== anyType && !type.endsWith("null") ? `${type} | null` : type;
      return [`${name}: ${nullable} = `, paren(value, level.conditional)];
    });
  }
}

function splitDocstring(body: readonly Statement[]): readonly [string | undefined, readonly Statement[]] {
  const [first, ...others] = body;
  if (first?.kind !== "Expr" || first.value.kind !== "Constant" || typeof first.value.value !== "string")
    return [undefined, body];
  return [first.value.value, others];
}

/**
 * Writes a docstring as a doc comment. In the comment of the file the lines keep the spaces at their ends, because the
 * message of the revision is read from it: Alembic writes a space after the "Revises:" of a base.
 */
function docComment(text: string, isIndented: boolean): string {
  const lines = text
    .replaceAll("*/", "*\\/")
    .trim()
    .split("\n")
    .map((line) => (isIndented ? line.trimEnd() : line));
  const [first = "", ...others] = lines;
  const margins = others.filter((line) => line !== "").map((line) => line.length - line.trimStart().length);
  const margin = isIndented ? Math.min(...margins, 1000) : 0;
  if (others.length === 0) return `/** ${first} */\n`;
  const rest = others.map((line) => (line === "" ? " *" : ` * ${line.slice(margin)}`));
  return `/** ${first}\n${rest.join("\n")}\n */\n`;
}
