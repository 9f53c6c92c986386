import { AlembicError } from "../../support/alembic-error.js";

/**
 * A schema object was constructed from parts that do not fit together, such as a column that is already in another
 * table.
 *
 * The same as `sqlalchemy.exc.ArgumentError`.
 *
 * @example
 * ```ts
 * import { ArgumentError, sa } from "alembic-ts";
 *
 * try {
 *   sa.Sequence("");
 * } catch (error) {
 *   if (error instanceof ArgumentError) console.log(error.code);
 * }
 * ```
 *
 */
export class ArgumentError extends AlembicError {
  readonly code = "schema.argument";
}
