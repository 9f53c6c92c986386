import type { TypeEngine } from "../../schema/types/type-engine.js";
import { BaseDialect } from "../base/base-dialect.js";
import { Comments } from "../base/comments.js";
import { Functions } from "../base/functions.js";
import { Identifiers, standardQuotes } from "../base/identifiers.js";
import { RowStatements } from "../base/row-statements.js";
import { Sequences } from "../base/sequences.js";
import { Types } from "../base/types.js";
import { capabilities } from "./capabilities.js";
import { Columns } from "./columns.js";
import { compare } from "./compare.js";
import { Constraints } from "./constraints.js";
import { Expressions } from "./expressions.js";
import { functions } from "./functions.js";
import { Indexes } from "./indexes.js";
import { Literals } from "./literals.js";
import { sqliteAffinity } from "./reflection/reflected-type.js";
import { reservedWords } from "./reserved-words.js";
import { Selects } from "./selects.js";
import { Tables } from "./tables.js";
import { types } from "./types.js";

/** SQLite. */
export class SqliteDialect extends BaseDialect {
  readonly name = "sqlite";
  readonly implName = "SQLiteImpl";
  readonly capabilities = capabilities;
  readonly compareHooks = compare;
  readonly identifiers = new Identifiers({ ...standardQuotes, reservedWords }, capabilities);
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

  /**
   * Numbers are cast as Alembic casts them. Texts and bytes are cast only if SQLite finds text or bytes in the name of
   * the type: to CAST, an unknown name (`UUID`, `JSON`, `DATE`, `BINARY`) means a number, which would reduce
   * `2024-03-05` to 2024.
   */
  override castsValues(type: TypeEngine, oldType: TypeEngine): boolean {
    if (!super.castsValues(type, oldType)) return false;
    switch (this.types.resolve(type).affinity) {
      case "Integer":
      case "Numeric":
      case "Float":
      case "Boolean":
        return true;
      case "String":
        return sqliteAffinity(this.types.write(type)) === "TEXT";
      case "_Binary":
        return sqliteAffinity(this.types.write(type)) === "BLOB";
      default:
        return false;
    }
  }
}
