import type { SqlParams } from "../connection.js";
import { DatabaseError } from "../database-error.js";
import type { DatabaseUrl } from "../database-url.js";

/** The fields of a message of the server, and those of an error of the system. */
interface Failure {
  readonly message?: string;
  readonly code?: string;
  readonly detail?: string;
  readonly hint?: string;
  readonly errors?: readonly Failure[];
}

/** Advice that the server does not give, by the code of the failure. */
const WAYS_OUT: Readonly<Record<string, string>> = {
  "25006": "This database can only be read: connect to the primary server, or to a user that may write",
  "40P01": "Nothing was committed; run the command again",
  "40001": "Nothing was committed; run the command again",
  "42501": "Give this user the right, or run the migration as the owner of the object",
  "57014": "The statement was cancelled, by 'statement_timeout' of the server or the user, or by somebody",
  "55P03": "Another session holds a lock on it, and 'lock_timeout' is set",
  "25P02": "A statement failed before it in the same transaction, so PostgreSQL takes no more until the rollback",
  "55P04":
    "A value that was added to an enum type cannot be used before it is committed: add it in a migration of its own, or in op.getContext().autocommitBlock()",
};

/** A failed statement, with the server's message. */
export function statementFailure(error: unknown, statement: string, params: SqlParams | undefined): DatabaseError {
  const { code, message = String(error), detail, hint } = error as Failure;
  const lost = isLost(error);
  const reason = lost
    ? `The connection to the server was lost: ${message}. What was not committed is rolled back by the server`
    : sentences(message, detail, hint, WAYS_OUT[code ?? ""]);
  return new DatabaseError(reason, { driverCode: code, statement, params, cause: error });
}

/** Whether the server, or the connection to it, is gone. */
export function isLost(error: unknown): boolean {
  const { code = "", message = "" } = error as Failure;
  if (/^(57P0[1-5]|08...)$/.test(code) || /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET)/.test(code)) return true;
  return /^Connection terminated|Client has encountered a connection error|Client was closed/.test(message);
}

/** Parts of a message as sentences, each with one full stop between them. */
function sentences(...parts: readonly (string | undefined)[]): string {
  const given = parts.flatMap((part) => (part === undefined || part === "" ? [] : [part.trim()]));
  return given.map((part, at) => (at + 1 < given.length ? part.replace(/\.$/, "") : part)).join(". ");
}

/** The server that a connection was for. */
export interface Destination {
  readonly url: DatabaseUrl;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

/** The error for a connection that could not be made, with advice. */
export function connectFailure(error: unknown, to: Destination): DatabaseError {
  if (error instanceof DatabaseError) return error;
  const place = to.host.startsWith("/") ? `the socket ${to.host}/.s.PGSQL.${to.port}` : `${to.host}:${to.port}`;
  const failure = error as Failure;
  const inner = failure.errors?.[0] ?? failure;
  const { code = "", message = String(error) } = inner;
  const server = to.host.startsWith("/") ? `-h ${to.host} -p ${to.port}` : `-h ${to.host} -p ${to.port}`;
  const wayOut: Readonly<Record<string, string>> = {
    ECONNREFUSED: "no server listens there; start it, or correct the host and port of the URL",
    ENOENT: "there is no such socket; start the server, or correct the host and port of the URL",
    EACCES: "this user may not use the socket",
    ENOTFOUND: "there is no host of this name",
    EAI_AGAIN: "the name of the host cannot be looked up now",
    ERR_TLS_CERT_ALTNAME_INVALID: "the server's certificate is for another host; sslmode=verify-full refuses it",
  };
  const hints: Readonly<Record<string, string>> = {
    "3D000": `Make it with: createdb ${server} -U ${to.user} ${to.database}`,
    "28P01": "Check the password of the URL, of PGPASSWORD, or of the password file ~/.pgpass",
    "57P03": "Try again in a moment",
    "53300": "Close connections that nobody uses, or raise 'max_connections'",
  };
  const isRefusal = /^[0-9A-Z]{5}$/.test(code) && wayOut[code] === undefined;
  const reason = wayOut[code] ?? message;
  const sentence = isRefusal ? sentences(message, hints[code]) : reason;
  return new DatabaseError(`Cannot connect to ${place}: ${sentence}`, {
    driverCode: code === "" ? undefined : code,
    cause: error,
  });
}
