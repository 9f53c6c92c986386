import type { Column } from "../column.js";
import type { ClauseElement } from "../elements/clause-element.js";
import { columnsOf } from "../elements/columns-of.js";
import { TextClause } from "../elements/text-clause.js";
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
    const tables = new Set(this.columns.map((column) => column.table));
    const [table] = tables;
    if (this.typeBound === null && tables.size === 1 && table !== null && table !== undefined) {
      table.appendConstraint(this);
    }
  }

  /** The columns that the condition names, as far as it is no plain text. */
  get columns(): readonly Column[] {
    return columnsOf(this.sqltext);
  }

  copy(): CheckConstraint {
    return new CheckConstraint(this.sqltext, this.optionsForCopy());
  }
}
