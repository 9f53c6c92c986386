import { CheckConstraint } from "../../schema/constraints/check-constraint.js";
import type { Constraint } from "../../schema/constraints/constraint.js";
import { ExcludeConstraint, type ExcludeElement } from "../../schema/constraints/exclude-constraint.js";
import { ForeignKeyConstraint } from "../../schema/constraints/foreign-key-constraint.js";
import { PrimaryKeyConstraint } from "../../schema/constraints/primary-key-constraint.js";
import { UniqueConstraint } from "../../schema/constraints/unique-constraint.js";
import type { MetaData } from "../../schema/metadata.js";
import type { AutogenContext } from "../autogen-context.js";
import { prefixes } from "./prefixes.js";
import { renderCondition, renderDialectEntries, renderIndexPart } from "./render-expression.js";
import { renderItemOfUser } from "./render-item-of-user.js";
import { renderItemName } from "./render-name.js";
import { array, callWithOptions, literal, type ObjectNode, type SourceNode, string } from "./source-node.js";

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
  const entries = [...nameEntry(constraint, context), ...renderDialectEntries(constraint.dialectOptions, context)];
  return callWithOptions(prefixes.sa(context, "PrimaryKeyConstraint"), args, entries);
}

/** The targets of a foreign key by the names of their columns, as far as their tables are known. */
function targets(constraint: ForeignKeyConstraint, metadata: MetaData | undefined): readonly string[] {
  const { schema: own, table } = constraint.referredTableName;
  const schema = own ?? metadata?.schema ?? null;
  const key = schema === null ? table : `${schema}.${table}`;
  const known = metadata?.tables.get(key);
  return constraint.elements.map((element) => {
    const name = element.options.linkToName === true ? undefined : known?.findColumn(element.target.column)?.name;
    return `${key}.${name ?? element.target.column}`;
  });
}

function foreignKey(
  constraint: ForeignKeyConstraint,
  context: AutogenContext,
  metadata: MetaData | undefined,
): SourceNode {
  const names = ["onupdate", "ondelete", "initially", "deferrable", "useAlter", "match"];
  return callWithOptions(
    prefixes.sa(context, "ForeignKeyConstraint"),
    [array(constraint.columns.map((column) => string(column.name))), array(targets(constraint, metadata).map(string))],
    [
      ...nameEntry(constraint, context),
      ...givenEntries(constraint, names),
      ...renderDialectEntries(constraint.dialectOptions, context),
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
      ...renderDialectEntries(constraint.dialectOptions, context),
    ],
  );
}

function check(constraint: CheckConstraint, context: AutogenContext): SourceNode | null {
  if (constraint.typeBound !== null) return null;
  return callWithOptions(
    prefixes.sa(context, "CheckConstraint"),
    [renderCondition(constraint.sqltext, context)],
    [...nameEntry(constraint, context), ...renderDialectEntries(constraint.dialectOptions, context)],
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
    ],
  );

/** Renders a constraint of a table as a call; returns `null` where it needs none or the environment omits it. */
export function renderConstraint(
  constraint: Constraint,
  context: AutogenContext,
  metadata: MetaData | undefined,
): SourceNode | null {
  const own = (type: string): SourceNode | null | undefined => renderItemOfUser(type, constraint, context);
  const choose = (type: string, usual: () => SourceNode | null): SourceNode | null => {
    const given = own(type);
    return given === undefined ? usual() : given;
  };
  if (constraint instanceof PrimaryKeyConstraint) return choose("primary_key", () => primaryKey(constraint, context));
  if (constraint instanceof ForeignKeyConstraint)
    return choose("foreign_key", () => foreignKey(constraint, context, metadata));
  if (constraint instanceof UniqueConstraint) return choose("unique", () => unique(constraint, context));
  if (constraint instanceof CheckConstraint) return choose("check", () => check(constraint, context));
  if (constraint instanceof ExcludeConstraint) return choose("exclude", () => exclude(constraint, context));
  context.warn(`No renderer is established for object ${constraint.kind}`);
  return null;
}

/** The pairs of expression and operator of an exclude constraint. */
export function excludeArguments(elements: readonly ExcludeElement[], context: AutogenContext): readonly SourceNode[] {
  return elements.map(([expression, operator]) => array([renderIndexPart(expression, context), string(operator)]));
}
