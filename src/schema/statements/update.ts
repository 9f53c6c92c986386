import { ArgumentError } from "../arguments/argument-error.js";
import { ClauseElement } from "../elements/clause-element.js";
import type { TableClause } from "../schema-classes.js";
import type { RowValues } from "./insert.js";
import {
  type PrefixArguments,
  type PrefixOptions,
  type StatementPrefix,
  statementWords,
  type TableHint,
  tableHint,
} from "./statement-words.js";

/** The parts of an {@link Update}. */
interface UpdateParts {
  readonly row: RowValues | null;
  readonly isOrdered: boolean;
  readonly criteria: readonly ClauseElement[];
  readonly returned: readonly ClauseElement[];
  readonly prefixes: readonly StatementPrefix[];
  readonly hints: readonly TableHint[];
}

/** `UPDATE table SET …`. */
export class Update extends ClauseElement implements UpdateParts {
  readonly kind = "update";
  readonly table: TableClause;
  /** New values by the columns' names; `null` sets the values of the call. */
  readonly row: RowValues | null;
  /** Whether the columns are set in the order of the values, and not of the table. */
  readonly isOrdered: boolean;
  readonly criteria: readonly ClauseElement[];
  /** What the statement returns of each row that it changes. */
  readonly returned: readonly ClauseElement[];
  /** Words between UPDATE and the table. */
  readonly prefixes: readonly StatementPrefix[];
  readonly hints: readonly TableHint[];

  constructor(table: TableClause, parts: Partial<UpdateParts> = {}) {
    super();
    this.table = table;
    this.row = parts.row ?? null;
    this.isOrdered = parts.isOrdered ?? false;
    this.criteria = parts.criteria ?? [];
    this.returned = parts.returned ?? [];
    this.prefixes = parts.prefixes ?? [];
    this.hints = parts.hints ?? [];
  }

  /**
   * New values by the columns' names; a value may be an expression.
   *
   * @throws {@link ArgumentError} when the statement has values in an order.
   */
  values(row: RowValues): Update {
    if (this.isOrdered) throw new ArgumentError("This statement already has ordered values present");
    return this.#with({ row: { ...this.row, ...row } });
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
    return this.#with({ row: Object.fromEntries(row), isOrdered: true });
  }
  /** Only rows that fulfil all conditions. */
  where(...criteria: readonly ClauseElement[]): Update {
    return this.#with({ criteria: [...this.criteria, ...criteria] });
  }
  /**
   * Words between UPDATE and the table, such as `LOW_PRIORITY`, then options.
   *
   * @throws {@link ArgumentError} when an option is not known.
   */
  prefixWith(...args: PrefixArguments): Update {
    return this.#with({ prefixes: [...this.prefixes, ...statementWords("prefixWith", args)] });
  }
  /**
   * Tells the database how to read the table, such as SQL Server's `WITH (TABLOCK)`; others leave it out.
   *
   * @throws {@link ArgumentError} when an option is not known.
   */
  withHint(text: string, options: PrefixOptions = {}): Update {
    return this.#with({ hints: [...this.hints, tableHint(this.table, text, options)] });
  }
  /** `RETURNING`: columns or expressions of the rows that are changed, or a table for all of its columns. */
  returning(...columns: readonly ClauseElement[]): Update {
    return this.#with({ returned: [...this.returned, ...columns] });
  }

  #with(parts: Partial<UpdateParts>): Update {
    const { row, isOrdered, criteria, returned, prefixes, hints } = this;
    return new Update(this.table, { row, isOrdered, criteria, returned, prefixes, hints, ...parts });
  }
}
