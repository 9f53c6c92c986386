import { isatty } from "node:tty";
import type { Output } from "../../support/output.js";
import { printable } from "../../support/printable.js";
import type { CliHost } from "../cli-host.js";
import { exitCodes, type HostSignal, signalExitCodes } from "../exit-codes.js";

/** This process as a host: its folder, variables, streams and signals. */
export function nodeHost(): CliHost {
  // Not `process.stdin.isTTY`, because creating that stream takes Node longer than many commands run.
  const canAsk = isatty(0) && isatty(2);
  return {
    cwd: process.cwd(),
    env: process.env,
    output: nodeOutput(),
    platform: process.platform,
    ask: canAsk ? ask : undefined,
    onSignal,
  };
}

/**
 * Asks on the terminal and returns the line that was typed, or the empty text at the end of the input. The question
 * goes to stderr, so that stdout has only the result.
 */
async function ask(question: string, signal?: AbortSignal): Promise<string> {
  const { createInterface } = await import("node:readline/promises");
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // The terminal catches Ctrl-C while it asks.
  terminal.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
  try {
    return await new Promise((resolve, reject) => {
      terminal.once("close", () => resolve(""));
      terminal.question(printable(question), signal === undefined ? {} : { signal }).then(resolve, reject);
    });
  } finally {
    terminal.close();
  }
}

/** The streams of this process that have an error listener, so that a second host does not add another. */
const guarded = new WeakSet<NodeJS.WriteStream>();

function nodeOutput(): Output {
  const { stdout, stderr } = process;
  for (const stream of [stdout, stderr]) {
    if (guarded.has(stream)) continue;
    guarded.add(stream);
    // A closed terminal is not a failure.
    if (stream === stdout && stream.isTTY !== true) stream.once("error", failAtExit);
    // Without this listener Node would end the process. A log that cannot be written does not stop the work.
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

/** Ends the process with a failure where its output was cut short, because an SQL script or a list would look complete. */
function failAtExit({ code, message }: NodeJS.ErrnoException): void {
  // A reader that closed the pipe, such as `head`, is not a failure.
  if (code === "EPIPE" || code === "EOF") return;
  process.once("exit", () => {
    process.stderr.write(`The output is not complete: ${message}\n`);
    process.exitCode ||= exitCodes.failed;
  });
}

function onSignal(callback: (signal: HostSignal) => void): () => void {
  const names = Object.keys(signalExitCodes) as HostSignal[];
  let isSecond = false;
  const listener = (name: NodeJS.Signals) => {
    // The first signal asks for a rollback; a second one does not wait for it. The database undoes an open transaction.
    if (isSecond) process.exit(signalExitCodes[name as HostSignal]);
    isSecond = true;
    callback(name as HostSignal);
  };
  for (const name of names) process.on(name, listener);
  return () => {
    for (const name of names) process.off(name, listener);
  };
}
