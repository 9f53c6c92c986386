import { AlembicError } from "../support/alembic-error.js";

/**
 * A dialect cannot write a construct.
 *
 * The same as `sqlalchemy.exc.CompileError`; the message is SQLAlchemy's or Alembic's where they have one.
 *
 * @example
 * ```ts
 * import { CompileError, loadDialect, sa } from "alembic-ts";
 *
 * const dialect = await loadDialect("postgresql");
 * try {
 *   dialect.compileType(sa.Enum("a", "b"));
 * } catch (error) {
 *   if (error instanceof CompileError) console.log(error.message);
 * }
 * ```
 */
export class CompileError extends AlembicError {
  readonly code: string = "dialects.compile";
}
