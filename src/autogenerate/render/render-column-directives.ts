import type { AlterColumnOp } from "../../operations/directives/alter-column-op.js";
import type { AddColumnOp, DropColumnOp } from "../../operations/directives/column-ops.js";
import { Identity } from "../../schema/defaults/identity.js";
import { alterColumnDialectKeys, dropColumnDialectKeys } from "../../schema/keywords/column-dialect-options.js";
import { toType } from "../../schema/types/type-engine.js";
import type { AutogenContext } from "../autogen-context.js";
import { directive, schemaEntry, tableArgument } from "./prefixes.js";
import { renderColumn, renderServerDefault } from "./render-column.js";
import { renderDialectEntries } from "./render-expression.js";
import { renderType } from "./render-type.js";
import { literal, type SourceNode, string } from "./source-node.js";

/** `op.addColumn(…)`; `undefined` if the environment omits the column. */
export function renderAddColumn(op: AddColumnOp, context: AutogenContext): SourceNode | undefined {
  const column = renderColumn(op.column, context);
  if (column === undefined) return undefined;
  const ifNotExists = op.ifNotExists === null ? [] : [["ifNotExists", literal(op.ifNotExists)] as const];
  const entries = [...schemaEntry(context, op.schema), ...ifNotExists];
  return directive(context, "addColumn", [...tableArgument(context, op.tableName), column], entries);
}

/** `op.dropColumn(…)`. */
export function renderDropColumn(op: DropColumnOp, context: AutogenContext): SourceNode {
  const ifExists = op.ifExists === null ? [] : [["ifExists", literal(op.ifExists)] as const];
  const entries = [
    ...schemaEntry(context, op.schema),
    ...ifExists,
    ...renderDialectEntries(op.kw, dropColumnDialectKeys, context),
  ];
  return directive(context, "dropColumn", [...tableArgument(context, op.tableName), string(op.columnName)], entries);
}

/** `op.alterColumn(…)` with the changes and the known state of the column before. */
export function renderAlterColumn(op: AlterColumnOp, context: AutogenContext): SourceNode {
  const entries: (readonly [string, SourceNode])[] = [];
  const add = (name: string, node: SourceNode): number => entries.push([name, node]);
  const { modifyServerDefault, existingServerDefault } = op;
  if (op.existingType !== null) add("existingType", renderType(toType(op.existingType), context));
  if (modifyServerDefault !== false) add("serverDefault", renderServerDefault(modifyServerDefault, context));
  if (op.modifyName !== null) add("newColumnName", string(op.modifyName));
  if (op.modifyType !== null) add("type", renderType(toType(op.modifyType), context));
  if (op.modifyNullable !== null) add("nullable", literal(op.modifyNullable));
  if (op.modifyComment !== false) add("comment", literal(op.modifyComment));
  if (op.existingComment !== null) add("existingComment", literal(op.existingComment));
  if (op.modifyNullable === null && op.existingNullable !== null) add("existingNullable", literal(op.existingNullable));
  if (op.autoincrement !== null) add("autoincrement", literal(op.autoincrement));
  // An identity is changed and dropped by separate statements, so the operation must tell that it exists.
  if (existingServerDefault && (modifyServerDefault === false || existingServerDefault instanceof Identity))
    add("existingServerDefault", renderServerDefault(existingServerDefault, context));
  return directive(
    context,
    "alterColumn",
    [...tableArgument(context, op.tableName), string(op.columnName)],
    [...entries, ...schemaEntry(context, op.schema), ...renderDialectEntries(op.kw, alterColumnDialectKeys, context)],
  );
}
