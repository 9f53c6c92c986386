import { addConstraintOpFrom, DropConstraintOp } from "../../operations/directives/constraint-ops.js";
import type { ModifyTableOps } from "../../operations/directives/modify-table-ops.js";
import { CheckConstraint } from "../../schema/constraints/check-constraint.js";
import type { Table } from "../../schema/table.js";
import type { AutogenContext } from "../autogen-context.js";
import type { ComparatorResult, TablePair } from "./table-pair.js";

/** The named CHECKs of a table, by their names. */
function named(table: Table): ReadonlyMap<string, CheckConstraint> {
  const checks = table.constraints.filter((one): one is CheckConstraint => one instanceof CheckConstraint);
  return new Map(checks.flatMap((one) => (one.name === null ? [] : [[one.name, one] as const])));
}

/** Finds CHECKs that were removed and added, by their names only, as Alembic's plugin of this name does. */
export function compareChecksByName(
  context: AutogenContext,
  modify: ModifyTableOps,
  { tableName, schema, connTable, metadataTable }: TablePair,
): ComparatorResult {
  if (connTable === null || metadataTable === null) return "continue";
  const inModels = named(metadataTable);
  const inDatabase = named(connTable);
  const parents = { tableName, schemaName: schema };
  for (const name of [...inDatabase.keys()].sort()) {
    const check = inDatabase.get(name);
    if (check === undefined || inModels.has(name)) continue;
    if (!context.runNameFilters(name, "check_constraint", parents)) continue;
    if (!context.runObjectFilters(check, name, "check_constraint", true, null)) continue;
    const op = DropConstraintOp.fromConstraint(check);
    modify.ops.push(op);
    const why = "the database has it, the models have none of this name";
    context.detected(
      "check_constraints",
      `Detected removed check constraint '${name}' on table '${tableName}'`,
      why,
      op,
    );
  }
  for (const name of [...inModels.keys()].sort()) {
    const check = inModels.get(name);
    if (check === undefined || inDatabase.has(name)) continue;
    if (!context.runObjectFilters(check, name, "check_constraint", false, null)) continue;
    const op = addConstraintOpFrom(check);
    modify.ops.push(op);
    const why = "the models have it, the database has none of this name";
    context.detected("check_constraints", `Detected added check constraint '${name}' on table '${tableName}'`, why, op);
  }
  return "continue";
}
