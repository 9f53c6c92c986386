import type { Column } from "../../schema/column.js";
import type { Constraint } from "../../schema/constraints/constraint.js";
import type { PrimaryKeyConstraint } from "../../schema/constraints/primary-key-constraint.js";
import type { UniqueConstraint } from "../../schema/constraints/unique-constraint.js";
import { dialectOption } from "../../schema/schema-item.js";
import { Constraints as BaseConstraints } from "../base/constraints.js";

/** Constraints as SQL Server writes them. */
export class Constraints extends BaseConstraints {
  protected override primaryKeyOptions(constraint: PrimaryKeyConstraint): string {
    return clustering(constraint);
  }

  protected override uniqueOptions(constraint: UniqueConstraint): string {
    return clustering(constraint);
  }

  protected override primaryKeyColumns(constraint: PrimaryKeyConstraint): readonly Column[] {
    return constraint.columns;
  }
}

function clustering(constraint: Constraint): string {
  const given = dialectOption(constraint, "mssql", "clustered");
  return given === undefined || given === null ? "" : given === true ? "CLUSTERED " : "NONCLUSTERED ";
}
