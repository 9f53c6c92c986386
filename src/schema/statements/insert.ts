import { ClauseElement } from "../elements/clause-element.js";
import type { TableClause } from "../table-clause.js";
import type { Select } from "./select.js";

/** Values of one row, by the columns' names. */
export type RowValues = Readonly<Record<string, unknown>>;

/** The rows of an INSERT that are read by a SELECT. */
export interface InsertSelect {
  readonly names: readonly string[];
  readonly select: Select | ClauseElement;
}

/** `INSERT INTO table …`. */
export class Insert extends ClauseElement {
  readonly kind = "insert";
  readonly table: TableClause;
  /** The rows; none inserts what the run hands in, or the defaults. */
  readonly rows: readonly RowValues[] | null;
  readonly select: InsertSelect | null;
  readonly prefixes: readonly string[];

  constructor(
    table: TableClause,
    parts: {
      readonly rows?: readonly RowValues[] | null;
      readonly select?: InsertSelect | null;
      readonly prefixes?: readonly string[];
    } = {},
  ) {
    super();
    this.table = table;
    this.rows = parts.rows ?? null;
    this.select = parts.select ?? null;
    this.prefixes = parts.prefixes ?? [];
  }

  /** One row, or several. */
  values(values: RowValues | readonly RowValues[]): Insert {
    const isRow = (given: typeof values): given is RowValues => !Array.isArray(given);
    if (!isRow(values)) return this.#with({ rows: values });
    const [only] = this.rows ?? [];
    return this.#with({ rows: [{ ...only, ...values }] });
  }
  /** Rows read by a SELECT. */
  fromSelect(names: readonly (string | { readonly name: string })[], select: Select | ClauseElement): Insert {
    return this.#with({ select: { names: names.map((one) => (typeof one === "string" ? one : one.name)), select } });
  }
  /** A word between INSERT and INTO, such as `OR IGNORE`. */
  prefixWith(...words: readonly string[]): Insert {
    return this.#with({ prefixes: [...this.prefixes, ...words] });
  }

  #with(parts: Partial<Pick<Insert, "rows" | "select" | "prefixes">>): Insert {
    return new Insert(this.table, { rows: this.rows, select: this.select, prefixes: this.prefixes, ...parts });
  }
}
