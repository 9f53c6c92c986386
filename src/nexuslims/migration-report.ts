import type { Operations } from "../index.js";
import type { PreservedRows } from "./preserved.js";

/** How far a long piece of work has come. */
export interface WorkDone {
  /** What is being done, such as `Copying session_log`. */
  readonly work: string;
  readonly done: number;
  readonly total: number;
  readonly unit: "rows" | "bytes";
}

/** Where a revision of NexusLIMS says what it does; the environment puts one into `configure({ report })`. */
export interface MigrationReport {
  /** Prints a line for the administrator. */
  say(line: string): void;
  /** Shows how far long work has come. */
  progress(state: WorkDone): void;
  /** Takes note of rows that were verified, to be named at the end. */
  preserved?(rows: readonly PreservedRows[]): void;
}

/** The report of the run that a revision is part of, or `undefined` in an environment that has none. */
export function reportOf(op: Operations): MigrationReport | undefined {
  return op.getContext().opts["report"] as MigrationReport | undefined;
}
