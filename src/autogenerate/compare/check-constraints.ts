import type { ReflectedCheckConstraint } from "../../dialects/inspector.js";
import { AlterColumnOp } from "../../operations/directives/alter-column-op.js";
import { AddColumnOp } from "../../operations/directives/column-ops.js";
import { CreateCheckConstraintOp, DropConstraintOp } from "../../operations/directives/constraint-ops.js";
import type { MigrateOperation } from "../../operations/directives/migrate-operation.js";
import type { ModifyTableOps } from "../../operations/directives/modify-table-ops.js";
import { CheckConstraint } from "../../schema/constraints/check-constraint.js";
import type { Table } from "../../schema/table.js";
import { BooleanType } from "../../schema/types/boolean-type.js";
import { EnumType } from "../../schema/types/enum-type.js";
import { toType } from "../../schema/types/type-engine.js";
import type { AutogenContext } from "../autogen-context.js";
import { columnsNamedIn } from "../columns-named-in.js";
import { sqlOf } from "../sql-of.js";
import type { ComparatorResult, TablePair } from "./table-pair.js";

interface Check {
  readonly constraint: CheckConstraint;
  readonly name: string | null;
  readonly text: string;
}

function constraintsOf(
  context: AutogenContext,
  table: Pick<Table, "columns" | "constraints">,
): readonly CheckConstraint[] {
  const columnChecks = table.columns.flatMap((column) => column.constraints);
  return [...table.constraints, ...columnChecks]
    .filter((one): one is CheckConstraint => one instanceof CheckConstraint)
    .filter((one) => context.dialect.writesConstraint(one));
}

function checksOf(context: AutogenContext, table: Pick<Table, "columns" | "constraints">): readonly Check[] {
  return constraintsOf(context, table).map((constraint) => ({
    constraint,
    name: constraint.name,
    text: context.hooks.normalizeExpression(sqlOf(context.dialect, constraint.sqltext)),
  }));
}

/**
 * Has the database write the CHECKs of several tables in its words at once, where it rewrites them: a statement for each
 * table would take most of the time of a comparison.
 */
export async function prepareChecks(context: AutogenContext, tables: readonly Table[]): Promise<void> {
  if (context.hooks.keepsExpressionText) return;
  const checks = tables.flatMap((table) => constraintsOf(context, table).map((check) => ({ table, check })));
  await context.modelReflection?.prepareChecks(checks);
}

/**
 * The CHECKs of the models in the words of a database that does not keep texts but rewrites them, with its names for
 * unnamed ones. `undefined` if it does not accept one of them, so that they cannot be compared.
 */
async function writtenChecks(
  context: AutogenContext,
  table: Table,
  inDatabase: readonly Omit<Check, "constraint">[],
): Promise<readonly Check[] | undefined> {
  const constraints = constraintsOf(context, table);
  if (constraints.length === 0) return [];
  const texts = await context.modelReflection?.checkTexts(table, constraints);
  if (texts === undefined) return undefined;
  const taken = new Set<string | null>(constraints.map(({ name }) => name));
  return constraints.map((constraint, at) => {
    const text = context.hooks.normalizeExpression(texts[at] ?? "");
    const match = inDatabase.find((one) => one.text === text && !taken.has(one.name));
    const name = constraint.name ?? match?.name ?? null;
    taken.add(name);
    return { constraint, name, text };
  });
}

/** Whether a table of the models has the CHECKs that were read from a database that rewrites them. */
export async function haveSameChecks(
  context: AutogenContext,
  table: Table,
  reflected: readonly ReflectedCheckConstraint[],
): Promise<boolean> {
  const constraints = constraintsOf(context, table);
  if (constraints.length !== reflected.length) return false;
  if (constraints.length === 0) return true;
  const texts = await context.modelReflection?.checkTexts(table, constraints);
  // The server writes equal conditions in the same words, so that few have to be normalized.
  const isStored = ({ name }: CheckConstraint, at: number): boolean =>
    name !== null && reflected.some((one) => one.name === name && one.sqltext === texts?.[at]);
  if (constraints.every(isStored)) return true;
  const inDatabase = reflected.map(({ name, sqltext }) => ({ name, text: context.hooks.normalizeExpression(sqltext) }));
  const inModels = await writtenChecks(context, table, inDatabase);
  const isKnown = (one: Check): boolean =>
    inDatabase.some(({ name, text }) => name !== null && name === one.name && text === one.text);
  return inModels?.every(isKnown) === true;
}

const byName = (a: Check, b: Check): number => {
  const [one, other] = [a.name ?? "~", b.name ?? "~"];
  return one < other ? -1 : one > other ? 1 : 0;
};
const label = (check: Check): string => (check.name === null ? "None" : `'${check.name}'`);

/**
 * Finds CHECKs that were removed, changed and added, on databases that keep their text or can rewrite one. Those with a
 * name are matched by it, the others by their text. The CHECK that comes with a type changes with its values, and is
 * added where the database lacks it.
 */
export async function compareCheckConstraints(
  context: AutogenContext,
  modify: ModifyTableOps,
  { tableName, schema, connTable, metadataTable, connParts }: TablePair,
): Promise<ComparatorResult> {
  if (connTable === null || metadataTable === null) return "continue";
  const parents = { tableName, schemaName: schema };
  const inDatabase = checksOf(context, connParts ?? connTable).filter((one) =>
    context.runNameFilters(one.name, "check_constraint", parents),
  );
  const inModels = context.hooks.keepsExpressionText
    ? checksOf(context, metadataTable)
    : await writtenChecks(context, metadataTable, inDatabase);
  if (inModels === undefined) return "continue";
  const counterpart = (one: Check, others: readonly Check[]): Check | undefined =>
    others.find((other) =>
      one.name === null ? other.name === null && other.text === one.text : other.name === one.name,
    );
  const drop = ({ constraint, text }: Check): DropConstraintOp =>
    DropConstraintOp.fromConstraint(constraint, columnsNamedIn(text, connTable));
  const add = ({ constraint, text }: Check): CreateCheckConstraintOp => {
    const op = CreateCheckConstraintOp.fromConstraint(constraint, metadataTable);
    // The reverse finds a CHECK without a name by its columns.
    op.columns = columnsNamedIn(text, metadataTable);
    return op;
  };
  const detected = (word: string, one: Check, why: string, ...operations: readonly MigrateOperation[]): void => {
    modify.ops.push(...operations);
    const message = `Detected ${word} check constraint ${label(one)} on table '${tableName}'`;
    context.detected("check_constraints", word === "changed" ? `${message}: ${why}` : message, why, ...operations);
  };

  // A type's CHECK replaces one on the same columns, whatever its name is.
  const replaced = new Map<Check, Check>();
  const ofTypes = inModels.filter((one) => one.constraint.typeBound !== null);
  for (const one of ofTypes) {
    const columns = columnsNamedIn(one.text, metadataTable).join();
    const free = (other: Check): boolean =>
      !counterpart(other, inModels) && columnsNamedIn(other.text, connTable).join() === columns;
    const before = counterpart(one, inDatabase) ?? inDatabase.find(free);
    if (before !== undefined) replaced.set(one, before);
  }
  const isReplaced = (one: Check): boolean => [...replaced.values()].includes(one);

  for (const one of inDatabase.filter((each) => !counterpart(each, inModels) && !isReplaced(each)).sort(byName)) {
    if (!context.runObjectFilters(one.constraint, one.name, "check_constraint", true, null)) continue;
    detected("removed", one, "the database has it, the models do not", drop(one));
  }
  for (const one of inModels.filter((each) => each.name !== null).sort(byName)) {
    const other = counterpart(one, inDatabase);
    if (other === undefined || other.text === one.text || one.constraint.typeBound !== null) continue;
    if (!context.runObjectFilters(one.constraint, one.name, "check_constraint", false, other.constraint)) continue;
    detected("changed", one, `${other.text} to ${one.text}`, drop(other), add(one));
  }
  // Before the additions, because an unnamed one is dropped by its columns.
  for (const one of ofTypes) {
    const other = replaced.get(one);
    const [column = ""] = columnsNamedIn(one.text, metadataTable);
    const at = modify.ops.findIndex((op) => givesType(op, column));
    const typed = modify.ops[at];
    if (other !== undefined && other.text === one.text && other.name === one.name) continue;
    if (!context.runObjectFilters(one.constraint, one.name, "check_constraint", false, other?.constraint ?? null))
      continue;
    if (typed !== undefined && givesType(typed, column)) modify.ops[at] = withoutTypeCheck(typed);
    if (other !== undefined) detected("changed", one, `${other.text} to ${one.text}`, drop(other), add(one));
    else detected("added", one, "the type of the column has it, the database does not", add(one));
  }
  for (const one of inModels.filter((each) => counterpart(each, inDatabase) === undefined).sort(byName)) {
    if (one.constraint.typeBound !== null) continue;
    if (!context.runObjectFilters(one.constraint, one.name, "check_constraint", false, null)) continue;
    detected("added", one, "the models have it, the database does not", add(one));
  }
  return "continue";
}

/** Whether an operation sets the type of a column, by adding it or by changing it. */
export function givesType(op: MigrateOperation, column: string): op is AddColumnOp | AlterColumnOp {
  if (op instanceof AddColumnOp) return op.column.name === column;
  return op instanceof AlterColumnOp && op.columnName === column && op.modifyType !== null;
}

/** Returns the operation with a type that has no CHECK, because the CHECK is a separate operation. */
export function withoutTypeCheck(op: AddColumnOp | AlterColumnOp): AddColumnOp | AlterColumnOp {
  const given = op instanceof AddColumnOp ? op.column.type : op.modifyType;
  const type = given === null ? null : toType(given);
  if (!(type instanceof BooleanType || type instanceof EnumType)) return op;
  const plain = Object.assign(type.copy(), { createConstraint: false });
  const changes = op instanceof AddColumnOp ? { column: op.column.copy({ type: plain }) } : { modifyType: plain };
  return Object.assign(Object.create(Object.getPrototypeOf(op)), op, changes) as AddColumnOp | AlterColumnOp;
}
