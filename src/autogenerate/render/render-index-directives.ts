import type { CreateIndexOp, DropIndexOp } from "../../operations/directives/index-ops.js";
import { indexDialectKeys } from "../../schema/keywords/index-dialect-options.js";
import type { AutogenContext } from "../autogen-context.js";
import { directive, schemaEntry, tableArgument } from "./prefixes.js";
import { renderDialectEntries, renderIndexPart } from "./render-expression.js";
import { renderItemName, renderName } from "./render-name.js";
import { array, literal, type SourceNode, string } from "./source-node.js";

/** `op.createIndex(…)`. */
export function renderCreateIndex(op: CreateIndexOp, context: AutogenContext): SourceNode {
  const index = op.toIndex();
  const parts = array(index.expressions.map((part) => renderIndexPart(part, context)));
  return directive(
    context,
    "createIndex",
    [renderItemName(context, index), ...tableArgument(context, op.tableName), parts],
    [
      ["unique", literal(index.unique)],
      ...schemaEntry(context, op.schema),
      ...renderDialectEntries(index, indexDialectKeys, context),
      ...(op.ifNotExists === null ? [] : [["ifNotExists", literal(op.ifNotExists)] as const]),
    ],
  );
}

/** `op.dropIndex(…)`. */
export function renderDropIndex(op: DropIndexOp, context: AutogenContext): SourceNode {
  const table = context.hasBatch || op.tableName === null ? [] : [["tableName", string(op.tableName)] as const];
  return directive(
    context,
    "dropIndex",
    [renderName(context, op.indexName)],
    [
      ...table,
      ...schemaEntry(context, op.schema),
      ...renderDialectEntries(op.kw, indexDialectKeys, context),
      ...(op.ifExists === null ? [] : [["ifExists", literal(op.ifExists)] as const]),
    ],
  );
}
