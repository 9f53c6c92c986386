import type { AlembicErrorOptions } from "../support/alembic-error.js";
import { CompileError } from "./compile-error.js";

/**
 * A dialect cannot do what was requested. The message names an alternative where there is one.
 *
 * Corresponds to `NotImplementedError` and `UnsupportedCompilationError` of Alembic and SQLAlchemy.
 *
 * @example
 * ```ts
 * import { UnsupportedError } from "alembic-ts";
 *
 * function isRefusal(error: unknown): boolean {
 *   return error instanceof UnsupportedError;
 * }
 * ```
 *
 */
export class UnsupportedError extends CompileError {
  override readonly code = "dialects.unsupported";
  /** What was requested. */
  readonly construct: string;
  /** The dialect that lacks the construct. */
  readonly dialectName: string;

  constructor(message: string, construct: string, dialectName: string, options?: AlembicErrorOptions) {
    super(message, options);
    this.construct = construct;
    this.dialectName = dialectName;
  }
}
