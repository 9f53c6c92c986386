import { optionKeys } from "../arguments/option-keys.js";
import type { PositionalArguments } from "../arguments/positional-arguments.js";
import { splitOptions } from "../arguments/split-options.js";
import { type UniqueDialectOptions, uniqueDialectKeys } from "../keywords/constraint-dialect-options.js";
import { ColumnCollectionConstraint, type ColumnReference } from "./column-collection-constraint.js";
import { type ConstraintOptions, constraintOptionKeys } from "./constraint.js";

/** Options of {@link UniqueConstraint}. */
export interface UniqueOptions extends ConstraintOptions, UniqueDialectOptions {}

/** The names of {@link UniqueOptions}. */
export const uniqueOptionKeys = optionKeys<UniqueOptions>({
  ...constraintOptionKeys.names,
  ...uniqueDialectKeys.names,
});

/** Arguments of a constraint over columns: the columns, then options. */
export type ColumnsArguments<Options> = ColumnReference[] | [...columns: ColumnReference[], options: Options];

/**
 * No two rows have the same values in these columns.
 *
 * @example
 * ```ts
 * import { sa } from "alembic-ts";
 *
 * const unique = sa.UniqueConstraint("tenant", "email", { name: "uq_account_email" });
 * ```
 */
export class UniqueConstraint extends ColumnCollectionConstraint {
  static readonly positional: PositionalArguments = "any";
  readonly kind = "uniqueConstraint";
  protected readonly className = "UniqueConstraint";
  /** Whether it comes from `unique: true` on a column. */
  readonly columnFlag: boolean;

  constructor(...args: ColumnsArguments<UniqueOptions>) {
    const { items, options } = splitOptions<ColumnReference, UniqueOptions & { columnFlag?: boolean }>(args);
    super(items, options);
    this.columnFlag = options.columnFlag ?? false;
    this.joinTableOfColumns();
  }

  copy(): UniqueConstraint {
    return new UniqueConstraint(...this.columnKeys, this.optionsForCopy());
  }
}
