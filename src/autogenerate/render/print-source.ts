import { type CallNode, quoteString, type SourceNode, type StatementNode } from "./source-node.js";

/** Widest line; the same as the formatter's. */
const lineWidth = 120;

type Args = readonly SourceNode[];
/**
 * Where a piece is printed: the indentation of its line, the column it starts at, and the text after it on the line.
 */
interface Place {
  readonly indent: number;
  readonly column: number;
  readonly after: number;
}

const pad = (indent: number): string => " ".repeat(indent);
const plainKey = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;

function key(name: string): string {
  // Without brackets this key would set the prototype of the object.
  if (name === "__proto__") return '["__proto__"]';
  return plainKey.test(name) ? name : quoteString(name);
}

/** The node on one line, or `undefined` when it cannot be. */
function flat(node: SourceNode): string | undefined {
  switch (node.kind) {
    case "raw":
      return node.text;
    case "block":
      return undefined;
    case "array": {
      const items = flatAll(node.items);
      return items === undefined ? undefined : `[${items}]`;
    }
    case "object": {
      const entries: string[] = [];
      for (const [name, value] of node.entries) {
        const text = flat(value);
        if (text === undefined) return undefined;
        entries.push(`${key(name)}: ${text}`);
      }
      return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
    }
    case "call": {
      const args = flatAll(node.args);
      const chain = node.chain.map((one) => [one.name, flatAll(one.args)] as const);
      if (args === undefined || chain.some(([, text]) => text === undefined)) return undefined;
      return `${node.callee}(${args})${chain.map(([name, text]) => `.${name}(${text})`).join("")}`;
    }
  }
}

function flatAll(nodes: Args): string | undefined {
  const texts = nodes.map(flat);
  return texts.includes(undefined) ? undefined : texts.join(", ");
}

function lines(open: string, close: string, items: readonly string[], indent: number): string {
  return `${open}\n${items.map((item) => `${pad(indent + 2)}${item},\n`).join("")}${pad(indent)}${close}`;
}

function brokenEntry(name: string, value: SourceNode, indent: number): string {
  const head = `${key(name)}: `;
  const column = indent + head.length;
  if (value.kind === "raw" && value.isString && column + value.text.length + 1 > lineWidth)
    return `${key(name)}:\n${pad(indent + 2)}${value.text}`;
  return head + print(value, { indent, column, after: 1 });
}

/** The node over several lines, from its opening sign on. */
function broken(node: SourceNode, indent: number): string {
  const inner = indent + 2;
  switch (node.kind) {
    case "raw":
      return node.text;
    case "array": {
      const items = node.items.map((item) => print(item, { indent: inner, column: inner, after: 1 }));
      return lines("[", "]", items, indent);
    }
    case "object":
      return lines(
        "{",
        "}",
        node.entries.map(([name, value]) => brokenEntry(name, value, inner)),
        indent,
      );
    case "block":
      return `${node.head} {\n${printStatements(node.statements, inner)}${pad(indent)}}`;
    case "call":
      return print(node, { indent, column: indent, after: 0 });
  }
}

const isEmpty = (node: SourceNode): boolean =>
  (node.kind === "array" && node.items.length === 0) || (node.kind === "object" && node.entries.length === 0);

/** Whether the last argument may be opened while the others stay on the line of the call. */
function canHug(args: Args): boolean {
  const last = args.at(-1);
  if (last === undefined || isEmpty(last)) return false;
  if (last.kind !== "object" && last.kind !== "array" && last.kind !== "block") return false;
  return args.at(-2)?.kind !== last.kind;
}

function printArguments(callee: string, args: Args, place: Place): string {
  const { indent, column, after } = place;
  const one = flatAll(args);
  if (one !== undefined && column + callee.length + one.length + 2 + after <= lineWidth) return `${callee}(${one})`;
  if (args.length === 0) return `${callee}()`;
  const last = args.at(-1);
  if (last !== undefined && canHug(args)) {
    const others = flatAll(args.slice(0, -1));
    const head = others === "" ? `${callee}(` : `${callee}(${others}, `;
    const text = broken(last, indent);
    const firstLine = text.slice(0, text.indexOf("\n"));
    if (others !== undefined && column + head.length + firstLine.length <= lineWidth) return `${head}${text})`;
  }
  const inner = indent + 2;
  return lines(
    `${callee}(`,
    ")",
    args.map((arg) => print(arg, { indent: inner, column: inner, after: 1 })),
    indent,
  );
}

/**
 * A chain of three calls or more that does not fit on a line: one call a line, below the object that they are called
 * on.
 */
function printChain({ callee, args, chain }: CallNode, { indent, after }: Place): string {
  const [root = "", ...path] = callee.split(".");
  const calls = [{ name: path.join("."), args }, ...chain];
  const inner = indent + 2;
  const lines = calls.map((one, at) => {
    const isLast = at === calls.length - 1;
    return (
      pad(inner) + printArguments(`.${one.name}`, one.args, { indent: inner, column: inner, after: isLast ? after : 0 })
    );
  });
  return `${root}\n${lines.join("\n")}`;
}

function print(node: SourceNode, place: Place): string {
  const one = flat(node);
  if (one !== undefined && place.column + one.length + place.after <= lineWidth) return one;
  if (node.kind !== "call") return broken(node, place.indent);
  if (node.chain.length > 1) return printChain(node, place);
  let text = printArguments(node.callee, node.args, { ...place, after: node.chain.length > 0 ? 0 : place.after });
  for (const [at, { name, args }] of node.chain.entries()) {
    const lastLine = text.slice(text.lastIndexOf("\n") + 1);
    const column = text.includes("\n") ? lastLine.length : place.column + text.length;
    const after = at === node.chain.length - 1 ? place.after : 0;
    text += printArguments(`.${name}`, args, { indent: place.indent, column, after });
  }
  return text;
}

function printStatement(statement: StatementNode, indent: number): string {
  switch (statement.kind) {
    case "blank":
      return "\n";
    case "comment":
      return `${pad(indent)}// ${statement.text}\n`;
    default: {
      const head = statement.kind === "await" ? "await " : "";
      const place = { indent, column: indent + head.length, after: 1 };
      return `${pad(indent)}${head}${print(statement.expression, place)};\n`;
    }
  }
}

/** An expression on one line where it can be, for sorting. */
export function printNode(node: SourceNode): string {
  return flat(node) ?? print(node, { indent: 0, column: 0, after: 0 });
}

/** Writes statements as the formatter would leave them. */
export function printSource(statements: readonly StatementNode[], indent = 2): string {
  return printStatements(statements, indent);
}

function printStatements(statements: readonly StatementNode[], indent: number): string {
  return statements.map((statement) => printStatement(statement, indent)).join("");
}
