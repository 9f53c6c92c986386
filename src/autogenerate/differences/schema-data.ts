import { CompileError } from "../../dialects/compile-error.js";
import type { Dialect } from "../../dialects/dialect.js";
import type { ServerDefaultArgument } from "../../operations/directives/alter-column-op.js";
import { Column } from "../../schema/column.js";
import { CheckConstraint } from "../../schema/constraints/check-constraint.js";
import type { Constraint } from "../../schema/constraints/constraint.js";
import { ForeignKeyConstraint } from "../../schema/constraints/foreign-key-constraint.js";
import { PrimaryKeyConstraint } from "../../schema/constraints/primary-key-constraint.js";
import { UniqueConstraint } from "../../schema/constraints/unique-constraint.js";
import { Computed } from "../../schema/defaults/computed.js";
import { DefaultClause } from "../../schema/defaults/default-clause.js";
import { Identity } from "../../schema/defaults/identity.js";
import { ClauseElement } from "../../schema/elements/clause-element.js";
import type { Index } from "../../schema/table-index.js";
import { type TypeInput, toType } from "../../schema/types/type-engine.js";
import { sqlOf } from "../sql-of.js";
import type { ColumnData, ConstraintData, IndexData } from "./difference.js";

/** A type as the dialect writes it. */
export function typeData(type: TypeInput | null, dialect: Dialect): string | null {
  if (type === null) return null;
  try {
    return dialect.compileType(toType(type));
  } catch (error) {
    if (error instanceof CompileError) return null;
    throw error;
  }
}

/** A default as SQL. */
export function defaultData(value: ServerDefaultArgument, dialect: Dialect): string | null {
  if (value === null || value === false) return null;
  if (value instanceof Computed) return `GENERATED ALWAYS AS (${sqlOf(dialect, value.sqltext)})`;
  if (value instanceof Identity) return `GENERATED ${value.always ? "ALWAYS" : "BY DEFAULT"} AS IDENTITY`;
  const arg = value instanceof DefaultClause ? value.arg : value;
  if (arg instanceof ClauseElement) return sqlOf(dialect, arg);
  return typeof arg === "string" ? dialect.renderLiteral(arg) : null;
}

export function columnData(column: Column, dialect: Dialect): ColumnData {
  const { computed, identity } = column;
  const given = identity === null ? [] : Object.entries({ always: identity.always, ...identity.options });
  return {
    name: column.name,
    type: typeData(column.type, dialect),
    nullable: column.nullable,
    default: computed === null && identity === null ? defaultData(column.serverDefault, dialect) : null,
    primaryKey: column.primaryKey,
    comment: column.comment,
    ...(computed === null
      ? {}
      : { computed: { sql: sqlOf(dialect, computed.sqltext), persisted: computed.persisted } }),
    ...(identity === null
      ? {}
      : { identity: Object.fromEntries(given.filter(([, value]) => value !== null && value !== undefined)) }),
  };
}

export function constraintData(constraint: Constraint, dialect: Dialect): ConstraintData {
  const { name } = constraint;
  if (constraint instanceof CheckConstraint) return { type: "check", name, sql: sqlOf(dialect, constraint.sqltext) };
  const columns = "columns" in constraint ? (constraint.columns as readonly Column[]).map((one) => one.name) : [];
  if (constraint instanceof ForeignKeyConstraint)
    return {
      type: "foreign_key",
      name,
      columns,
      referredSchema: constraint.referredTableName.schema,
      referredTable: constraint.referredTableName.table,
      referredColumns: constraint.referredColumnNames,
      onupdate: constraint.onupdate,
      ondelete: constraint.ondelete,
      deferrable: constraint.deferrable,
      initially: constraint.initially,
    };
  if (constraint instanceof PrimaryKeyConstraint) return { type: "primary_key", name, columns };
  return { type: constraint instanceof UniqueConstraint ? "unique" : "exclude", name, columns };
}

export function indexData(index: Index, dialect: Dialect): IndexData {
  const where = index.dialectOptions[`${dialect.name}Where`];
  return {
    name: index.name,
    unique: index.unique,
    parts: index.expressions.map((one) => (one instanceof Column ? one.name : sqlOf(dialect, one))),
    where: where instanceof ClauseElement ? sqlOf(dialect, where) : typeof where === "string" ? where : null,
  };
}
