import type { Connection } from "pg";
import type { WireColumn, WireResult } from "./wire.js";

/** The messages of the server that a query handles, as `pg` parses them. */
interface RowDescription {
  readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[];
}
interface DataRow {
  readonly fields: readonly (string | null)[];
}
interface CommandComplete {
  readonly text?: string;
}

/** What becomes of a query: its result, or its error. */
export type QueryEnd = { readonly result: WireResult } | { readonly error: unknown };

/**
 * A text of one statement or several, as a query that `pg` hands the server's messages to. The class of `pg` converts
 * values and makes objects of rows that nobody reads here. Its text is sent by its owner, which may send several at once.
 */
export class SimpleQuery {
  readonly text: string;
  /** Called once. Set by `pg` to another function where its client has a timeout for queries. */
  callback: (error: unknown) => void;
  readonly #submit: (connection: Connection) => void;
  #columns: readonly WireColumn[] = [];
  #rows: (readonly (string | null)[])[] = [];
  #result: WireResult = { columns: [], rows: [], command: "", rowCount: 0 };

  constructor(text: string, submit: (connection: Connection) => void, end: (end: QueryEnd) => void) {
    this.text = text;
    this.#submit = submit;
    this.callback = (error) => end(error === null ? { result: this.#result } : { error });
  }

  submit(connection: Connection): void {
    this.#submit(connection);
  }

  handleRowDescription({ fields }: RowDescription): void {
    this.#columns = fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID }));
    this.#rows = [];
  }

  handleDataRow({ fields }: DataRow): void {
    this.#rows.push(fields);
  }

  /** The last one of a text counts. */
  handleCommandComplete({ text = "" }: CommandComplete): void {
    const words = text.split(" ");
    const rowCount = words.length === 1 ? 0 : Number(words[words.length - 1]) || 0;
    this.#result = { columns: this.#columns, rows: this.#rows, command: words[0] ?? "", rowCount };
    this.#columns = [];
    this.#rows = [];
  }

  handleEmptyQuery(): void {
    // A text without a statement has an empty result.
  }

  handleReadyForQuery(): void {
    this.callback(null);
  }

  handleError(error: unknown): void {
    this.callback(error);
  }

  handleCopyInResponse(connection: Connection): void {
    // `pg` has this method and does not publish it.
    (connection as Connection & { sendCopyFail(reason: string): void }).sendCopyFail("No source stream defined");
  }

  handleCopyData(): void {
    // COPY … TO STDOUT has no reader here.
  }
}
