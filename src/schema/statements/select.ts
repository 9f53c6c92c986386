import { ArgumentError } from "../arguments/argument-error.js";
import { optionKeys, requireKnownOptions } from "../arguments/option-keys.js";
import { ClauseElement } from "../elements/clause-element.js";
import { asElement, type Expression, expression } from "../elements/column-element.js";
import { TextClause } from "../elements/text-clause.js";
import type { TypeEngine } from "../types/type-engine.js";

/** A table to join, and on what. */
export interface JoinPart {
  readonly target: ClauseElement;
  readonly onclause: ClauseElement;
  readonly isOuter: boolean;
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
  /** Tables of the enclosing statement, which are not in the FROM of this one. */
  readonly correlated: readonly ClauseElement[];
  /** The statements whose rows are put together; the parts are those of the whole then. */
  readonly compound: Compound | null;
  /** How the rows are locked; `null` where they are not. */
  readonly lock: RowLock | null;
}

/** How the rows of several SELECTs are put together. */
export interface Compound {
  readonly operator: "union" | "unionAll" | "except" | "intersect";
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
  correlated: [],
  compound: null,
  lock: null,
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
  join(target: ClauseElement, onclause: ClauseElement): Select {
    return this.#with({ joins: [...this.parts.joins, { target, onclause, isOuter: false }] });
  }
  outerjoin(target: ClauseElement, onclause: ClauseElement): Select {
    return this.#with({ joins: [...this.parts.joins, { target, onclause, isOuter: true }] });
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
    return this.#with({ limit: asElement(count) });
  }
  offset(count: number | ClauseElement): Select {
    return this.#with({ offset: asElement(count) });
  }
  distinct(): Select {
    return this.#with({ isDistinct: true });
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
  /** The rows of this SELECT that others have, too. */
  intersect(...others: readonly Select[]): Select {
    return Select.compound("intersect", [this, ...others]);
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
  return typeof given === "string" ? new TextClause(given) : asElement(given);
}
