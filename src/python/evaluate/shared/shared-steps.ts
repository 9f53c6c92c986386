import type { Eval } from "../../values/value.js";
import type { Completion, Exec, Frame } from "../frame.js";

/** The code of a statement, with what it takes from the frame. */
export interface SharedStep {
  readonly exec: Exec;
  /** The number of lines before the text that was compiled. */
  readonly base: number;
  readonly literals: readonly (string | number)[];
}

/** Runs statements one after another, each with its own literals and lines. */
export function sharedBlock(steps: readonly SharedStep[]): Exec {
  return {
    now: undefined,
    *run(frame: Frame): Eval<Completion> {
      for (const { exec, base, literals } of steps) {
        frame.base = base;
        frame.literals = literals;
        const completion = exec.now === undefined ? yield* exec.run(frame) : exec.now(frame);
        if (completion !== undefined) return completion;
      }
      return undefined;
    },
  };
}
