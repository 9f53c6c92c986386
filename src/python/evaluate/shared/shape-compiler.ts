import type { Module } from "../../syntax/parse-module.js";
import type { Expression, FunctionDefinition } from "../../syntax/syntax-node.js";
import { type Code, type Exec, type FrameLayout, immediate } from "../frame.js";
import { ModuleCompiler } from "../module-compiler.js";

/** Compiles a shape: a string that is a numbered marker becomes the literal of that number in the frame. */
export class ShapeCompiler extends ModuleCompiler {
  /** The numbers of the literals that were compiled. */
  readonly literals = new Set<number>();
  readonly #marker: string;

  constructor(module: Module, marker: string) {
    super(module);
    this.#marker = marker;
  }

  override expression(node: Expression): Code {
    if (node.kind !== "Constant" || typeof node.value !== "string") return super.expression(node);
    const [before, number, after, ...rest] = node.value.split(this.#marker);
    if (before !== "" || number === undefined || after !== "" || rest.length > 0) return super.expression(node);
    const at = Number(number);
    this.literals.add(at);
    return immediate((frame) => frame.literals[at]);
  }

  /** The value of an expression statement, as the only one of a function of the module. */
  expressionOf(node: FunctionDefinition, layout: FrameLayout): Code | undefined {
    const [statement] = node.body;
    if (statement?.kind !== "Expr") return undefined;
    return this.within(this.scopeOf(node), layout, "", () => this.expression(statement.value));
  }

  /** The body of a function of the module. */
  bodyOf(node: FunctionDefinition, layout: FrameLayout): Exec {
    return this.within(this.scopeOf(node), layout, "", () => this.block(node.body));
  }
}
