import type { CheckConstraint } from "../../../schema/constraints/check-constraint.js";
import type { Constraint } from "../../../schema/constraints/constraint.js";
import type { ExcludeConstraint, ExcludeElement } from "../../../schema/constraints/exclude-constraint.js";
import type { ForeignKeyConstraint } from "../../../schema/constraints/foreign-key-constraint.js";
import type { PrimaryKeyConstraint } from "../../../schema/constraints/primary-key-constraint.js";
import type { UniqueConstraint } from "../../../schema/constraints/unique-constraint.js";
import { ClauseElement } from "../../../schema/elements/clause-element.js";
import { ColumnClause } from "../../../schema/elements/column-clause.js";
import type { MetaData } from "../../../schema/metadata.js";
import type { AutogenContext } from "../../autogen-context.js";
import { sqlOf } from "../../sql-of.js";
import { textOfUser } from "../render-item-of-user.js";
import { type ConstraintWriter, writeConstraint } from "../write-constraint.js";
import {
  conditionText,
  dialectKeywords,
  givenKeywords,
  itemNameText,
  type Keywords,
  postgresqlPrefix,
  pythonArguments,
  repr,
  saPrefix,
  textCall,
} from "./python-arguments.js";

const nameKeyword = (constraint: Constraint, context: AutogenContext): Keywords =>
  constraint.name === null ? [] : [["name", itemNameText(context, constraint)]];

function primaryKey(constraint: PrimaryKeyConstraint, context: AutogenContext): string | null {
  if (constraint.columns.length === 0) return null;
  const names = constraint.columns.map((column) => repr(column.name));
  return `${saPrefix(context)}PrimaryKeyConstraint(${pythonArguments(names, [
    ...givenKeywords(constraint, ["deferrable", "initially"]),
    ...nameKeyword(constraint, context),
  ])})`;
}

function foreignKey(constraint: ForeignKeyConstraint, context: AutogenContext, targets: readonly string[]): string {
  const columns = constraint.columns.map((column) => column.name);
  const keywords = [
    ...nameKeyword(constraint, context),
    ...givenKeywords(constraint, ["onupdate", "ondelete", "initially", "deferrable", "useAlter", "match"]),
    ...dialectKeywords(constraint, context),
  ];
  // Alembic writes the separator even without keywords.
  const args = `${repr(columns)}, ${repr(targets)}, ${pythonArguments([], keywords)}`;
  return `${saPrefix(context)}ForeignKeyConstraint(${args})`;
}

function unique(constraint: UniqueConstraint, context: AutogenContext): string {
  const names = constraint.columns.map((column) => repr(column.name));
  return `${saPrefix(context)}UniqueConstraint(${pythonArguments(names, [
    ...givenKeywords(constraint, ["deferrable", "initially"]),
    ...nameKeyword(constraint, context),
    ...dialectKeywords(constraint, context),
  ])})`;
}

function check(constraint: CheckConstraint, context: AutogenContext): string {
  const keywords = [...nameKeyword(constraint, context), ...dialectKeywords(constraint, context)];
  return `${saPrefix(context)}CheckConstraint(${pythonArguments([conditionText(constraint.sqltext, context)], keywords)})`;
}

function excludedText(expression: string | ClauseElement, context: AutogenContext): string {
  if (typeof expression === "string") return `${saPrefix(context)}column(${repr(expression)})`;
  if (expression instanceof ColumnClause)
    return `${saPrefix(context)}${expression.isLiteral ? "literal_column" : "column"}(${repr(expression.name)})`;
  return textCall(sqlOf(context.dialect, expression), context);
}

/** The pairs of expression and operator of an exclude constraint, and its condition. */
export function excludeTexts(
  elements: readonly ExcludeElement[],
  where: string | ClauseElement | null,
  context: AutogenContext,
): readonly string[] {
  const pairs = elements.map(([expression, operator]) => `(${excludedText(expression, context)}, ${repr(operator)})`);
  if (where === null) return pairs;
  const condition = where instanceof ClauseElement ? sqlOf(context.dialect, where) : where;
  return [...pairs, `where=${textCall(condition, context)}`];
}

function exclude(constraint: ExcludeConstraint, context: AutogenContext): string {
  const keywords: Keywords = [
    ...(constraint.deferrable ? [["deferrable", "'True'"] as const] : []),
    ...givenKeywords(constraint, ["initially", "using"]),
    ...nameKeyword(constraint, context),
  ];
  const args = excludeTexts(constraint.elements, constraint.where, context);
  return `${postgresqlPrefix(context)}ExcludeConstraint(${pythonArguments(args, keywords)})`;
}

const python: ConstraintWriter<string> = { own: textOfUser, primaryKey, foreignKey, unique, check, exclude };

/**
 * Renders a constraint inside a table as the call that makes it in Python; returns `undefined` where it needs none or the
 * environment omits it.
 */
export function renderPythonConstraint(
  constraint: Constraint,
  context: AutogenContext,
  metadata: MetaData | undefined,
): string | undefined {
  return writeConstraint(python, constraint, context, metadata) ?? undefined;
}
