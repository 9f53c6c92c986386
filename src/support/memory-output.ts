import type { Output } from "./output.js";

/**
 * An {@link Output} that keeps what it is told, for tests and for programs that show it themselves.
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
