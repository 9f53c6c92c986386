import { drawGraph } from "./draw-graph.js";
import type { Revision } from "./revision.js";
import { idsAsArray } from "./revision-ids.js";
import { cmdFormat } from "./revision-text.js";

/** How {@link drawRevisions} describes a revision. */
export interface DrawRevisionsOptions<R extends Revision> {
  /** Tells whether a database is at a revision, which is then marked; default: no revision is marked. */
  readonly isCurrent?: ((revision: R) => boolean) | undefined;
  /** The text beside a revision; default its line as `history` has it, with what it depends on in place of parents. */
  readonly text?: ((revision: R) => string) | undefined;
}

/**
 * Draws revisions as a graph, newest first: lines lead to parents, dependencies are named.
 *
 * @param revisions the revisions as {@link walkRevisions} lists them.
 * @returns the lines of the picture.
 * @example
 * ```ts
 * import { drawRevisions, Revision, RevisionMap, walkRevisions } from "alembic-ts";
 *
 * const map = new RevisionMap([new Revision("a", null), new Revision("b", "a", { longdoc: "add users" })]);
 * console.log(drawRevisions(walkRevisions(map)).join("\n"));
 * // * b (head), add users
 * // * a
 * ```
 */
export function drawRevisions<R extends Revision>(
  revisions: readonly R[],
  options: DrawRevisionsOptions<R> = {},
): readonly string[] {
  const { isCurrent = () => false } = options;
  const text = options.text ?? ((revision: R) => graphText(revision, isCurrent(revision)));
  return drawGraph(
    revisions.map((revision) => ({
      id: revision.revision,
      parents: revision.versionedDownRevisions,
      text: text(revision),
    })),
  );
}

function graphText(revision: Revision, current: boolean): string {
  const line = cmdFormat(revision, { includeBranches: true, current });
  const dependencies = idsAsArray(revision.dependsOn);
  const needs = dependencies.length === 0 ? "" : ` (depends on ${dependencies.join(", ")})`;
  return `${line}${needs}${revision.doc === "" ? "" : `, ${revision.doc}`}`;
}
