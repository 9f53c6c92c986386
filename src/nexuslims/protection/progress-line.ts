import { printableLine } from "../../cli/message-of.js";
import type { Clock, Output } from "../../index.js";
import type { WorkDone } from "../revisions/migration-report.js";

/** Work that takes less than this is not shown. */
const PATIENCE = 1000;
/** Milliseconds between two drawings. */
const PACE = 100;

/**
 * One live line on the errors' stream for work that takes more than a second: the work, its progress, and the time
 * left. If that stream is not a terminal, nothing is drawn.
 */
export class ProgressLine {
  readonly #output: Output;
  readonly #clock: Clock;
  #work: string | undefined;
  #started = 0;
  #drawn = 0;
  #visible = false;

  constructor(output: Output, clock: Clock) {
    this.#output = output;
    this.#clock = clock;
  }

  /** Shows the progress of the work; the line is removed when the work is done. */
  show(state: WorkDone): void {
    if (!this.#output.errIsTerminal) return;
    const now = this.#clock.now().getTime();
    if (state.work !== this.#work) {
      this.clear();
      this.#work = state.work;
      this.#started = now;
    }
    const elapsed = now - this.#started;
    if (state.done >= state.total) {
      this.clear();
    } else if (elapsed >= PATIENCE && now - this.#drawn >= PACE) {
      this.#output.err(`\r\u001b[K${printableLine(describe(state, elapsed))}`);
      this.#drawn = now;
      this.#visible = true;
    }
  }

  /** Removes the line. */
  clear(): void {
    if (this.#visible) this.#output.err("\r\u001b[K");
    this.#visible = false;
    this.#work = undefined;
  }
}

function describe({ work, done, total, unit }: WorkDone, elapsed: number): string {
  const amount =
    unit === "bytes"
      ? `${megabytes(done)} of ${megabytes(total)} MB`
      : `${done.toLocaleString("en-US")} of ${total.toLocaleString("en-US")} rows`;
  const left = done === 0 ? "" : `, ${duration((elapsed / done) * (total - done))} left`;
  return `${work}: ${amount}${left}`;
}

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(bytes < 100_000_000 ? 1 : 0);

function duration(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
