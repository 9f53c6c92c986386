import type { ConstraintName } from "../../schema/constraint-name.js";
import type { CheckConstraint } from "../../schema/constraints/check-constraint.js";
import type { Constraint } from "../../schema/constraints/constraint.js";
import type { ClauseElement } from "../../schema/elements/clause-element.js";
import { optionKeys } from "../../schema/option-keys.js";
import { type DialectOptions, dialectOptionsOf } from "../../schema/schema-item.js";
import { type SchemaContext, SchemaObjects } from "../schema-objects.js";
import { AddConstraintOp } from "./add-constraint-op.js";
import { DropConstraintOp } from "./drop-constraint-op.js";
import { finalName } from "./final-name.js";
import { tableOf } from "./table-of.js";

/** Options of `op.createCheckConstraint()` besides the schema. */
export interface CheckConstraintKeywords extends DialectOptions {
  /** `true` adds DEFERRABLE, `false` NOT DEFERRABLE; left out, neither. */
  readonly deferrable?: boolean | null | undefined;
  /** Adds INITIALLY with this word, `DEFERRED` or `IMMEDIATE`. */
  readonly initially?: string | null | undefined;
  /** Notes of the application; nothing here reads them. */
  readonly info?: Readonly<Record<string, unknown>> | undefined;
}

/** The names of {@link CheckConstraintKeywords}. */
export const checkConstraintKeywordKeys = optionKeys<CheckConstraintKeywords>(
  { deferrable: true, initially: true, info: true },
  "dialectKeywords",
);

/** Options of `op.createCheckConstraint()`. */
export interface CreateCheckConstraintOptions extends CheckConstraintKeywords {
  /** Schema of the table; left out, the default one. */
  readonly schema?: string | null | undefined;
}

/** The names of {@link CreateCheckConstraintOptions}. */
export const createCheckConstraintOptionKeys = optionKeys<CreateCheckConstraintOptions>(
  { ...checkConstraintKeywordKeys.names, schema: true },
  "dialectKeywords",
);

/**
 * Adds a check constraint to a table.
 *
 * @example
 * ```ts
 * import { ops, sa } from "alembic-ts";
 *
 * const operation = new ops.CreateCheckConstraintOp("ck_account_age", "account", sa.column("age").gt(17));
 * ```
 */
export class CreateCheckConstraintOp extends AddConstraintOp {
  readonly kind = "createCheckConstraint";
  readonly constraintType = "check";
  readonly constraintName: ConstraintName;
  readonly tableName: string;
  /** SQL text, or an expression. */
  readonly condition: string | ClauseElement;
  readonly schema: string | null;
  readonly kw: CheckConstraintKeywords;

  constructor(
    constraintName: ConstraintName,
    tableName: string,
    condition: string | ClauseElement,
    options: CreateCheckConstraintOptions = {},
  ) {
    super();
    this.constraintName = constraintName;
    this.tableName = tableName;
    this.condition = condition;
    this.schema = options.schema ?? null;
    this.kw = {
      ...dialectOptionsOf(options),
      ...(options.deferrable === undefined ? {} : { deferrable: options.deferrable }),
      ...(options.initially === undefined ? {} : { initially: options.initially }),
      ...(options.info === undefined ? {} : { info: options.info }),
    };
  }

  /** The operation that adds this constraint to its table; one inside a column does not know it, so it is named. */
  static fromConstraint(
    constraint: CheckConstraint,
    table: { readonly name: string; readonly schema: string | null } = tableOf(constraint),
  ): CreateCheckConstraintOp {
    return new CreateCheckConstraintOp(finalName(constraint), table.name, constraint.sqltext, {
      schema: table.schema,
      ...constraint.dialectOptions,
    });
  }

  override toConstraint(context?: SchemaContext): Constraint {
    return new SchemaObjects(context).checkConstraint(this.constraintName, this.tableName, this.condition, {
      schema: this.schema,
      ...this.kw,
    });
  }

  override reverse(): DropConstraintOp {
    const { columns } = this.info;
    return DropConstraintOp.fromConstraint(
      this.toConstraint(),
      Array.isArray(columns) ? columns.map(String) : undefined,
    );
  }
}
