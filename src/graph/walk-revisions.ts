import type { Revision } from "./revision.js";
import { catchRevisionErrors, revisionErrorWords } from "./revision-command-error.js";
import type { RevisionIds } from "./revision-ids.js";
import type { RevisionMap } from "./revision-map.js";

/**
 * Lists the revisions between two ends, both included, newest first, as `alembic history` does.
 *
 * @param base the lower end; default all the way down.
 * @param head the upper end; default all heads.
 * @throws CommandError when an end cannot be resolved or the lower one is not below the upper one.
 * @example
 * ```ts
 * import { Revision, RevisionMap, walkRevisions } from "alembic-ts";
 *
 * const map = new RevisionMap([new Revision("a", null), new Revision("b", "a")]);
 * console.log(walkRevisions(map).map((one) => one.revision)); // [ 'b', 'a' ]
 * ```
 */
export function walkRevisions<R extends Revision>(
  map: RevisionMap<R>,
  base: RevisionIds = "base",
  head: RevisionIds = "heads",
): readonly R[] {
  return catchRevisionErrors(revisionErrorWords.walk(base, head), () =>
    map.iterateRevisions(head, base, { inclusive: true, assertRelativeLength: false }),
  );
}
