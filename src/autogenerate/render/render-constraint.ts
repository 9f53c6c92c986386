import type { CheckConstraint } from "../../schema/constraints/check-constraint.js";
import type { Constraint } from "../../schema/constraints/constraint.js";
import type { ExcludeConstraint, ExcludeElement } from "../../schema/constraints/exclude-constraint.js";
import type { ForeignKeyConstraint } from "../../schema/constraints/foreign-key-constraint.js";
import type { PrimaryKeyConstraint } from "../../schema/constraints/primary-key-constraint.js";
import type { UniqueConstraint } from "../../schema/constraints/unique-constraint.js";
import {
  notValidKeys,
  primaryKeyDialectKeys,
  uniqueDialectKeys,
} from "../../schema/keywords/constraint-dialect-options.js";
import { otherDialectKeys } from "../../schema/keywords/other-dialect-options.js";
import type { MetaData } from "../../schema/metadata.js";
import type { AutogenContext } from "../autogen-context.js";
import { prefixes } from "./prefixes.js";
import { renderCondition, renderDialectEntries, renderIndexPart } from "./render-expression.js";
import { renderItemOfUser } from "./render-item-of-user.js";
import { renderItemName } from "./render-name.js";
import { array, callWithOptions, literal, type ObjectNode, type SourceNode, string } from "./source-node.js";
import { type ConstraintWriter, writeConstraint } from "./write-constraint.js";

type Entries = ObjectNode["entries"];

/** The options that were given, each under its own name. */
export function givenEntries(source: object, names: readonly string[]): Entries {
  const values = source as Readonly<Record<string, unknown>>;
  return names.filter((name) => Boolean(values[name])).map((name) => [name, literal(values[name])] as const);
}

function nameEntry(constraint: Constraint, context: AutogenContext): Entries {
  return constraint.name === null ? [] : [["name", renderItemName(context, constraint)]];
}

function primaryKey(constraint: PrimaryKeyConstraint, context: AutogenContext): SourceNode | null {
  if (constraint.columns.length === 0) return null;
  const args = constraint.columns.map((column) => string(column.name));
  const entries = [
    ...givenEntries(constraint, ["deferrable", "initially"]),
    ...nameEntry(constraint, context),
    ...renderDialectEntries(constraint, primaryKeyDialectKeys, context),
  ];
  return callWithOptions(prefixes.sa(context, "PrimaryKeyConstraint"), args, entries);
}

function foreignKey(constraint: ForeignKeyConstraint, context: AutogenContext, targets: readonly string[]): SourceNode {
  const names = ["onupdate", "ondelete", "initially", "deferrable", "useAlter", "match"];
  return callWithOptions(
    prefixes.sa(context, "ForeignKeyConstraint"),
    [array(constraint.columns.map((column) => string(column.name))), array(targets.map(string))],
    [
      ...nameEntry(constraint, context),
      ...givenEntries(constraint, names),
      ...renderDialectEntries(constraint, notValidKeys, context),
    ],
  );
}

function unique(constraint: UniqueConstraint, context: AutogenContext): SourceNode {
  return callWithOptions(
    prefixes.sa(context, "UniqueConstraint"),
    constraint.columns.map((column) => string(column.name)),
    [
      ...givenEntries(constraint, ["deferrable", "initially"]),
      ...nameEntry(constraint, context),
      ...renderDialectEntries(constraint, uniqueDialectKeys, context),
    ],
  );
}

function check(constraint: CheckConstraint, context: AutogenContext): SourceNode {
  return callWithOptions(
    prefixes.sa(context, "CheckConstraint"),
    [renderCondition(constraint.sqltext, context)],
    [...nameEntry(constraint, context), ...renderDialectEntries(constraint, notValidKeys, context)],
  );
}

const exclude = (constraint: ExcludeConstraint, context: AutogenContext): SourceNode =>
  callWithOptions(
    prefixes.sa(context, "postgresql.ExcludeConstraint"),
    excludeArguments(constraint.elements, context),
    [
      ...(constraint.where === null ? [] : [["where", renderCondition(constraint.where, context)] as const]),
      ["using", string(constraint.using)],
      ...(Object.keys(constraint.ops).length === 0 ? [] : [["ops", literal(constraint.ops)] as const]),
      ...nameEntry(constraint, context),
      ...renderDialectEntries(constraint, otherDialectKeys, context),
    ],
  );

const typescript: ConstraintWriter<SourceNode> = {
  own: renderItemOfUser,
  primaryKey,
  foreignKey,
  unique,
  check,
  exclude,
};

/** Renders a constraint of a table as a call; returns `null` where it needs none or the environment omits it. */
export function renderConstraint(
  constraint: Constraint,
  context: AutogenContext,
  metadata: MetaData | undefined,
): SourceNode | null {
  return writeConstraint(typescript, constraint, context, metadata);
}

/** The pairs of expression and operator of an exclude constraint. */
export function excludeArguments(elements: readonly ExcludeElement[], context: AutogenContext): readonly SourceNode[] {
  return elements.map(([expression, operator]) => array([renderIndexPart(expression, context), string(operator)]));
}
