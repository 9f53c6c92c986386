import { optionKeys } from "../arguments/option-keys.js";
import type { PositionalArguments } from "../arguments/positional-arguments.js";
import type { ClauseElement } from "../elements/clause-element.js";
import { TextClause } from "../elements/text-clause.js";
import { FetchedValue } from "./fetched-value.js";

/** Options of {@link Computed}. */
export interface ComputedOptions {
  /** Whether the value is stored; by default the database decides. */
  readonly persisted?: boolean | null;
}

/** The names of {@link ComputedOptions}. */
export const computedOptionKeys = optionKeys<ComputedOptions>({ persisted: true });

/**
 * A generated column: `GENERATED ALWAYS AS (…)`.
 *
 * @example
 * ```ts
 * import { sa } from "alembic-ts";
 *
 * const area = sa.Column("area", sa.Integer(), sa.Computed("width * height", { persisted: true }));
 * ```
 */
export class Computed extends FetchedValue {
  static readonly positional: PositionalArguments = ["sqltext"];
  override readonly kind: string = "computed";
  readonly sqltext: ClauseElement;
  readonly persisted: boolean | null;

  constructor(sqltext: string | ClauseElement, options: ComputedOptions = {}) {
    super();
    this.sqltext = typeof sqltext === "string" ? new TextClause(sqltext) : sqltext;
    this.persisted = options.persisted ?? null;
  }
}
