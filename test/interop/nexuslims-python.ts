import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { python } from "./python.js";

/** What one request to the nexuslims package left behind. */
export interface NexuslimsAnswer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly result: unknown;
}

/** The nexuslims package as a live process that runs its own migrations for the tests. Close it when done. */
export class NexuslimsPython {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #waiting = new Map<number, { resolve(answer: NexuslimsAnswer): void; reject(error: Error): void }>();
  #next = 1;
  #errors = "";

  constructor() {
    const interpreter = python();
    if (interpreter === undefined) throw new Error("there is no Python environment");
    this.#process = spawn(interpreter, [fileURLToPath(new URL("nexuslims_harness.py", import.meta.url))], {
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1", PYTHONHASHSEED: "0" },
    });
    this.#process.stderr.on("data", (chunk: Buffer) => {
      this.#errors += chunk.toString();
    });
    createInterface({ input: this.#process.stdout }).on("line", (line) => {
      const answer = JSON.parse(line) as NexuslimsAnswer & { id: number };
      this.#waiting.get(answer.id)?.resolve(answer);
      this.#waiting.delete(answer.id);
    });
    this.#process.on("exit", () => {
      for (const { reject } of this.#waiting.values())
        reject(new Error(`the package's process ended: ${this.#errors}`));
      this.#waiting.clear();
    });
  }

  /** Runs one Alembic command on a file; a failure is thrown with what the package printed. */
  async command(path: string, name: string, args: readonly string[] = [], keywords: object = {}): Promise<string> {
    const answer = await this.ask({ do: "command", path, name, args, keywords });
    if (answer.code !== 0) throw new Error(`${name} ${args.join(" ")}: ${answer.stderr}`);
    return answer.stdout;
  }

  /** The revision that the package's tool names: `none` where there is no stamp. */
  async revision(path: string): Promise<string> {
    return (await this.#result({ do: "revision", path })) as string;
  }

  /** What SQLAlchemy reflects of the file. */
  reflect(path: string): Promise<unknown> {
    return this.#result({ do: "reflect", path });
  }

  /** Every value of every table with its storage class. */
  async rows(path: string): Promise<Record<string, readonly unknown[]>> {
    return (await this.#result({ do: "rows", path })) as Record<string, readonly unknown[]>;
  }

  /** Row count and digest of each table. */
  async digests(path: string): Promise<Record<string, readonly [number, string]>> {
    return (await this.#result({ do: "digests", path })) as Record<string, readonly [number, string]>;
  }

  /** The lines of `PRAGMA integrity_check`. */
  async integrity(path: string): Promise<readonly string[]> {
    return (await this.#result({ do: "integrity", path })) as readonly string[];
  }

  /** Sends a request as it is and hands back the whole answer. */
  ask(request: object): Promise<NexuslimsAnswer> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#process.stdin.write(`${JSON.stringify({ id, ...request })}\n`);
    });
  }

  /** Ends the process. */
  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.stdin.end();
    await ended;
  }

  async #result(request: object): Promise<unknown> {
    const answer = await this.ask(request);
    if (answer.code !== 0) throw new Error(answer.stderr);
    return answer.result;
  }
}
