import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { python } from "./python.js";

/** What a run of Python's `alembic` left behind: exit code and both streams. */
export interface OracleAnswer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The variable `result` of a snippet. */
  readonly result?: unknown;
}

/** Python Alembic as a live process: one start, any number of commands, each in its own folder. Close it when done. */
export class Oracle {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #waiting = new Map<number, { resolve(answer: OracleAnswer): void; reject(error: Error): void }>();
  #next = 1;
  #errors = "";

  constructor() {
    const interpreter = python();
    if (interpreter === undefined) throw new Error("there is no Python environment");
    this.#process = spawn(interpreter, [fileURLToPath(new URL("oracle.py", import.meta.url))], {
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1", PYTHONHASHSEED: "0" },
    });
    this.#process.stderr.on("data", (chunk: Buffer) => {
      this.#errors += chunk.toString();
    });
    createInterface({ input: this.#process.stdout }).on("line", (line) => {
      const answer = JSON.parse(line) as OracleAnswer & { id: number };
      this.#waiting.get(answer.id)?.resolve(answer);
      this.#waiting.delete(answer.id);
    });
    this.#process.on("exit", () => {
      for (const { reject } of this.#waiting.values()) reject(new Error(`the oracle ended: ${this.#errors}`));
      this.#waiting.clear();
    });
  }

  /** Runs `alembic ARGV` in a folder. */
  alembic(cwd: string, argv: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<OracleAnswer> {
    return this.#ask({ cwd, argv, env });
  }

  /** Runs a Python snippet that sees `args` and leaves its answer, plain data, in `result`. */
  async run(snippet: string, args?: unknown, cwd?: string): Promise<unknown> {
    const answer = await this.#ask({ python: snippet, args, cwd });
    if (answer.code !== 0) throw new Error(answer.stderr);
    return answer.result;
  }

  /** Ends the process. */
  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.stdin.end();
    await ended;
  }

  #ask(request: object): Promise<OracleAnswer> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#process.stdin.write(`${JSON.stringify({ id, ...request })}\n`);
    });
  }
}
