import type { ConstraintName } from "../../schema/constraint-name.js";
import type { Constraint } from "../../schema/constraints/constraint.js";
import { optionKeys } from "../../schema/option-keys.js";
import type { AddConstraintOp } from "./add-constraint-op.js";
import { addConstraintOpFrom } from "./add-constraint-op-from.js";
import { finalName } from "./final-name.js";
import { IrreversibleError } from "./irreversible-error.js";
import { type DiffTuple, MigrateOperation } from "./migrate-operation.js";
import { tableOf } from "./table-of.js";

/** The word that says what kind of constraint is dropped; `null` where it is not known. */
export type ConstraintType = "foreignkey" | "primary" | "unique" | "check" | null;

/** What `dropConstraint()` takes, of `op` and of a batch. */
export interface DropConstraintKeywords {
  /** Kind of the constraint; MySQL needs it, and naming conventions are applied with it only. */
  readonly type?: ConstraintType | undefined;
  /** Adds IF EXISTS, where the dialect has it. */
  readonly ifExists?: boolean | null | undefined;
  /** Columns of an unnamed constraint: with `null` for a name, batch mode on SQLite finds it by kind and columns. */
  readonly columns?: readonly string[] | undefined;
}

/** The names of {@link DropConstraintKeywords}. */
export const dropConstraintKeywordKeys = optionKeys<DropConstraintKeywords>({
  type: true,
  ifExists: true,
  columns: true,
});

/** Options of `op.dropConstraint()`. */
export interface DropConstraintOptions extends DropConstraintKeywords {
  /** Schema of the table; left out, the default one. */
  readonly schema?: string | null | undefined;
}

/** The names of {@link DropConstraintOptions}. */
export const dropConstraintOptionKeys = optionKeys<DropConstraintOptions>({
  ...dropConstraintKeywordKeys.names,
  schema: true,
});

const typeWords: Readonly<Record<string, ConstraintType>> = {
  uniqueConstraint: "unique",
  foreignKeyConstraint: "foreignkey",
  primaryKeyConstraint: "primary",
  checkConstraint: "check",
};

/**
 * Drops a constraint.
 *
 * @example
 * ```ts
 * import { ops } from "alembic-ts";
 *
 * const operation = new ops.DropConstraintOp("uq_account_name", "account", { type: "unique" });
 * ```
 */
export class DropConstraintOp extends MigrateOperation {
  readonly kind = "dropConstraint";
  readonly constraintName: ConstraintName;
  readonly tableName: string;
  readonly constraintType: ConstraintType;
  readonly schema: string | null;
  readonly ifExists: boolean | null;
  readonly columns: readonly string[] | null;
  readonly #original: AddConstraintOp | undefined;

  constructor(
    constraintName: ConstraintName,
    tableName: string,
    options: DropConstraintOptions = {},
    original?: AddConstraintOp,
  ) {
    super();
    this.constraintName = constraintName;
    this.tableName = tableName;
    this.constraintType = options.type ?? null;
    this.schema = options.schema ?? null;
    this.ifExists = options.ifExists ?? null;
    this.columns = options.columns ?? null;
    this.#original = original;
  }

  /**
   * The operation that drops this constraint from its table, with what it takes to add it again. One without a name is
   * found by its columns, which a CHECK that is plain text does not know itself.
   */
  static fromConstraint(constraint: Constraint, columns?: readonly string[]): DropConstraintOp {
    const table = tableOf(constraint);
    const own = "columns" in constraint ? (constraint.columns as readonly { name: string }[]) : [];
    const found = columns ?? own.map(({ name }) => name);
    return new DropConstraintOp(
      finalName(constraint),
      table.name,
      {
        schema: table.schema,
        type: typeWords[constraint.kind] ?? null,
        ...(constraint.name === null && found.length > 0 ? { columns: found } : {}),
      },
      addConstraintOpFrom(constraint),
    );
  }

  /**
   * The constraint that is dropped.
   *
   * @throws {@link IrreversibleError} where only its name is known.
   */
  toConstraint(): Constraint {
    if (this.#original === undefined)
      throw new IrreversibleError(
        this.kind,
        "originalUnknown",
        "constraint cannot be produced; original constraint is not present",
      );
    return this.#original.toConstraint();
  }

  override reverse(): AddConstraintOp {
    return addConstraintOpFrom(this.toConstraint());
  }

  override toDiffTuple(): DiffTuple {
    return [this.constraintType === "foreignkey" ? "remove_fk" : "remove_constraint", this.toConstraint()];
  }
}
