import { CheckConstraint } from "../../schema/constraints/check-constraint.js";
import type { Constraint } from "../../schema/constraints/constraint.js";
import { ExcludeConstraint } from "../../schema/constraints/exclude-constraint.js";
import { ForeignKeyConstraint } from "../../schema/constraints/foreign-key-constraint.js";
import { PrimaryKeyConstraint } from "../../schema/constraints/primary-key-constraint.js";
import { UniqueConstraint } from "../../schema/constraints/unique-constraint.js";
import type { MetaData } from "../../schema/metadata.js";
import type { AutogenContext } from "../autogen-context.js";

/** How one language writes the constraints of a table. A method returns `null` if the constraint is not written. */
export interface ConstraintWriter<Source> {
  /** The source that the environment's `renderItem` returns: `null` to omit the item, `undefined` for the default. */
  own(type: string, constraint: Constraint, context: AutogenContext): Source | null | undefined;
  primaryKey(constraint: PrimaryKeyConstraint, context: AutogenContext): Source | null;
  foreignKey(constraint: ForeignKeyConstraint, context: AutogenContext, targets: readonly string[]): Source | null;
  unique(constraint: UniqueConstraint, context: AutogenContext): Source | null;
  check(constraint: CheckConstraint, context: AutogenContext): Source | null;
  exclude(constraint: ExcludeConstraint, context: AutogenContext): Source | null;
}

/** Writes a constraint of a table; returns `null` if it needs no source or the environment omits it. */
export function writeConstraint<Source>(
  writer: ConstraintWriter<Source>,
  constraint: Constraint,
  context: AutogenContext,
  metadata: MetaData | undefined,
): Source | null {
  const choose = (type: string, usual: () => Source | null): Source | null => {
    const own = writer.own(type, constraint, context);
    return own === undefined ? usual() : own;
  };
  if (constraint instanceof PrimaryKeyConstraint)
    return choose("primary_key", () => writer.primaryKey(constraint, context));
  if (constraint instanceof ForeignKeyConstraint)
    return choose("foreign_key", () => writer.foreignKey(constraint, context, targetsOf(constraint, metadata)));
  if (constraint instanceof UniqueConstraint) return choose("unique", () => writer.unique(constraint, context));
  if (constraint instanceof CheckConstraint)
    return choose("check", () => (constraint.typeBound === null ? writer.check(constraint, context) : null));
  if (constraint instanceof ExcludeConstraint) return choose("exclude", () => writer.exclude(constraint, context));
  context.warn(`No renderer is established for object ${constraint.kind}`);
  return null;
}

/** The targets of a foreign key. A column of a known table has the name that the database uses. */
function targetsOf(constraint: ForeignKeyConstraint, metadata: MetaData | undefined): readonly string[] {
  const { schema: own, table } = constraint.referredTableName;
  const schema = own ?? metadata?.schema ?? null;
  const key = schema === null ? table : `${schema}.${table}`;
  const known = metadata?.tables.get(key);
  return constraint.elements.map((element) => {
    const name = element.options.linkToName === true ? undefined : known?.findColumn(element.target.column)?.name;
    return `${key}.${name ?? element.target.column}`;
  });
}
