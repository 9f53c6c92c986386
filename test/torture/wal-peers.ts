import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { python } from "../interop/python.js";

const program = fileURLToPath(new URL("wal-peer.py", import.meta.url));

/** What a peer does; see wal-peer.py. */
export interface WalPeerOptions {
  readonly role: "write" | "read" | "long";
  readonly seed: number;
  readonly synchronous: "NORMAL" | "FULL";
  /** Seconds. */
  readonly timeout: number;
}

/** What a peer saw. */
export interface WalPeerResult {
  readonly role: string;
  readonly done: number;
  readonly busy: number;
  readonly wrong: readonly unknown[];
  readonly errors: readonly string[];
}

/** A Python program that keeps a WAL database open and uses it all the time. */
export class WalPeer {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #ended: Promise<unknown>;
  #last = "";
  /** The keys of the rows whose commit was acknowledged. */
  readonly acknowledged: number[] = [];
  readonly begun: Promise<void>;

  constructor(path: string, { role, seed, synchronous, timeout }: WalPeerOptions) {
    this.#process = spawn(python()!, [program, path, role, String(seed), synchronous, String(timeout)]);
    this.#process.stderr.pipe(process.stderr);
    this.#ended = new Promise((resolve) => this.#process.once("close", resolve));
    this.begun = new Promise((resolve) => {
      createInterface({ input: this.#process.stdout }).on("line", (line) => {
        this.#last = line;
        if (line === "begin") resolve();
        else if (!line.startsWith("{")) this.acknowledged.push(Number(line));
      });
    });
  }

  /** Lets it finish, and gives what it saw. */
  async end(): Promise<WalPeerResult> {
    this.#process.stdin.end();
    await this.#ended;
    return JSON.parse(this.#last) as WalPeerResult;
  }

  /** Ends it as a crash would. */
  async kill(): Promise<void> {
    this.#process.kill("SIGKILL");
    await this.#ended;
  }
}

/** Makes two tables with the same rows, in a WAL database. */
export function walOrigin(rows: number): string[] {
  return [
    "PRAGMA journal_mode = wal",
    "CREATE TABLE a (id INTEGER PRIMARY KEY, v INTEGER)",
    "CREATE TABLE b (id INTEGER PRIMARY KEY, v INTEGER)",
    `INSERT INTO a WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows}) SELECT i, i % 97 FROM n`,
    "INSERT INTO b SELECT id, v FROM a",
  ];
}

/** A rebuild of both tables, forth and back, as revisions of both tools. */
export const WAL_STEPS = (() => {
  const rebuild = (table: string, columns: string) => [
    `CREATE TABLE n (id INTEGER PRIMARY KEY, ${columns})`,
    `INSERT INTO n (id, v) SELECT id, v FROM ${table}`,
    `DROP TABLE ${table}`,
    `ALTER TABLE n RENAME TO ${table}`,
  ];
  const both = (columns: string) => [...rebuild("a", columns), ...rebuild("b", columns)];
  return [
    { id: "origin", up: [], down: [] },
    {
      id: "rebuilt",
      up: both("v INTEGER, extra TEXT DEFAULT 'some text that makes rows longer', CHECK (id > 0)"),
      down: both("v INTEGER"),
    },
  ];
})();
