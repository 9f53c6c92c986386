import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { PythonPeer } from "../database/sqlite/python-peer.js";
import { python } from "../interop/python.js";

/** Another program that has a database open and runs one statement at a time. */
export interface Neighbour {
  /** The rows, each as a list of values; an error as an exception. */
  run(sql: string): Promise<unknown[][]>;
  close(): Promise<void>;
}

const END = "end of the answer";

/** The `sqlite3` program, kept open. */
class ShellNeighbour implements Neighbour {
  readonly #process: ChildProcessWithoutNullStreams;
  #lines: string[] = [];
  #done: (() => void) | undefined;

  constructor(path: string) {
    // Its output comes line by line only where it is told so.
    this.#process = spawn("stdbuf", ["-oL", "sqlite3", "-batch", path]);
    const take = (line: string): void => {
      if (line === END) this.#done?.();
      else this.#lines.push(line);
    };
    createInterface({ input: this.#process.stdout }).on("line", take);
    createInterface({ input: this.#process.stderr }).on("line", (line) => this.#lines.push(`error ${line}`));
    this.#process.stdin.write(".mode list\n.separator '|'\n.timeout 0\n");
  }

  async run(sql: string): Promise<unknown[][]> {
    this.#lines = [];
    await new Promise<void>((resolve) => {
      this.#done = resolve;
      this.#process.stdin.write(`${sql};\n.print ${JSON.stringify(END)}\n`);
    });
    // What it says of an error comes through another pipe.
    await new Promise((resolve) => setTimeout(resolve, 5));
    const error = this.#lines.find((line) => line.startsWith("error "));
    if (error !== undefined) throw new Error(error);
    return this.#lines.map((line) => line.split("|").map((text) => (/^-?\d+$/.test(text) ? Number(text) : text)));
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once("close", resolve));
    this.#process.stdin.end();
    await ended;
  }
}

const NODE_PROGRAM = `
const { DatabaseSync } = require("node:sqlite");
const database = new DatabaseSync(process.argv[1]);
require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
  try {
    const statement = database.prepare(JSON.parse(line));
    console.log(JSON.stringify({ rows: statement.all().map((row) => Object.values(row)) }));
  } catch (error) {
    console.log(JSON.stringify({ error: error.message }));
  }
}).on("close", () => database.close());
`;

/** Native SQLite in another Node. */
class NodeNeighbour implements Neighbour {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #waiting: ((line: string) => void)[] = [];

  constructor(path: string) {
    this.#process = spawn(nodeWithSqlite()!, ["--no-warnings", "-e", NODE_PROGRAM, path]);
    this.#process.stderr.pipe(process.stderr);
    createInterface({ input: this.#process.stdout }).on("line", (line) => this.#waiting.shift()?.(line));
  }

  async run(sql: string): Promise<unknown[][]> {
    const line = await new Promise<string>((resolve) => {
      this.#waiting.push(resolve);
      this.#process.stdin.write(`${JSON.stringify(sql)}\n`);
    });
    const { rows, error } = JSON.parse(line) as { rows?: unknown[][]; error?: string };
    if (error !== undefined) throw new Error(error);
    return rows!;
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once("close", resolve));
    this.#process.stdin.end();
    await ended;
  }
}

const installed = fileURLToPath(
  new URL(
    `../../node_modules/.cache/alembic-ts/newer-node/node_modules/node-${process.platform}-${process.arch}/bin/node`,
    import.meta.url,
  ),
);

/** A Node that has `node:sqlite`: this one, or the one that `npm run newer-node` installs. */
export function nodeWithSqlite(): string | undefined {
  const candidates = [process.execPath, process.env["NEWER_NODE"], installed];
  return candidates.find((path) => {
    if (path === undefined || !existsSync(path)) return false;
    return spawnSync(path, ["--no-warnings", "-e", "require('node:sqlite')"]).status === 0;
  });
}

/** The programs that can be had here, and why the others cannot. */
export const NEIGHBOURS: Readonly<Record<string, { open(path: string): Neighbour; missing: string | undefined }>> = {
  "Python's sqlite3": {
    open: (path) => new PythonPeer(path),
    missing: python() === undefined ? "no Python environment (npm run python)" : undefined,
  },
  "the program sqlite3": {
    open: (path) => new ShellNeighbour(path),
    missing: spawnSync("sqlite3", ["--version"]).status === 0 ? undefined : "no program sqlite3",
  },
  "node:sqlite": {
    open: (path) => new NodeNeighbour(path),
    missing: nodeWithSqlite() === undefined ? "no Node with node:sqlite (npm run newer-node)" : undefined,
  },
};
