import { TypeEngine, type TypeNamespace } from "./type-engine.js";

/**
 * The base of types that an application defines.
 *
 * @example
 * ```ts
 * import { sa } from "alembic-ts";
 *
 * class Geometry extends sa.UserDefinedType {
 *   getColSpec(): string {
 *     return "GEOMETRY(POINT, 4326)";
 *   }
 * }
 * const place = sa.Column("place", new Geometry());
 * ```
 *
 */
export abstract class UserDefinedType extends TypeEngine {
  readonly visitName: string = "user_defined";
  override readonly namespace: TypeNamespace = "user";

  /** The type as SQL writes it on a dialect. */
  abstract getColSpec(dialectName: string): string;

  override get typeName(): string {
    return this.constructor.name;
  }
  override get affinity(): string {
    return this.constructor.name;
  }

  /** A value as a literal; `undefined` leaves it to the dialect's rules for plain values. */
  renderLiteral(_value: unknown, _dialectName: string): string | undefined {
    return undefined;
  }
}
