import type { CommandError } from "../support/command-error.js";

/** Calls that scripts made after they had ended: they fail the run for as long as it can be rolled back. */
export class LateCalls {
  #isOpen = true;
  #first: CommandError | undefined;

  /** Takes a failure, and answers whether the run will raise it. */
  take(error: CommandError): boolean {
    if (this.#isOpen) this.#first ??= error;
    return this.#isOpen;
  }

  /** @throws {CommandError} where a call came too late. */
  check(): void {
    if (this.#first !== undefined) throw this.#first;
  }

  /** The same, for the last time. */
  close(): void {
    this.#isOpen = false;
    this.check();
  }
}
