import { AlembicError } from "../support/alembic-error.js";
import { StuckError } from "./stuck-error.js";

type Listener = (error: unknown) => void;

/**
 * What fails in this process although nobody waits for it. Whoever listens is told; else it is said on the errors'
 * stream when it happens, and the process fails.
 */
export class UnhandledFailures {
  #listener: Listener | undefined;

  constructor() {
    const take = (error: unknown): void => {
      if (this.#listener === undefined) report(error);
      else this.#listener(error);
    };
    process.on("unhandledRejection", take);
    process.on("uncaughtException", take);
    // Comes when nothing is left that the process could wait for.
    process.on("beforeExit", () => this.#listener?.(new StuckError()));
  }

  /** Listens; answers how to stop. */
  hear(listener: Listener): () => void {
    const before = this.#listener;
    this.#listener = listener;
    return () => {
      this.#listener = before;
    };
  }
}

/** In one line where the failure is one of this package's, with its stack otherwise. */
function report(error: unknown): void {
  const isKnown = error instanceof AlembicError;
  process.stderr.write(isKnown ? `FAILED: ${error.message}\n` : `${error instanceof Error ? error.stack : error}\n`);
  // The command itself has ended, and may have ended well.
  process.on("exit", () => {
    process.exitCode = isKnown ? 255 : 1;
  });
}
