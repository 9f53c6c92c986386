import type { Connection, FieldPacket, ResultSetHeader } from "mysql2";

/** A column of a result: its name, and the numbers of its type and character set in the protocol. */
export interface WireColumn {
  readonly name: string;
  readonly type: number;
  readonly charset: number;
}

/** The result of one statement, with every value as the server's bytes. */
export interface WireResult {
  readonly columns: readonly WireColumn[];
  readonly rows: readonly (readonly (Buffer | null)[])[];
  /** Rows that the statement matched, if it returns none. */
  readonly rowCount: number;
  /** Whether a transaction is open after it; `undefined` if unknown. */
  readonly inTransaction: boolean | undefined;
}

/** The members of a client that are used here and missing in its published types. */
interface ClientFields {
  readonly characterSet?: number;
  readonly columnType?: number;
}

const statusInTransaction = 1;

/** A client of `mysql2` that takes one statement at a time and does not convert values. */
export class MysqlWire {
  readonly #client: Connection;
  readonly #release: () => Promise<void>;
  readonly #another: (() => Promise<MysqlWire | undefined>) | undefined;
  #isClosed = false;
  readonly #onLost = (): void => {
    this.#isClosed = true;
  };

  /**
   * @param release - ends the client, or returns it to its owner.
   * @param another - makes one more connection to the same database, where that is possible.
   */
  constructor(client: Connection, release: () => Promise<void>, another?: () => Promise<MysqlWire | undefined>) {
    this.#client = client;
    this.#release = release;
    this.#another = another;
    // Without a listener, a connection that is lost between two statements would end the process.
    client.on("error", this.#onLost);
    client.on("end", this.#onLost);
  }

  /** Whether the connection is lost or closed. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** The server's number of this connection. */
  get threadId(): number {
    return this.#client.threadId ?? 0;
  }

  /** Makes one more connection to the same database; `undefined` where that is impossible. */
  async another(): Promise<MysqlWire | undefined> {
    return this.#another?.();
  }

  query(sql: string): Promise<WireResult> {
    // Without its compiled parsers the driver takes a column of any name; they end the connection at one of `__proto__`.
    const options = { sql, rowsAsArray: true, typeCast: false, disableEval: true };
    return new Promise((resolve, reject) => {
      this.#client.query(options, (error, rows, fields) => {
        if (error === null) resolve(resultOf(rows, fields));
        else {
          if ((error as { readonly fatal?: boolean }).fatal === true) this.#isClosed = true;
          reject(error);
        }
      });
    });
  }

  /** Asks the server, over a connection of its own, to stop the statement that is running. */
  async cancel(): Promise<void> {
    const helper = await this.another();
    if (helper === undefined) return;
    await helper.query(`KILL QUERY ${this.threadId}`).catch(() => undefined);
    await helper.close();
  }

  async close(): Promise<void> {
    if (!this.#isClosed) await this.#release();
    this.#isClosed = true;
    this.#client.off("end", this.#onLost);
  }
}

function resultOf(rows: unknown, fields: unknown): WireResult {
  if (!Array.isArray(fields)) {
    const { affectedRows = 0, serverStatus } = rows as ResultSetHeader & { readonly serverStatus?: number };
    return {
      columns: [],
      rows: [],
      rowCount: affectedRows,
      inTransaction: serverStatus === undefined ? undefined : (serverStatus & statusInTransaction) !== 0,
    };
  }
  // A procedure returns several results, the last of which only reports its end.
  const isSeveral = fields.length === 0 ? false : Array.isArray(fields[0]) || fields[0] === undefined;
  if (isSeveral) return resultOf((rows as unknown[])[0], fields[0]);
  return {
    columns: (fields as readonly (FieldPacket & ClientFields)[]).map(
      ({ name, columnType = 253, characterSet = 45 }) => ({
        name,
        type: columnType,
        charset: characterSet,
      }),
    ),
    rows: rows as readonly (readonly (Buffer | null)[])[],
    rowCount: 0,
    inTransaction: undefined,
  };
}
