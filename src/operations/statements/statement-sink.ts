import type { QueryResult } from "../../database/connection.js";
import type { CompiledStatement } from "../../dialects/dialect.js";
import type { ClauseElement } from "../../schema/elements/clause-element.js";

/** The origin of a statement, for the error that a database may raise on it. */
export interface StatementOrigin {
  /** Name of the call in the script, such as `createTable`. */
  readonly directive: string;
  /** The object that the directive works on, such as a table's name. */
  readonly subject?: string;
  /** Made with the call, so that its stack leads to the line of the script. */
  readonly call?: Error | undefined;
}

/**
 * Takes the statements of a run one by one. Online they go to the database, offline into the script: the difference
 * between the two modes is the sink, nothing else.
 */
export interface StatementSink {
  /**
   * Sends one statement.
   *
   * @returns the result, or `undefined` where the statement was only written to a script.
   * @throws a database error that names the directive, the statement and its parameters.
   */
  execute(statement: CompiledStatement, origin?: StatementOrigin): Promise<QueryResult | undefined>;
  /** Writes a line for the reader of an offline script; online it does nothing. */
  comment(text: string): void;
}

/** Takes the changes that operations are lowered to: carries them out, or keeps them for a batch. */
export interface OperationTarget {
  /** The table that all changes are on, in a batch. */
  readonly batchTable: { readonly name: string; readonly schema: string | null } | undefined;
  apply(nodes: readonly ClauseElement[], origin: StatementOrigin): Promise<void>;
}
