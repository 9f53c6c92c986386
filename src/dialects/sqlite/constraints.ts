import type { Column } from "../../schema/column.js";
import { type CheckConstraint, isTypeBound } from "../../schema/constraints/check-constraint.js";
import type { Constraint } from "../../schema/constraints/constraint.js";
import type { ForeignKeyConstraint } from "../../schema/constraints/foreign-key-constraint.js";
import type { PrimaryKeyConstraint } from "../../schema/constraints/primary-key-constraint.js";
import type { UniqueConstraint } from "../../schema/constraints/unique-constraint.js";
import type { AddConstraint, DropConstraint } from "../../schema/ddl/constraint-nodes.js";
import { dialectOption } from "../../schema/schema-item.js";
import type { Table } from "../../schema/table.js";
import type { CompileState } from "../base/compile-state.js";
import { Constraints as BaseConstraints } from "../base/constraints.js";
import { CompileError } from "../compile-error.js";
import { UnsupportedError } from "../unsupported-error.js";

/** Constraints as SQLite writes them; they can only be part of CREATE TABLE. */
export class Constraints extends BaseConstraints {
  override add({ constraint }: AddConstraint, state: CompileState): readonly string[] {
    if (!isTypeBound(constraint)) this.#refuse(constraint, "add");
    if (this.isWritten(constraint)) {
      state.warn(
        "Skipping unsupported ALTER for creation of implicit constraint. Please refer to the batch mode feature which allows for SQLite migrations using a copy-and-move strategy.",
      );
    }
    return [];
  }

  override drop({ constraint }: DropConstraint, _state: CompileState): readonly string[] {
    if (!isTypeBound(constraint)) this.#refuse(constraint, "drop");
    return [];
  }

  override primaryKey(constraint: PrimaryKeyConstraint, state: CompileState): string | null {
    const [only] = constraint.columns;
    const { table } = constraint;
    if (constraint.columns.length === 1 && only !== undefined && table !== null && hasAutoincrementClause(only, table))
      return null;
    const text = super.primaryKey(constraint, state);
    return text === null ? null : text + onConflict(constraint, only, "onConflictPrimaryKey");
  }

  override unique(constraint: UniqueConstraint, state: CompileState): string | null {
    const text = super.unique(constraint, state);
    return text === null ? null : text + onConflict(constraint, constraint.columns[0], "onConflictUnique");
  }

  override check(constraint: CheckConstraint, state: CompileState): string {
    return super.check(constraint, state) + onConflict(constraint, undefined, "");
  }

  override columnCheck(constraint: CheckConstraint, state: CompileState): string {
    if (hasConflictClause(constraint)) {
      throw new CompileError("SQLite does not support on conflict clause for column check constraint");
    }
    return super.columnCheck(constraint, state);
  }

  override foreignKey(constraint: ForeignKeyConstraint, state: CompileState): string | null {
    const { schema } = constraint.referredTableName;
    return (constraint.table?.schema ?? null) === schema ? super.foreignKey(constraint, state) : null;
  }

  protected override remoteTable(constraint: ForeignKeyConstraint): string {
    const { identifiers } = this.dialect;
    const known = constraint.referredTable;
    return identifiers.table(known ?? { name: constraint.referredTableName.table, schema: null }, { useSchema: false });
  }

  #refuse(constraint: Constraint, verb: "add" | "drop"): never {
    throw new UnsupportedError(
      "No support for ALTER of constraints in SQLite dialect. Please refer to the batch mode feature which allows for SQLite migrations using a copy-and-move strategy.",
      `${constraint.kind} ${constraint.name ?? ""}`.trim(),
      this.dialect.name,
      { hint: howInBatch(constraint, verb) },
    );
  }
}

/** The methods of a batch that add a constraint, by its kind. */
const adders: Readonly<Record<Constraint["kind"], string>> = {
  checkConstraint: "createCheckConstraint",
  foreignKeyConstraint: "createForeignKey",
  primaryKeyConstraint: "createPrimaryKey",
  uniqueConstraint: "createUniqueConstraint",
};

/** The batch that does what SQLite has no statement for. */
function howInBatch({ kind, name, table }: Constraint, verb: "add" | "drop"): string {
  const method = verb === "drop" ? "dropConstraint" : (adders[kind] ?? "createConstraint");
  const first = name === null ? "null" : JSON.stringify(String(name));
  const target = table === null ? "…" : JSON.stringify(table.name);
  return `op.batchAlterTable(${target}, (batch) => batch.${method}(${first}, …)) builds the table anew with the change.`;
}

function hasConflictClause(constraint: Constraint): boolean {
  const given = dialectOption(constraint, "sqlite", "onConflict");
  return given !== undefined && given !== null;
}

/** ` ON CONFLICT …` of a constraint, or of its one column. */
function onConflict(
  constraint: Constraint & { readonly columns: readonly Column[] },
  column: Column | undefined,
  columnOption: string,
): string {
  const own = dialectOption(constraint, "sqlite", "onConflict") ?? null;
  const isSingle = column !== undefined && constraint.columns.length === 1;
  const clause = own ?? (isSingle ? dialectOption(column, "sqlite", columnOption) : null) ?? null;
  return clause === null ? "" : ` ON CONFLICT ${String(clause)}`;
}

/** Whether a column has `PRIMARY KEY AUTOINCREMENT`, which only the single integer column of a key can have. */
export function hasAutoincrementClause(column: Column, table: Table): boolean {
  return (
    dialectOption(table, "sqlite", "autoincrement") === true &&
    table.primaryKey.columns.length === 1 &&
    column.type.affinity === "Integer" &&
    column.foreignKeys.length === 0
  );
}
