import { RevisionError } from "../revision-error.js";

/** A relative destination such as `branch@symbol+2`, taken apart. */
export interface RelativeDestination {
  readonly branchLabel: string | null;
  readonly symbol: string | null;
  /** The number with its sign, as written. */
  readonly text: string;
  readonly steps: number;
}

const pattern = /^(?:(.+?)@)?([\p{L}\p{N}_]+)?([+-]\d+)/u;

/** Reads a relative destination; what follows its number is ignored, as Alembic does. `undefined` for anything else. */
export function parseRelativeDestination(text: string): RelativeDestination | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [, branchLabel = null, symbol = null, number = ""] = match;
  return { branchLabel, symbol, text: number, steps: Number(number) };
}

/**
 * The error for a distance that leads out of the graph.
 *
 * @param hint - the way out: where the walk begins, and what can be named instead.
 */
export function tooFar({ text, steps }: Pick<RelativeDestination, "text" | "steps">, hint: string): RevisionError {
  return new RevisionError(`Relative revision ${text} didn't produce ${Math.abs(steps)} migrations`, { hint });
}

/** Revisions for a hint: their names, or that there are none. */
export function namesOf(ids: readonly (string | null)[]): string {
  const names = ids.filter((id) => id !== null && id !== "");
  return names.length === 0 ? "no revision" : names.join(", ");
}
