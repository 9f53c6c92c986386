import { EnumType } from "../../schema/types/enum-type.js";
import { JsonIndexType } from "../../schema/types/json-index-type.js";
import type { TypeEngine } from "../../schema/types/type-engine.js";
import { BaseDialect } from "../base/base-dialect.js";
import { Comments } from "../base/comments.js";
import type { CompileState } from "../base/compile-state.js";
import { Functions } from "../base/functions.js";
import { Identifiers, standardQuotes } from "../base/identifiers.js";
import { Types } from "../base/types.js";
import { capabilities } from "./capabilities.js";
import { Columns } from "./columns.js";
import { compare } from "./compare.js";
import { Constraints } from "./constraints.js";
import { Expressions } from "./expressions.js";
import { Indexes } from "./indexes.js";
import { Literals } from "./literals.js";
import { createNamedType, dropNamedType, type NamedType } from "./named-types.js";
import { reservedWords } from "./reserved-words.js";
import { RowStatements } from "./row-statements.js";
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
  readonly rowStatements = new RowStatements(this);
  readonly tables = new Tables(this);
  readonly columns = new Columns(this);
  readonly constraints = new Constraints(this);
  readonly indexes = new Indexes(this);
  readonly comments = new Comments(this);
  readonly sequences = new Sequences(this);

  /** Parameters are cast to their type, as psycopg does where the server cannot infer it. */
  override parameter(written: string, type: TypeEngine): string {
    const name = parameterCast(this.types.resolve(type), this.types);
    return name === undefined ? written : `${written}::${name}`;
  }

  protected override createType(type: TypeEngine, state: CompileState): readonly string[] {
    return [createNamedType(this.types.resolve(type) as NamedType, this, state)];
  }

  protected override dropType(type: TypeEngine): readonly string[] {
    return [dropNamedType(this.types.resolve(type) as NamedType, this)];
  }
}

const cast = new Set(["Integer", "DateTime", "Date", "Time", "Interval", "JSON", "ARRAY", "Uuid"]);

/** The type that a parameter is cast to; `undefined` if it needs none. */
export function parameterCast(type: TypeEngine, types: Types): string | undefined {
  if (type instanceof EnumType) return type.nativeEnum && type.enumName !== null ? types.write(type) : "VARCHAR";
  if (type.affinity === "String") return "VARCHAR";
  // Without a cast the server takes a number for a key.
  if (type instanceof JsonIndexType) return type.isNumber ? "INT" : "TEXT";
  return cast.has(type.affinity) ? types.write(type) : undefined;
}
