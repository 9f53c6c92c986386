import type { Revision } from "../revision.js";
import { walk } from "../walk.js";

/** A database for a picture of the graph, with the rows of its version table. */
export interface GraphDatabase {
  /** The name that the picture shows, such as `production`. */
  readonly name: string;
  /** The rows of its version table; empty for a database without a revision. */
  readonly rows: readonly string[];
}

/** A revision in a picture of the graph, as plain data. */
export interface GraphRevision {
  readonly revision: string;
  /** The message's first paragraph. */
  readonly doc: string;
  /** The parents, including those outside the picture. */
  readonly parents: readonly string[];
  /** The revisions that it depends on and that are not parents of it. */
  readonly dependencies: readonly string[];
  /** The branch labels that it declares itself. */
  readonly labels: readonly string[];
  /** All labels of the branches that it is part of. */
  readonly branchLabels: readonly string[];
  /** `head` if no revision has it as parent or dependency, `effective` if some only depend on it, otherwise `null`. */
  readonly head: "head" | "effective" | null;
  readonly isBase: boolean;
  readonly isBranchPoint: boolean;
  readonly isMergePoint: boolean;
  /** The databases that are at it. */
  readonly databases: readonly string[];
  /** The databases that it has been applied to, including those that are at it. */
  readonly appliedTo: readonly string[];
}

/** The place of a database in the graph. */
export interface GraphPosition {
  readonly name: string;
  /** The revisions that it is at. */
  readonly at: readonly string[];
  /** Version rows that name no revision of the graph, because other or newer scripts migrated the database. */
  readonly unknown: readonly string[];
  /** The number of revisions of the whole graph that have not been applied to it. */
  readonly pending: number;
}

/** The data of a picture of the graph. */
export interface GraphView {
  /** The revisions from top to bottom, each above its parents. */
  readonly revisions: readonly GraphRevision[];
  readonly databases: readonly GraphPosition[];
}

/**
 * Collects the data of a picture: the revisions with their marks, and the places of databases.
 *
 * @param revisions the revisions as {@link walkRevisions} lists them, newest first.
 * @param all all revisions of the graph; by default `revisions` are all.
 * @returns data for {@link drawTerminal}, {@link drawMermaid}, {@link drawDot}, {@link drawSvg} and {@link drawHtml}.
 * @example
 * ```ts
 * import { drawMermaid, graphView, Revision, RevisionMap, walkRevisions } from "alembic-ts";
 *
 * const map = new RevisionMap([new Revision("a", null), new Revision("b", "a", { longdoc: "add users" })]);
 * const view = graphView(walkRevisions(map), [{ name: "production", rows: ["a"] }]);
 * console.log(view.databases[0]?.pending); // 1
 * console.log(drawMermaid(view));
 * ```
 */
export function graphView(
  revisions: readonly Revision[],
  databases: readonly GraphDatabase[] = [],
  all: readonly Revision[] = revisions,
): GraphView {
  const byId = new Map(all.map((revision) => [revision.revision, revision]));
  const applied = databases.map(({ rows }) => {
    const known = rows.flatMap((row) => byId.get(row) ?? []);
    return new Set([...walk(known, (links) => links.allDown)].map(({ revision }) => revision));
  });
  return {
    revisions: revisions.map((revision) => describe(revision, databases, applied)),
    databases: databases.map(({ name, rows }, place) => ({
      name,
      at: rows.filter((row) => byId.has(row)),
      unknown: rows.filter((row) => !byId.has(row)),
      pending: byId.size - applied[place]!.size,
    })),
  };
}

function describe(
  revision: Revision,
  databases: readonly GraphDatabase[],
  applied: readonly ReadonlySet<string>[],
): GraphRevision {
  const id = revision.revision;
  const parents = [...new Set(revision.versionedDownRevisions)];
  return {
    revision: id,
    doc: revision.doc,
    parents,
    dependencies: [...new Set(revision.resolvedDependencies)].filter((one) => !parents.includes(one)),
    labels: revision.ownBranchLabels,
    branchLabels: [...revision.branchLabels],
    head: !revision.isHead ? null : revision.isRealHead ? "head" : "effective",
    isBase: revision.isBase,
    isBranchPoint: revision.isBranchPoint,
    isMergePoint: revision.isMergePoint,
    databases: databases.filter(({ rows }) => rows.includes(id)).map(({ name }) => name),
    appliedTo: databases.filter((_, place) => applied[place]!.has(id)).map(({ name }) => name),
  };
}

/** The marks of a revision after its identifier, such as `(lib) (head)`, as `history` prints them. */
export function marksOf({ labels, head, isBranchPoint, isMergePoint }: GraphRevision): readonly string[] {
  return [
    ...(labels.length === 0 ? [] : [`(${labels.join(", ")})`]),
    ...(head === null ? [] : [head === "head" ? "(head)" : "(effective head)"]),
    ...(isBranchPoint ? ["(branchpoint)"] : []),
    ...(isMergePoint ? ["(mergepoint)"] : []),
  ];
}
