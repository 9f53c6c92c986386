import { type Capabilities, defaultCapabilities } from "../capabilities.js";
import type { CompareHooks } from "../compare-hooks.js";
import { BaseDialect } from "./base-dialect.js";
import { Columns } from "./columns.js";
import { Comments } from "./comments.js";
import { compare } from "./compare.js";
import { Constraints } from "./constraints.js";
import { Expressions } from "./expressions.js";
import { type FunctionRule, Functions } from "./functions.js";
import { Identifiers, type QuoteRules, standardQuotes } from "./identifiers.js";
import { Indexes } from "./indexes.js";
import { Literals } from "./literals.js";
import { RowStatements } from "./row-statements.js";
import { Selects } from "./selects.js";
import { Sequences } from "./sequences.js";
import { Tables } from "./tables.js";
import { Types, type TypeTable } from "./types.js";

/** The differences of a database from plain SQL. */
export interface PlainDialectOptions {
  /** Name of the dialect, such as `duckdb`; options of schema objects with this prefix are its own. */
  readonly name: string;
  /** Alembic's name for it, as the log has it; default: the name with `Impl` behind it. */
  readonly implName?: string;
  /** The capabilities of the database; by default those of {@link defaultCapabilities}. */
  readonly capabilities?: Partial<Capabilities>;
  /** Rules for comparing a database with the models; default: those that every database has. */
  readonly compareHooks?: Partial<CompareHooks>;
  /** How names are quoted; default: as in standard SQL, with no reserved words. */
  readonly quotes?: Partial<QuoteRules>;
  /** Rules for types that are written differently, by their names in SQLAlchemy. */
  readonly types?: TypeTable;
  /** Rules for functions that are written differently, by their names. */
  readonly functions?: Readonly<Record<string, FunctionRule>>;
}

/**
 * Plain SQL: a dialect for a database that this package does not know. A subclass may override what the options do not
 * cover.
 *
 * @example
 * ```ts
 * import { PlainDialect, sa } from "alembic-ts";
 *
 * const dialect = new PlainDialect({ name: "duckdb", types: { datetime: () => "TIMESTAMP" } });
 * console.log(dialect.compileType(sa.DateTime())); // TIMESTAMP
 * ```
 */
export class PlainDialect extends BaseDialect {
  readonly name: string;
  readonly implName: string;
  readonly capabilities: Capabilities;
  readonly compareHooks: CompareHooks;
  readonly identifiers: Identifiers;
  readonly types: Types;
  readonly literals: Literals;
  readonly expressions: Expressions;
  readonly selects = new Selects(this);
  readonly rowStatements = new RowStatements(this);
  readonly tables = new Tables(this);
  readonly columns = new Columns(this);
  readonly constraints = new Constraints(this);
  readonly indexes = new Indexes(this);
  readonly comments = new Comments(this);
  readonly sequences = new Sequences(this);

  constructor({ name, implName, capabilities, compareHooks, quotes, types, functions }: PlainDialectOptions) {
    super();
    this.name = name;
    this.implName = implName ?? `${name}Impl`;
    this.capabilities = { ...defaultCapabilities, ...capabilities };
    this.compareHooks = { ...compare, ...compareHooks };
    this.identifiers = new Identifiers({ ...standardQuotes, reservedWords: new Set(), ...quotes }, this.capabilities);
    this.types = new Types(name, this.identifiers, types);
    this.literals = new Literals(this.types);
    this.expressions = new Expressions(this, new Functions(functions));
  }
}
