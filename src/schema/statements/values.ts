import { optionKeys, requireKnownOptions } from "../arguments/option-keys.js";
import { splitOptions } from "../arguments/split-options.js";
import { ClauseElement } from "../elements/clause-element.js";
import type { ColumnClause } from "../elements/column-clause.js";
import { asElement, type Expression, expression } from "../elements/column-element.js";
import { Alias, asRowColumn } from "./alias.js";
import { Cte, type CteOptions } from "./cte.js";

/** Options of `sa.values()`. */
export interface ValuesOptions {
  /** The name of the table; left out, the rows have none, and its columns are written by their names alone. */
  readonly name?: string | null | undefined;
  /** Write the values into the text, and do not bind them. Default: `false`. */
  readonly literalBinds?: boolean | undefined;
}

const valuesOptionKeys = optionKeys<ValuesOptions>({ name: true, literalBinds: true });

/** `VALUES (…), (…)`. */
export class ValuesRows extends ClauseElement {
  readonly kind = "valuesRows";
  readonly rows: readonly (readonly ClauseElement[])[];
  readonly isLiteral: boolean;

  constructor(rows: readonly (readonly ClauseElement[])[], isLiteral: boolean) {
    super();
    this.rows = rows;
    this.isLiteral = isLiteral;
  }
}

/** Rows that a statement reads as a table: `FROM (VALUES (1, 'a'), (2, 'b')) AS name (x, y)`. */
export class Values<Names extends string = string> extends Alias<Names> {
  override readonly element: ValuesRows;
  /** Whether the rows have no name. */
  readonly isNameless: boolean;

  constructor(
    columns: readonly ColumnClause[],
    element: ValuesRows,
    name: string | undefined,
    isLateral: boolean = false,
  ) {
    super(element, columns.map(asRowColumn), name ?? "", { isLateral });
    this.element = element;
    this.isNameless = name === undefined;
  }

  /** The table with more rows; a value may be an expression. */
  data(rows: readonly (readonly unknown[])[]): Values<Names> {
    const added = rows.map((row) => row.map((value, at) => asElement(value, this.columns[at]?.type)));
    return this.#with({ element: new ValuesRows([...this.element.rows, ...added], this.element.isLiteral) });
  }
  /** The same rows under another name. */
  override alias(name?: string): Values<Names> {
    return this.#with({ name });
  }
  /** The rows, whose values may be columns of the tables before them in the FROM. */
  lateral(name?: string): Values<Names> {
    return this.#with({ name: name ?? this.#ownName, isLateral: true });
  }
  /** The rows as a table that is written before the statement that reads it. */
  cte(name?: string, options: CteOptions = {}): Cte<Names> {
    const isRecursive = options.recursive ?? false;
    const hint = this.isNameless ? "anon" : this.name;
    return new Cte<Names>(this.element, this.columns.map(asRowColumn), name, { isRecursive, hint, namesColumns: true });
  }
  /** The rows as values, for `in()`. */
  scalarValues(): Expression {
    return expression({ kind: "subquery", select: this.element }, this.columns[0]?.type);
  }

  get #ownName(): string | undefined {
    return this.isNameless ? undefined : this.name;
  }

  #with(parts: {
    readonly element?: ValuesRows;
    readonly name?: string | undefined;
    readonly isLateral?: boolean;
  }): Values<Names> {
    const name = "name" in parts ? parts.name : this.#ownName;
    return new Values<Names>(this.columns, parts.element ?? this.element, name, parts.isLateral ?? this.isLateral);
  }
}

/**
 * Rows that a statement reads as a table: the columns, then options, and the rows by `data()`.
 *
 * @returns the table, whose columns are `.c.name`.
 * @throws {@link ArgumentError} when an option is not known.
 * @see SQLAlchemy's `values()`
 *
 * @example
 * ```ts
 * import { sa } from "alembic-ts";
 *
 * const t = sa.table("t", sa.column("id"), sa.column("name"));
 * const known = sa
 *   .values(sa.column("id", sa.Integer), sa.column("name", sa.String), { name: "known" })
 *   .data([
 *     [1, "one"],
 *     [2, "two"],
 *   ]);
 * const statement = sa.update(t).where(t.c.id.eq(known.c.id)).values({ name: known.c.name });
 * ```
 */
export function values<Names extends string>(...args: readonly (ColumnClause<Names> | ValuesOptions)[]): Values<Names> {
  const { items, options } = splitOptions<ColumnClause<Names>, ValuesOptions>(args);
  requireKnownOptions("values", options, valuesOptionKeys);
  return new Values<Names>(items, new ValuesRows([], options.literalBinds ?? false), options.name ?? undefined);
}
