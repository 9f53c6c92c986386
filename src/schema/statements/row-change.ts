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

/** The parts that INSERT, UPDATE and DELETE share. */
export interface RowChangeParts {
  readonly prefixes: readonly StatementPrefix[];
  readonly hints: readonly TableHint[];
  readonly returned: readonly ClauseElement[];
}

/** An INSERT, UPDATE or DELETE; `Self` is the class of the statement. */
export abstract class RowChange<Self> extends ClauseElement implements RowChangeParts {
  readonly table: TableClause;
  /** Words after the first word of the statement. */
  readonly prefixes: readonly StatementPrefix[];
  readonly hints: readonly TableHint[];
  /** What the statement returns of each row that it changes. */
  readonly returned: readonly ClauseElement[];

  constructor(table: TableClause, { prefixes = [], hints = [], returned = [] }: Partial<RowChangeParts>) {
    super();
    this.table = table;
    this.prefixes = prefixes;
    this.hints = hints;
    this.returned = returned;
  }

  /**
   * Words after INSERT, UPDATE or DELETE, such as `OR IGNORE`, `LOW_PRIORITY` or `QUICK`, then options.
   *
   * @throws {@link ArgumentError} when an option is not known.
   */
  prefixWith(...args: PrefixArguments): Self {
    return this.with({ prefixes: [...this.prefixes, ...statementWords("prefixWith", args)] });
  }

  /**
   * Tells the database how to read or write the table, such as SQL Server's `WITH (TABLOCK)`; others leave it out.
   *
   * @throws {@link ArgumentError} when an option is not known.
   */
  withHint(text: string, options: PrefixOptions = {}): Self {
    return this.with({ hints: [...this.hints, tableHint(this.table, text, options)] });
  }

  /** `RETURNING`: columns or expressions of the changed rows, or a table for all of its columns. */
  returning(...columns: readonly ClauseElement[]): Self {
    return this.with({ returned: [...this.returned, ...columns] });
  }

  /** The statement with other parts. */
  protected abstract with(parts: Partial<RowChangeParts>): Self;
}
