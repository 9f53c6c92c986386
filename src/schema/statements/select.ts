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
}

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
