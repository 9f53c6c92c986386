import type { Graph } from "../build/build-graph.js";
import type { Revision } from "../revision.js";
import { RangeNotAncestorError, RevisionError } from "../revision-error.js";
import { idsAsArray, type RevisionIds } from "../revision-ids.js";
import { ancestorsOf, assertNoOverlap, descendantsOf, inMapOrder } from "../walk.js";
import { parseDowngradeTarget } from "./downgrade-target.js";
import { namesOf, parseRelativeDestination, tooFar } from "./relative-destination.js";
import { branchTest, filterForLineage, oneRevisionFor, placesFor } from "./resolve.js";
import { onlyRevisions, type Place, walkRelative } from "./walk-relative.js";

/** Which revisions a range holds, and the heads to list them from. */
export interface Collected<R extends Revision> {
  readonly revisions: ReadonlySet<R>;
  readonly heads: readonly R[];
}

/** The range to collect and how strict to be about its ends. */
export interface Range {
  readonly upper: RevisionIds;
  readonly lower: RevisionIds;
  /** Whether the lower end itself is in the range. */
  readonly inclusive: boolean;
  /** Whether the range has everything that the upper end needs, even what is not above the lower end. */
  readonly implicitBase: boolean;
  /** Whether a relative end that leads out of the graph is an error. */
  readonly assertRelativeLength: boolean;
}

/**
 * Collects the revisions between the lower and the upper end: all that the upper end needs and the lower one does not
 * have.
 *
 * @throws RevisionError when an end is unknown, or the lower one is not an ancestor of the upper one.
 */
export function collectUpgrade<R extends Revision>(
  graph: Graph<R>,
  range: Range,
  warn: (message: string) => void,
): Collected<R> {
  const { upper, lower, inclusive, implicitBase, assertRelativeLength } = range;
  const places = parseUpgradeTarget(graph, lower, upper, assertRelativeLength);
  const targets = onlyOnBranchOf(graph, lower, onlyRevisions(places, upper));

  assertNoOverlap(targets, (links) => links.normalizedDown);
  const required = ancestorsOf(targets, true);
  let current = placesFor(graph, lower);
  if (!implicitBase && current.some((place) => place !== null && (place === "base" || !required.has(place)))) {
    throw new RangeNotAncestorError(lower, upper);
  }
  let included = lower;
  if (current[0] === null) {
    // A lower end such as `-3` that leads below the bases: count again from the upper end.
    const { place } = parseDowngradeTarget(graph, upper, lower, assertRelativeLength, warn);
    current = place === "base" || place === null ? [] : [place];
    included = place === "base" || place === null ? null : place.revision;
  }
  assertNoOverlap(current, (links) => links.normalizedDown);
  const from = onlyRevisions(current, lower);
  const passed = ancestorsOf(from, true);
  const needs = new Set<R>();
  for (const revision of required) if (!passed.has(revision)) needs.add(revision);
  if (inclusive) for (const revision of onlyRevisions(placesFor(graph, included), lower)) needs.add(revision);
  if (from.length === 0 || implicitBase) return { revisions: needs, heads: targets };
  const above = descendantsOf(from, false);
  for (const revision of needs) if (!above.has(revision)) needs.delete(revision);
  return { revisions: needs, heads: targets };
}

/** With a lower end such as `branch@base`, only the targets on that branch. */
function onlyOnBranchOf<R extends Revision>(graph: Graph<R>, lower: RevisionIds, targets: readonly R[]): readonly R[] {
  if (typeof lower !== "string" || !lower.includes("@")) return targets;
  let branch = lower.slice(0, lower.indexOf("@"));
  const revision = oneRevisionFor(graph, branch);
  if (revision !== null && revision.revision === branch) {
    // A revision was named in place of a label.
    const labels = [...revision.branchLabels];
    if (labels.length !== 1) {
      throw new RevisionError(
        `Revision ${branch} is on ${labels.length === 0 ? "no labelled branch" : `branches ${labels.join(", ")}`}; name a branch label to narrow the range`,
      );
    }
    branch = labels[0]!;
  }
  return inMapOrder(targets.filter((target) => target.branchLabels.has(branch)));
}

/**
 * The revisions that the target of an upgrade means, relative to the current revisions.
 *
 * @throws RevisionError when the target is unknown or means more revisions than it may.
 */
function parseUpgradeTarget<R extends Revision>(
  graph: Graph<R>,
  current: RevisionIds,
  target: RevisionIds,
  assertRelativeLength: boolean,
): readonly Place<R>[] {
  const relative = typeof target === "string" ? parseRelativeDestination(target) : undefined;
  if (relative === undefined) return placesFor(graph, target);

  const { branchLabel, symbol, steps } = relative;
  const noOverwalk = assertRelativeLength;
  if (steps <= 0) {
    if (symbol === null) {
      const hint = `An upgrade goes up: name a revision, head, or a number such as +1. To go back from ${namesOf(idsAsArray(current))}, use downgrade.`;
      throw tooFar({ text: String(steps), steps }, hint);
    }
    const start = oneRevisionFor(graph, branchLabel === null ? symbol : `${branchLabel}@${symbol}`);
    return [walkRelative(graph, start, steps, { noOverwalk })];
  }
  const start = symbol === null ? startOnBranch(graph, current, branchLabel) : oneRevisionFor(graph, symbol);
  const place = walkRelative(graph, start, steps, { branch: branchTest(graph, branchLabel), noOverwalk });
  if (place === null && symbol === null) {
    const from = namesOf(start === null ? [] : [start.revision]);
    throw tooFar(
      relative,
      `There are fewer than ${steps} revisions above ${from === "no revision" ? "base" : from}; head is ${namesOf(graph.heads)}.`,
    );
  }
  return [place];
}

/** Where `+N` or `branch@+N` starts: at the only current revision, or at the only one that the branch has reached. */
function startOnBranch<R extends Revision>(
  graph: Graph<R>,
  current: RevisionIds,
  branchLabel: string | null,
): R | null {
  const ids = idsAsArray(current);
  let starts: readonly (R | string)[] = ids;
  if (branchLabel !== null) {
    const revisions = placesFor(graph, ids) as readonly R[];
    starts = filterForLineage(graph, revisions, branchLabel);
    if (starts.length === 0) {
      const reached = filterForLineage(graph, ancestorsOf(revisions, true), branchLabel);
      const passed = new Set(reached.flatMap((revision) => revision._links.normalizedDown));
      starts = reached.filter((revision) => !passed.has(revision));
    }
  }
  if (starts.length > 1) {
    const names = starts.map((one) => (typeof one === "string" ? one : one.revision)).sort();
    throw new RevisionError("Ambiguous upgrade from multiple current revisions", {
      hint: `The database is at ${names.join(", ")}; say from which to count, as in ${names[0]}+1, or name a branch, as in <branch label>@+1`,
    });
  }
  const [start = null] = starts;
  return typeof start === "string" ? oneRevisionFor(graph, start) : start;
}
