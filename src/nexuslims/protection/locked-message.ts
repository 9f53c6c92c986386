import { DatabaseLockedError, StatementError } from "../../index.js";

/**
 * What an administrator can do about a database that another program holds, or `undefined` where that is not the
 * failure. The library's own sentence speaks of URLs and statements.
 */
export function lockedMessage(error: unknown): string | undefined {
  const cause = error instanceof StatementError ? error.cause : error;
  if (!(cause instanceof DatabaseLockedError)) return undefined;
  const waited = Math.round(cause.waited / 100) / 10;
  return `database is locked: another program is using the file (waited ${waited} s). Close it and try again.`;
}
