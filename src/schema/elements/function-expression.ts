import { ArgumentError } from "../arguments/argument-error.js";
import { optionKeys, requireKnownOptions } from "../arguments/option-keys.js";
import { ClauseElement } from "./clause-element.js";
import { asElement, Expression, expression } from "./column-element.js";
import type { WindowFrame } from "./expression-node.js";

/** The first and the last row that a window function reads, counted from the current one; `null` is without a bound. */
export type FrameBounds = readonly [from: number | null, to: number | null];

/** Options of `over()`. */
export interface OverOptions {
  /** What rows have in common that are counted together; default: all rows. */
  readonly partitionBy?: unknown;
  /** The order of the rows. */
  readonly orderBy?: unknown;
  /** The rows that are read, by number. */
  readonly rows?: FrameBounds | undefined;
  /** The rows that are read, by the values of the order. */
  readonly range?: FrameBounds | undefined;
  /** The rows that are read, by groups of the same value. */
  readonly groups?: FrameBounds | undefined;
}

const overOptionKeys = optionKeys<OverOptions>({
  partitionBy: true,
  orderBy: true,
  rows: true,
  range: true,
  groups: true,
});

const clauses = (given: unknown): readonly ClauseElement[] =>
  given === undefined || given === null
    ? []
    : [given].flat().map((one) => (one instanceof ClauseElement ? one : asElement(one)));

/** A call of a SQL function, also with FILTER or WITHIN GROUP. */
export class FunctionExpression extends Expression {
  /**
   * `function OVER (PARTITION BY … ORDER BY …)`.
   *
   * @throws {@link ArgumentError} when an option is not known, or more than one frame is given.
   *
   * @example
   * ```ts
   * import { sa } from "alembic-ts";
   *
   * const t = sa.table("t", sa.column("id"), sa.column("name"));
   * const number = sa.func.row_number().over({ partitionBy: t.c.name, orderBy: t.c.id }).label("rn");
   * ```
   */
  over(options: OverOptions = {}): Expression {
    requireKnownOptions("over", options, overOptionKeys);
    const frames = (["rows", "range", "groups"] as const).flatMap((unit): readonly WindowFrame[] => {
      const bounds = options[unit];
      return bounds === undefined || bounds === null ? [] : [{ unit, from: bounds[0], to: bounds[1] }];
    });
    if (frames.length > 1) throw new ArgumentError("over() takes one of 'rows', 'range' and 'groups'");
    const [partitionBy, orderBy] = [clauses(options.partitionBy), clauses(options.orderBy)];
    return expression({ kind: "over", element: this, partitionBy, orderBy, frame: frames[0] ?? null }, this.type);
  }

  /** `function FILTER (WHERE …)`: only rows that fulfil all conditions. */
  filter(...criteria: readonly ClauseElement[]): FunctionExpression {
    return new FunctionExpression({ kind: "filter", element: this, criteria }, this.type);
  }

  /** `function WITHIN GROUP (ORDER BY …)`. */
  withinGroup(...orderBy: readonly unknown[]): FunctionExpression {
    return new FunctionExpression({ kind: "withinGroup", element: this, orderBy: clauses(orderBy) }, this.type);
  }
}
