import type { SqlParams, SqlValue } from "../database/connection.js";
import { DatabaseError } from "../database/database-error.js";
import type { StatementOrigin } from "../operations/statement-sink.js";
import { CommandError } from "../support/command-error.js";

/** What was being done when a database refused a statement. */
export interface FailedStatement {
  /** The revision whose script was running; none for the version table's own statements. */
  readonly revision: string | undefined;
  /** The call in the script. */
  readonly origin: StatementOrigin | undefined;
  readonly sql: string;
  readonly params: SqlParams | undefined;
}

const LONGEST_VALUE = 60;

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
  readonly revision: string | undefined;
  /** Name of the call in the script, such as `createTable`. */
  readonly directive: string | undefined;
  readonly sql: string;
  readonly params: SqlParams | undefined;

  constructor(cause: unknown, statement: FailedStatement) {
    super(sentence(cause, statement), { cause });
    this.revision = statement.revision;
    this.directive = statement.origin?.directive;
    this.sql = statement.sql;
    this.params = statement.params;
  }
}

function sentence(cause: unknown, { revision, origin, sql, params }: FailedStatement): string {
  const parts = [reasonOf(cause)];
  if (revision !== undefined) parts.push(`[revision: ${revision}]`);
  if (origin !== undefined) {
    const subject = origin.subject === undefined ? "" : `'${origin.subject}'`;
    parts.push(`[directive: ${origin.directive}(${subject})]`);
  }
  parts.push(`[SQL: ${sql.replace(/\s+/g, " ").trim()}]`);
  if (params !== undefined && Object.keys(params).length > 0) parts.push(`[parameters: ${showParams(params)}]`);
  return parts.join(" ");
}

function showParams(params: SqlParams): string {
  if (Array.isArray(params)) return `[${params.map(showValue).join(", ")}]`;
  const shown = Object.entries(params as Record<string, SqlValue>).map(
    ([name, value]) => `${name}: ${showValue(value)}`,
  );
  return `{${shown.join(", ")}}`;
}

function showValue(value: SqlValue): string {
  if (value instanceof Uint8Array) return `<${value.length} bytes>`;
  const text = typeof value === "string" ? JSON.stringify(value) : String(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}… (${text.length} characters)` : text;
}

function reasonOf(cause: unknown): string {
  if (cause instanceof DatabaseError) return cause.reason;
  return cause instanceof Error ? cause.message : String(cause);
}
