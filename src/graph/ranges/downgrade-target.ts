import type { Graph } from "../build/build-graph.js";
import type { Revision } from "../revision.js";
import { RevisionError } from "../revision-error.js";
import { idsAsArray, type RevisionIds } from "../revision-ids.js";
import { namesOf, parseRelativeDestination, type RelativeDestination, tooFar } from "./relative-destination.js";
import { branchTest, currentBranchHeads, filterForLineage, oneRevisionFor } from "./resolve.js";
import { type Place, walkRelative } from "./walk-relative.js";

/** A downgrade's target: the branch to unwind, where one was named, and where to stop. */
export interface DowngradeTarget<R extends Revision> {
  readonly branchLabel: string | null;
  /** `null` for the base. */
  readonly place: Place<R>;
}

/**
 * Reads the target of a downgrade, relative to the current revisions.
 *
 * @throws RevisionError when the target is unknown or means more revisions than it may.
 */
export function parseDowngradeTarget<R extends Revision>(
  graph: Graph<R>,
  current: RevisionIds,
  target: RevisionIds,
  assertRelativeLength: boolean,
  warn: (message: string) => void,
): DowngradeTarget<R> {
  if (target === null) return { branchLabel: null, place: null };
  if (typeof target !== "string") throw new RevisionError("A downgrade goes to one target, not to several");
  const relative = parseRelativeDestination(target);
  if (relative === undefined) {
    const at = target.lastIndexOf("@");
    return { branchLabel: at > 0 ? target.slice(0, at) : null, place: oneRevisionFor(graph, target.slice(at + 1)) };
  }
  const { steps } = relative;
  if (steps >= 0)
    return { branchLabel: relative.branchLabel, place: placeAbove(graph, relative, assertRelativeLength) };
  const { branchLabel, symbol } =
    relative.symbol === null ? currentStart(graph, idsAsArray(current), relative, warn) : { ...relative };
  const start = oneRevisionFor(graph, branchLabel === null ? symbol : `${branchLabel}@${symbol}`);
  const place = walkRelative(graph, start, steps, { noOverwalk: assertRelativeLength });
  if (place === null) {
    const hint = `There are fewer than ${-steps} revisions from ${start?.revision ?? "base"} down to base; 'downgrade base' takes all of them back.`;
    throw relative.symbol === null ? tooFar(relative, hint) : new RevisionError("Walked too far", { hint });
  }
  return { branchLabel, place };
}

/** Where `symbol+N` leads. */
function placeAbove<R extends Revision>(graph: Graph<R>, relative: RelativeDestination, noOverwalk: boolean): Place<R> {
  const { branchLabel, symbol, steps } = relative;
  if (symbol === null)
    throw tooFar(
      relative,
      `A downgrade goes down: name a revision, base, or a number such as -1. To go up, use upgrade.`,
    );
  const start = oneRevisionFor(graph, symbol);
  const place = walkRelative(graph, start, steps, { branch: branchTest(graph, branchLabel), noOverwalk });
  if (place === null) {
    const hint = `There are fewer than ${steps} revisions above ${symbol}; head is ${namesOf(graph.heads)}.`;
    throw new RevisionError("Walked too far", { hint });
  }
  return place;
}

/** Which current revision `-N` or `branch@-N` counts from. */
function currentStart<R extends Revision>(
  graph: Graph<R>,
  current: readonly string[],
  relative: RelativeDestination,
  warn: (message: string) => void,
): { branchLabel: string; symbol: string } {
  const { branchLabel } = relative;
  if (branchLabel === null) {
    const symbol = current[0];
    if (symbol === undefined)
      throw tooFar(
        relative,
        "The database is at no revision, so there is none to go back from; 'current' shows where it is.",
      );
    if (new Set(current).size > 1) {
      warn("downgrade -1 from multiple heads is ambiguous; this usage will be disallowed in a future release.");
    }
    // The revision's own name is used as the branch, so that only its ancestors and descendants are considered.
    return { branchLabel: symbol, symbol };
  }
  let symbols: readonly string[] = filterForLineage(graph, current, branchLabel);
  if (symbols.length === 0) {
    // The branch may be there without a row of its own, because another current revision depends on it.
    const implied = filterForLineage(graph, currentBranchHeads(graph, current), branchLabel);
    symbols = implied.map((revision) => revision.revision);
  }
  if (symbols.length === 0) throw new RevisionError(`No current revision is on branch '${branchLabel}'`);
  if (symbols.length > 1) {
    throw new RevisionError(
      `Several current revisions are on branch '${branchLabel}': ${symbols.join(", ")}; name the one to count from`,
    );
  }
  return { branchLabel, symbol: symbols[0]! };
}
