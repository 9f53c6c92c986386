import { CompileError } from "./compile-error.js";

/**
 * A dialect has no way to do what was asked; the message says what to do instead where there is something.
 *
 * Stands for `NotImplementedError` and `UnsupportedCompilationError` of Alembic and SQLAlchemy.
 *
 * @example
 * ```ts
 * import { UnsupportedError } from "alembic-ts";
 *
 * function isRefusal(error: unknown): boolean {
 *   return error instanceof UnsupportedError;
 * }
 * ```
 */
export class UnsupportedError extends CompileError {
  override readonly code = "dialects.unsupported";
  /** What was asked for. */
  readonly construct: string;
  /** The dialect that lacks the construct. */
  readonly dialectName: string;

  constructor(message: string, construct: string, dialectName: string) {
    super(message);
    this.construct = construct;
    this.dialectName = dialectName;
  }
}
