import type { Expression, Statement } from "../../python/syntax/syntax-node.js";
import { elementOf } from "../kind.js";
import type { Layout, LayoutLine } from "../layout.js";
import type { Comment } from "../source-comments.js";
import { assign, augment } from "./assignments.js";
import { statementArguments } from "./connection-methods.js";
import { type Conversion, level, paren } from "./conversion.js";
import type { Expressions } from "./expressions.js";
import { declareImport } from "./names.js";
import { addTarget } from "./nodes-of.js";
import { packageArguments } from "./package-calls.js";
import { declareTarget, iterated } from "./sequences.js";
import type { Variables } from "./variables.js";

type Of<K extends Statement["kind"]> = Statement extends infer One
  ? One extends { readonly kind: infer Own }
    ? K extends Own
      ? One
      : never
    : never
  : never;

/** The place of a block in the text. */
interface Range {
  readonly at: number;
  readonly end: number;
}

/** Writes the statements of a function. */
export class Statements {
  readonly conversion: Conversion;
  readonly expressions: Expressions;
  readonly variables: Variables;
  /** The Python names of variables that are declared at the top of the function. */
  readonly hoisted = new Set<string>();
  #loops = 0;

  constructor(expressions: Expressions, variables: Variables) {
    this.expressions = expressions;
    this.conversion = expressions.conversion;
    this.variables = variables;
  }

  /** Writes the statements of a block with its comments and blank lines. The text after the block begins at `limit`. */
  block(body: readonly Statement[], start: number, limit: number): LayoutLine[] {
    const { comments, text } = this.conversion;
    const lines: LayoutLine[] = [];
    const [first] = body;
    const last = body.at(-1);
    if (first === undefined || last === undefined) return lines;
    const range = { at: first.at, end: last.end };
    let from = start;
    const gap = (at: number): void => {
      // Several blank lines become one.
      if (lines.length > 0 && /\n[ \t]*\n[ \t]*$/.test(text.slice(from, at)) && lines.at(-1)?.layout !== "")
        lines.push({ depth: 0, layout: "" });
    };
    const note = (found: ReturnType<typeof comments.between>): void => {
      for (const one of found) {
        gap(one.at);
        lines.push(...commentLines([one]));
        from = one.end;
      }
    };
    for (const statement of body) {
      const before = comments.between(from, statement.at);
      note(before);
      gap(statement.at);
      const written = this.#statement(statement, range);
      // Comments inside a statement that were not written with a part of it are written before it.
      const inner = comments.between(statement.at, statement.end);
      lines.push(...commentLines(inner), ...written);
      from = statement.end;
      const behind = comments.behind(statement.end);
      const end = lines.at(-1);
      if (behind !== undefined && written.length > 0 && end !== undefined)
        lines[lines.length - 1] = { ...end, comment: behind };
      else if (behind !== undefined) lines.push({ depth: 0, layout: `// ${behind}` });
      if (behind !== undefined)
        from = text.indexOf("\n", statement.end) < 0 ? text.length : text.indexOf("\n", statement.end);
    }
    note(comments.between(from, limit, comments.columnOf(first.at)));
    return lines;
  }

  /** Writes a nested block, one level deeper and with its own scope. */
  #inner(body: readonly Statement[], start: number, limit: number): LayoutLine[] {
    return this.conversion
      .inBlock(() => this.block(body, start, limit))
      .map((line) => ({ ...line, depth: line.depth + 1 }));
  }

  #statement(node: Statement, block: Range): LayoutLine[] {
    const { conversion, expressions } = this;
    const line = (layout: Layout): LayoutLine[] => [{ depth: 0, layout }];
    switch (node.kind) {
      case "Pass":
        return [];
      case "Expr":
        return this.#expression(node.value);
      case "Assign":
      case "AnnAssign":
        return assign(this, node, block);
      case "AugAssign":
        return augment(this, node);
      case "If":
        return this.#if(node);
      case "For":
        return this.#for(node);
      case "While": {
        if (node.orelse.length > 0) conversion.refuse(node, "a loop with else");
        const test = expressions.condition(node.test);
        this.#loops++;
        const body = this.#inner(node.body, node.test.end, node.end);
        this.#loops--;
        return [{ depth: 0, layout: ["while (", test.layout, ") {"] }, ...body, { depth: 0, layout: "}" }];
      }
      case "With":
        return this.#with(node);
      case "Try":
        return this.#try(node);
      case "Return": {
        if (this.#callback) conversion.refuse(node, "return inside of a with block, which is a function here");
        if (node.value === null) return line("return;");
        const value = expressions.write(node.value);
        conversion.returns(value.kind);
        return line(["return ", value.layout, ";"]);
      }
      case "Raise":
        return line(this.#raise(node));
      case "Break":
      case "Continue":
        if (this.#callback && this.#loops === 0)
          conversion.refuse(node, `${node.kind.toLowerCase()} out of a with block, which is a function here`);
        return line(`${node.kind.toLowerCase()};`);
      case "Assert": {
        const message = node.msg === null ? '"AssertionError"' : expressions.write(node.msg).layout;
        return line(["if (", expressions.condition(node.test, true).layout, ") throw new Error(", message, ");"]);
      }
      case "Import":
      case "ImportFrom":
        declareImport(conversion, node);
        return [];
      default:
        conversion.refuse(node, `${words[node.kind] ?? node.kind} cannot be converted`);
        return [];
    }
  }

  #callback = false;

  #expression(node: Expression): LayoutLine[] {
    const { conversion, expressions } = this;
    if (node.kind === "Constant") {
      return typeof node.value === "string"
        ? node.value
            .trim()
            .split("\n")
            .map((one) => ({ depth: 0, layout: `// ${one.trim()}`.trimEnd() }))
        : [];
    }
    if (node.kind === "Call" && node.func.kind === "Attribute") {
      const { attr, value } = node.func;
      const owner = value.kind === "Name" ? conversion.find(value.id)?.kind.k : undefined;
      const isConnection =
        owner === "connection" ||
        (value.kind === "Call" && value.func.kind === "Attribute" && value.func.attr === "get_bind");
      if (isConnection && (attr === "commit" || attr === "close")) return [];
      if (isConnection && (attr === "execute" || attr === "exec_driver_sql")) {
        const awaits = conversion.awaits;
        const given = statementArguments(expressions, node);
        if (given === undefined) return [];
        if (given.parameters === undefined) {
          const call = [`${conversion.useOp()}.execute`, argument(given.statement)];
          return [{ depth: 0, layout: [conversion.awaited(call, node), ";"] }];
        }
        conversion.awaits = awaits;
      }
    }
    const written = expressions.write(node);
    return [{ depth: 0, layout: [written.layout, ";"] }];
  }

  #if(node: Of<"If">, head = "if ("): LayoutLine[] {
    if (node.test.kind === "Name" && node.test.id === "TYPE_CHECKING") return [];
    const test = this.expressions.condition(node.test);
    const [first, ...others] = node.orelse;
    const limit = first === undefined ? node.end : first.at;
    const lines: LayoutLine[] = [
      { depth: 0, layout: [head, test.layout, ") {"] },
      ...this.#inner(node.body, node.test.end, limit),
    ];
    if (first === undefined) return [...lines, { depth: 0, layout: "}" }];
    if (first.kind === "If" && others.length === 0) return [...lines, ...this.#if(first, "} else if (")];
    const from = node.body.at(-1)?.end ?? node.end;
    return [
      ...lines,
      { depth: 0, layout: "} else {" },
      ...this.#inner(node.orelse, from, node.end),
      { depth: 0, layout: "}" },
    ];
  }

  #for(node: Of<"For">): LayoutLine[] {
    const { conversion } = this;
    if (node.orelse.length > 0 || node.isAsync) conversion.refuse(node, "a loop with else");
    const names = new Set<string>();
    addTarget(node.target, names);
    for (const name of names)
      if (this.variables.isUsedAfter(name, node)) conversion.refuse(node, `${name} is used after its loop`);
    const source = iterated(this.expressions, node.iter, node.target, node.body);
    return conversion.inBlock(() => {
      const target = declareTarget(
        conversion,
        node.target,
        source.kind.k === "result" ? elementOf(source.kind) : source.kind,
      );
      this.#loops++;
      const body = this.#inner(node.body, node.iter.end, node.end);
      this.#loops--;
      return [
        { depth: 0, layout: [`for (const ${target} of `, source.layout, ") {"] },
        ...body,
        { depth: 0, layout: "}" },
      ];
    });
  }

  #with(node: Of<"With">): LayoutLine[] {
    const [item, ...others] = node.items;
    if (item === undefined) return [];
    const inner: Statement = { ...node, items: others };
    const body = others.length === 0 ? node.body : [inner];
    const { contextExpr, optionalVars } = item;
    const loops = this.#loops;
    const callback = this.#callback;
    const block = (open: Layout, declare?: () => string, close = "});"): LayoutLine[] =>
      this.conversion.inBlock(() => {
        const name = declare?.() ?? "";
        this.#loops = 0;
        this.#callback = true;
        const lines = this.#inner(body, contextExpr.end, node.end);
        this.#loops = loops;
        this.#callback = callback;
        return [{ depth: 0, layout: [open, `async (${name}) => {`] }, ...lines, { depth: 0, layout: close }];
      });
    if (contextExpr.kind === "Call" && contextExpr.func.kind === "Attribute") {
      const { attr } = contextExpr.func;
      const owner = this.expressions.write(contextExpr.func.value);
      if (owner.kind.k === "op" && attr === "batch_alter_table" && optionalVars?.kind === "Name") {
        const args = packageArguments(this.expressions, contextExpr, "op", attr);
        if (args === undefined) return [];
        const call = openCall([`${this.conversion.useOp()}.batchAlterTable`], args);
        return block(
          this.conversion.awaited(call, node),
          () => this.conversion.declare(optionalVars.id, { k: "batch" }).name,
        );
      }
      if (owner.kind.k === "migrationContext" && attr === "autocommit_block")
        return block(this.conversion.awaited([paren(owner, level.primary), ".autocommitBlock("], node));
    }
    this.conversion.refuse(node, `with ${this.conversion.source(contextExpr)}`);
    return [];
  }

  #try(node: Of<"Try">): LayoutLine[] {
    const { conversion } = this;
    const [handler, ...others] = node.handlers;
    if (node.isStar || others.length > 0 || node.orelse.length > 0)
      conversion.refuse(node, "a try with several handlers or with else");
    const type = handler?.type;
    if (type !== null && type !== undefined && !(type.kind === "Name" && type.id === "Exception"))
      conversion.refuse(
        type,
        `except ${conversion.source(type)}, because the exception classes of the languages differ`,
      );
    const limit = handler?.at ?? node.finalbody[0]?.at ?? node.end;
    const lines: LayoutLine[] = [{ depth: 0, layout: "try {" }, ...this.#inner(node.body, node.at, limit)];
    if (handler !== undefined) {
      conversion.inBlock(() => {
        const name = handler.name === null ? undefined : conversion.declare(handler.name, { k: "error" }).name;
        const outer = this.#caught;
        this.#caught = name ?? "error";
        const body = this.#inner(handler.body, handler.at, node.finalbody[0]?.at ?? node.end);
        const needsName = name !== undefined || JSON.stringify(body).includes("throw error;");
        this.#caught = outer;
        lines.push({ depth: 0, layout: needsName ? `} catch (${name ?? "error"}) {` : "} catch {" }, ...body);
      });
    }
    if (node.finalbody.length > 0) {
      lines.push(
        { depth: 0, layout: "} finally {" },
        ...this.#inner(node.finalbody, node.handlers.at(-1)?.end ?? limit, node.end),
      );
    }
    return [...lines, { depth: 0, layout: "}" }];
  }

  #caught: string | undefined;

  #raise(node: Of<"Raise">): Layout {
    const { conversion } = this;
    const { exc, cause } = node;
    if (exc === null) {
      if (this.#caught === undefined) conversion.refuse(node, "raise without an exception");
      return `throw ${this.#caught ?? "error"};`;
    }
    const options: Layout =
      cause?.kind === "Name" ? `, { cause: ${conversion.find(cause.id)?.name ?? "undefined"} }` : "";
    if (exc.kind === "Name") {
      const known = conversion.find(exc.id);
      return known?.kind.k === "error" ? `throw ${known.name};` : `throw new Error("${exc.id}");`;
    }
    if (exc.kind === "Call" && exc.func.kind === "Name" && exc.args.length <= 1 && exc.keywords.length === 0) {
      const [message] = exc.args;
      const text = message === undefined ? `"${exc.func.id}"` : this.expressions.write(message).layout;
      return ["throw new Error(", text, options, ");"];
    }
    conversion.refuse(node, `raise ${conversion.source(exc)}`);
    return "";
  }
}

const words: Readonly<Record<string, string>> = {
  FunctionDef: "a function inside of a function",
  ClassDef: "a class",
  Match: "match",
  Delete: "del",
  Global: "global",
  Nonlocal: "nonlocal",
  TypeAlias: "type",
};

/** Writes comments on lines of their own. */
export const commentLines = (comments: readonly Comment[]): LayoutLine[] =>
  comments.flatMap(({ lines }) => lines.map((one) => ({ depth: 0, layout: `// ${one}`.trimEnd() })));

const argument = (layout: Layout): Layout => ({
  kind: "group",
  open: "(",
  close: ")",
  items: [{ layout }],
  mayHug: true,
});

/** Writes the beginning of a call whose last argument, a function, follows. */
function openCall(callee: Layout, args: Layout): Layout {
  const { items } = args as { readonly items: readonly { readonly layout: Layout }[] };
  return [callee, "(", ...items.flatMap(({ layout }) => [layout, ", "])];
}
