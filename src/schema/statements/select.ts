import { ArgumentError } from "../arguments/argument-error.js";
import { optionKeys, requireKnownOptions } from "../arguments/option-keys.js";
import { ClauseElement } from "../elements/clause-element.js";
import { ColumnClause } from "../elements/column-clause.js";
import { asElement, type Expression, expression } from "../elements/column-element.js";
import { TextClause } from "../elements/text-clause.js";
import type { TypeEngine } from "../types/type-engine.js";
import { Alias } from "./alias.js";
import { Cte, type CteOptions } from "./cte.js";
import { columnsOfEach, type JoinOptions } from "./from-clause.js";
import { qualifiedLabel, type RowColumn, rowColumns } from "./row-columns.js";
import {
  type PrefixArguments,
  type PrefixOptions,
  type StatementPrefix,
  statementWords,
  type TableHint,
  tableHint,
} from "./statement-words.js";

/** A table to join, and on what. */
export interface JoinPart {
  /** The other side; `null` where the condition says which table of the FROM it is. */
  readonly left: ClauseElement | null;
  readonly target: ClauseElement;
  /** `null` where the foreign key between both sides is the condition. */
  readonly onclause: ClauseElement | null;
  readonly options: JoinOptions;
}

/** The parts of a {@link Select}. */
export interface SelectParts {
  readonly columns: readonly ClauseElement[];
  readonly froms: readonly ClauseElement[];
  readonly joins: readonly JoinPart[];
  readonly criteria: readonly ClauseElement[];
  readonly groupBy: readonly ClauseElement[];
  readonly having: readonly ClauseElement[];
  readonly orderBy: readonly ClauseElement[];
  readonly limit: ClauseElement | null;
  readonly offset: ClauseElement | null;
  readonly isDistinct: boolean;
  /** What PostgreSQL's `DISTINCT ON` compares. */
  readonly distinctOn: readonly ClauseElement[];
  /** Words between SELECT and the columns. */
  readonly prefixes: readonly StatementPrefix[];
  /** The first rows by `FETCH FIRST`; `null` where LIMIT or nothing says it. */
  readonly fetch: FirstRows | null;
  /** Words at the end. */
  readonly suffixes: readonly StatementPrefix[];
  readonly hints: readonly TableHint[];
  /** Values of named parameters in the statement. */
  readonly given: Readonly<Record<string, unknown>> | null;
  /** Tables of the enclosing statement, which are not in the FROM of this one. */
  readonly correlated: readonly ClauseElement[];
  /** The statements whose rows are put together; the parts are those of the whole then. */
  readonly compound: Compound | null;
  /** How the rows are locked; `null` where they are not. */
  readonly lock: RowLock | null;
  /** How columns without a label are named. */
  readonly labelStyle: LabelStyle;
  /** Whether SQLModel's session returns the values of the only column in place of rows. */
  readonly isScalar: boolean;
}

/** How a SELECT names its columns: by their own names, or by those of their tables and columns, such as `account_id`. */
export type LabelStyle = "disambiguateOnly" | "tablenamePlusCol";

/** What `FETCH FIRST` reads. */
export interface FirstRows extends FetchOptions {
  readonly count: ClauseElement;
}

/** Options of {@link Select.fetch}. */
export interface FetchOptions {
  /** Also read the rows that come at the same place as the last one. Default: `false`. */
  readonly withTies?: boolean | undefined;
  /** Whether the count is a percentage of the rows. Default: `false`. */
  readonly percent?: boolean | undefined;
}

const fetchKeys = optionKeys<FetchOptions>({ withTies: true, percent: true });

/** How the rows of several SELECTs are put together. */
export interface Compound {
  readonly operator: "union" | "unionAll" | "except" | "exceptAll" | "intersect" | "intersectAll";
  readonly selects: readonly Select[];
}

/** How `SELECT … FOR UPDATE` locks. */
export interface RowLock {
  /** Fail at once where a row is locked. Default: `false`. */
  readonly nowait?: boolean | undefined;
  /** Leave out rows that are locked. Default: `false`. */
  readonly skipLocked?: boolean | undefined;
  /** Let others read the rows. Default: `false`. */
  readonly read?: boolean | undefined;
}

const rowLockKeys = optionKeys<RowLock>({ nowait: true, skipLocked: true, read: true });

const empty: Omit<SelectParts, "columns"> = {
  froms: [],
  joins: [],
  criteria: [],
  groupBy: [],
  having: [],
  orderBy: [],
  limit: null,
  offset: null,
  isDistinct: false,
  distinctOn: [],
  prefixes: [],
  fetch: null,
  suffixes: [],
  hints: [],
  given: null,
  correlated: [],
  compound: null,
  lock: null,
  labelStyle: "disambiguateOnly",
  isScalar: false,
};

/** `SELECT … FROM …`; every method returns a new one. */
export class Select extends ClauseElement {
  readonly kind = "select";
  readonly parts: SelectParts;

  constructor(columns: readonly unknown[], parts: Partial<SelectParts> = {}) {
    super();
    this.parts = { ...empty, ...parts, columns: columns.map(columnOf) };
  }

  where(...criteria: readonly ClauseElement[]): Select {
    return this.#with({ criteria: [...this.parts.criteria, ...criteria] });
  }
  selectFrom(...froms: readonly ClauseElement[]): Select {
    return this.#with({ froms: [...this.parts.froms, ...froms] });
  }
  /** Joins a table with the one that the condition names; left out, their foreign key is the condition. */
  join(target: ClauseElement, onclause?: ClauseElement, options: JoinOptions = {}): Select {
    return this.#join(null, target, onclause, options);
  }
  outerjoin(target: ClauseElement, onclause?: ClauseElement, options: JoinOptions = {}): Select {
    return this.#join(null, target, onclause, { ...options, isouter: true });
  }
  /** Joins two tables; left out, their foreign key is the condition. */
  joinFrom(left: ClauseElement, target: ClauseElement, onclause?: ClauseElement, options: JoinOptions = {}): Select {
    return this.#join(left, target, onclause, options);
  }
  #join(
    left: ClauseElement | null,
    target: ClauseElement,
    onclause: ClauseElement | undefined,
    options: JoinOptions,
  ): Select {
    return this.#with({ joins: [...this.parts.joins, { left, target, onclause: onclause ?? null, options }] });
  }
  groupBy(...clauses: readonly unknown[]): Select {
    return this.#with({ groupBy: [...this.parts.groupBy, ...clauses.map(columnOf)] });
  }
  having(...criteria: readonly ClauseElement[]): Select {
    return this.#with({ having: [...this.parts.having, ...criteria] });
  }
  orderBy(...clauses: readonly unknown[]): Select {
    return this.#with({ orderBy: [...this.parts.orderBy, ...clauses.map(columnOf)] });
  }
  limit(count: number | ClauseElement): Select {
    return this.#with({ limit: asElement(count), fetch: null });
  }
  /**
   * The first rows by the standard's `FETCH FIRST … ROWS`, in place of `limit()`. SQLite, MySQL and MariaDB before 10.6
   * refuse it.
   *
   * @throws {@link ArgumentError} when an option is not known.
   */
  fetch(count: number | ClauseElement, options: FetchOptions = {}): Select {
    requireKnownOptions("fetch", options, fetchKeys);
    return this.#with({ fetch: { ...options, count: asElement(count) }, limit: null });
  }
  offset(count: number | ClauseElement): Select {
    return this.#with({ offset: asElement(count) });
  }
  /** Each row once. PostgreSQL also has `DISTINCT ON`; the others leave its expressions out. */
  distinct(...on: readonly ClauseElement[]): Select {
    return this.#with({ isDistinct: true, distinctOn: [...this.parts.distinctOn, ...on] });
  }
  /** Names the columns that have no label in another way. */
  setLabelStyle(labelStyle: LabelStyle): Select {
    return this.#with({ labelStyle });
  }
  /** The same SELECT, with {@link SelectParts.isScalar} set. @internal */
  asScalar(): Select {
    return this.#with({ isScalar: true });
  }
  /** Without an ORDER BY. */
  unordered(): Select {
    return this.#with({ orderBy: [] });
  }
  /** The SELECT with more columns. */
  addColumns(...columns: readonly unknown[]): Select {
    return new Select([...this.parts.columns, ...columns], this.parts);
  }
  /** The SELECT with other columns. */
  withOnlyColumns(...columns: readonly unknown[]): Select {
    return new Select(columns, this.parts);
  }
  /**
   * Words between SELECT and the columns, then options.
   *
   * @throws {@link ArgumentError} when an option is not known.
   */
  prefixWith(...args: PrefixArguments): Select {
    return this.#with({ prefixes: [...this.parts.prefixes, ...statementWords("prefixWith", args)] });
  }
  /**
   * Words at the end of the statement, then options.
   *
   * @throws {@link ArgumentError} when an option is not known.
   */
  suffixWith(...args: PrefixArguments): Select {
    return this.#with({ suffixes: [...this.parts.suffixes, ...statementWords("suffixWith", args)] });
  }
  /**
   * Tells the database how to read a table: an index of MySQL, `NOLOCK` of SQL Server, a comment of Oracle, `ONLY` of
   * PostgreSQL. `%(name)s` in it is the table's name.
   *
   * @throws {@link ArgumentError} when an option is not known.
   */
  withHint(table: ClauseElement, text: string, options: PrefixOptions = {}): Select {
    return this.#with({ hints: [...this.parts.hints, tableHint(table, text, options)] });
  }
  /** Values for named parameters in the statement. */
  params(values: Readonly<Record<string, unknown>>): Select {
    return this.#with({ given: { ...this.parts.given, ...values } });
  }
  /** Takes these tables from the enclosing statement. */
  correlate(...tables: readonly ClauseElement[]): Select {
    return this.#with({ correlated: [...this.parts.correlated, ...tables] });
  }
  /** The rows of this SELECT and of others, each once. */
  union(...others: readonly Select[]): Select {
    return Select.compound("union", [this, ...others]);
  }
  /** The rows of this SELECT and of others. */
  unionAll(...others: readonly Select[]): Select {
    return Select.compound("unionAll", [this, ...others]);
  }
  /** The rows of this SELECT that others do not have. */
  except(...others: readonly Select[]): Select {
    return Select.compound("except", [this, ...others]);
  }
  /** The rows of this SELECT that others do not have, as often as they are there. */
  exceptAll(...others: readonly Select[]): Select {
    return Select.compound("exceptAll", [this, ...others]);
  }
  /** The rows of this SELECT that others have, too. */
  intersect(...others: readonly Select[]): Select {
    return Select.compound("intersect", [this, ...others]);
  }
  /** The rows of this SELECT that others have, too, as often as they are there. */
  intersectAll(...others: readonly Select[]): Select {
    return Select.compound("intersectAll", [this, ...others]);
  }
  /** Locks the rows until the transaction ends; SQLite and SQL Server have nothing for it, and leave it out. */
  withForUpdate(options: RowLock = {}): Select {
    requireKnownOptions("withForUpdate", options, rowLockKeys);
    return this.#with({ lock: options });
  }

  /** Several SELECTs as one. @internal */
  static compound(operator: Compound["operator"], selects: readonly Select[]): Select {
    const [first] = selects;
    if (first === undefined) throw new ArgumentError(`sa.${operator}() takes SELECT statements`);
    return new Select(first.parts.columns, { compound: { operator, selects } });
  }

  /**
   * The rows as a table that another statement reads: `FROM (SELECT …) AS name`.
   *
   * @example
   * ```ts
   * import { sa } from "alembic-ts";
   *
   * const t = sa.table("t", sa.column("id"), sa.column("name"));
   * const newest = sa.select(sa.func.max(t.c.id).label("id")).groupBy(t.c.name).subquery("newest");
   * const old = sa.delete(t).where(t.c.id.notIn(sa.select(newest)));
   * ```
   */
  subquery(name?: string): Alias {
    return new Alias(this, this.rowColumns(), name);
  }
  /** The same as `subquery()`. */
  alias(name?: string): Alias {
    return this.subquery(name);
  }
  /** A subquery that may read the tables before it in the FROM. */
  lateral(name?: string): Alias {
    return new Alias(this, this.rowColumns(), name, { isLateral: true });
  }
  /** The rows as a table that is written before the statement that reads it: `WITH name AS (SELECT …)`. */
  cte(name?: string, options: CteOptions = {}): Cte {
    return new Cte(this, this.rowColumns(), name, { isRecursive: options.recursive ?? false });
  }
  /** The columns of the rows. @internal */
  rowColumns(): readonly RowColumn[] {
    return rowColumns(columnsOfEach(this.parts.columns)).map((column) => {
      const { source } = column;
      const table = source instanceof ColumnClause ? source.table : null;
      const isNamed = table !== null && !(table instanceof Alias && table.isUnnamed);
      if (this.parts.labelStyle !== "tablenamePlusCol" || !isNamed || column.isUnnamed === true) return column;
      return { ...column, name: qualifiedLabel(table.schema ?? null, table.name, column.name) };
    });
  }

  /** The one value that it reads, as an expression. */
  scalarSubquery(): Expression {
    const [first] = this.parts.columns;
    const type = first !== undefined && "type" in first ? (first.type as TypeEngine) : undefined;
    return expression({ kind: "subquery", select: this }, type);
  }

  #with(parts: Partial<SelectParts>): Select {
    const next = { ...this.parts, ...parts };
    return new Select(next.columns, next);
  }
}

function columnOf(given: unknown): ClauseElement {
  if (given instanceof ClauseElement) return given;
  if (typeof given === "number") return new ColumnClause(String(given), null, { isLiteral: true });
  return typeof given === "string" ? new TextClause(given) : asElement(given);
}
