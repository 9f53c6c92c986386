import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createInterface, type Interface } from "node:readline";
import { python } from "../../interop/python.js";

const PROGRAM = `
import json, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], timeout=float(sys.argv[2]), isolation_level=None)
for line in sys.stdin:
    try:
        rows = connection.execute(json.loads(line)).fetchall()
        print(json.dumps({"rows": rows}), flush=True)
    except Exception as error:
        print(json.dumps({"error": str(error)}), flush=True)
`;

/** Another process that uses a database file through Python's sqlite3, one statement at a time. */
export class PythonPeer {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #lines: Interface;
  readonly #waiting: ((line: string) => void)[] = [];

  constructor(path: string, timeout = 0) {
    this.#process = spawn(python()!, ["-c", PROGRAM, path, String(timeout)]);
    this.#lines = createInterface({ input: this.#process.stdout });
    this.#lines.on("line", (line) => this.#waiting.shift()?.(line));
  }

  /** Makes a database with Python's sqlite3, and gives its path. */
  static async make(path: string, statements: readonly string[]): Promise<string> {
    const peer = new PythonPeer(path);
    for (const statement of statements) await peer.run(statement);
    await peer.close();
    return path;
  }

  /** Runs a statement; the rows, or the error as an exception. */
  async run(sql: string): Promise<unknown[][]> {
    const line = await new Promise<string>((resolve) => {
      this.#waiting.push(resolve);
      this.#process.stdin.write(`${JSON.stringify(sql)}\n`);
    });
    const answer = JSON.parse(line) as { rows?: unknown[][]; error?: string };
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.rows!;
  }

  /** Ends it as a crash would. */
  async kill(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once("close", resolve));
    this.#process.kill("SIGKILL");
    await ended;
  }

  /** Ends it in an orderly way, if it still runs. */
  async close(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = new Promise((resolve) => this.#process.once("close", resolve));
    this.#process.stdin.end();
    await ended;
  }
}
