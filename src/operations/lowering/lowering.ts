import type { Dialect } from "../../dialects/dialect.js";
import type { SchemaContext } from "../schema-objects.js";
import type { LoweredNode } from "./lowered-node.js";

/** The result of lowering: statements as data, and the result of the call. */
export interface Lowered {
  readonly nodes: readonly LoweredNode[];
  readonly result?: unknown;
}

/** The facts that lowering needs in addition to the directive. */
export interface LoweringContext extends SchemaContext {
  readonly dialect: Dialect;
}

/** Turns one kind of directive into statements. It touches nothing. */
export type Lowering<Directive> = (directive: Directive, context: LoweringContext) => Lowered;
