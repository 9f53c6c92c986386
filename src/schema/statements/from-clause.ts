import { ArgumentError } from "../arguments/argument-error.js";
import { ClauseElement } from "../elements/clause-element.js";
import { andClause } from "../elements/clauses.js";
import type { ColumnClause } from "../elements/column-clause.js";
import type { Column } from "../schema-classes.js";

/** Options of a join. */
export interface JoinOptions {
  /** Keep the rows of the left side that have no partner (`LEFT OUTER JOIN`). Default: `false`. */
  readonly isouter?: boolean | undefined;
  /** Keep the rows of both sides that have no partner (`FULL OUTER JOIN`). Default: `false`. */
  readonly full?: boolean | undefined;
}

/** What a FROM can read: a table, an alias, a subquery, a CTE, or a join of them. */
export abstract class FromClause extends ClauseElement {
  /** The columns, in order. */
  abstract readonly columns: readonly ColumnClause[];

  /**
   * `JOIN right ON condition`. Without a condition, the foreign key between the two sides is the condition.
   *
   * @throws {@link ArgumentError} when there is no condition, and not exactly one foreign key.
   */
  join(right: FromClause, onclause?: ClauseElement, options: JoinOptions = {}): Join {
    return new Join(this, right, onclause, options);
  }

  /**
   * `LEFT OUTER JOIN right ON condition`.
   *
   * @throws {@link ArgumentError} when there is no condition, and not exactly one foreign key.
   */
  outerjoin(right: FromClause, onclause?: ClauseElement, options: JoinOptions = {}): Join {
    return new Join(this, right, onclause, { ...options, isouter: true });
  }
}

/** Two sides of a FROM whose rows are matched by a condition. */
export class Join extends FromClause {
  readonly kind = "join";
  readonly left: ClauseElement;
  readonly right: ClauseElement;
  readonly onclause: ClauseElement;
  readonly isOuter: boolean;
  readonly isFull: boolean;

  constructor(left: ClauseElement, right: ClauseElement, onclause?: ClauseElement, options: JoinOptions = {}) {
    super();
    this.left = left;
    this.right = right;
    this.onclause = onclause ?? joinCondition(left, right);
    this.isOuter = options.isouter ?? false;
    this.isFull = options.full ?? false;
  }

  get columns(): readonly ColumnClause[] {
    return [...columnsOfSide(this.left), ...columnsOfSide(this.right)];
  }
}

/** Columns and expressions, a table replaced by all of its columns. */
export function columnsOfEach(given: readonly ClauseElement[]): readonly ClauseElement[] {
  return given.flatMap((one): readonly ClauseElement[] => (one instanceof FromClause ? one.columns : [one]));
}

/** The tables, aliases, subqueries and CTEs that a clause of a FROM reads. */
export function joinedTables(clause: ClauseElement): readonly ClauseElement[] {
  return clause instanceof Join ? [...joinedTables(clause.left), ...joinedTables(clause.right)] : [clause];
}

const columnsOfSide = (clause: ClauseElement): readonly ColumnClause[] =>
  clause instanceof FromClause ? clause.columns : [];

/** The condition that the one foreign key between two sides makes. */
function joinCondition(left: ClauseElement, right: ClauseElement): ClauseElement {
  const found = new Map<unknown, ClauseElement[]>();
  for (const [from, to] of left === right
    ? [[left, right]]
    : [
        [right, left],
        [left, right],
      ]) {
    for (const column of columnsOfSide(from as ClauseElement)) {
      for (const key of column.kind === "schemaColumn" ? (column as unknown as Column).foreignKeys : []) {
        const referred = columnsOfSide(to as ClauseElement).find((one) => one === (key.column as unknown));
        if (referred === undefined) continue;
        const pairs = found.get(key.constraint ?? key) ?? [];
        found.set(key.constraint ?? key, [...pairs, referred.eq(column)]);
      }
    }
  }
  const [only, another] = [...found.values()];
  if (only === undefined || another !== undefined) {
    const reason = only === undefined ? "have no foreign key" : "have several foreign keys";
    throw new ArgumentError(`The two sides of the join ${reason} between them; give the join a condition`);
  }
  return andClause(...only);
}
