import { BaseDialect } from "../base/base-dialect.js";
import { Functions } from "../base/functions.js";
import { standardQuotes } from "../base/identifiers.js";
import { Types } from "../base/types.js";
import { capabilities } from "./capabilities.js";
import { Columns } from "./columns.js";
import { Comments } from "./comments.js";
import { compare } from "./compare.js";
import { Constraints } from "./constraints.js";
import { Expressions } from "./expressions.js";
import { functions } from "./functions.js";
import { Identifiers } from "./identifiers.js";
import { Indexes } from "./indexes.js";
import { Literals } from "./literals.js";
import { reservedWords } from "./reserved-words.js";
import { RowStatements } from "./row-statements.js";
import { Selects } from "./selects.js";
import { Sequences } from "./sequences.js";
import { Tables } from "./tables.js";
import { types } from "./types.js";

/** Microsoft SQL Server. */
export class MssqlDialect extends BaseDialect {
  readonly name = "mssql";
  readonly implName = "MSSQLImpl";
  readonly capabilities = capabilities;
  readonly compareHooks = compare;
  readonly identifiers = new Identifiers(
    { ...standardQuotes, open: "[", close: "]", quotesCollations: false, reservedWords },
    capabilities,
  );
  readonly types = new Types(this.name, this.identifiers, types);
  readonly literals = new Literals(this.types);
  readonly expressions = new Expressions(this, new Functions(functions));
  readonly selects = new Selects(this);
  readonly rowStatements = new RowStatements(this);
  readonly tables = new Tables(this);
  readonly columns = new Columns(this);
  readonly constraints = new Constraints(this);
  readonly indexes = new Indexes(this);
  readonly comments = new Comments(this);
  readonly sequences = new Sequences(this);
}
