import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { python } from "../interop/python.js";

/** What Python's sqlite3 says of a database. */
export interface Verdict {
  readonly integrity?: readonly string[];
  /** A hash of all schema and rows. */
  readonly content?: string;
  readonly mode?: string;
  readonly rows?: readonly (readonly unknown[])[];
  readonly error?: string;
}

/** One Python process that judges many files. */
export class Judge {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #waiting: ((line: string) => void)[] = [];
  #isOver = false;

  constructor() {
    this.#process = spawn(python()!, [fileURLToPath(new URL("judge.py", import.meta.url))]);
    this.#process.stderr.pipe(process.stderr);
    this.#process.on("close", () => {
      this.#isOver = true;
      for (const each of this.#waiting.splice(0)) each('{"error":"the judge ended"}');
    });
    createInterface({ input: this.#process.stdout }).on("line", (line) => this.#waiting.shift()?.(line));
  }

  /** Opens the file as any Python program would, recovers what is to be recovered, and reads everything. */
  dump(path: string): Promise<Verdict> {
    return this.#ask({ path });
  }

  /** Runs statements and gives the rows of the last. */
  run(path: string, statements: readonly string[]): Promise<Verdict> {
    return this.#ask({ path, statements });
  }

  close(): void {
    this.#process.stdin.end();
  }

  async #ask(question: unknown): Promise<Verdict> {
    if (this.#isOver) throw new Error("The judge has ended");
    const line = await new Promise<string>((resolve) => {
      this.#waiting.push(resolve);
      this.#process.stdin.write(`${JSON.stringify(question)}\n`);
    });
    return JSON.parse(line) as Verdict;
  }
}
