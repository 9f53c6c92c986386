import type { ConstraintName } from "../../schema/constraint-name.js";
import type { Constraint } from "../../schema/constraints/constraint.js";
import type { PrimaryKeyConstraint } from "../../schema/constraints/primary-key-constraint.js";
import { optionKeys } from "../../schema/option-keys.js";
import { type DialectOptions, dialectOptionsOf } from "../../schema/schema-item.js";
import { type SchemaContext, SchemaObjects } from "../schema-objects.js";
import { AddConstraintOp } from "./add-constraint-op.js";
import { DropConstraintOp } from "./drop-constraint-op.js";
import { finalName } from "./final-name.js";
import { tableOf } from "./table-of.js";

/** Options of `op.createPrimaryKey()`. */
export interface CreatePrimaryKeyOptions extends DialectOptions {
  /** Schema of the table; left out, the default one. */
  readonly schema?: string | null | undefined;
}

/** The names of {@link CreatePrimaryKeyOptions}. */
export const createPrimaryKeyOptionKeys = optionKeys<CreatePrimaryKeyOptions>({ schema: true }, "dialectKeywords");

/**
 * Adds a primary key to a table.
 *
 * @example
 * ```ts
 * import { ops } from "alembic-ts";
 *
 * const operation = new ops.CreatePrimaryKeyOp("pk_account", "account", ["id"]);
 * ```
 */
export class CreatePrimaryKeyOp extends AddConstraintOp {
  readonly kind = "createPrimaryKey";
  readonly constraintType = "primarykey";
  readonly constraintName: ConstraintName;
  readonly tableName: string;
  readonly columns: readonly string[];
  readonly schema: string | null;
  readonly kw: DialectOptions;

  constructor(
    constraintName: ConstraintName,
    tableName: string,
    columns: readonly string[],
    options: CreatePrimaryKeyOptions = {},
  ) {
    super();
    this.constraintName = constraintName;
    this.tableName = tableName;
    this.columns = columns;
    this.schema = options.schema ?? null;
    this.kw = dialectOptionsOf(options);
  }

  /** The operation that adds this constraint to its table. */
  static fromConstraint(constraint: PrimaryKeyConstraint): CreatePrimaryKeyOp {
    const table = tableOf(constraint);
    return new CreatePrimaryKeyOp(
      finalName(constraint),
      table.name,
      constraint.columns.map((column) => column.name),
      { schema: table.schema, ...constraint.dialectOptions },
    );
  }

  override toConstraint(context?: SchemaContext): Constraint {
    return new SchemaObjects(context).primaryKeyConstraint(this.constraintName, this.tableName, this.columns, {
      schema: this.schema,
      ...this.kw,
    });
  }

  override reverse(): DropConstraintOp {
    return DropConstraintOp.fromConstraint(this.toConstraint());
  }
}
