import type { ReflectedEnum } from "../../dialects/inspector.js";
import type { AlterColumnOp } from "../../operations/directives/alter-column-op.js";
import { AddColumnOp } from "../../operations/directives/column-ops.js";
import { ExecuteSQLOp } from "../../operations/directives/execute-sql-op.js";
import type { MigrateOperation } from "../../operations/directives/migrate-operation.js";
import { ModifyTableOps } from "../../operations/directives/modify-table-ops.js";
import { CreateTableOp } from "../../operations/directives/table-ops.js";
import type { UpgradeOps } from "../../operations/directives/upgrade-ops.js";
import { Column } from "../../schema/column.js";
import { DefaultClause } from "../../schema/defaults/default-clause.js";
import type { Table } from "../../schema/table.js";
import { ArrayType } from "../../schema/types/array-type.js";
import { EnumType } from "../../schema/types/enum-type.js";
import { ENUM } from "../../schema/types/postgresql/enum.js";
import { type TypeEngine, toType } from "../../schema/types/type-engine.js";
import type { AutogenContext } from "../autogen-context.js";
import type { ComparatorResult } from "./table-pair.js";

const keyOf = (name: string | null, schema: string | null): string => `${schema ?? ""}.${name ?? ""}`;

/** The enum type of a column on this database, in the schema of its table if it inherits that. */
function enumOf(context: AutogenContext, given: TypeEngine, table: Table | null): EnumType | undefined {
  const type = given.forDialect(context.dialect.name);
  if (type instanceof ArrayType) return enumOf(context, type.itemType, table);
  if (!(type instanceof EnumType) || !type.nativeEnum || type.enumName === null) return undefined;
  if (!type.inheritSchema || type.schema !== null || table === null) return type;
  return Object.assign(type.copy(), { schema: table.schema });
}

/**
 * Creates enum types that new columns need, adds values, and drops types whose last column is dropped. Alembic leaves
 * all of this to the author of the script. It runs after the tables, whose operations show what is new.
 */
export async function compareEnumTypes(context: AutogenContext, upgradeOps: UpgradeOps): Promise<ComparatorResult> {
  const { inspector, hooks } = context;
  const { enums } = hooks;
  if (enums === undefined || inspector.getEnums === undefined) return "continue";
  const inDatabase = new Map((await inspector.getEnums()).map((one) => [keyOf(one.name, one.schema), one]));
  const inModels = new Map<string, EnumType>();
  const used = new Set<string>();
  for (const table of context.sortedTables)
    for (const { type, serverDefault } of table.columns) {
      const found = enumOf(context, type, table);
      if (found === undefined) continue;
      inModels.set(keyOf(found.enumName, found.schema), found);
      if (serverDefault instanceof DefaultClause)
        used.add(String(serverDefault.arg).replaceAll(/^'|'(?:::[^'\n]*)?$/g, ""));
    }
  const first: MigrateOperation[] = [];
  const found = (message: string, why: string, op: ExecuteSQLOp): ExecuteSQLOp => {
    context.detected("types", message, why, op);
    return op;
  };
  for (const [key, type] of newTypes(context, upgradeOps)) {
    if (inDatabase.has(key)) continue;
    const op = new ExecuteSQLOp(enums.create(type), { reverse: enums.drop(type) });
    first.push(found(`Detected added enum type '${type.enumName}'`, "the models have it, the database does not", op));
  }
  for (const [key, type] of inModels) {
    const before = inDatabase.get(key);
    if (before === undefined || before.labels.join("\n") === type.enums.join("\n")) continue;
    const { upgrade, downgrade, isRewrite } = enums.change(before, type.enums, used);
    const why = `the database has ${before.labels.join(", ")}, the models have ${type.enums.join(", ")}${isRewrite ? "; values cannot be taken from a type, so it is made anew" : ""}`;
    const op = new ExecuteSQLOp(upgrade, { reverse: downgrade });
    first.push(found(`Detected changed values of enum type '${type.enumName}'`, why, op));
  }
  const last = [...inDatabase.values()]
    .filter((one) => !inModels.has(keyOf(one.name, one.schema)) && isAbandoned(one, upgradeOps))
    .map((one) => {
      const type = new ENUM(...one.labels, { name: one.name, ...(one.schema === null ? {} : { schema: one.schema }) });
      const op = new ExecuteSQLOp(enums.drop(type), { reverse: enums.create(type) });
      return found(`Detected removed enum type '${one.name}'`, "no column of it is left", op);
    });
  upgradeOps.ops.splice(
    0,
    upgradeOps.ops.length,
    ...first,
    ...upgradeOps.ops.map((op) => withoutTypes(context, op)),
    ...last,
  );
  return "continue";
}

/** Enum types of columns that the operations create. */
function newTypes(context: AutogenContext, { ops }: UpgradeOps): ReadonlyMap<string, EnumType> {
  const types = new Map<string, EnumType>();
  const note = (type: TypeEngine, table: Table | null): void => {
    const found = enumOf(context, type, table);
    if (found !== undefined) types.set(keyOf(found.enumName, found.schema), found);
  };
  for (const op of ops) {
    if (op instanceof CreateTableOp)
      for (const item of op.columns) if (item instanceof Column) note(item.type, item.table);
    if (!(op instanceof ModifyTableOps)) continue;
    for (const one of op.ops) {
      if (one instanceof AddColumnOp) note(one.column.type, one.column.table);
      if (one.kind === "alterColumn") {
        const { modifyType } = one as AlterColumnOp;
        if (modifyType !== null) note(toType(modifyType), null);
      }
    }
  }
  return types;
}

/** A new table whose enum types are created by separate statements. */
function withoutTypes(context: AutogenContext, op: MigrateOperation): MigrateOperation {
  if (!(op instanceof CreateTableOp)) return op;
  let isChanged = false;
  const columns = op.columns.map((item) => {
    if (!(item instanceof Column)) return item;
    const found = enumOf(context, item.type, item.table);
    if (found === undefined) return item;
    isChanged = true;
    const { enumName: name, schema } = found;
    const type = new ENUM(...found.enums, { name, ...(schema === null ? {} : { schema }), createType: false });
    return Object.assign(item.copy(), { type: withItem(context, item.type, type) });
  });
  if (!isChanged) return op;
  const { schema, comment, prefixes, tableInfo: info, quote, quoteSchema, ifNotExists, kw } = op;
  const { namespaceMetadata, constraintsIncluded } = op;
  return new CreateTableOp(
    op.tableName,
    columns,
    { schema, comment, prefixes, info, quote, quoteSchema, ifNotExists, ...kw },
    { constraintsIncluded, ...(namespaceMetadata === undefined ? {} : { namespaceMetadata }) },
  );
}

/** Returns the new type of a column; for an array, a copy of it whose items have the new type. */
function withItem(context: AutogenContext, given: TypeEngine, item: TypeEngine): TypeEngine {
  const type = given.forDialect(context.dialect.name);
  return type instanceof ArrayType
    ? Object.assign(type.copy(), { itemType: withItem(context, type.itemType, item) })
    : item;
}

/** Whether the type has columns and the operations drop all of them. */
function isAbandoned({ columns, schema }: ReflectedEnum, { ops }: UpgradeOps): boolean {
  const gone = new Set<string>();
  const place = (own: string | null): string => own ?? schema ?? "public";
  for (const op of ops) {
    const { kind } = op;
    if (kind === "dropTable") {
      const { tableName, schema: own } = op as unknown as { tableName: string; schema: string | null };
      gone.add(`${place(own)}.${tableName}`);
    }
    if (!(op instanceof ModifyTableOps)) continue;
    for (const one of op.ops) {
      const { columnName, modifyType } = one as unknown as { columnName?: string; modifyType?: unknown };
      const isLeft = one.kind === "dropColumn" || (one.kind === "alterColumn" && (modifyType ?? null) !== null);
      if (isLeft) gone.add(`${place(op.schema)}.${op.tableName}.${columnName}`);
    }
  }
  const isGone = (one: { readonly schema: string; readonly table: string; readonly name: string }): boolean =>
    gone.has(`${one.schema}.${one.table}`) || gone.has(`${one.schema}.${one.table}.${one.name}`);
  return columns.length > 0 && columns.every(isGone);
}
