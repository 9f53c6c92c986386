import { AlembicError } from "../support/alembic-error.js";
import { isBytes } from "../support/is-built-in.js";
import type { SqlParams, SqlValue } from "./connection.js";

/** What is known about a failed statement. */
export interface DatabaseErrorDetails {
  /** The driver's own name of the failure, such as `SQLITE_CONSTRAINT`. */
  readonly driverCode?: string | undefined;
  /** The statement that failed. */
  readonly statement?: string | undefined;
  /** Its parameters. */
  readonly params?: SqlParams | undefined;
  /** The error below it, such as the failed call on a file. */
  readonly cause?: unknown;
}

/**
 * The database refused a statement, or could not be read or written.
 *
 * The message is the database's own sentence, followed by the statement and its parameters (long values shortened).
 *
 * @example
 * ```ts
 * import { DatabaseError, openDatabase } from "alembic-ts";
 *
 * const connection = await openDatabase("sqlite://");
 * try {
 *   await connection.execute("SELECT * FROM missing");
 * } catch (error) {
 *   if (error instanceof DatabaseError) console.log(error.driverCode, error.reason); // SQLITE_ERROR no such table: missing
 * }
 * ```
 */
export class DatabaseError extends AlembicError {
  readonly code: string = "database.statement";
  /** The driver's own name of the failure, such as `SQLITE_CONSTRAINT`. */
  readonly driverCode: string | undefined;
  /** The database's own sentence, without statement and parameters. */
  readonly reason: string;
  /** The statement that failed. */
  readonly statement: string | undefined;
  /** Its parameters. */
  readonly params: SqlParams | undefined;

  constructor(reason: string, details: DatabaseErrorDetails = {}) {
    super(sentence(reason, details), details.cause === undefined ? undefined : { cause: details.cause });
    this.reason = reason;
    this.driverCode = details.driverCode;
    this.statement = details.statement;
    this.params = details.params;
  }
}

function sentence(reason: string, { statement, params }: DatabaseErrorDetails): string {
  if (statement === undefined) return reason;
  const shown =
    params !== undefined && Object.keys(params).length > 0 ? `\n[parameters: ${describeParams(params)}]` : "";
  return `${reason}\n[SQL: ${shorten(statement.trim(), 2000)}]${shown}`;
}

/** Parameters as text for a person: long strings and blobs shortened, at most ten values. */
export function describeParams(params: SqlParams): string {
  const isList = Array.isArray(params);
  const entries = Object.entries(params as Record<string, SqlValue>);
  const shown = entries.slice(0, 10).map(([key, value]) => (isList ? "" : `${key}: `) + describeValue(value));
  if (entries.length > shown.length) shown.push(`… ${entries.length - shown.length} more`);
  return isList ? `[${shown.join(", ")}]` : `{ ${shown.join(", ")} }`;
}

function describeValue(value: SqlValue): string {
  if (isBytes(value)) return `<${value.length} bytes>`;
  if (typeof value === "string") return JSON.stringify(shorten(value, 100));
  return String(value);
}

function shorten(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 20)}… (${text.length} characters)`;
}
