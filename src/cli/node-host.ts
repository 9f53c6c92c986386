import { isatty } from "node:tty";
import type { Output } from "../support/output.js";
import { type CliHost, type HostSignal, signalExitCodes } from "./cli-host.js";

/** This process as a host: its folder, variables, streams and signals. */
export function nodeHost(): CliHost {
  // Not `process.stdin.isTTY`: making that stream takes Node longer than many a command.
  const isAnswered = isatty(0) && isatty(2);
  return {
    cwd: process.cwd(),
    env: process.env,
    output: nodeOutput(),
    platform: process.platform,
    ask: isAnswered ? ask : undefined,
    onSignal,
  };
}

/**
 * Asks on the terminal; the question goes where the log goes, so that a piped result stays clean. The end of the input
 * answers with nothing.
 */
async function ask(question: string, signal?: AbortSignal): Promise<string> {
  const { createInterface } = await import("node:readline/promises");
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // The terminal catches Ctrl-C while it asks.
  terminal.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
  try {
    return await new Promise((resolve, reject) => {
      terminal.once("close", () => resolve(""));
      terminal.question(question, signal === undefined ? {} : { signal }).then(resolve, reject);
    });
  } finally {
    terminal.close();
  }
}

/** Streams of this process whose errors are seen to, however many hosts there are. */
const guarded = new WeakSet<NodeJS.WriteStream>();

function nodeOutput(): Output {
  const { stdout, stderr } = process;
  for (const stream of [stdout, stderr]) {
    if (guarded.has(stream)) continue;
    guarded.add(stream);
    // A terminal that went away is no failure.
    if (stream === stdout && stream.isTTY !== true) stream.once("error", failAtExit);
    // Where the log cannot be written there is nobody to tell, and the work goes on.
    stream.on("error", () => undefined);
  }
  const color = (stream: NodeJS.WriteStream) => stream.isTTY === true && !process.env["NO_COLOR"];
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    columns: stdout.isTTY ? stdout.columns : undefined,
    outColor: color(stdout),
    errColor: color(stderr),
    errIsTerminal: stderr.isTTY === true,
  };
}

/** A script or a list that is cut short must not pass for a whole one; what was done is done all the same. */
function failAtExit({ code, message }: NodeJS.ErrnoException): void {
  // Nor is a reader that went away, such as `head`.
  if (code === "EPIPE" || code === "EOF") return;
  process.once("exit", () => {
    process.stderr.write(`The output is not complete: ${message}\n`);
    process.exitCode ||= 1;
  });
}

function onSignal(callback: (signal: HostSignal) => void): () => void {
  const names = Object.keys(signalExitCodes) as HostSignal[];
  let heard = false;
  const listener = (name: NodeJS.Signals) => {
    // The first signal asks for a rollback; a second one does not wait for it. The database undoes what is left open.
    if (heard) process.exit(signalExitCodes[name as HostSignal]);
    heard = true;
    callback(name as HostSignal);
  };
  for (const name of names) process.on(name, listener);
  return () => {
    for (const name of names) process.off(name, listener);
  };
}
