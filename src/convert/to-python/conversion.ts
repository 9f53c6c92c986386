import type { Expression, Program } from "oxc-parser";
import { joinKinds, type Kind, unknown } from "../kind.js";
import type { Layout } from "../layout.js";
import { Refusals } from "../refusal.js";
import { type Comment, SourceComments } from "../source-comments.js";

/** A parsed TypeScript module. */
export interface TypeScriptModule {
  readonly text: string;
  readonly program: Program;
  readonly comments: readonly Comment[];
}

/** The precedence of the operators of Python. */
export const level = {
  conditional: 1,
  or: 2,
  and: 3,
  not: 4,
  comparison: 5,
  bitOr: 6,
  bitAnd: 8,
  sum: 10,
  product: 11,
  unary: 12,
  primary: 15,
} as const;

/** An expression in Python. */
export interface Written {
  readonly layout: Layout;
  readonly kind: Kind;
  readonly level: number;
}

/** Adds parentheses if the operator around the expression has a higher precedence. */
export const paren = (written: Written, minimum: number): Layout =>
  written.level >= minimum ? written.layout : ["(", written.layout, ")"];
export const primary = (layout: Layout, kind: Kind): Written => ({ layout, kind, level: level.primary });

/** Writes expressions. The modules for single kinds of expressions call it for the parts of an expression. */
export interface ExpressionWriter {
  readonly conversion: Conversion;
  write(node: Expression): Written;
  condition(node: Expression): Written;
  /** Writes an arrow function of one parameter as the target and the body of a comprehension. */
  arrow(
    node: Expression,
    element: Kind,
  ): { readonly target: string; readonly body: Written; condition(): Written } | undefined;
}

/** The reserved words of Python, and the names that the converted text uses. */
const reserved = new Set(
  "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield op sa context sys re list dict set len str int bool sorted any all print type id".split(
    " ",
  ),
);

/** A function of the module, with the kinds of its parameters and its result as far as they are known. */
export interface LocalFunction {
  readonly name: string;
  /** The positions of parameters that receive `op`. They are dropped, because Python imports `op` into the module. */
  readonly dropped: ReadonlySet<number>;
  readonly parameters: (Kind | undefined)[];
  returns: Kind | undefined;
}

/** The state of one pass over a TypeScript module. */
export class Conversion {
  readonly text: string;
  readonly refusals: Refusals;
  readonly comments: SourceComments;
  readonly functions = new Map<string, LocalFunction>();
  /** The import lines that the text needs. */
  readonly imports = new Set<string>();
  readonly #blocks: Map<string, { kind: Kind; readonly name: string }>[] = [new Map()];
  current: LocalFunction | undefined;

  constructor(module: TypeScriptModule) {
    this.text = module.text;
    this.refusals = new Refusals(module.text);
    this.comments = new SourceComments(module.text, module.comments);
  }

  refuse(node: { readonly start: number }, reason: string): Written {
    this.refusals.add(node.start, reason);
    return primary("None", unknown);
  }

  /** The text of a node, shortened, for messages. */
  source(node: { readonly start: number; readonly end: number }): string {
    const text = this.text.slice(node.start, node.end).replace(/\s+/g, " ");
    return text.length > 60 ? `${text.slice(0, 57)}...` : text;
  }

  /** The Python name for a name of TypeScript. */
  nameOf(name: string): string {
    const plain = /^_*[A-Z0-9_]+$/.test(name) ? name : snakeCase(name);
    if (/[^\w]/.test(plain)) return plain.replaceAll("$", "_");
    return reserved.has(plain) ? `${plain}_` : plain;
  }

  find(name: string): { kind: Kind; readonly name: string } | undefined {
    return this.#blocks.findLast((block) => block.has(name))?.get(name);
  }

  declare(name: string, kind: Kind): string {
    const own = this.nameOf(name);
    const known = this.#blocks
      .slice(1)
      .findLast((block) => block.has(name))
      ?.get(name);
    if (known !== undefined) known.kind = joinKinds(known.kind, kind);
    this.#blocks.at(-1)?.set(name, { kind, name: own });
    return own;
  }

  inBlock<T>(work: () => T): T {
    this.#blocks.push(new Map());
    try {
      return work();
    } finally {
      this.#blocks.pop();
    }
  }

  useOp(): string {
    this.imports.add("from alembic import op");
    return "op";
  }

  useSa(): string {
    this.imports.add("import sqlalchemy as sa");
    return "sa";
  }

  returns(kind: Kind): void {
    if (this.current !== undefined) this.current.returns = joinKinds(this.current.returns, kind);
  }
}

/** Converts a name of this package to its Python name. */
export const snakeCase = (name: string): string =>
  name
    .replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    .replace(/^[A-Z](?=[a-z])/, (letter) => letter);
