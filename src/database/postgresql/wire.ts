/** A parameter as it is sent: text in the server's own spelling, or bytes. */
export type WireParameter = string | Uint8Array | null;

/** What one statement gave back, every value still as the server's text. */
export interface WireResult {
  readonly columns: readonly WireColumn[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** What the server did, such as `SELECT` or `COMMIT`. */
  readonly command: string;
  /** Rows read or changed; 0 for what does neither. */
  readonly rowCount: number;
}

/** A column of a result: its name and the server's number of its type. */
export interface WireColumn {
  readonly name: string;
  readonly type: number;
}

/** Whether a transaction is open (`T`), has failed (`E`), or there is none (`I`). */
export type TransactionStatus = "I" | "T" | "E";

/**
 * A way to a PostgreSQL server: a client of `pg`, or PGlite in this process. It takes one statement at a time and knows
 * nothing of values, so that both give the same ones.
 */
export interface PostgresqlWire {
  readonly status: TransactionStatus;
  /** Whether the connection is lost or closed. */
  readonly isClosed: boolean;
  /**
   * Executes a statement; without a list of parameters the text may hold several, and the result is the last one's.
   *
   * @throws what the driver throws; the fields of the server's message are properties of it.
   */
  query(sql: string, parameters?: readonly WireParameter[]): Promise<WireResult>;
  /** Asks the server to stop what it is doing for this connection; absent where nothing can interrupt it. */
  cancel?(): Promise<void>;
  /** Ends the connection, or hands it back to whoever it was taken from. */
  close(): Promise<void>;
}
