import type { ReflectedForeignKeyConstraint } from "../../dialects/inspector.js";
import { addConstraintOpFrom, DropConstraintOp } from "../../operations/directives/constraint-ops.js";
import type { ModifyTableOps } from "../../operations/directives/modify-table-ops.js";
import { ForeignKeyConstraint } from "../../schema/constraints/foreign-key-constraint.js";
import type { Table } from "../../schema/table.js";
import type { AutogenContext } from "../autogen-context.js";
import type { ComparatorResult, TablePair } from "./table-pair.js";

interface Signature {
  readonly constraint: ForeignKeyConstraint;
  readonly name: string | null;
  readonly columns: readonly string[];
  readonly targets: readonly string[];
  /** Its target and its actions, without its name. */
  readonly unnamed: string;
  /** Its target only. */
  readonly route: string;
}

/** Normalizes the action of ON DELETE or ON UPDATE. `NO ACTION` equals no clause at all. */
function action(context: AutogenContext, word: string | null): string | null {
  const lower = word?.toLowerCase() ?? null;
  if (lower === "no action" || lower === "") return null;
  return context.hooks.restrictIsNoAction && lower === "restrict" ? null : lower;
}

interface KeyFacts {
  readonly columns: readonly string[];
  readonly schema: string | null;
  readonly table: string;
  readonly targets: readonly string[];
  readonly onupdate?: string | null;
  readonly ondelete?: string | null;
  readonly deferrable?: boolean | null;
  readonly initially?: string | null;
}

function deferral({ initially, deferrable }: KeyFacts): string {
  if (initially?.toLowerCase() === "deferred") return "initially_deferrable";
  return deferrable ? "deferrable" : "not deferrable";
}

/** Columns and target of a foreign key. No name has the character between the parts. */
function routeOf(context: AutogenContext, { columns, schema, table, targets }: KeyFacts): string {
  const { defaultSchemaName } = context.inspector;
  const { ignoresCase } = context.hooks;
  const fold = (name: string): string => (ignoresCase ? name.toLowerCase() : name);
  const foldTable = (name: string): string => (context.foldsTableNames ? name.toLowerCase() : fold(name));
  const own = schema === null ? "" : foldTable(schema);
  const place = own === foldTable(defaultSchemaName ?? "") ? "" : own;
  const list = (names: readonly string[]): string => names.map(fold).join("\u0000");
  return `${list(columns)}\u0000(${place}\u0000${foldTable(table)}\u0000(${list(targets)}`;
}

/** The target and the actions of a foreign key, without its name. */
function unnamedOf(context: AutogenContext, key: KeyFacts, route: string): string {
  const onupdate = action(context, key.onupdate ?? null);
  return `${route}\u0000(${onupdate}\u0000${action(context, key.ondelete ?? null)}\u0000${deferral(key)}`;
}

function factsOf(constraint: ForeignKeyConstraint): KeyFacts {
  const { onupdate, ondelete, deferrable, initially } = constraint;
  const columns = constraint.columns.map((column) => column.name);
  const targets = constraint.referredColumnNames;
  return { ...constraint.referredTableName, columns, targets, onupdate, ondelete, deferrable, initially };
}

function signature(context: AutogenContext, constraint: ForeignKeyConstraint): Signature {
  const facts = factsOf(constraint);
  const route = routeOf(context, facts);
  return {
    constraint,
    name: constraint.name,
    columns: facts.columns,
    targets: facts.targets,
    route,
    unnamed: unnamedOf(context, facts, route),
  };
}

function signatures(context: AutogenContext, table: Pick<Table, "constraints">): readonly Signature[] {
  return table.constraints.filter((one) => one instanceof ForeignKeyConstraint).map((one) => signature(context, one));
}

/** Whether a table of the models has the foreign keys that were read from the database. */
export function haveSameForeignKeys(
  context: AutogenContext,
  { foreignKeyConstraints: wanted }: Table,
  reflected: readonly ReflectedForeignKeyConstraint[],
): boolean {
  if (wanted.length === 0 && reflected.length === 0) return true;
  const textOf = (facts: KeyFacts): string => unnamedOf(context, facts, routeOf(context, facts));
  const inModels = new Set(wanted.map((one) => textOf(factsOf(one))));
  const inDatabase = new Set(
    reflected.map(({ constrainedColumns, referredSchema, referredTable, referredColumns, options }) =>
      textOf({
        ...options,
        columns: constrainedColumns,
        schema: referredSchema,
        table: referredTable,
        targets: referredColumns,
      }),
    ),
  );
  return inModels.size === inDatabase.size && [...inModels].every((text) => inDatabase.has(text));
}

/** The foreign keys of the database that the models have unchanged. */
export function unchangedForeignKeys(
  context: AutogenContext,
  inDatabase: Table,
  models: Table,
): readonly ForeignKeyConstraint[] {
  const wanted = new Set(signatures(context, models).map(({ unnamed }) => unnamed));
  return signatures(context, inDatabase)
    .filter(({ unnamed }) => wanted.has(unnamed))
    .map(({ constraint }) => constraint);
}

/** Finds foreign keys that were removed and added, by their definition and not by their names. */
export function compareForeignKeys(
  context: AutogenContext,
  modify: ModifyTableOps,
  { tableName, schema, connTable, metadataTable, connParts }: TablePair,
): ComparatorResult {
  if (connTable === null || metadataTable === null) return "continue";
  const parents = { tableName, schemaName: schema };
  const inModels = signatures(context, metadataTable);
  const inDatabase = signatures(context, connParts ?? connTable).filter((one) =>
    context.runNameFilters(one.name, "foreign_key_constraint", parents),
  );
  const label = schema === null ? tableName : `${schema}.${tableName}`;
  const describeType = ({ columns, targets }: Signature): string => `(${columns.join(", ")})(${targets.join(", ")})`;
  const without = (one: readonly Signature[], other: readonly Signature[]): readonly Signature[] =>
    one.filter((each) => !other.some(({ unnamed }) => unnamed === each.unnamed));
  const sameName = (one: Signature, others: readonly Signature[]): ForeignKeyConstraint | null =>
    one.name === null ? null : (others.find(({ name }) => name === one.name)?.constraint ?? null);
  const reason = (one: Signature, others: readonly Signature[], otherwise: string): string =>
    others.some(({ route }) => route === one.route)
      ? "what happens on delete, on update or at the end of a transaction differs"
      : otherwise;

  for (const one of without(inDatabase, inModels)) {
    const compareTo = sameName(one, inModels);
    if (!context.runObjectFilters(one.constraint, one.name, "foreign_key_constraint", true, compareTo)) continue;
    const op = DropConstraintOp.fromConstraint(one.constraint);
    modify.ops.push(op);
    const why = reason(one, inModels, "the database has it, the models do not");
    context.detected("constraints", `Detected removed foreign key ${describeType(one)} on table ${label}`, why, op);
  }
  for (const one of without(inModels, inDatabase)) {
    const compareTo = sameName(one, inDatabase);
    if (!context.runObjectFilters(one.constraint, one.name, "foreign_key_constraint", false, compareTo)) continue;
    const op = addConstraintOpFrom(one.constraint);
    modify.ops.push(op);
    const why = reason(one, inDatabase, "the models have it, the database does not");
    context.detected("constraints", `Detected added foreign key ${describeType(one)} on table ${label}`, why, op);
  }
  return "continue";
}
