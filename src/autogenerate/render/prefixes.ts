import type { AutogenContext } from "../autogen-context.js";
import { callWithOptions, type ObjectNode, type SourceNode, string } from "./source-node.js";

/** The configured prefixes of the calls of a script. */
export const prefixes = {
  /** The prefix of a type, column or constraint: `sa.`. */
  sa: (context: AutogenContext, name: string): string => `${context.opts.sqlalchemyModulePrefix ?? "sa."}${name}`,
  /** The prefix of a directive: `op.`, and `batch.` in a batch. */
  op: (context: AutogenContext, name: string): string =>
    context.hasBatch ? `batch.${name}` : `${context.opts.alembicModulePrefix ?? "op."}${name}`,
};

/** A call of a directive. */
export const directive = (
  context: AutogenContext,
  name: string,
  args: readonly SourceNode[],
  entries: ObjectNode["entries"] = [],
) => callWithOptions(prefixes.op(context, name), args, entries);

/** The table of a directive as its argument; in a batch it is known. */
export const tableArgument = (context: AutogenContext, name: string): readonly SourceNode[] =>
  context.hasBatch ? [] : [string(name)];

/** The schema of a directive as its option; in a batch it is known. */
export const schemaEntry = (context: AutogenContext, schema: string | null): ObjectNode["entries"] =>
  context.hasBatch || schema === null ? [] : [["schema", string(schema)]];
