import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { python } from "../interop/python.js";
import { files, type SnippetResult } from "./run-snippet.js";

/** One Python process that runs snippets by the batch. Close it when done. */
export class LivePython {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #waiting: { resolve(results: readonly SnippetResult[]): void; reject(error: Error): void }[] = [];
  readonly #folder = join(mkdtempSync(join(tmpdir(), "snippets-")), "work");
  #errors = "";

  constructor() {
    const interpreter = python();
    if (interpreter === undefined) throw new Error("there is no Python environment");
    mkdirSync(this.#folder);
    for (const [name, content] of Object.entries(files))
      writeFileSync(join(this.#folder, name), Buffer.from(content, "base64"));
    this.#process = spawn(interpreter, [fileURLToPath(new URL("python_snippets.py", import.meta.url))], {
      cwd: this.#folder,
      env: { ...process.env, PYTHONHASHSEED: "0", HOME: "/home/someone", PYTHONIOENCODING: "utf-8" },
    });
    this.#process.stderr.on("data", (chunk: Buffer) => {
      this.#errors += chunk.toString();
    });
    createInterface({ input: this.#process.stdout }).on("line", (line) => {
      this.#waiting.shift()?.resolve(JSON.parse(line) as readonly SnippetResult[]);
    });
    this.#process.on("exit", () => {
      for (const { reject } of this.#waiting.splice(0)) reject(new Error(`Python ended: ${this.#errors}`));
    });
  }

  run(sources: readonly string[]): Promise<readonly SnippetResult[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#process.stdin.write(`${JSON.stringify(sources)}\n`);
    });
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.stdin.end();
    await ended;
    rmSync(dirname(this.#folder), { recursive: true });
  }
}
