import { optionKeys } from "../arguments/option-keys.js";
import { SchemaItem } from "../schema-item.js";

/** Options of {@link FetchedValue}. */
export interface FetchedValueOptions {
  readonly forUpdate?: boolean;
}

/** The names of {@link FetchedValueOptions}. */
export const fetchedValueOptionKeys = optionKeys<FetchedValueOptions>({ forUpdate: true });

/**
 * A default that the database fills in and that is not known here, such as one that a trigger sets.
 *
 * @example
 * ```ts
 * import { sa } from "alembic-ts";
 *
 * const stamp = sa.Column("stamp", sa.DateTime(), { serverDefault: sa.FetchedValue() });
 * ```
 */
export class FetchedValue extends SchemaItem {
  readonly kind: string = "fetchedValue";
  readonly forUpdate: boolean;

  constructor(options: FetchedValueOptions = {}) {
    super();
    this.forUpdate = options.forUpdate ?? false;
  }
}
