import { isatty } from "node:tty";
import type { Output } from "../support/output.js";
import { type CliHost, type HostSignal, signalExitCodes } from "./cli-host.js";
import { descriptorWriter } from "./descriptor-writer.js";

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

/** Asks on the terminal; the question goes where the log goes, so that a piped result stays clean. */
async function ask(question: string): Promise<string> {
  const { createInterface } = await import("node:readline/promises");
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}

function nodeOutput(): Output {
  const [outIsTerminal, errIsTerminal] = [isatty(1), isatty(2)];
  const hasColor = !process.env["NO_COLOR"];
  return {
    out: outIsTerminal ? terminalWriter(process.stdout) : descriptorWriter(1, failAtExit),
    // Where the log cannot be written there is nobody to tell, and the work goes on.
    err: errIsTerminal ? terminalWriter(process.stderr) : descriptorWriter(2, () => undefined),
    columns: outIsTerminal ? process.stdout.columns : undefined,
    outColor: outIsTerminal && hasColor,
    errColor: errIsTerminal && hasColor,
    errIsTerminal,
  };
}

function terminalWriter(stream: NodeJS.WriteStream): (text: string) => void {
  // A terminal that went away is no failure.
  stream.on("error", () => undefined);
  return (text) => void stream.write(text);
}

/** A script or a list that is cut short must not pass for a whole one; what was done is done all the same. */
function failAtExit({ message }: Error): void {
  process.once("exit", () => {
    descriptorWriter(2, () => undefined)(`The output is not complete: ${message}\n`);
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
