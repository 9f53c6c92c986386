import { ArgumentError } from "../arguments/argument-error.js";
import { optionKeys } from "../arguments/option-keys.js";
import type { PositionalArguments } from "../arguments/positional-arguments.js";
import { showArgument } from "../arguments/show-argument.js";
import { ClauseElement } from "../elements/clause-element.js";
import { columnsOf } from "../elements/columns-of.js";
import { retargetColumns } from "../elements/retarget-columns.js";
import { TextClause } from "../elements/text-clause.js";
import { type NotValidOptions, notValidKeys } from "../keywords/constraint-dialect-options.js";
import type { Column, Table } from "../schema-classes.js";
import type { TypeEngine } from "../types/type-engine.js";
import { Constraint, type ConstraintOptions, constraintOptionKeys } from "./constraint.js";

/** Options of {@link CheckConstraint}; types and tables set the last two. */
export interface CheckConstraintOptions extends ConstraintOptions, NotValidOptions {
  readonly typeBound?: TypeEngine;
  readonly isDetached?: boolean;
}

/** The names of {@link CheckConstraintOptions}. */
export const checkConstraintOptionKeys = optionKeys<CheckConstraintOptions>({
  ...constraintOptionKeys.names,
  ...notValidKeys.names,
  typeBound: true,
  isDetached: true,
});

/**
 * A condition that every row fulfils.
 *
 * @example
 * ```ts
 * import { sa } from "alembic-ts";
 *
 * const check = sa.CheckConstraint("price > 0", { name: "ck_price" });
 * ```
 */
export class CheckConstraint extends Constraint {
  static readonly positional: PositionalArguments = ["sqltext"];
  readonly kind = "checkConstraint";
  #sqltext: ClauseElement;
  /** The type whose values it lists, for the CHECK that comes with a Boolean or Enum column. */
  readonly typeBound: TypeEngine | null;

  constructor(sqltext: string | ClauseElement, options: CheckConstraintOptions = {}) {
    super(options);
    if (typeof sqltext !== "string" && !(sqltext instanceof ClauseElement)) {
      throw new ArgumentError(`SQL expression element for DDL constraint expected, got ${showArgument(sqltext)}.`);
    }
    this.#sqltext = typeof sqltext === "string" ? new TextClause(sqltext) : sqltext;
    this.typeBound = options.typeBound ?? null;
    const tables = new Set(this.columns.map((column) => column.table));
    const [table] = tables;
    const joins = this.typeBound === null && options.isDetached !== true;
    if (joins && tables.size === 1 && table !== null && table !== undefined) {
      table.appendConstraint(this);
    }
  }

  /** The condition. */
  get sqltext(): ClauseElement {
    return this.#sqltext;
  }

  override attachTo(table: Table): void {
    super.attachTo(table);
    this.#sqltext = retargetColumns(this.#sqltext, table);
  }

  /** The columns that the condition names, unless it is plain text. */
  get columns(): readonly Column[] {
    return columnsOf(this.sqltext);
  }

  copy(): CheckConstraint {
    return new CheckConstraint(this.sqltext, { ...this.optionsForCopy(), isDetached: true });
  }
}

/** Whether a constraint is the CHECK that came with the type of its column. */
export function isTypeBound(constraint: Constraint): boolean {
  return constraint instanceof CheckConstraint && constraint.typeBound !== null;
}
