import type { Output } from "../support/output.js";
import type { HostSignal } from "./exit-codes.js";

/** The process that the command line runs in. Tests and other programs pass one of their own. */
export interface CliHost {
  /** The working directory. */
  readonly cwd: string;
  /** The environment's variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly output: Output;
  /** The operating system by Node's name; by default that of this machine. */
  readonly platform?: string;
  /** Asks the person at the terminal, until the signal aborts; without it, no question is asked. */
  readonly ask?: ((question: string, signal?: AbortSignal) => Promise<string>) | undefined;
  /**
   * Calls back when a signal asks the program to end; returns a function that stops listening. Without it, signals are
   * ignored.
   */
  onSignal?(callback: (signal: HostSignal) => void): () => void;
  /**
   * Calls back with an error that nothing waits for; returns a function that stops listening. Without it, such errors
   * are not reported.
   */
  onFailure?(callback: (error: unknown) => void): () => void;
  /** Called when a command was stopped, so that the program does not wait for what its scripts left running. */
  leave?(): void;
}
