/**
 * A final name of a constraint or index: no naming convention is applied to it. `op.f("name")` returns one.
 *
 * The same as `sqlalchemy.sql.elements.conv`.
 *
 * @example
 * ```ts
 * import { sa } from "alembic-ts";
 *
 * const check = sa.CheckConstraint("x > 0", { name: sa.conv("ck_t_x") });
 * ```
 *
 */
export class Conv {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  toString(): string {
    return this.name;
  }
}
