import { BaseDialect } from "../base/base-dialect.js";
import { Functions } from "../base/functions.js";
import { Identifiers, type QuoteRules, standardQuotes } from "../base/identifiers.js";
import { Sequences } from "../base/sequences.js";
import { Types } from "../base/types.js";
import type { Capabilities } from "../capabilities.js";
import { capabilities } from "./capabilities.js";
import { Columns } from "./columns.js";
import { Comments } from "./comments.js";
import { compare } from "./compare.js";
import { Constraints } from "./constraints.js";
import { Expressions } from "./expressions.js";
import { functions } from "./functions.js";
import { Indexes } from "./indexes.js";
import { Literals } from "./literals.js";
import { reservedWords } from "./reserved-words.js";
import { RowStatements } from "./row-statements.js";
import { Selects } from "./selects.js";
import { Tables } from "./tables.js";
import { types } from "./types.js";

/** How MySQL quotes. */
export const quotes: Omit<QuoteRules, "reservedWords"> = { ...standardQuotes, open: "`", close: "`" };

/** MySQL. */
export class MysqlDialect extends BaseDialect {
  readonly name: string = "mysql";
  readonly implName: string = "MySQLImpl";
  readonly capabilities: Capabilities = capabilities;
  readonly compareHooks = compare;
  readonly identifiers: Identifiers = new Identifiers({ ...quotes, reservedWords }, capabilities);
  readonly types: Types = new Types("mysql", this.identifiers, types);
  readonly literals: Literals = new Literals(this.types);
  readonly expressions: Expressions = new Expressions(this, new Functions(functions));
  readonly selects = new Selects(this);
  readonly rowStatements = new RowStatements(this);
  readonly tables: Tables = new Tables(this);
  readonly columns = new Columns(this);
  readonly constraints: Constraints = new Constraints(this);
  readonly indexes = new Indexes(this);
  readonly comments = new Comments(this);
  readonly sequences = new Sequences(this);
}
