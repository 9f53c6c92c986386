/** A parameter as it is sent: text in the server's format, or bytes. */
export type WireParameter = string | Uint8Array | null;

/** The result of one statement, with every value as the server's text. */
export interface WireResult {
  readonly columns: readonly WireColumn[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** The server's word for the statement, such as `SELECT` or `COMMIT`. */
  readonly command: string;
  /** Rows read or changed; 0 for other statements. */
  readonly rowCount: number;
}

/** A column of a result: its name and the server's number of its type. */
export interface WireColumn {
  readonly name: string;
  readonly type: number;
}

/** Whether a transaction is open (`T`), has failed (`E`), or there is none (`I`). */
export type TransactionStatus = "I" | "T" | "E";

/** Statements that are sent before the results of those before them are there; the server executes them in order. */
export interface WirePipeline {
  /** Whether the server has returned the results of all that was sent. */
  readonly isIdle: boolean;
  /**
   * Holds a statement back, to be sent together with the next query or some more of its like, or soon.
   *
   * @returns its result, or its failure; nothing if it is dropped.
   */
  hold(sql: string): Promise<WireResult>;
  /** Sends what is held back, without waiting for it. */
  flush(): void;
  /** Drops what is held back. */
  drop(): void;
  /** Waits until all that was sent has ended. */
  idle(): Promise<void>;
}

/**
 * A way to a PostgreSQL server: a client of `pg`, or PGlite in this process. It takes one statement at a time and does
 * not convert values, so that both return the same ones.
 */
export interface PostgresqlWire {
  readonly status: TransactionStatus;
  /** Whether the connection is lost or closed. */
  readonly isClosed: boolean;
  /** Absent where it saves nothing, and for clients that somebody else uses as well. */
  readonly pipeline?: WirePipeline;
  /**
   * Executes a statement; without a list of parameters the text may hold several, and the result is the last one's.
   *
   * @throws the driver's error, which has the fields of the server's message as properties.
   */
  query(sql: string, parameters?: readonly WireParameter[]): Promise<WireResult>;
  /** Asks the server to stop what it is doing for this connection; absent where it cannot be interrupted. */
  cancel?(): Promise<void>;
  /** Ends the connection, or returns it to its owner. */
  close(): Promise<void>;
}
