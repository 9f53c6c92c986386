import { CreateCheckConstraintOp } from "../../operations/directives/create-check-constraint-op.js";
import { DropConstraintOp } from "../../operations/directives/drop-constraint-op.js";
import type { MigrateOperation } from "../../operations/directives/migrate-operation.js";
import type { ModifyTableOps } from "../../operations/directives/modify-table-ops.js";
import { CheckConstraint } from "../../schema/constraints/check-constraint.js";
import type { Table } from "../../schema/table.js";
import type { AutogenContext } from "../autogen-context.js";
import { sqlOf } from "../sql-of.js";
import { columnsNamedIn } from "./columns-named-in.js";
import type { ComparatorResult, TablePair } from "./comparator.js";

interface Check {
  readonly constraint: CheckConstraint;
  readonly name: string | null;
  readonly text: string;
}

function checksOf(context: AutogenContext, table: Pick<Table, "columns" | "constraints">): readonly Check[] {
  const columnChecks = table.columns.flatMap((column) => column.constraints);
  return [...table.constraints, ...columnChecks]
    .filter((one): one is CheckConstraint => one instanceof CheckConstraint)
    .map((constraint) => ({
      constraint,
      name: constraint.name,
      text: context.hooks.normalizeExpression(sqlOf(context.dialect, constraint.sqltext)),
    }));
}

const byName = (a: Check, b: Check): number => {
  const [one, other] = [a.name ?? "~", b.name ?? "~"];
  return one < other ? -1 : one > other ? 1 : 0;
};
const label = (check: Check): string => (check.name === null ? "None" : `'${check.name}'`);

/**
 * Finds CHECKs that were removed, changed and added, on databases that keep their text. Those with a name are matched
 * by it, the others by their text. The CHECK that comes with a type belongs to the type: it is neither added nor
 * removed on its own.
 */
export function compareCheckConstraints(
  context: AutogenContext,
  modify: ModifyTableOps,
  { tableName, schema, connTable, metadataTable, connParts }: TablePair,
): ComparatorResult {
  if (!context.hooks.keepsExpressionText || connTable === null || metadataTable === null) return "continue";
  const parents = { tableName, schemaName: schema };
  const inModels = checksOf(context, metadataTable);
  const inDatabase = checksOf(context, connParts ?? connTable).filter((one) =>
    context.runNameFilters(one.name, "check_constraint", parents),
  );
  const counterpart = (one: Check, others: readonly Check[]): Check | undefined =>
    others.find((other) =>
      one.name === null ? other.name === null && other.text === one.text : other.name === one.name,
    );
  const drop = ({ constraint, text }: Check): DropConstraintOp =>
    DropConstraintOp.fromConstraint(constraint, columnsNamedIn(text, connTable));
  const add = ({ constraint, text }: Check): CreateCheckConstraintOp => {
    const op = CreateCheckConstraintOp.fromConstraint(constraint, metadataTable);
    // The reverse finds a CHECK without a name by its columns.
    op.info["columns"] = columnsNamedIn(text, metadataTable);
    return op;
  };
  const detected = (word: string, one: Check, why: string, ...operations: readonly MigrateOperation[]): void => {
    modify.ops.push(...operations);
    const message = `Detected ${word} check constraint ${label(one)} on table '${tableName}'`;
    context.detected("check_constraints", word === "changed" ? `${message}: ${why}` : message, why, ...operations);
  };

  // What a type without a name for its CHECK had before its values changed is known by its columns only.
  const ofTypes = inModels
    .filter((one) => one.name === null && one.constraint.typeBound !== null && !counterpart(one, inDatabase))
    .map((one) => columnsNamedIn(one.text, metadataTable).join());
  const isOfType = (one: Check): boolean =>
    one.name === null && ofTypes.includes(columnsNamedIn(one.text, connTable).join());

  for (const one of inDatabase.filter((each) => !counterpart(each, inModels) && !isOfType(each)).sort(byName)) {
    if (!context.runObjectFilters(one.constraint, one.name, "check_constraint", true, null)) continue;
    detected("removed", one, "the database has it, the models do not", drop(one));
  }
  for (const one of inModels.filter((each) => each.name !== null).sort(byName)) {
    const other = counterpart(one, inDatabase);
    if (other === undefined || other.text === one.text || one.constraint.typeBound !== null) continue;
    if (!context.runObjectFilters(one.constraint, one.name, "check_constraint", false, other.constraint)) continue;
    detected("changed", one, `${other.text} to ${one.text}`, drop(other), add(one));
  }
  for (const one of inModels.filter((each) => counterpart(each, inDatabase) === undefined).sort(byName)) {
    if (one.constraint.typeBound !== null) continue;
    if (!context.runObjectFilters(one.constraint, one.name, "check_constraint", false, null)) continue;
    detected("added", one, "the models have it, the database does not", add(one));
  }
  return "continue";
}
