import { ArgumentError } from "../arguments/argument-error.js";
import type { ClauseElement } from "../elements/clause-element.js";
import type { TableClause } from "../schema-classes.js";
import type { RowValues } from "./insert.js";
import { RowChange, type RowChangeParts } from "./row-change.js";

/** The parts of an {@link Update}. */
interface UpdateParts extends RowChangeParts {
  readonly row: RowValues | null;
  readonly isOrdered: boolean;
  readonly criteria: readonly ClauseElement[];
}

/** `UPDATE table SET …`. */
export class Update extends RowChange<Update> implements UpdateParts {
  readonly kind = "update";
  /** New values by the columns' names; `null` sets the values of the call. */
  readonly row: RowValues | null;
  /** Whether the columns are set in the order of the values, and not of the table. */
  readonly isOrdered: boolean;
  readonly criteria: readonly ClauseElement[];

  constructor(table: TableClause, parts: Partial<UpdateParts> = {}) {
    super(table, parts);
    this.row = parts.row ?? null;
    this.isOrdered = parts.isOrdered ?? false;
    this.criteria = parts.criteria ?? [];
  }

  /**
   * New values by the columns' names; a value may be an expression.
   *
   * @throws {@link ArgumentError} when the statement has values in an order.
   */
  values(row: RowValues): Update {
    if (this.isOrdered) throw new ArgumentError("This statement already has ordered values present");
    return this.with({ row: { ...this.row, ...row } });
  }
  /**
   * New values in the order in which the columns are set: MySQL reads what an earlier one has changed.
   *
   * @throws {@link ArgumentError} when the statement has values.
   */
  orderedValues(...pairs: readonly (readonly [column: string | { readonly key: string }, value: unknown])[]): Update {
    if (this.row !== null)
      throw new ArgumentError(`This statement already has ${this.isOrdered ? "ordered " : ""}values present`);
    const row = pairs.map(([column, value]) => [typeof column === "string" ? column : column.key, value] as const);
    return this.with({ row: Object.fromEntries(row), isOrdered: true });
  }
  /** Only rows that fulfil all conditions. */
  where(...criteria: readonly ClauseElement[]): Update {
    return this.with({ criteria: [...this.criteria, ...criteria] });
  }
  protected override with(parts: Partial<UpdateParts>): Update {
    const { row, isOrdered, criteria, returned, prefixes, hints } = this;
    return new Update(this.table, { row, isOrdered, criteria, returned, prefixes, hints, ...parts });
  }
}
