import { connect as connectSocket } from "node:net";
import type { ClientBase, QueryArrayResult } from "pg";
import { isBytes } from "../../support/is-built-in.js";
import { PgPipeline } from "./pg-pipeline.js";
import type { PostgresqlWire, TransactionStatus, WireParameter, WireResult } from "./wire.js";

/** Values are read here and not by `pg`, which would lose values that no number or Date can hold. */
const types = { getTypeParser: () => (text: string) => text };

/** The members of a client that are used here and missing in its published types. */
interface ClientState {
  readonly processID?: number | null;
  readonly secretKey?: number | null;
  readonly host?: string;
  readonly port?: number;
  readonly connection?: {
    on?(event: "readyForQuery", take: (message: { readonly status?: TransactionStatus }) => void): void;
    off?(event: "readyForQuery", take: (message: { readonly status?: TransactionStatus }) => void): void;
  };
  /** Absent in earlier versions, such as 8.11. */
  getTransactionStatus?(): TransactionStatus | null;
}

/** How a wire uses its client. */
export interface PgWireOptions {
  /** Ends the client, or returns it to its owner. */
  readonly release: () => Promise<void>;
  /**
   * Whether the client was made here. Only then statements are sent ahead: another owner would not find on the server what
   * is still held back, and may have changed the client.
   */
  readonly isOwn: boolean;
}

/** A client of `pg` as a wire. */
export class PgWire implements PostgresqlWire {
  readonly #client: ClientBase & ClientState;
  readonly #release: () => Promise<void>;
  #isClosed = false;
  #status: TransactionStatus = "I";
  readonly #onLost = (): void => {
    this.#isClosed = true;
  };
  readonly #onReady = ({ status = "I" }: { readonly status?: TransactionStatus }): void => {
    this.#status = status;
  };

  readonly pipeline?: PgPipeline;

  constructor(client: ClientBase, { release, isOwn }: PgWireOptions) {
    this.#client = client as ClientBase & ClientState;
    this.#release = release;
    if (isOwn) this.pipeline = new PgPipeline(client);
    // Without a listener, a connection that is lost between two statements would end the process.
    client.on("error", this.#onLost);
    client.on("end", this.#onLost);
    this.#client.connection?.on?.("readyForQuery", this.#onReady);
  }

  get status(): TransactionStatus {
    return this.#isClosed ? "I" : (this.#client.getTransactionStatus?.() ?? this.#status);
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  async query(sql: string, parameters?: readonly WireParameter[]): Promise<WireResult> {
    const values = parameters?.map((value) => (isBytes(value) ? Buffer.from(value) : value)) ?? [];
    const { pipeline } = this;
    if (pipeline !== undefined) {
      if (values.length === 0) return pipeline.query(sql);
      // `pg` sends a statement with values itself, after the one that it works on.
      pipeline.flush();
      await pipeline.idle();
    }
    const config = { text: sql, rowMode: "array" as const, types };
    const answer = (await this.#client.query(values.length === 0 ? config : { ...config, values })) as
      | QueryArrayResult<(string | null)[]>
      | QueryArrayResult<(string | null)[]>[];
    const last = Array.isArray(answer) ? answer[answer.length - 1] : answer;
    return {
      columns: last?.fields?.map(({ name, dataTypeID }) => ({ name, type: dataTypeID })) ?? [],
      rows: last?.rows ?? [],
      command: last?.command ?? "",
      rowCount: last?.rowCount ?? 0,
    };
  }

  /** A request to cancel needs a connection of its own in this protocol. */
  async cancel(): Promise<void> {
    const { processID, secretKey, host = "localhost", port = 5432 } = this.#client;
    if (typeof processID !== "number" || typeof secretKey !== "number") return;
    const request = Buffer.alloc(16);
    request.writeInt32BE(16, 0);
    request.writeInt32BE(80877102, 4);
    request.writeInt32BE(processID, 8);
    request.writeInt32BE(secretKey, 12);
    await new Promise<void>((resolve) => {
      const socket = host.startsWith("/") ? connectSocket(`${host}/.s.PGSQL.${port}`) : connectSocket(port, host);
      socket.setTimeout(2000, () => socket.destroy());
      socket.once("error", () => socket.destroy());
      socket.once("close", () => resolve());
      socket.once("connect", () => socket.end(request));
    });
  }

  async close(): Promise<void> {
    if (!this.#isClosed) await this.#release();
    this.#isClosed = true;
    this.#client.off("end", this.#onLost);
    this.#client.connection?.off?.("readyForQuery", this.#onReady);
  }
}
