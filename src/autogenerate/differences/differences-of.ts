import type { Dialect } from "../../dialects/dialect.js";
import type { ServerDefaultArgument } from "../../operations/directives/alter-column-op.js";
import type { DiffTuple, MigrateOperation } from "../../operations/directives/migrate-operation.js";
import { OpContainer } from "../../operations/directives/op-container.js";
import type { UpgradeOps } from "../../operations/directives/upgrade-ops.js";
import type { Column } from "../../schema/column.js";
import { isTypeBound } from "../../schema/constraints/check-constraint.js";
import type { Constraint } from "../../schema/constraints/constraint.js";
import type { Table } from "../../schema/table.js";
import type { Index } from "../../schema/table-index.js";
import type { TypeInput } from "../../schema/types/type-engine.js";
import { sqlOf } from "../sql-of.js";
import type { Difference, DifferenceParts } from "./difference.js";
import { columnData, constraintData, defaultData, indexData, typeData } from "./schema-data.js";

/** The comparison behind each property of a changed column. */
const modules: Readonly<Record<string, string>> = {
  modify_type: "types",
  modify_nullable: "constraints",
  modify_default: "server_defaults",
  modify_comment: "comments",
};

interface Place {
  readonly schema: string | null;
  readonly table: string | null;
}

type Described = Place & DifferenceParts;

const placeOf = (table: Table | null): Place => ({ schema: table?.schema ?? null, table: table?.name ?? null });

function tableData(kind: "add_table" | "remove_table", table: Table, dialect: Dialect): Described {
  const ownChecks = table.columns.flatMap((column) => column.constraints);
  return {
    kind,
    ...placeOf(table),
    columns: table.columns.map((one) => columnData(one, dialect)),
    constraints: [...table.constraints, ...ownChecks]
      .filter((one) => !isTypeBound(one) && !(one === table.primaryKey && table.primaryKey.columns.length === 0))
      .map((one) => constraintData(one, dialect)),
    comment: table.comment,
  };
}

/** A change of a column: its old and its new state. */
function columnChange(tuple: DiffTuple, dialect: Dialect): Described | undefined {
  const [kind, schema, table, column, , old, wanted] = tuple as readonly [
    string,
    string | null,
    string,
    string,
    unknown,
    unknown,
    unknown,
  ];
  const place = { schema, table, column };
  switch (kind) {
    case "modify_type":
      return {
        kind,
        ...place,
        old: typeData(old as TypeInput | null, dialect),
        new: typeData(wanted as TypeInput, dialect),
      };
    case "modify_default":
      return {
        kind,
        ...place,
        old: defaultData(old as ServerDefaultArgument, dialect),
        new: defaultData(wanted as ServerDefaultArgument, dialect),
      };
    case "modify_nullable":
      return { kind, ...place, old: old as boolean | null, new: wanted as boolean | null };
    case "modify_comment":
      return { kind, ...place, old: old as string | null, new: wanted as string | null };
    default:
      return undefined;
  }
}

/** Returns an entry of `compareMetadata` as data. */
function described(tuple: DiffTuple, op: MigrateOperation, dialect: Dialect): Described {
  const [kind, first, second, third] = tuple;
  const { existingComment, comment } = op as { readonly existingComment?: string | null; readonly comment?: string };
  switch (kind) {
    case "add_table":
    case "remove_table":
      return tableData(kind, first as Table, dialect);
    case "add_column":
    case "remove_column":
      return {
        kind,
        schema: first as string | null,
        table: second as string,
        column: columnData(third as Column, dialect),
      };
    case "add_index":
    case "remove_index":
      return { kind, ...placeOf((first as Index).table), index: indexData(first as Index, dialect) };
    case "add_constraint":
    case "remove_constraint":
    case "add_fk":
    case "remove_fk":
      return {
        kind,
        ...placeOf((first as Constraint).table),
        constraint: constraintData(first as Constraint, dialect),
      };
    case "add_table_comment":
    case "remove_table_comment":
      return { kind, ...placeOf(first as Table), old: existingComment ?? null, new: comment ?? null };
    case "rename_table":
      return {
        kind,
        schema: first as string | null,
        table: second as string,
        old: second as string,
        new: String(third),
      };
    case "rename_column":
      return {
        kind,
        schema: first as string | null,
        table: second as string,
        column: third as string,
        old: third as string,
        new: String(tuple[4]),
      };
    case "execute":
      return {
        kind,
        ...placeOf(null),
        sql: typeof first === "string" ? first : sqlOf(dialect, first as Parameters<typeof sqlOf>[1]),
      };
    default:
      return columnChange(tuple, dialect) ?? { kind: "other", ...placeOf(null), name: String(kind) };
  }
}

function reasonOf({ notes: { why } }: MigrateOperation, kind: string): string | null {
  return (typeof why === "object" ? why[modules[kind] ?? ""] : why) ?? null;
}

/** Returns the differences behind an upgrade as data, in the order of `compareMetadata`. */
export function differencesOf(upgrade: UpgradeOps, dialect: Dialect): readonly Difference[] {
  const visit = (op: MigrateOperation): readonly Difference[] => {
    if (op instanceof OpContainer) return op.ops.flatMap(visit);
    const tuple = op.toDiffTuple();
    const tuples = tuple.every(Array.isArray) ? (tuple as readonly DiffTuple[]) : [tuple];
    return tuples.map((one) => {
      const parts = described(one, op, dialect);
      return { ...parts, why: reasonOf(op, parts.kind), upgradeToken: upgrade.upgradeToken };
    });
  };
  return upgrade.ops.flatMap(visit);
}
