import { AlembicError, type AlembicErrorOptions } from "../support/alembic-error.js";
import type { RevisionIds } from "./revision-ids.js";

/**
 * The revision graph is invalid, or a request to it is.
 *
 * The same as `alembic.script.revision.RevisionError`; its subclasses are more precise.
 *
 * @example
 * ```ts
 * import { Revision, RevisionError, RevisionMap } from "alembic-ts";
 *
 * const map = new RevisionMap([new Revision("a", null)]);
 * try {
 *   map.getRevision("zzz");
 * } catch (error) {
 *   if (error instanceof RevisionError) console.log(error.code); // graph.resolution
 * }
 * ```
 */
export class RevisionError extends AlembicError {
  readonly code: string = "graph.revision";
}

/** The way out where a revision is not where a command needs it. */
export const showTheWay = "'current' shows where the database is, and 'history' how the revisions follow one another.";

/**
 * The lower end of a requested range is not an ancestor of its upper end.
 *
 * @example
 * ```ts
 * import { RangeNotAncestorError, type RevisionMap } from "alembic-ts";
 *
 * function isBelow(map: RevisionMap, lower: string, upper: string): boolean {
 *   try {
 *     map.iterateRevisions(upper, lower);
 *     return true;
 *   } catch (error) {
 *     if (error instanceof RangeNotAncestorError) return false;
 *     throw error;
 *   }
 * }
 * ```
 */
export class RangeNotAncestorError extends RevisionError {
  override readonly code: string = "graph.range_not_ancestor";
  /** The lower end as it was requested. */
  readonly lower: RevisionIds;
  /** The upper end as it was requested. */
  readonly upper: RevisionIds;

  constructor(lower: RevisionIds, upper: RevisionIds) {
    super(`Revision ${nameOf(lower)} is not an ancestor of revision ${nameOf(upper)}`, { hint: showTheWay });
    this.lower = lower;
    this.upper = upper;
  }
}

/**
 * A symbol such as `head` has to mean one revision, and the graph has several.
 *
 * @example
 * ```ts
 * import { MultipleHeads, type RevisionMap } from "alembic-ts";
 *
 * function headsOf(map: RevisionMap): readonly (string | null)[] {
 *   try {
 *     return [map.getCurrentHead()];
 *   } catch (error) {
 *     if (error instanceof MultipleHeads) return error.heads;
 *     throw error;
 *   }
 * }
 * ```
 */
export class MultipleHeads extends RevisionError {
  override readonly code: string = "graph.multiple_heads";
  /** The revisions that the symbol could mean. */
  readonly heads: readonly string[];
  /** The symbol as it was requested. */
  readonly argument: string;

  constructor(heads: readonly string[], argument: string) {
    super(`Multiple heads are present for given argument '${argument}'; ${heads.join(", ")}`, {
      hint: howToJoin(heads, argument),
    });
    this.heads = heads;
    this.argument = argument;
  }
}

/**
 * A name belongs to no revision, to several, or to one on another branch.
 *
 * @example
 * ```ts
 * import { ResolutionError, type RevisionMap } from "alembic-ts";
 *
 * function exists(map: RevisionMap, id: string): boolean {
 *   try {
 *     return map.getRevision(id) !== null;
 *   } catch (error) {
 *     if (error instanceof ResolutionError) return false;
 *     throw error;
 *   }
 * }
 * ```
 */
export class ResolutionError extends RevisionError {
  override readonly code: string = "graph.resolution";
  /** The name that could not be resolved. */
  readonly argument: string;

  constructor(message: string, argument: string, options?: AlembicErrorOptions) {
    super(message, options);
    this.argument = argument;
  }
}

/**
 * A revision names another one, as its parent or as a dependency, that the graph does not have.
 *
 * @example
 * ```ts
 * import { MissingRevisionError, Revision, RevisionMap } from "alembic-ts";
 *
 * try {
 *   console.log(new RevisionMap([new Revision("b", "a")]).heads);
 * } catch (error) {
 *   if (error instanceof MissingRevisionError) console.log(error.missing, error.referencedFrom); // a b
 * }
 * ```
 */
export class MissingRevisionError extends RevisionError {
  override readonly code: string = "graph.missing_revision";
  /** The name that is missing. */
  readonly missing: string;
  /** The identifier of the revision that names it. */
  readonly referencedFrom: string;

  constructor(message: string, missing: string, referencedFrom: string) {
    super(message, {
      hint: `Put the file of ${missing} back into the folder of versions, or name another revision in ${referencedFrom}.`,
    });
    this.missing = missing;
    this.referencedFrom = referencedFrom;
  }
}

/**
 * Revisions follow one another in a circle.
 *
 * @example
 * ```ts
 * import { CycleDetected, Revision, RevisionMap } from "alembic-ts";
 *
 * try {
 *   console.log(new RevisionMap([new Revision("a", "b"), new Revision("b", "a")]).heads);
 * } catch (error) {
 *   if (error instanceof CycleDetected) console.log(error.revisions); // [ 'a', 'b' ]
 * }
 * ```
 */
export class CycleDetected extends RevisionError {
  override readonly code: string = "graph.cycle";
  /** The revisions that take part. */
  readonly revisions: readonly string[];

  constructor(revisions: readonly string[], kind = "Cycle") {
    super(`${kind} is detected in revisions (${revisions.join(", ")})`, {
      hint: "Each revision has to name an older one: correct the one that names a newer one.",
    });
    this.revisions = revisions;
  }
}

/**
 * Revisions follow one another in a circle once dependencies are counted.
 *
 * @example
 * ```ts
 * import { DependencyCycleDetected, Revision, RevisionMap } from "alembic-ts";
 *
 * const revisions = [new Revision("a", null, { dependsOn: "b" }), new Revision("b", "a")];
 * try {
 *   console.log(new RevisionMap(revisions).heads);
 * } catch (error) {
 *   if (error instanceof DependencyCycleDetected) console.log(error.revisions); // [ 'a', 'b' ]
 * }
 * ```
 */
export class DependencyCycleDetected extends CycleDetected {
  override readonly code: string = "graph.dependency_cycle";

  constructor(revisions: readonly string[], kind = "Dependency cycle") {
    super(revisions, kind);
  }
}

/**
 * A revision names itself as its parent.
 *
 * @example
 * ```ts
 * import { LoopDetected, Revision } from "alembic-ts";
 *
 * try {
 *   new Revision("a", "a");
 * } catch (error) {
 *   if (error instanceof LoopDetected) console.log(error.message); // Self-loop is detected in revisions (a)
 * }
 * ```
 */
export class LoopDetected extends CycleDetected {
  override readonly code: string = "graph.loop";

  constructor(revision: string) {
    super([revision], "Self-loop");
  }
}

/**
 * A revision names itself as a dependency.
 *
 * @example
 * ```ts
 * import { DependencyLoopDetected, Revision } from "alembic-ts";
 *
 * try {
 *   new Revision("a", null, { dependsOn: "a" });
 * } catch (error) {
 *   if (error instanceof DependencyLoopDetected) console.log(error.revisions); // [ 'a' ]
 * }
 * ```
 */
export class DependencyLoopDetected extends DependencyCycleDetected {
  override readonly code: string = "graph.dependency_loop";

  constructor(revision: string) {
    super([revision], "Dependency self-loop");
  }
}

/** The error for a branch label that is the name of another revision or branch already. @internal */
export function labelTaken(label: string, revision: string, owner: string): RevisionError {
  return new RevisionError(`Branch name '${label}' in revision ${revision} already used by revision ${owner}`);
}

function nameOf(ids: RevisionIds): string {
  const text = typeof ids === "string" ? ids : (ids ?? []).join(", ");
  return text === "" ? "base" : text;
}

/** The hint for an argument such as `head` that means several revisions. */
function howToJoin(heads: readonly string[], argument: string): string | undefined {
  const symbol = /^(.*@)?heads?$/.exec(argument);
  if (symbol === null) return undefined;
  const names = heads.length > 5 ? `${heads.slice(0, 5).join(", ")}, …` : heads.join(", ");
  return `The heads are ${names}: 'merge ${symbol[1] ?? ""}heads' writes a revision that joins them.`;
}
