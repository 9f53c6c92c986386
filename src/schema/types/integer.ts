import { namedType } from "./named-type.js";
import { TypeEngine } from "./type-engine.js";

/**
 * A whole number.
 *
 * @example
 * ```ts
 * import { sa } from "alembic-ts";
 *
 * const id = sa.Column("id", sa.Integer(), { primaryKey: true });
 * ```
 */
export class Integer extends TypeEngine {
  readonly visitName: string = "integer";
  override get typeName(): string {
    return "Integer";
  }
  override get affinity(): string {
    return "Integer";
  }
}

/** A small whole number, `SMALLINT` where there is one. */
export class SmallInteger extends Integer {
  override readonly visitName: string = "small_integer";
  override get typeName(): string {
    return "SmallInteger";
  }
}

/** A large whole number, `BIGINT` where there is one. */
export class BigInteger extends Integer {
  override readonly visitName: string = "big_integer";
  override get typeName(): string {
    return "BigInteger";
  }
}

/** The SQL type INTEGER. */
export class INTEGER extends namedType(Integer, "INTEGER") {}

/** The SQL type SMALLINT. */
export class SMALLINT extends namedType(SmallInteger, "SMALLINT") {}

/** The SQL type BIGINT. */
export class BIGINT extends namedType(BigInteger, "BIGINT") {}
