import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** What the compiler finds wrong: the text at the place that it names, and its sentence. */
export interface Finding {
  readonly line: number;
  readonly at: string;
  readonly message: string;
}

interface Position {
  readonly line: number;
  readonly character: number;
}

/** TypeScript's language server, with the package's declarations, as an editor has it. */
export class LanguageServer {
  readonly #server: ChildProcessWithoutNullStreams;
  readonly #folder: string;
  readonly #waiting = new Map<number, (result: unknown) => void>();
  #received = Buffer.alloc(0);
  #count = 0;

  private constructor(server: ChildProcessWithoutNullStreams, folder: string) {
    this.#server = server;
    this.#folder = folder;
    server.stdout.on("data", (chunk: Buffer) => this.#read(chunk));
  }

  static async start(): Promise<LanguageServer> {
    const folder = join(root, "tmp", `editor-${process.pid}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({
        compilerOptions: {
          strict: true,
          module: "nodenext",
          target: "es2023",
          lib: ["es2023"],
          types: ["node"],
          paths: { "alembic-ts": ["../../dist/types/index.d.ts"] },
        },
        include: ["*.ts"],
      }),
    );
    const server = spawn(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "--lsp", "--stdio"], {
      cwd: folder,
    });
    const started = new LanguageServer(server, folder);
    await started.#ask("initialize", {
      processId: process.pid,
      rootUri: pathToFileURL(folder).href,
      capabilities: { textDocument: { hover: { contentFormat: ["plaintext"] } } },
    });
    started.#send({ method: "initialized", params: {} });
    return started;
  }

  /** Opens a file with this text, and returns its address. */
  open(name: string, text: string): string {
    const path = join(this.#folder, name);
    writeFileSync(path, text);
    const uri = pathToFileURL(path).href;
    this.#send({
      method: "textDocument/didOpen",
      params: { textDocument: { uri, languageId: "typescript", version: 1, text } },
    });
    return uri;
  }

  /** What is wrong in a file. */
  async findings(uri: string, text: string): Promise<readonly Finding[]> {
    const { items } = (await this.#ask("textDocument/diagnostic", { textDocument: { uri } })) as {
      items: { range: { start: Position; end: Position }; message: string; severity: number }[];
    };
    const lines = text.split("\n");
    return items
      .filter(({ severity }) => severity === 1)
      .map(({ range: { start, end }, message }) => ({
        line: start.line,
        at: lines[start.line]?.slice(start.character, end.line === start.line ? end.character : undefined) ?? "",
        message,
      }));
  }

  /** The names that an editor offers at a place. */
  async completions(uri: string, position: Position): Promise<readonly string[]> {
    const given = (await this.#ask("textDocument/completion", { textDocument: { uri }, position })) as
      | { items: { label: string }[] }
      | { label: string }[]
      | null;
    const items = given === null ? [] : Array.isArray(given) ? given : given.items;
    return items.map(({ label }) => label.replace(/\?$/, ""));
  }

  /** What an editor shows about the word at a place. */
  async hover(uri: string, position: Position): Promise<string> {
    const given = (await this.#ask("textDocument/hover", { textDocument: { uri }, position })) as {
      contents: { value: string };
    } | null;
    return given?.contents.value ?? "";
  }

  stop(): void {
    this.#server.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #ask(method: string, params: unknown): Promise<unknown> {
    const id = ++this.#count;
    const answered = new Promise((resolve) => this.#waiting.set(id, resolve));
    this.#send({ id, method, params });
    return answered;
  }

  #send(message: object): void {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.#server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  #read(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    for (;;) {
      const end = this.#received.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.#received.subarray(0, end).toString())?.[1]);
      if (this.#received.length < end + 4 + length) return;
      const message = JSON.parse(this.#received.subarray(end + 4, end + 4 + length).toString()) as {
        id?: number;
        method?: string;
        result?: unknown;
        error?: { message: string };
      };
      this.#received = this.#received.subarray(end + 4 + length);
      if (message.method !== undefined) {
        // The server's own questions, such as which settings hold: none.
        if (message.id !== undefined) this.#send({ id: message.id, result: null });
      } else if (message.id !== undefined) {
        if (message.error !== undefined) throw new Error(message.error.message);
        this.#waiting.get(message.id)?.(message.result);
        this.#waiting.delete(message.id);
      }
    }
  }
}
