/**
 * Where a run writes its text. Commands and environments never use the process's own streams: the program that starts
 * them hands in an output, so that two runs in one process do not mix.
 */
export interface Output {
  /** Writes text, line ends included, to the results' stream (stdout). */
  out(text: string): void;
  /** Writes text, line ends included, to the log's and the errors' stream (stderr). */
  err(text: string): void;
  /** Columns of the terminal on the results' stream, or `undefined` where it is not a terminal. */
  readonly columns: number | undefined;
  /** Whether the results' stream shows ANSI colours. */
  readonly outColor: boolean;
  /** Whether the errors' stream shows ANSI colours. */
  readonly errColor: boolean;
  /** Whether the errors' stream is a terminal, where a live progress line may be drawn. */
  readonly errIsTerminal: boolean;
}

/**
 * An {@link Output} that keeps the text, for tests and for programs that show it themselves.
 *
 * @example
 * ```ts
 * import { MemoryOutput } from "alembic-ts";
 *
 * const output = new MemoryOutput();
 * output.out("(head)\n");
 * console.log(output.stdout === "(head)\n");
 * ```
 */
export class MemoryOutput implements Output {
  /** All that was written to the results' stream. */
  stdout = "";
  /** All that was written to the errors' stream. */
  stderr = "";
  readonly columns: number | undefined = undefined;
  readonly outColor: boolean = false;
  readonly errColor: boolean = false;
  readonly errIsTerminal: boolean = false;

  out(text: string): void {
    this.stdout += text;
  }

  err(text: string): void {
    this.stderr += text;
  }
}
