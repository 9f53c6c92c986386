import type { Output } from "../support/output.js";

/** Signals that end a program politely, with the exit code that a shell expects. */
export const signalExitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
/** A signal that is heard. */
export type HostSignal = keyof typeof signalExitCodes;

/** The process as the command line sees it, so that tests and other programs may stand in for it. */
export interface CliHost {
  /** The working directory. */
  readonly cwd: string;
  /** The environment's variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly output: Output;
  /** The operating system by Node's name; by default the one that runs. */
  readonly platform?: string;
  /** Asks the person at the terminal, until the signal aborts; left out, there is nobody to ask. */
  readonly ask?: ((question: string, signal?: AbortSignal) => Promise<string>) | undefined;
  /** Calls back when a signal asks the program to end; answers how to stop listening. Left out, none is heard. */
  onSignal?(callback: (signal: HostSignal) => void): () => void;
  /** Calls back with what fails although nobody waits for it; answers how to stop listening. Left out, nobody is told. */
  onFailure?(callback: (error: unknown) => void): () => void;
  /** Called when a command was stopped: what its scripts left running is not waited for. */
  leave?(): void;
}
