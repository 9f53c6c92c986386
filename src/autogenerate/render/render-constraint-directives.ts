import type {
  CreateCheckConstraintOp,
  CreateExcludeConstraintOp,
  CreateForeignKeyOp,
  CreatePrimaryKeyOp,
  CreateUniqueConstraintOp,
  DropConstraintOp,
} from "../../operations/directives/constraint-ops.js";
import {
  notValidKeys,
  primaryKeyDialectKeys,
  uniqueDialectKeys,
} from "../../schema/keywords/constraint-dialect-options.js";
import { otherDialectKeys } from "../../schema/keywords/other-dialect-options.js";
import type { AutogenContext } from "../autogen-context.js";
import { directive, schemaEntry, tableArgument } from "./prefixes.js";
import { excludeArguments, givenEntries } from "./render-constraint.js";
import { renderCondition, renderDialectEntries } from "./render-expression.js";
import { renderName } from "./render-name.js";
import { array, literal, type SourceNode, string } from "./source-node.js";

/** `op.createUniqueConstraint(…)`. */
export function renderCreateUniqueConstraint(op: CreateUniqueConstraintOp, context: AutogenContext): SourceNode {
  return directive(
    context,
    "createUniqueConstraint",
    [renderName(context, op.constraintName), ...tableArgument(context, op.tableName), array(op.columns.map(string))],
    [
      ...givenEntries(op.kw, ["deferrable", "initially"]),
      ...schemaEntry(context, op.schema),
      ...renderDialectEntries(op.kw, uniqueDialectKeys, context),
    ],
  );
}

/** `op.createPrimaryKey(…)`. */
export function renderCreatePrimaryKey(op: CreatePrimaryKeyOp, context: AutogenContext): SourceNode {
  return directive(
    context,
    "createPrimaryKey",
    [renderName(context, op.constraintName), ...tableArgument(context, op.tableName), array(op.columns.map(string))],
    [
      ...givenEntries(op.kw, ["deferrable", "initially"]),
      ...schemaEntry(context, op.schema),
      ...renderDialectEntries(op.kw, primaryKeyDialectKeys, context),
    ],
  );
}

/** `op.createForeignKey(…)`. */
export function renderCreateForeignKey(op: CreateForeignKeyOp, context: AutogenContext): SourceNode {
  const names = ["referentSchema", "onupdate", "ondelete", "initially", "deferrable", "useAlter", "match"];
  return directive(
    context,
    "createForeignKey",
    [
      renderName(context, op.constraintName),
      ...tableArgument(context, op.sourceTable),
      string(op.referentTable),
      array(op.localCols.map(string)),
      array(op.remoteCols.map(string)),
    ],
    [
      ...givenEntries(op.kw, context.hasBatch ? names : ["sourceSchema", ...names]),
      ...renderDialectEntries(op.kw, notValidKeys, context),
    ],
  );
}

/** `op.createCheckConstraint(…)`. */
export function renderCreateCheckConstraint(op: CreateCheckConstraintOp, context: AutogenContext): SourceNode {
  return directive(
    context,
    "createCheckConstraint",
    [
      renderName(context, op.constraintName),
      ...tableArgument(context, op.tableName),
      renderCondition(op.condition, context),
    ],
    [...schemaEntry(context, op.schema), ...renderDialectEntries(op.kw, notValidKeys, context)],
  );
}

/** `op.createExcludeConstraint(…)`. */
export function renderCreateExcludeConstraint(op: CreateExcludeConstraintOp, context: AutogenContext): SourceNode {
  return directive(
    context,
    "createExcludeConstraint",
    [
      renderName(context, op.constraintName),
      ...tableArgument(context, op.tableName),
      ...excludeArguments(op.elements, context),
    ],
    [
      ...(op.where === null ? [] : [["where", renderCondition(op.where, context)] as const]),
      ...schemaEntry(context, op.schema),
      ...givenEntries(op.kw, ["deferrable", "initially", "using"]),
      ...renderDialectEntries(op.kw, otherDialectKeys, context),
    ],
  );
}

/** `op.dropConstraint(…)`. */
export function renderDropConstraint(op: DropConstraintOp, context: AutogenContext): SourceNode {
  return directive(
    context,
    "dropConstraint",
    [renderName(context, op.constraintName), ...tableArgument(context, op.tableName)],
    [
      ...schemaEntry(context, op.schema),
      ...(op.constraintType === null ? [] : [["type", string(op.constraintType)] as const]),
      ...(op.columns === null ? [] : [["columns", array(op.columns.map(string))] as const]),
      ...(op.ifExists === null ? [] : [["ifExists", literal(op.ifExists)] as const]),
    ],
  );
}
