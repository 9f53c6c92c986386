import type { Expression, Program } from "oxc-parser";
import { joinKinds, type Kind, unknown } from "../kind.js";
import type { Layout } from "../layout.js";
import { Refusals } from "../refusal.js";
import { type Comment, SourceComments } from "../source-comments.js";

/** A TypeScript module as its parser gave it. */
export interface TypeScriptModule {
  readonly text: string;
  readonly program: Program;
  readonly comments: readonly Comment[];
}

/** How tightly the outermost operator of a Python expression binds. */
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

/** The piece in parentheses where the operator around it binds tighter. */
export const paren = (written: Written, minimum: number): Layout =>
  written.level >= minimum ? written.layout : ["(", written.layout, ")"];
export const primary = (layout: Layout, kind: Kind): Written => ({ layout, kind, level: level.primary });

/** Writes expressions; the parts that know one kind of expression each get the others through it. */
export interface ExpressionWriter {
  readonly conversion: Conversion;
  write(node: Expression): Written;
  condition(node: Expression): Written;
  /** A conversion inside of names that end with it. */
  arrow(
    node: Expression,
    element: Kind,
  ): { readonly target: string; readonly body: Written; condition(): Written } | undefined;
}

/** Words that cannot be a name in Python, and names that this converter writes. */
const reserved = new Set(
  "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield op sa context sys re list dict set len str int bool sorted any all print type id".split(
    " ",
  ),
);

/** What is known of a function of the module. */
export interface LocalFunction {
  readonly name: string;
  /** Positions of parameters that are `op`, which Python's functions find among the names of the module. */
  readonly dropped: ReadonlySet<number>;
  readonly parameters: (Kind | undefined)[];
  returns: Kind | undefined;
}

/** What one pass over a TypeScript module knows. */
export class Conversion {
  readonly text: string;
  readonly refusals: Refusals;
  readonly comments: SourceComments;
  readonly functions = new Map<string, LocalFunction>();
  /** Import lines that the text needs. */
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

  /** A name of TypeScript as it is here. */
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

/** A name of this package as Python has it. */
export const snakeCase = (name: string): string =>
  name
    .replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    .replace(/^[A-Z](?=[a-z])/, (letter) => letter);
