import type { ClauseElement } from "../elements/clause-element.js";
import { Alias, asRowColumn } from "./alias.js";
import type { RowColumn } from "./row-columns.js";

/** Options of `cte()`. */
export interface CteOptions {
  /** Whether it reads its own rows (`WITH RECURSIVE`). Default: `false`. */
  readonly recursive?: boolean | undefined;
}

/** A statement to which others can be added, as a recursive CTE needs it. */
export interface Combinable extends ClauseElement {
  union(...others: readonly ClauseElement[]): ClauseElement;
  unionAll(...others: readonly ClauseElement[]): ClauseElement;
}

/** `WITH name AS (…)`: a subquery that is written before the statement that reads it, once for all of its uses. */
export class Cte<Names extends string = string> extends Alias<Names> {
  override readonly kind = "cte";
  readonly isRecursive: boolean;
  /** Whether its columns are named behind its name. */
  readonly namesColumns: boolean;
  /** The CTE that this one adds rows to, and whose name it has; itself where it adds none. */
  readonly origin: Cte;

  constructor(
    element: ClauseElement,
    columns: readonly RowColumn[],
    name: string | undefined,
    {
      isRecursive,
      origin,
      hint = "anon",
      namesColumns = isRecursive,
    }: {
      readonly isRecursive: boolean;
      readonly origin?: Cte;
      readonly hint?: string;
      readonly namesColumns?: boolean;
    },
  ) {
    super(element, columns, name, { hint });
    this.namesColumns = namesColumns;
    this.isRecursive = isRecursive;
    this.origin = origin ?? this;
  }

  /** The CTE with the rows of more SELECTs, each once; they may read the CTE itself where it is recursive. */
  union(...others: readonly ClauseElement[]): Cte<Names> {
    return this.#with((this.element as Combinable).union(...others));
  }

  /** The CTE with the rows of more SELECTs; they may read the CTE itself where it is recursive. */
  unionAll(...others: readonly ClauseElement[]): Cte<Names> {
    return this.#with((this.element as Combinable).unionAll(...others));
  }

  #with(element: ClauseElement): Cte<Names> {
    const { isRecursive, namesColumns, origin, isUnnamed } = this;
    const columns = this.columns.map(asRowColumn);
    return new Cte<Names>(element, columns, isUnnamed ? undefined : this.name, { isRecursive, namesColumns, origin });
  }
}
