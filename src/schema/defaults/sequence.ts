import { ArgumentError } from "../arguments/argument-error.js";
import { optionKeys } from "../arguments/option-keys.js";
import type { PositionalArguments } from "../arguments/positional-arguments.js";
import { type Expression, expression } from "../elements/column-element.js";
import { type SequenceDialectOptions, sequenceDialectKeys } from "../keywords/column-dialect-options.js";
import { type NameInput, splitName } from "../names/quoted-name.js";
import type { MetaData } from "../schema-classes.js";
import { dialectOptionsOf, SchemaItem } from "../schema-item.js";
import { Integer } from "../types/integer.js";
import { type TypeEngine, type TypeInput, toType } from "../types/type-engine.js";
import {
  fillIdentityOptions,
  type IdentityOptions,
  identityOptionKeys,
  type OrderOptions,
} from "./identity-options.js";

/** Options of {@link Sequence}. */
export interface SequenceOptions extends IdentityOptions, OrderOptions, SequenceDialectOptions {
  readonly schema?: string | null;
  /**
   * `false` uses it on databases that need one, `true` only where ids can be generated in no other way; kept for the
   * models.
   */
  readonly optional?: boolean;
  readonly metadata?: MetaData;
  readonly quote?: boolean | null;
  readonly quoteSchema?: boolean | null;
  readonly dataType?: TypeInput | null;
  /** Whether an UPDATE uses it; kept for the models. */
  readonly forUpdate?: boolean;
}

/** The names of {@link SequenceOptions}. */
export const sequenceOptionKeys = optionKeys<SequenceOptions>({
  ...identityOptionKeys.names,
  ...sequenceDialectKeys.names,
  schema: true,
  order: true,
  dataType: true,
  optional: true,
  quote: true,
  metadata: true,
  quoteSchema: true,
  forUpdate: true,
});

/**
 * A sequence of the database.
 *
 * @throws {@link ArgumentError} when the name is empty.
 *
 * @example
 * ```ts
 * import { sa } from "alembic-ts";
 *
 * const ids = sa.Sequence("account_id_seq", { start: 100, increment: 5 });
 * ```
 */
export class Sequence extends SchemaItem {
  static readonly positional: PositionalArguments = ["name"];
  readonly kind = "sequence";
  readonly name: string;
  readonly quote: boolean | null;
  readonly schema: string | null;
  readonly quoteSchema: boolean | null;
  readonly options: Required<IdentityOptions>;
  readonly dataType: TypeEngine | null;
  readonly optional: boolean;

  constructor(name: NameInput, options: SequenceOptions = {}) {
    super();
    const split = splitName(name);
    if (split.name === "") throw new ArgumentError("A sequence must have a name");
    this.name = split.name;
    this.quote = options.quote ?? split.quote;
    this.schema = options.schema ?? options.metadata?.schema ?? null;
    this.quoteSchema = options.quoteSchema ?? null;
    this.options = fillIdentityOptions(options);
    this.dataType = options.dataType === undefined || options.dataType === null ? null : toType(options.dataType);
    this.optional = options.optional ?? false;
    const { order } = options;
    this.dialectOptions = {
      ...(order === undefined || order === null ? {} : { oracleOrder: order }),
      ...dialectOptionsOf(options),
    };
  }

  /** The expression of its next value, as a server default has it. */
  nextValue(): Expression {
    return expression({ kind: "nextValue", sequence: this }, this.dataType ?? new Integer());
  }
}
