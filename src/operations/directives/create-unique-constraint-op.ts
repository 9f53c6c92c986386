import type { ConstraintName } from "../../schema/constraint-name.js";
import type { Constraint } from "../../schema/constraints/constraint.js";
import type { UniqueConstraint } from "../../schema/constraints/unique-constraint.js";
import { optionKeys } from "../../schema/option-keys.js";
import { type DialectOptions, dialectOptionsOf } from "../../schema/schema-item.js";
import { type SchemaContext, SchemaObjects } from "../schema-objects.js";
import { AddConstraintOp } from "./add-constraint-op.js";
import { DropConstraintOp } from "./drop-constraint-op.js";
import { finalName } from "./final-name.js";
import { tableOf } from "./table-of.js";

/** Options of `op.createUniqueConstraint()` besides the schema. */
export interface UniqueConstraintKeywords extends DialectOptions {
  /** `true` adds DEFERRABLE, `false` NOT DEFERRABLE; left out, neither. */
  readonly deferrable?: boolean | null | undefined;
  /** Adds INITIALLY with this word, `DEFERRED` or `IMMEDIATE`. */
  readonly initially?: string | null | undefined;
  /** Notes of the application; nothing here reads them. */
  readonly info?: Readonly<Record<string, unknown>> | undefined;
}

/** The names of {@link UniqueConstraintKeywords}. */
export const uniqueConstraintKeywordKeys = optionKeys<UniqueConstraintKeywords>(
  { deferrable: true, initially: true, info: true },
  "dialectKeywords",
);

/** Options of `op.createUniqueConstraint()`. */
export interface CreateUniqueConstraintOptions extends UniqueConstraintKeywords {
  /** Schema of the table; left out, the default one. */
  readonly schema?: string | null | undefined;
}

/** The names of {@link CreateUniqueConstraintOptions}. */
export const createUniqueConstraintOptionKeys = optionKeys<CreateUniqueConstraintOptions>(
  { ...uniqueConstraintKeywordKeys.names, schema: true },
  "dialectKeywords",
);

/**
 * Adds a unique constraint to a table.
 *
 * @example
 * ```ts
 * import { ops } from "alembic-ts";
 *
 * const operation = new ops.CreateUniqueConstraintOp("uq_account_name", "account", ["name"]);
 * ```
 */
export class CreateUniqueConstraintOp extends AddConstraintOp {
  readonly kind = "createUniqueConstraint";
  readonly constraintType = "unique";
  readonly constraintName: ConstraintName;
  readonly tableName: string;
  readonly columns: readonly string[];
  readonly schema: string | null;
  readonly kw: UniqueConstraintKeywords;

  constructor(
    constraintName: ConstraintName,
    tableName: string,
    columns: readonly string[],
    options: CreateUniqueConstraintOptions = {},
  ) {
    super();
    this.constraintName = constraintName;
    this.tableName = tableName;
    this.columns = columns;
    this.schema = options.schema ?? null;
    this.kw = {
      ...dialectOptionsOf(options),
      ...(options.deferrable === undefined ? {} : { deferrable: options.deferrable }),
      ...(options.initially === undefined ? {} : { initially: options.initially }),
      ...(options.info === undefined ? {} : { info: options.info }),
    };
  }

  /** The operation that adds this constraint to its table. */
  static fromConstraint(constraint: UniqueConstraint): CreateUniqueConstraintOp {
    const table = tableOf(constraint);
    return new CreateUniqueConstraintOp(
      finalName(constraint),
      table.name,
      constraint.columns.map((column) => column.name),
      {
        schema: table.schema,
        ...(constraint.deferrable ? { deferrable: constraint.deferrable } : {}),
        ...(constraint.initially ? { initially: constraint.initially } : {}),
        ...constraint.dialectOptions,
      },
    );
  }

  override toConstraint(context?: SchemaContext): Constraint {
    return new SchemaObjects(context).uniqueConstraint(this.constraintName, this.tableName, this.columns, {
      schema: this.schema,
      ...this.kw,
    });
  }

  override reverse(): DropConstraintOp {
    return DropConstraintOp.fromConstraint(this.toConstraint());
  }
}
