import { ClauseElement } from "../elements/clause-element.js";
import type { TableClause } from "../schema-classes.js";
import {
  type PrefixArguments,
  type PrefixOptions,
  type StatementPrefix,
  statementWords,
  type TableHint,
  tableHint,
} from "./statement-words.js";

/** The parts of a {@link Delete}. */
interface DeleteParts {
  readonly criteria: readonly ClauseElement[];
  readonly returned: readonly ClauseElement[];
  readonly prefixes: readonly StatementPrefix[];
  readonly hints: readonly TableHint[];
}

/** `DELETE FROM table …`. */
export class Delete extends ClauseElement implements DeleteParts {
  readonly kind = "delete";
  readonly table: TableClause;
  readonly criteria: readonly ClauseElement[];
  /** What the statement returns of each row that it deletes. */
  readonly returned: readonly ClauseElement[];
  /** Words between DELETE and FROM. */
  readonly prefixes: readonly StatementPrefix[];
  readonly hints: readonly TableHint[];

  constructor(table: TableClause, parts: Partial<DeleteParts> = {}) {
    super();
    this.table = table;
    this.criteria = parts.criteria ?? [];
    this.returned = parts.returned ?? [];
    this.prefixes = parts.prefixes ?? [];
    this.hints = parts.hints ?? [];
  }

  /** Only rows that fulfil all conditions. */
  where(...criteria: readonly ClauseElement[]): Delete {
    return this.#with({ criteria: [...this.criteria, ...criteria] });
  }
  /**
   * Words between DELETE and FROM, such as `QUICK`, then options.
   *
   * @throws {@link ArgumentError} when an option is not known.
   */
  prefixWith(...args: PrefixArguments): Delete {
    return this.#with({ prefixes: [...this.prefixes, ...statementWords("prefixWith", args)] });
  }
  /**
   * Tells the database how to read the table, such as SQL Server's `WITH (TABLOCK)`; others leave it out.
   *
   * @throws {@link ArgumentError} when an option is not known.
   */
  withHint(text: string, options: PrefixOptions = {}): Delete {
    return this.#with({ hints: [...this.hints, tableHint(this.table, text, options)] });
  }
  /** `RETURNING`: columns or expressions of the rows that are deleted, or a table for all of its columns. */
  returning(...columns: readonly ClauseElement[]): Delete {
    return this.#with({ returned: [...this.returned, ...columns] });
  }

  #with(parts: Partial<DeleteParts>): Delete {
    const { criteria, returned, prefixes, hints } = this;
    return new Delete(this.table, { criteria, returned, prefixes, hints, ...parts });
  }
}
