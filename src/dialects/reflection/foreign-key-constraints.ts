import { ForeignKeyConstraint } from "../../schema/constraints/foreign-key-constraint.js";
import { Conv } from "../../schema/names/conv.js";
import type { ReflectedForeignKeyConstraint } from "../inspector.js";

/** A name from the database is final: no naming convention is applied to it. */
export const finalName = (name: string | null): Conv | null => (name === null ? null : new Conv(name));

/** The foreign keys of a table as schema objects, without those of which a column is left out. */
export function foreignKeyConstraints(
  reflected: readonly ReflectedForeignKeyConstraint[],
  has: (columns: readonly string[]) => boolean,
): readonly ForeignKeyConstraint[] {
  return reflected
    .filter((one) => has(one.constrainedColumns) && one.referredColumns.length === one.constrainedColumns.length)
    .map((one) => {
      const table = one.referredSchema === null ? one.referredTable : `${one.referredSchema}.${one.referredTable}`;
      const targets = one.referredColumns.map((column) => `${table}.${column}`);
      return new ForeignKeyConstraint(one.constrainedColumns, targets, {
        name: finalName(one.name),
        ...one.options,
        linkToName: true,
      });
    });
}
