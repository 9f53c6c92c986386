import { optionKeys } from "../arguments/option-keys.js";
import { otherDialectKeys } from "../keywords/other-dialect-options.js";
import { type ConstraintName, splitConstraintName } from "../names/constraint-name.js";
import { Conv } from "../names/conv.js";
import { QuotedName } from "../names/quoted-name.js";
import type { Table } from "../schema-classes.js";
import { dialectOptionsOf, SchemaItem, type SchemaItemOptions } from "../schema-item.js";

/** Options that all constraints share. */
export interface ConstraintOptions extends SchemaItemOptions {
  /** The name; by default that of the naming convention, or one that the database chooses. */
  readonly name?: ConstraintName;
  /** `DEFERRABLE` or `NOT DEFERRABLE`; by default neither. */
  readonly deferrable?: boolean | null;
  /** `INITIALLY` and this word. */
  readonly initially?: string | null;
  /** The COMMENT of the constraint, on databases that have them. */
  readonly comment?: string | null;
}

/** The names of {@link ConstraintOptions}. */
export const constraintOptionKeys = optionKeys<ConstraintOptions>({
  name: true,
  deferrable: true,
  initially: true,
  comment: true,
  info: true,
  ...otherDialectKeys.names,
});

/**
 * A rule on the rows of a table: the base of primary keys, foreign keys, unique, check and exclude constraints.
 *
 * @example
 * ```ts
 * import { type Constraint, sa } from "alembic-ts";
 *
 * const account = sa.Table("account", sa.MetaData(), sa.Column("id", sa.Integer(), { primaryKey: true }));
 * const nameOf = (constraint: Constraint) => constraint.name ?? "(unnamed)";
 * console.log(account.constraints.map(nameOf));
 * ```
 */
export abstract class Constraint extends SchemaItem {
  /** The name; a naming convention may set it when the constraint joins a table. */
  name: string | null;
  /** Whether the name is quoted; `null` leaves it to the dialect. */
  quote: boolean | null;
  /** Whether the name is final, so that no naming convention is applied to it. */
  nameIsFinal: boolean;
  /** `DEFERRABLE` or `NOT DEFERRABLE`; `null` for neither. */
  readonly deferrable: boolean | null;
  /** The word after `INITIALLY`, or `null`. */
  readonly initially: string | null;
  /** The COMMENT of the constraint, or `null`. */
  readonly comment: string | null;
  #table: Table | null = null;

  constructor(options: ConstraintOptions = {}) {
    super();
    const split = splitConstraintName(options.name);
    this.name = split.name;
    this.quote = split.quote;
    this.nameIsFinal = split.isFinal;
    this.deferrable = options.deferrable ?? null;
    this.initially = options.initially ?? null;
    this.comment = options.comment ?? null;
    this.info = options.info ?? {};
    this.dialectOptions = dialectOptionsOf(options);
  }

  /** The table it belongs to, or `null`. */
  get table(): Table | null {
    return this.#table;
  }

  /** Attaches the constraint to a table; the table calls it. */
  attachTo(table: Table): void {
    this.#table = table;
  }

  /** Copies the constraint for another table, whose columns are found by their names. */
  abstract copy(): Constraint;

  /** The options to construct the same constraint again. */
  protected optionsForCopy(): ConstraintOptions {
    return {
      name: this.nameForCopy(),
      deferrable: this.deferrable,
      initially: this.initially,
      comment: this.comment,
      info: this.info,
      dialectOptions: this.dialectOptions,
    };
  }

  private nameForCopy(): ConstraintName {
    if (this.name === null) return null;
    if (this.nameIsFinal) return new Conv(this.name);
    return this.quote === null ? this.name : new QuotedName(this.name, this.quote);
  }
}
