import { TextualSelect } from "../statements/textual-select.js";
import { type TypeEngine, type TypeInput, toType } from "../types/type-engine.js";
import { ClauseElement } from "./clause-element.js";
import { ColumnClause } from "./column-clause.js";
import { type Expression, expression } from "./column-element.js";
import { inferType } from "./infer-type.js";

/** A value for a parameter of a text, with its type. */
export interface TextParameter {
  readonly value: unknown;
  readonly type: TypeEngine;
  /** Whether a value has to come with the call. */
  readonly isRequired?: boolean;
  /** Whether the value is a list, each member of which is a parameter. */
  readonly isExpanding?: boolean;
}

/**
 * SQL text. `:name` in it is a parameter; write `\:` for a colon that starts no parameter.
 *
 * @example
 * ```ts
 * import { sa } from "alembic-ts";
 *
 * const statement = sa.text("UPDATE account SET name = :name").bindparams({ name: "Ada" });
 * ```
 *
 */
export class TextClause extends ClauseElement {
  readonly kind = "text";
  readonly text: string;
  readonly parameters: ReadonlyMap<string, TextParameter>;

  constructor(text: string, parameters: ReadonlyMap<string, TextParameter> = new Map()) {
    super();
    this.text = text;
    this.parameters = parameters;
  }

  /** The text with values for its parameters: an object of values, or `sa.bindparam(…)` where a type is needed. */
  bindparams(...given: (Readonly<Record<string, unknown>> | Expression)[]): TextClause {
    const parameters = new Map(this.parameters);
    for (const one of given) {
      const node = "node" in one ? (one as Expression).node : undefined;
      if (node?.kind === "bind" && node.name !== null) {
        const { name, value, isRequired = false, isExpanding = false } = node;
        parameters.set(name, { value, type: (one as Expression).type, isRequired, isExpanding });
        continue;
      }
      for (const [name, value] of Object.entries(one)) parameters.set(name, { value, type: inferType(value) });
    }
    return new TextClause(this.text, parameters);
  }

  /**
   * The text as a SELECT whose columns are known: columns, then an object of types by name where only these are known.
   */
  columns(...given: readonly (ColumnClause | Readonly<Record<string, TypeInput>>)[]): TextualSelect {
    const columns = given.flatMap((one): readonly ColumnClause[] =>
      one instanceof ColumnClause
        ? [one]
        : Object.entries(one).map(([name, type]) => new ColumnClause(name, toType(type))),
    );
    return new TextualSelect(this, columns);
  }

  /** The text in parentheses, as a value of a type. */
  asScalar(type: TypeEngine): Expression {
    return expression({ kind: "tuple", clauses: [this] }, type);
  }
}
