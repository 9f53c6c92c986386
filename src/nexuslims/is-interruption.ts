import { InterruptedError, RunInterruptedError } from "../index.js";

/** Whether a run ended because it was told to stop, by Ctrl-C for example. */
export function isInterruption(error: unknown): error is InterruptedError | RunInterruptedError {
  return error instanceof InterruptedError || error instanceof RunInterruptedError;
}
