import { ClauseElement } from "../elements/clause-element.js";
import type { ColumnClause } from "../elements/column-clause.js";
import { Alias, asRowColumn } from "./alias.js";
import { Cte, type CteOptions } from "./cte.js";

/** A SELECT that is written as text, whose columns are known. */
export class TextualSelect extends ClauseElement {
  readonly kind = "textualSelect";
  /** The text. */
  readonly element: ClauseElement;
  readonly columns: readonly ColumnClause[];

  constructor(element: ClauseElement, columns: readonly ColumnClause[]) {
    super();
    this.element = element;
    this.columns = columns;
  }

  /** The rows as a table that another statement reads. */
  subquery(name?: string): Alias {
    return new Alias(this, this.columns.map(asRowColumn), name);
  }

  /** The rows as a table that is written before the statement that reads it. */
  cte(name?: string, options: CteOptions = {}): Cte {
    return new Cte(this, this.columns.map(asRowColumn), name, { isRecursive: options.recursive ?? false });
  }
}
