import { ClauseElement } from "../elements/clause-element.js";
import { ColumnClause } from "../elements/column-clause.js";
import type { TableClause } from "../schema-classes.js";

/** A table under another name. */
export class Alias<Names extends string = string> extends ClauseElement {
  readonly kind = "alias";
  readonly name: string;
  readonly schema = null;
  readonly element: TableClause;
  readonly columns: readonly ColumnClause[];
  readonly c: { readonly [Name in Names]: ColumnClause };

  constructor(element: TableClause, name: string) {
    super();
    this.element = element;
    this.name = name;
    this.columns = element.columns.map((column) => {
      const copied = new ColumnClause(column.name, column.type);
      copied.attachTo(this);
      return copied;
    });
    const record: Record<string, ColumnClause> = Object.create(null);
    for (const column of this.columns) record[column.name] = column;
    this.c = record as { readonly [Name in Names]: ColumnClause };
  }
}
