import type { ClauseElement } from "../elements/clause-element.js";
import { ColumnClause } from "../elements/column-clause.js";
import { Expression, expression } from "../elements/column-element.js";
import { BooleanType } from "../types/boolean-type.js";
import { Select } from "./select.js";

/** `EXISTS (SELECT …)`, to which conditions can be added. */
export class Exists extends Expression {
  readonly #select: ClauseElement;

  constructor(select: ClauseElement) {
    const operand = expression({ kind: "subquery", select });
    super({ kind: "unary", operator: "exists", operand }, new BooleanType());
    this.#select = select;
  }

  /** Only rows that fulfil all conditions. */
  where(...criteria: readonly ClauseElement[]): Exists {
    return this.#change((select) => select.where(...criteria));
  }
  /** Reads these tables. */
  selectFrom(...froms: readonly ClauseElement[]): Exists {
    return this.#change((select) => select.selectFrom(...froms));
  }
  /** Takes these tables from the enclosing statement. */
  correlate(...tables: readonly ClauseElement[]): Exists {
    return this.#change((select) => select.correlate(...tables));
  }

  #change(change: (select: Select) => Select): Exists {
    return new Exists(this.#select instanceof Select ? change(this.#select) : this.#select);
  }
}

/** `EXISTS (SELECT …)`. Without a SELECT it reads all columns of the tables that its conditions name. */
export function exists(given?: ClauseElement): Exists {
  if (given === undefined) return new Exists(new Select([new ColumnClause("*", null, { isLiteral: true })]));
  const isColumn = given instanceof ColumnClause || (given instanceof Expression && given.node.kind !== "subquery");
  return new Exists(isColumn ? new Select([given]) : given);
}
