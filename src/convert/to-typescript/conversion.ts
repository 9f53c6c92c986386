import { camelCase } from "../../python/host/camel-case.js";
import type { Module } from "../../python/syntax/parse-module.js";
import { SourceLines } from "../../python/syntax/source-lines.js";
import type { Expression, FunctionDefinition, Name } from "../../python/syntax/syntax-node.js";
import { tokenize } from "../../python/syntax/tokenizer.js";
import { joinKinds, type Kind, unknown } from "../kind.js";
import { flatText, type Layout } from "../layout.js";
import { Refusals } from "../refusal.js";
import { type Comment, SourceComments } from "../source-comments.js";
import { nodesOf } from "./nodes-of.js";

/** The precedence of the operators of TypeScript. */
export const level = {
  arrow: 1,
  conditional: 2,
  or: 3,
  and: 4,
  equality: 8,
  comparison: 9,
  sum: 11,
  product: 12,
  unary: 14,
  primary: 18,
} as const;

/** An expression in TypeScript. */
export interface Written {
  readonly layout: Layout;
  readonly kind: Kind;
  readonly level: number;
}

/** A function of the revision, with what the previous passes found out about it. */
export interface LocalFunction {
  readonly node: FunctionDefinition;
  readonly parameters: (Kind | undefined)[];
  returns: Kind | undefined;
  usesOp: boolean;
  isAsync: boolean;
}

/** A name in scope. */
export interface Binding {
  kind: Kind;
  /** The name in TypeScript. */
  readonly name: string;
}

/** The reserved words of TypeScript, and the names that the converted text uses. */
const reserved = new Set(
  "arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined var void while with yield sa op Object Array Set Map JSON Math Error String Number Boolean Promise console Operations".split(
    " ",
  ),
);

/** The state of one pass over a module. */
export class Conversion {
  readonly module: Module;
  readonly text: string;
  readonly refusals: Refusals;
  readonly comments: SourceComments;
  readonly functions: ReadonlyMap<string, LocalFunction>;
  /** The names at the top of the module. */
  readonly globals = new Map<string, Binding>();
  /** The names that the text imports from the package. */
  readonly imports = new Set<string>();
  /** The function that is being written; `undefined` at the top of the module. */
  current: LocalFunction | undefined;
  /** The names of the function by block, the innermost block last. */
  readonly #blocks: Map<string, Binding>[] = [];
  /** The number of `await`s that were written. */
  awaits = 0;
  /** Variables with values of several kinds, which earlier passes found; each with the name of its function. */
  readonly #mixed: Set<string>;

  constructor(module: Module, functions: ReadonlyMap<string, LocalFunction>, mixed: Set<string>) {
    this.#mixed = mixed;
    this.module = module;
    this.text = module.source.text;
    this.refusals = new Refusals(this.text);
    this.comments = new SourceComments(this.text, pythonComments(this.text));
    this.functions = functions;
  }

  refuse(node: { readonly at: number }, reason: string): Written {
    this.refusals.add(node.at, reason);
    return { layout: "undefined", kind: unknown, level: level.primary };
  }

  /** The text of a node in Python, shortened, for messages. */
  source(node: { readonly at: number; readonly end: number }): string {
    const text = this.text.slice(node.at, node.end).replace(/\s+/g, " ");
    return text.length > 60 ? `${text.slice(0, 57)}...` : text;
  }

  /** The TypeScript name for a name of Python. */
  nameOf(name: string): string {
    if (/^_*[A-Z0-9_]+$/.test(name)) return name;
    const plain = camelCase(name) === "" ? name : camelCase(name);
    return reserved.has(plain) ? `${plain}_` : plain;
  }

  find(name: string): Binding | undefined {
    return this.#blocks.findLast((block) => block.has(name))?.get(name) ?? this.globals.get(name);
  }

  /** Whether a name of the function, not of the module, is in scope. */
  isDeclared(name: string): boolean {
    return this.#blocks.some((block) => block.has(name));
  }

  declare(name: string, kind: Kind): Binding {
    const binding = { kind, name: this.nameOf(name) };
    (this.#blocks.at(-1) ?? this.globals).set(name, binding);
    return binding;
  }

  /** Declares a name at the top of the function. */
  declareInFunction(name: string, kind: Kind): void {
    this.#blocks[0]?.set(name, { kind, name: this.nameOf(name) });
  }

  /** Records that a variable gets values of several kinds, so that its type is not that of its first value. */
  mix(name: string): void {
    this.#mixed.add(this.#path(name));
  }

  isMixed(name: string): boolean {
    return this.#mixed.has(this.#path(name));
  }

  #path(name: string): string {
    return `${this.current?.node.name ?? ""}.${name}`;
  }

  /** Whether the block that is being written declares a name. */
  isInInnermost(name: string): boolean {
    return this.#blocks.length === 0 || this.#blocks.at(-1)?.has(name) === true;
  }

  /** Calls `work` in a new block; the names that it declares are out of scope afterwards. */
  inBlock<T>(work: () => T): T {
    this.#blocks.push(new Map());
    try {
      return work();
    } finally {
      this.#blocks.pop();
    }
  }

  /** Adds `await` to a call, and marks the function as async. */
  awaited(call: Layout, node: { readonly at: number }): Layout {
    if (this.current === undefined) {
      this.refusals.add(node.at, "a call that waits for the database is outside of every function");
      return call;
    }
    this.awaits++;
    this.current.isAsync = true;
    return ["await ", call];
  }

  useOp(): string {
    if (this.current !== undefined) this.current.usesOp = true;
    return "op";
  }

  useSa(): string {
    this.imports.add("sa");
    return "sa";
  }

  returns(kind: Kind): void {
    if (this.current !== undefined) this.current.returns = joinKinds(this.current.returns, kind);
  }
}

/** Finds the comments of a Python text: they begin with `#` between two tokens. */
function pythonComments(text: string): readonly Comment[] {
  const found = new Map<number, Comment>();
  let from = 0;
  for (const token of [...tokenize(new SourceLines(text, "")), { at: text.length, end: text.length }]) {
    for (let at = text.indexOf("#", from); at >= 0 && at < token.at; at = text.indexOf("#", at)) {
      const end = text.indexOf("\n", at) < 0 ? text.length : text.indexOf("\n", at);
      found.set(at, { at, end, lines: [text.slice(at, end).replace(/^#+ ?/, "").trimEnd()] });
      at = end;
    }
    from = Math.max(from, token.end);
  }
  return [...found.values()];
}

/** Adds parentheses if the operator around the expression has a higher precedence. */
export const paren = (written: Written, minimum: number): Layout =>
  written.level >= minimum ? written.layout : ["(", written.layout, ")"];

export const primary = (layout: Layout, kind: Kind): Written => ({ layout, kind, level: level.primary });

/** Returns a piece as one line, for the inside of a template. */
export const oneLine = (layout: Layout): string => flatText(layout) ?? "";

/** How some statements read a variable that holds a row. */
export function rowUse(name: string, body: unknown): "index" | "name" | "both" | "none" {
  let index = false;
  let byName = false;
  for (const node of nodesOf(body)) {
    if (node.kind === "Subscript" && isName(node.value, name)) {
      if (node.slice.kind === "Constant" && typeof node.slice.value === "string") byName = true;
      else index = true;
    }
    if (node.kind === "Attribute" && isName(node.value, name)) byName = true;
    if (node.kind === "Assign" && isName(node.value, name) && node.targets[0]?.kind === "Tuple") index = true;
  }
  if (index && byName) return "both";
  if (index) return "index";
  return byName ? "name" : "none";
}

export const isName = (node: Expression, name: string): node is Name => node.kind === "Name" && node.id === name;
