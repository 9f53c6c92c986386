import type { ConstraintName } from "../../schema/constraint-name.js";
import type { Constraint } from "../../schema/constraints/constraint.js";
import type { ExcludeConstraint, ExcludeElement } from "../../schema/constraints/exclude-constraint.js";
import type { ClauseElement } from "../../schema/elements/clause-element.js";
import { optionKeys } from "../../schema/option-keys.js";
import { type DialectOptions, dialectOptionsOf } from "../../schema/schema-item.js";
import { type SchemaContext, SchemaObjects } from "../schema-objects.js";
import { AddConstraintOp } from "./add-constraint-op.js";
import { DropConstraintOp } from "./drop-constraint-op.js";
import { finalName } from "./final-name.js";
import { tableOf } from "./table-of.js";

/** Options of `op.createExcludeConstraint()` besides the schema. */
export interface ExcludeConstraintKeywords extends DialectOptions {
  /** Condition of the rows that the constraint looks at. */
  readonly where?: string | ClauseElement | null | undefined;
  /** Kind of index; left out, `gist`. */
  readonly using?: string | undefined;
  /** `true` adds DEFERRABLE, `false` NOT DEFERRABLE; left out, neither. */
  readonly deferrable?: boolean | null | undefined;
  /** Adds INITIALLY with this word, `DEFERRED` or `IMMEDIATE`. */
  readonly initially?: string | null | undefined;
  /** Operator classes by column. */
  readonly ops?: Readonly<Record<string, string>> | undefined;
  /** Notes of the application; nothing here reads them. */
  readonly info?: Readonly<Record<string, unknown>> | undefined;
}

/** The names of {@link ExcludeConstraintKeywords}. */
export const excludeConstraintKeywordKeys = optionKeys<ExcludeConstraintKeywords>(
  { where: true, using: true, deferrable: true, initially: true, ops: true, info: true },
  "dialectKeywords",
);

/** Options of `op.createExcludeConstraint()`. */
export interface CreateExcludeConstraintOptions extends ExcludeConstraintKeywords {
  /** Schema of the table; left out, the default one. */
  readonly schema?: string | null | undefined;
}

/** The names of {@link CreateExcludeConstraintOptions}. */
export const createExcludeConstraintOptionKeys = optionKeys<CreateExcludeConstraintOptions>(
  { ...excludeConstraintKeywordKeys.names, schema: true },
  "dialectKeywords",
);

const ownKeywords = ["where", "using", "deferrable", "initially", "ops", "info"] as const;

/**
 * Adds an exclude constraint to a table, which PostgreSQL has.
 *
 * @example
 * ```ts
 * import { ops } from "alembic-ts";
 *
 * const operation = new ops.CreateExcludeConstraintOp("booking_excl", "booking", [["period", "&&"], ["room", "="]]);
 * ```
 */
export class CreateExcludeConstraintOp extends AddConstraintOp {
  readonly kind = "createExcludeConstraint";
  readonly constraintType = "exclude";
  readonly constraintName: ConstraintName;
  readonly tableName: string;
  readonly elements: readonly ExcludeElement[];
  readonly where: string | ClauseElement | null;
  readonly schema: string | null;
  readonly kw: ExcludeConstraintKeywords;
  readonly #original: ExcludeConstraint | undefined;

  constructor(
    constraintName: ConstraintName,
    tableName: string,
    elements: readonly ExcludeElement[],
    options: CreateExcludeConstraintOptions = {},
    original?: ExcludeConstraint,
  ) {
    super();
    this.constraintName = constraintName;
    this.tableName = tableName;
    this.elements = elements;
    this.where = options.where ?? null;
    this.schema = options.schema ?? null;
    const given = ownKeywords.filter((name) => options[name] !== undefined);
    this.kw = { ...dialectOptionsOf(options), ...Object.fromEntries(given.map((name) => [name, options[name]])) };
    this.#original = original;
  }

  /** The operation that adds this constraint to its table. */
  static fromConstraint(constraint: ExcludeConstraint): CreateExcludeConstraintOp {
    const table = tableOf(constraint);
    return new CreateExcludeConstraintOp(
      finalName(constraint),
      table.name,
      constraint.elements,
      {
        where: constraint.where,
        schema: table.schema,
        deferrable: constraint.deferrable,
        initially: constraint.initially,
        using: constraint.using,
      },
      constraint,
    );
  }

  override toConstraint(context?: SchemaContext): Constraint {
    return (
      this.#original ??
      new SchemaObjects(context).excludeConstraint(this.constraintName, this.tableName, this.elements, {
        schema: this.schema,
        ...this.kw,
      })
    );
  }

  override reverse(): DropConstraintOp {
    return DropConstraintOp.fromConstraint(this.toConstraint());
  }
}
