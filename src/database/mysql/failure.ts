import type { SqlParams } from "../connection.js";
import { DatabaseError } from "../database-error.js";
import type { ConnectionSettings } from "./connection-settings.js";

/** The fields of the server's message, and those of an error of the system. */
interface Failure {
  readonly message?: string;
  readonly code?: string;
  readonly errno?: number;
  readonly fatal?: boolean;
  readonly sqlMessage?: string;
}

/** The server's numbers of failures that are treated in a way of their own. */
export const failures = {
  tableExists: 1050,
  unknownTable: 1146,
  lockWaitTimeout: 1205,
  deadlock: 1213,
} as const;

/** Advice that the server does not give, by the number of the failure. */
const waysOut: Readonly<Record<number, string>> = {
  1044: "Give this user the right, or run the migration as another user",
  1142: "Give this user the right, or run the migration as another user",
  1143: "Give this user the right, or run the migration as another user",
  1227: "Give this user the right, or run the migration as another user",
  1205: "Another session holds the lock for longer than 'innodb_lock_wait_timeout', or for a schema change 'lock_wait_timeout'; end that session or wait for it, and run the command again",
  1213: "The server has rolled back what was not committed; run the command again",
  1290: "The server can only be read: connect to the primary server",
  1836: "The server can only be read: connect to the primary server",
  1153: "Raise 'max_allowed_packet' of the server, or insert fewer rows at once",
  1969: "The server's limit for statements ended it: 'max_statement_time'",
  3024: "The server's limit for statements ended it: 'max_execution_time'",
};

/** The server's number of a failure. */
export const numberOf = (error: unknown): number | undefined => (error as Failure).errno;

/** A failed statement, with the server's message. */
export function statementFailure(error: unknown, statement: string, params: SqlParams | undefined): DatabaseError {
  if (error instanceof DatabaseError) return error;
  const { code, errno, message = String(error), sqlMessage } = error as Failure;
  const wayOut = errno === undefined ? undefined : waysOut[errno];
  const reason = isLost(error)
    ? `The connection to the server was lost: ${message}. What was not committed is rolled back by the server`
    : `${sqlMessage ?? message}${wayOut === undefined ? "" : `. ${wayOut}`}`;
  return new DatabaseError(reason, { driverCode: code, statement, params, cause: error });
}

/** Whether the server, or the connection to it, is gone. */
export function isLost(error: unknown): boolean {
  const { code = "", message = "", fatal } = error as Failure;
  if (/^(PROTOCOL_CONNECTION_LOST|ER_SERVER_SHUTDOWN|ER_CONNECTION_KILLED|ECONN|EPIPE|ETIMEDOUT)/.test(code))
    return true;
  return fatal === true || /closed state/.test(message);
}

/** The error for a connection that could not be made, with advice. */
export function connectFailure(error: unknown, to: ConnectionSettings): DatabaseError {
  const { code = "", message = String(error), sqlMessage, errno } = innermost(error as Failure);
  const { options, place, user } = to;
  const client = `${options.socketPath === undefined ? `-h ${options.host} -P ${options.port}` : `-S ${options.socketPath}`} -u ${user} -p`;
  const sentences: Readonly<Record<string, string>> = {
    ECONNREFUSED: "no server listens there; start it, or correct the host and port of the URL",
    ENOENT: "there is no such socket; start the server, or correct 'unix_socket' of the URL",
    EACCES: "this user may not use the socket",
    ENOTFOUND: "there is no host of this name",
    EAI_AGAIN: "the name of the host cannot be looked up now",
    ETIMEDOUT: "the server does not answer; correct the host of the URL, or give more seconds with 'connect_timeout'",
    HANDSHAKE_NO_SSL_SUPPORT: "the server does not encrypt; take 'ssl' out of the URL, or set it up on the server",
    AUTH_SWITCH_PLUGIN_ERROR: `the driver does not support the authentication method of this user: ${message}`,
  };
  const ways: Readonly<Record<number, string>> = {
    1049: `Make it with: mysql ${client} -e 'CREATE DATABASE \`${options.database}\` CHARACTER SET utf8mb4'`,
    1045: "Check the user and the password of the URL",
    1698: "Check the user and the password of the URL; this user may only come through the socket",
    1044: "Give the user the right: GRANT ALL ON the database TO the user",
    1040: "Close connections that nobody uses, or raise 'max_connections'",
  };
  const way = errno === undefined ? undefined : ways[errno];
  const reason = sentences[code] ?? `${sqlMessage ?? message}${way === undefined ? "" : `. ${way}`}`;
  return new DatabaseError(`Cannot connect to ${place}: ${reason}`, {
    driverCode: code === "" ? undefined : code,
    cause: error,
  });
}

/** Node tries the addresses of a host one after the other, and reports the failures as one. */
function innermost(failure: Failure & { readonly errors?: readonly Failure[] }): Failure {
  return failure.errors?.[0] ?? failure;
}
