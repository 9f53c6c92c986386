import type { ClauseElement } from "../elements/clause-element.js";
import type { TableClause } from "../schema-classes.js";
import { RowChange, type RowChangeParts } from "./row-change.js";

/** The parts of a {@link Delete}. */
interface DeleteParts extends RowChangeParts {
  readonly criteria: readonly ClauseElement[];
}

/** `DELETE FROM table …`. */
export class Delete extends RowChange<Delete> implements DeleteParts {
  readonly kind = "delete";
  readonly criteria: readonly ClauseElement[];

  constructor(table: TableClause, parts: Partial<DeleteParts> = {}) {
    super(table, parts);
    this.criteria = parts.criteria ?? [];
  }

  /** Only rows that fulfil all conditions. */
  where(...criteria: readonly ClauseElement[]): Delete {
    return this.with({ criteria: [...this.criteria, ...criteria] });
  }
  protected override with(parts: Partial<DeleteParts>): Delete {
    const { criteria, returned, prefixes, hints } = this;
    return new Delete(this.table, { criteria, returned, prefixes, hints, ...parts });
  }
}
