import { ArgumentError } from "../schema/argument-error.js";
import { Column } from "../schema/column.js";
import { Constraint } from "../schema/constraints/constraint.js";
import { ClauseElement } from "../schema/elements/clause-element.js";
import { QuotedName } from "../schema/quoted-name.js";
import { showArgument } from "../schema/show-argument.js";
import { TableClause } from "../schema/table-clause.js";
import { Index } from "../schema/table-index.js";

/**
 * What the calls of `op` look at before they make an operation of their arguments: scripts run without a type check,
 * and a mistake is best told of where it was made.
 */
export class CallArguments {
  readonly #call: string;

  constructor(call: string) {
    this.#call = call;
  }

  /** @throws {@link ArgumentError} when one of them is no name; the keys say what it names. */
  names(given: Readonly<Record<string, unknown>>): void {
    for (const [what, value] of Object.entries(given))
      this.#need(typeof value === "string" || value instanceof QuotedName, `the name of ${what}`, value);
  }

  /** @throws {@link ArgumentError} when one of them is no list of names, or where `expressions` are allowed, of these. */
  columns(given: Readonly<Record<string, unknown>>, options: { readonly expressions?: boolean } = {}): void {
    const isPart = (one: unknown): boolean =>
      typeof one === "string" ||
      one instanceof QuotedName ||
      (options.expressions === true && one instanceof ClauseElement);
    for (const [what, value] of Object.entries(given)) {
      this.#need(Array.isArray(value), `a list of ${what}`, value);
      const wrong = (value as readonly unknown[]).findIndex((one) => !isPart(one));
      if (wrong >= 0) this.#need(false, `a list of ${what} by their names`, (value as readonly unknown[])[wrong]);
    }
  }

  /** @throws {@link ArgumentError} when it is no column. */
  column(value: unknown): void {
    this.#need(value instanceof Column, "a column, such as sa.Column(…)", value);
  }

  /** @throws {@link ArgumentError} when it is no table. */
  table(value: unknown): void {
    this.#need(value instanceof TableClause, "a table, such as sa.table(…)", value);
  }

  /** @throws {@link ArgumentError} when one of them is no part of a table. */
  items(values: readonly unknown[]): void {
    for (const one of values) {
      const isItem = one instanceof Column || one instanceof Constraint || one instanceof Index;
      this.#need(isItem, "columns, constraints and indexes", one);
    }
  }

  /** @throws {@link ArgumentError} when it is neither SQL nor a clause. */
  sql(value: unknown): void {
    this.#need(typeof value === "string" || value instanceof ClauseElement, "SQL as text or as a clause of sa", value);
  }

  #need(isRight: boolean, what: string, value: unknown): void {
    if (!isRight) throw new ArgumentError(`${this.#call}() takes ${what}, not ${showArgument(value)}`);
  }
}
