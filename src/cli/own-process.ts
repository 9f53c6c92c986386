import { declareOwnProcess } from "../support/process-owner.js";
import type { CliHost } from "./cli-host.js";
import { UnhandledFailures } from "./unhandled-failures.js";

/**
 * A host whose process is the command's own, so that the command answers for whatever fails in it, and ends it when it
 * was stopped. In another program's process neither is the command's business.
 */
export function ownProcess<Host extends CliHost>(host: Host): Host {
  declareOwnProcess();
  const failures = new UnhandledFailures();
  return { ...host, onFailure: (callback) => failures.hear(callback), leave };
}

/** Runs a command as the process: its exit code is that of the process, also where a script ends the process first. */
export function runAsProcess(run: Promise<number>): void {
  let isAnswered = false;
  // Says of a run that ended without an answer that it did not succeed.
  process.exitCode = 1;
  process.once("exit", (code) => {
    if (isAnswered || code !== 0) return;
    process.stderr.write(
      "FAILED: The process was ended before the command was, by process.exit() in a script perhaps.\n",
    );
    process.exitCode = 255;
  });
  void run.then((code) => {
    isAnswered = true;
    process.exitCode = code;
  });
}

/** Ends the process with the exit code that it has in a moment, when all of the output is written. */
function leave(): void {
  setImmediate(() => process.stdout.write("", () => process.stderr.write("", () => process.exit())));
}
