import { DatabaseLockedError, StatementError } from "../../index.js";

/**
 * Advice for an administrator about a database that another program has locked, or `undefined` for another failure. The
 * library's own message names URLs and statements.
 */
export function lockedMessage(error: unknown): string | undefined {
  const cause = error instanceof StatementError ? error.cause : error;
  if (!(cause instanceof DatabaseLockedError)) return undefined;
  const waited = Math.round(cause.waited / 100) / 10;
  return `database is locked: another program is using the file (waited ${waited} s). Close it and try again.`;
}
