import { ArgumentError } from "../../schema/arguments/argument-error.js";
import { showArgument } from "../../schema/arguments/show-argument.js";
import { Column } from "../../schema/column.js";
import { Constraint } from "../../schema/constraints/constraint.js";
import { ClauseElement } from "../../schema/elements/clause-element.js";
import { QuotedName } from "../../schema/names/quoted-name.js";
import { TableClause } from "../../schema/table-clause.js";
import { Index } from "../../schema/table-index.js";

/**
 * The checks of `op`'s calls before they make an operation of their arguments. Scripts run without a type check, and a
 * mistake is best reported where it was made.
 */
export class CallArguments {
  readonly #call: string;

  constructor(call: string) {
    this.#call = call;
  }

  /** @throws {@link ArgumentError} when one of them is not a name; the keys are for the message. */
  names(given: Readonly<Record<string, unknown>>): void {
    for (const [what, value] of Object.entries(given)) {
      if (typeof value !== "string" && !(value instanceof QuotedName))
        throw this.#refusal(`the name of ${what}`, value);
    }
  }

  /**
   * @throws {@link ArgumentError} when one of them is not a list of names, or of expressions where these are allowed.
   */
  columns(given: Readonly<Record<string, unknown>>, options: { readonly expressions?: boolean } = {}): void {
    const isPart = (one: unknown): boolean =>
      typeof one === "string" ||
      one instanceof QuotedName ||
      (options.expressions === true && one instanceof ClauseElement);
    for (const [what, value] of Object.entries(given)) {
      if (!Array.isArray(value)) throw this.#refusal(`a list of ${what}`, value);
      const wrong = value.findIndex((one) => !isPart(one));
      if (wrong >= 0) throw this.#refusal(`a list of ${what} by their names`, value[wrong]);
    }
  }

  /** @throws {@link ArgumentError} when it is not a column. */
  column(value: unknown): void {
    if (!(value instanceof Column)) throw this.#refusal("a column, such as sa.Column(…)", value);
  }

  /** @throws {@link ArgumentError} when it is not a table. */
  table(value: unknown): void {
    if (!(value instanceof TableClause)) throw this.#refusal("a table, such as sa.table(…)", value);
  }

  /** @throws {@link ArgumentError} when one of them is not part of a table. */
  items(values: readonly unknown[]): void {
    for (const one of values) {
      const isItem = one instanceof Column || one instanceof Constraint || one instanceof Index;
      if (!isItem) throw this.#refusal("columns, constraints and indexes", one);
    }
  }

  /** @throws {@link ArgumentError} when it is neither SQL nor a clause. */
  sql(value: unknown): void {
    if (typeof value !== "string" && !(value instanceof ClauseElement))
      throw this.#refusal("SQL as text or as a clause of sa", value);
  }

  #refusal(what: string, value: unknown): ArgumentError {
    return new ArgumentError(`${this.#call}() takes ${what}, not ${showArgument(value)}`);
  }
}
