import { isBytes } from "../../support/is-built-in.js";
import type { PostgresqlWire, TransactionStatus, WireColumn, WireParameter, WireResult } from "./wire.js";

/** The part of a PGlite instance that is used: it takes messages of the protocol and returns those of the server. */
export interface PgliteLike {
  readonly closed: boolean;
  execProtocol(
    message: Uint8Array,
    options?: { readonly throwOnError?: boolean; readonly syncToFs?: boolean },
  ): Promise<{ readonly messages: readonly { readonly name: string }[] }>;
  syncToFs?(): Promise<void>;
  close(): Promise<void>;
}

/** The messages of the server that matter, by their names. */
interface Answers {
  rowDescription: { readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[] };
  dataRow: { readonly fields: readonly (string | null)[] };
  commandComplete: { readonly text: string };
  readyForQuery: { readonly status: string };
}

/** PGlite, which is PostgreSQL in this process, as a wire. */
export class PgliteWire implements PostgresqlWire {
  readonly #database: PgliteLike;
  readonly #release: () => Promise<void>;
  #status: TransactionStatus = "I";
  #isClosed = false;

  /** @param release - ends the instance, or leaves it to its owner. */
  constructor(database: PgliteLike, release: () => Promise<void>) {
    this.#database = database;
    this.#release = release;
  }

  get status(): TransactionStatus {
    return this.#status;
  }

  get isClosed(): boolean {
    return this.#isClosed || this.#database.closed;
  }

  async query(sql: string, parameters?: readonly WireParameter[]): Promise<WireResult> {
    const isSimple = parameters === undefined || parameters.length === 0;
    const { messages } = await this.#database.execProtocol(
      isSimple ? simpleQuery(sql) : extendedQuery(sql, parameters),
      { throwOnError: false },
    );
    let columns: readonly WireColumn[] = [];
    let rows: (readonly (string | null)[])[] = [];
    let last: WireResult = { columns, rows, command: "", rowCount: 0 };
    let failure: unknown;
    for (const message of messages) {
      const answer = message as unknown as Answers[keyof Answers];
      if (message.name === "rowDescription") {
        columns = (answer as Answers["rowDescription"]).fields.map(({ name, dataTypeID }) => ({
          name,
          type: dataTypeID,
        }));
      } else if (message.name === "dataRow") rows.push((answer as Answers["dataRow"]).fields);
      else if (message.name === "commandComplete") {
        const [command = "", ...counts] = (answer as Answers["commandComplete"]).text.split(" ");
        last = { columns, rows, command, rowCount: Number(counts[counts.length - 1] ?? 0) || 0 };
        columns = [];
        rows = [];
      } else if (message.name === "error") failure ??= message;
      else if (message.name === "readyForQuery") {
        this.#status = (answer as Answers["readyForQuery"]).status as TransactionStatus;
      }
    }
    if (failure !== undefined) throw failure;
    return last;
  }

  async close(): Promise<void> {
    if (!this.isClosed) await this.#release();
    this.#isClosed = true;
  }
}

/** Messages of the frontend in the server's protocol, version 3: a letter, the length, and what follows. */
function message(letter: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(5);
  head.write(letter, 0, "latin1");
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const text = (value: string): Buffer => Buffer.from(`${value}\0`, "utf8");

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value, 0);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value, 0);
  return bytes;
}

/** The message of a text that may hold several statements. */
function simpleQuery(sql: string): Uint8Array {
  return message("Q", text(sql));
}

/** The messages of one statement with parameters, whose types the server chooses; it returns all values as text. */
function extendedQuery(sql: string, parameters: readonly WireParameter[]): Uint8Array {
  const values = parameters.map((value) => (typeof value === "string" ? Buffer.from(value, "utf8") : value));
  const bound = values.flatMap((value) => (value === null ? [int32(-1)] : [int32(value.length), Buffer.from(value)]));
  const formats = parameters.map((value) => int16(isBytes(value) ? 1 : 0));
  return Buffer.concat([
    message("P", text(""), text(sql), int16(0)),
    message("B", text(""), text(""), int16(formats.length), ...formats, int16(values.length), ...bound, int16(0)),
    message("D", Buffer.from("P"), text("")),
    message("E", text(""), int32(0)),
    message("S"),
  ]);
}
