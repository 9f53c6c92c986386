import type { Column } from "../column.js";
import type { ClauseElement } from "../elements/clause-element.js";
import { columnsOf } from "../elements/columns-of.js";
import { TextClause } from "../elements/text-clause.js";
import type { Table } from "../table.js";
import type { TypeEngine } from "../types/type-engine.js";
import { Constraint, type ConstraintOptions } from "./constraint.js";

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
  readonly kind = "checkConstraint";
  readonly sqltext: ClauseElement;
  /** The type whose values it lists, for the CHECK that comes with a Boolean or Enum column. */
  readonly typeBound: TypeEngine | null;

  constructor(sqltext: string | ClauseElement, options: ConstraintOptions & { readonly typeBound?: TypeEngine } = {}) {
    super(options);
    this.sqltext = typeof sqltext === "string" ? new TextClause(sqltext) : sqltext;
    this.typeBound = options.typeBound ?? null;
  }

  /** The columns that the condition names, as far as it is no plain text. */
  get columns(): readonly Column[] {
    return columnsOf(this.sqltext);
  }

  override attachTo(table: Table): void {
    super.attachTo(table);
  }

  copy(): CheckConstraint {
    return new CheckConstraint(this.sqltext, this.optionsForCopy());
  }
}
