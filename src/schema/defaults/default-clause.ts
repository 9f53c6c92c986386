import { optionKeys } from "../arguments/option-keys.js";
import type { PositionalArguments } from "../arguments/positional-arguments.js";
import type { ClauseElement } from "../elements/clause-element.js";
import { FetchedValue, type FetchedValueOptions, fetchedValueOptionKeys } from "./fetched-value.js";

/** Options of {@link DefaultClause}. */
export interface DefaultClauseOptions extends FetchedValueOptions {
  readonly reflected?: boolean;
}

/** The names of {@link DefaultClauseOptions}. */
export const defaultClauseOptionKeys = optionKeys<DefaultClauseOptions>({
  ...fetchedValueOptionKeys.names,
  reflected: true,
});

/**
 * The DEFAULT of a column: a text becomes a string literal, and SQL is written unchanged.
 *
 * @example
 * ```ts
 * import { sa } from "alembic-ts";
 *
 * const clause = sa.DefaultClause(sa.text("CURRENT_TIMESTAMP"));
 * ```
 *
 */
export class DefaultClause extends FetchedValue {
  static readonly positional: PositionalArguments = ["arg"];
  override readonly kind: string = "defaultClause";
  readonly arg: string | ClauseElement;
  /** Whether it was read from a database. */
  readonly reflected: boolean;

  constructor(arg: string | ClauseElement, options: DefaultClauseOptions = {}) {
    super(options.forUpdate === undefined ? {} : { forUpdate: options.forUpdate });
    this.arg = arg;
    this.reflected = options.reflected ?? false;
  }
}
