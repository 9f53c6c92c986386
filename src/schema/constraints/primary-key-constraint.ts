import { ArgumentError } from "../arguments/argument-error.js";
import { optionKeys } from "../arguments/option-keys.js";
import type { PositionalArguments } from "../arguments/positional-arguments.js";
import { splitOptions } from "../arguments/split-options.js";
import { type PrimaryKeyDialectOptions, primaryKeyDialectKeys } from "../keywords/constraint-dialect-options.js";
import type { Column, Table } from "../schema-classes.js";
import { ColumnCollectionConstraint, type ColumnReference } from "./column-collection-constraint.js";
import { type ConstraintOptions, constraintOptionKeys } from "./constraint.js";
import type { ColumnsArguments } from "./unique-constraint.js";

/** Options of {@link PrimaryKeyConstraint}. */
export interface PrimaryKeyOptions extends ConstraintOptions, PrimaryKeyDialectOptions {}

/** The names of {@link PrimaryKeyOptions}. */
export const primaryKeyOptionKeys = optionKeys<PrimaryKeyOptions>({
  ...constraintOptionKeys.names,
  ...primaryKeyDialectKeys.names,
});

/**
 * The primary key of a table. Every table has one, which can be empty.
 *
 * @example
 * ```ts
 * import { sa } from "alembic-ts";
 *
 * const key = sa.PrimaryKeyConstraint("tenant", "id", { name: "pk_account" });
 * ```
 *
 */
export class PrimaryKeyConstraint extends ColumnCollectionConstraint {
  static readonly positional: PositionalArguments = "any";
  readonly kind = "primaryKeyConstraint";
  protected readonly className = "PrimaryKeyConstraint";
  /** Whether it was constructed for columns with `primaryKey: true`. */
  readonly isImplicit: boolean;

  constructor(...args: ColumnsArguments<PrimaryKeyOptions>) {
    const { items, options } = splitOptions<ColumnReference, PrimaryKeyOptions & { isImplicit?: boolean }>(args);
    super(items, options);
    this.isImplicit = options.isImplicit ?? false;
    this.joinTableOfColumns();
  }

  override attachTo(table: Table): void {
    super.attachTo(table);
    const flagged = table.columns.filter((column) => column.primaryKey);
    if (this.columns.length === 0) this.replaceColumns(flagged);
    for (const column of this.columns) column.joinPrimaryKey();
    for (const column of flagged) if (!this.columns.includes(column)) column.primaryKey = false;
  }

  /** Adds a column that was added to the table later. */
  addColumn(column: Column): void {
    if (!this.columns.includes(column)) this.replaceColumns([...this.columns, column]);
  }

  /**
   * The column for which the database generates numbers, or `null`. It is the only integer column of the key, or the
   * column with `autoincrement: true`.
   *
   * @throws {@link ArgumentError} when two columns have `autoincrement: true`.
   *
   */
  get autoincrementColumn(): Column | null {
    const numbers = (column: Column, isAutomatic: boolean): boolean => {
      const isInteger = column.type.affinity === "Integer" || column.type.affinity === "Numeric";
      if (!isInteger) {
        if (isAutomatic) return false;
        throw new ArgumentError(
          `Column type ${column.type.typeName} on column '${column.name}' is not compatible with autoincrement: true`,
        );
      }
      if (column.type.affinity === "Numeric" && (isAutomatic || !hasNoScale(column))) return false;
      if (
        !(column.default === null || column.default?.kind === "sequence") ||
        (column.serverDefault !== null && column.identity === null)
      ) {
        return false;
      }
      return !isAutomatic || column.foreignKeys.length === 0 || column.autoincrement === "ignore_fk";
    };
    const [first] = this.columns;
    if (this.columns.length === 1 && first !== undefined) {
      if (first.autoincrement === true) return numbers(first, false) ? first : null;
      const isAutomatic = first.autoincrement === "auto" || first.autoincrement === "ignore_fk";
      return isAutomatic && numbers(first, true) ? first : null;
    }
    const asked = this.columns.filter((column) => column.autoincrement === true);
    if (asked.length > 1) {
      throw new ArgumentError(
        `Only one Column may be marked autoincrement: true, found both ${asked[1]?.name} and ${asked[0]?.name}.`,
      );
    }
    return asked[0] !== undefined && numbers(asked[0], false) ? asked[0] : null;
  }

  copy(): PrimaryKeyConstraint {
    return new PrimaryKeyConstraint(...this.columnKeys, {
      ...this.optionsForCopy(),
      isImplicit: this.isImplicit,
    } as ConstraintOptions);
  }
}

function hasNoScale(column: Column): boolean {
  const { scale } = column.type as { readonly scale?: number | null };
  return scale === undefined || scale === null || scale === 0;
}
