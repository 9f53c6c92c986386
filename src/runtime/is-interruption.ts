import { InterruptedError } from "../database/interrupted-error.js";
import { RunInterruptedError } from "./run-interrupted-error.js";

/**
 * Whether a command ended because it was told to stop, by Ctrl-C or its signal for example.
 *
 * @example
 * ```ts
 * import { command, isInterruption, loadConfig } from "alembic-ts";
 *
 * try {
 *   await command.upgrade(loadConfig(), "head", { signal: AbortSignal.timeout(60_000) });
 * } catch (error) {
 *   if (!isInterruption(error)) throw error;
 *   console.log(error.message);
 * }
 * ```
 */
export function isInterruption(error: unknown): error is InterruptedError | RunInterruptedError {
  return error instanceof InterruptedError || error instanceof RunInterruptedError;
}
