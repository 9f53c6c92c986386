import type { Column } from "../../schema/column.js";
import { Functions } from "../base/functions.js";
import { Identifiers } from "../base/identifiers.js";
import { type TypeRule, Types } from "../base/types.js";
import type { Capabilities } from "../capabilities.js";
import { capabilities } from "./capabilities.js";
import { Constraints } from "./constraints.js";
import { Expressions } from "./expressions.js";
import { functions } from "./functions.js";
import { Literals } from "./literals.js";
import { mariadbReservedWords } from "./mariadb-reserved-words.js";
import { MysqlDialect, quotes } from "./mysql-dialect.js";
import { Tables } from "./tables.js";
import { types } from "./types.js";

/** A generated column has NOT NULL only when the script has `nullable: false`. */
class MariadbTables extends Tables {
  protected override isForcedNullable(column: Column): boolean {
    return column.computed !== null && !column.nullableGiven;
  }
}

/** A CHECK is dropped like any other constraint. */
class MariadbConstraints extends Constraints {
  protected override readonly checkWord = "CONSTRAINT";
}

/** Expressions as MariaDB writes them: the flags of a regular expression are a part of its pattern. */
class MariadbExpressions extends Expressions {
  protected override regexpMatch(left: string, pattern: string, flags: string | null, isNot: boolean): string {
    return super.regexpMatch(left, withFlags(pattern, flags), null, isNot);
  }

  protected override regexpReplace(
    left: string,
    [pattern, replacement]: readonly [string, string],
    flags: string | null,
  ): string {
    return super.regexpReplace(left, [withFlags(pattern, flags), replacement], null);
  }
}

const withFlags = (pattern: string, flags: string | null): string =>
  flags === null ? pattern : `CONCAT('(?', ${flags}, ')', ${pattern})`;

const uuid: TypeRule = (type) => (type.nativeUuid ? "UUID" : "CHAR(32)");

/** MariaDB: its differences from MySQL. */
export class MariadbDialect extends MysqlDialect {
  override readonly name = "mariadb";
  override readonly implName = "MariaDBImpl";
  override readonly capabilities: Capabilities = { ...capabilities, supportsNativeUuid: true, returning: "qualified" };
  override readonly identifiers = new Identifiers({ ...quotes, reservedWords: mariadbReservedWords }, capabilities);
  override readonly types = new Types("mariadb", this.identifiers, { ...types, uuid });
  override readonly literals = new Literals(this.types);
  override readonly expressions = new MariadbExpressions(this, new Functions(functions));
  override readonly tables = new MariadbTables(this);
  override readonly constraints = new MariadbConstraints(this);
}

/** MariaDB behind a URL of MySQL: its options are MySQL's, but the server needs some statements in MariaDB's form. */
export class MysqlDialectOnMariadb extends MysqlDialect {
  override readonly capabilities: Capabilities;
  override readonly types: Types;
  override readonly literals: Literals;
  override readonly expressions = new MariadbExpressions(this, new Functions(functions));
  override readonly tables = new MariadbTables(this);
  override readonly constraints = new MariadbConstraints(this);

  /**
   * @param hasUuid - whether the server has a type of its own for UUIDs, as since 10.7.
   */
  constructor(hasUuid: boolean) {
    super();
    this.capabilities = { ...capabilities, supportsNativeUuid: hasUuid, returning: "qualified" };
    this.types = new Types("mysql", this.identifiers, hasUuid ? { ...types, uuid } : types);
    this.literals = new Literals(this.types);
  }
}
