import type { CliHost } from "./cli-host.js";
import { UnhandledFailures } from "./unhandled-failures.js";

/**
 * A host whose process is the command's own, so that the command answers for whatever fails in it, and ends it when it
 * was stopped. In another program's process neither is the command's business.
 */
export function ownProcess<Host extends CliHost>(host: Host): Host {
  const failures = new UnhandledFailures();
  return { ...host, onFailure: (callback) => failures.hear(callback), leave };
}

/** Ends the process with the exit code that it has in a moment, when all of the output is written. */
function leave(): void {
  setImmediate(() => process.stdout.write("", () => process.stderr.write("", () => process.exit())));
}
