import type { SqlParams } from "../../database/connection.js";
import { DatabaseError, describeParams } from "../../database/database-error.js";
import type { StatementOrigin } from "../../operations/statements/statement-sink.js";
import { CommandError } from "../../support/command-error.js";
import { isError } from "../../support/is-built-in.js";

/** What was being done when a database refused a statement. */
export interface FailedStatement {
  /** The revision whose script was running; `undefined` for the version table's own statements. */
  readonly revision: string | undefined;
  /** The call in the script. */
  readonly origin: StatementOrigin | undefined;
  /** `file:line:column` of that call, where it is known. */
  readonly location?: string | undefined;
  /** The statement, as the driver got it. */
  readonly sql: string;
  /** The statement's parameters; `undefined` where it has none. */
  readonly params: SqlParams | undefined;
}

/**
 * A database refused a statement of a run. The message names the revision, the directive, the statement and its
 * parameters; long values are shortened. The driver's error is the `cause`.
 *
 * @example
 * ```ts
 * import { command, loadConfig, StatementError } from "alembic-ts";
 *
 * try {
 *   await command.upgrade(await loadConfig(), "head");
 * } catch (error) {
 *   if (error instanceof StatementError) console.log(error.revision, error.sql);
 *   throw error;
 * }
 * ```
 */
export class StatementError extends CommandError {
  override readonly code = "runtime.statement";
  /** The revision whose script was running; `undefined` for the version table's own statements. */
  readonly revision: string | undefined;
  /** Name of the call in the script, such as `createTable`. */
  readonly directive: string | undefined;
  /** The statement, as the driver got it. */
  readonly sql: string;
  /** The statement's parameters; `undefined` where it has none. */
  readonly params: SqlParams | undefined;

  /** `file:line:column` of the call in the script, where it is known. */
  readonly location: string | undefined;
  readonly #statement: FailedStatement;

  constructor(cause: unknown, statement: FailedStatement) {
    super(sentence(cause, statement), { cause });
    this.#statement = statement;
    this.location = statement.location;
    this.revision = statement.revision;
    this.directive = statement.origin?.directive;
    this.sql = statement.sql;
    this.params = statement.params;
  }

  /** The same error with the place of the call that it came from. */
  at(location: string): StatementError {
    const located = new StatementError(this.cause, { ...this.#statement, location });
    if (this.stack !== undefined) located.stack = this.stack.replace(this.message, () => located.message);
    return located;
  }
}

function sentence(cause: unknown, { revision, origin, sql, params, location }: FailedStatement): string {
  const parts = [reasonOf(cause)];
  if (revision !== undefined) parts.push(`[revision: ${revision}]`);
  if (origin !== undefined) {
    const subject = origin.subject === undefined ? "" : `'${origin.subject}'`;
    parts.push(`[directive: ${origin.directive}(${subject})]`);
  }
  parts.push(`[SQL: ${sql.replace(/\s+/g, " ").trim()}]`);
  if (params !== undefined && Object.keys(params).length > 0) parts.push(`[parameters: ${describeParams(params)}]`);
  if (location !== undefined) parts.push(`(${location})`);
  return parts.join(" ");
}

function reasonOf(cause: unknown): string {
  if (cause instanceof DatabaseError) return cause.reason;
  return isError(cause) ? cause.message : String(cause);
}
