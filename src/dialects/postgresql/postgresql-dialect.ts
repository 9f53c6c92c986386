import type { TypeEngine } from "../../schema/types/type-engine.js";
import { BaseDialect } from "../base/base-dialect.js";
import { Comments } from "../base/comments.js";
import type { CompileState } from "../base/compile-state.js";
import { Functions } from "../base/functions.js";
import { Identifiers, standardQuotes } from "../base/identifiers.js";
import { Types } from "../base/types.js";
import { capabilities } from "./capabilities.js";
import { castName } from "./cast-name.js";
import { Changes } from "./changes.js";
import { Columns } from "./columns.js";
import { compare } from "./compare.js";
import { Constraints } from "./constraints.js";
import { createNamedType, dropNamedType } from "./create-named-type.js";
import { Expressions } from "./expressions.js";
import { Indexes } from "./indexes.js";
import { Literals } from "./literals.js";
import type { NamedType } from "./named-types.js";
import { reservedWords } from "./reserved-words.js";
import { Selects } from "./selects.js";
import { Sequences } from "./sequences.js";
import { Tables } from "./tables.js";
import { types } from "./types.js";

/** PostgreSQL. */
export class PostgresqlDialect extends BaseDialect {
  readonly name = "postgresql";
  readonly implName = "PostgresqlImpl";
  readonly capabilities = capabilities;
  readonly compareHooks = compare;
  readonly identifiers = new Identifiers({ ...standardQuotes, reservedWords }, capabilities);
  readonly types = new Types(this.name, this.identifiers, types);
  readonly literals = new Literals(this.types);
  readonly expressions = new Expressions(this, new Functions({ pow: (args) => `power(${args.join(", ")})` }));
  readonly selects = new Selects(this);
  readonly changes = new Changes(this);
  readonly tables = new Tables(this);
  readonly columns = new Columns(this);
  readonly constraints = new Constraints(this);
  readonly indexes = new Indexes(this);
  readonly comments = new Comments(this);
  readonly sequences = new Sequences(this);

  /** Parameters say their type, as psycopg needs it where the server cannot tell. */
  override parameter(written: string, type: TypeEngine): string {
    const name = castName(this.types.resolve(type), this.types);
    return name === undefined ? written : `${written}::${name}`;
  }

  protected override createType(type: TypeEngine, state: CompileState): readonly string[] {
    return [createNamedType(this.types.resolve(type) as NamedType, this, state)];
  }

  protected override dropType(type: TypeEngine): readonly string[] {
    return [dropNamedType(this.types.resolve(type) as NamedType, this)];
  }
}
