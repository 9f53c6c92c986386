import type { Revision } from "../revision.js";
import { RevisionError } from "../revision-error.js";
import type { MigrationInfo } from "./migration-info.js";

/** How a step changes the version rows: which of the five kinds of change it is, and between which revisions. */
export type HeadMove =
  | { readonly kind: "deleteBranch"; readonly version: string }
  | { readonly kind: "createBranch"; readonly version: string }
  | {
      readonly kind: "merge";
      readonly deleteVersions: readonly string[];
      readonly from: string;
      readonly to: string;
    }
  | {
      readonly kind: "unmerge";
      readonly from: string;
      readonly to: string;
      readonly insertVersions: readonly string[];
      /** The log line names the inserted versions in this bracket, as Python writes a tuple or a list. */
      readonly brackets: "()" | "[]";
    }
  | { readonly kind: "update"; readonly from: string; readonly to: string };

/**
 * One step of a run, as data: a revision to apply or to take back, or a change of the version table alone.
 *
 * A step computes its change of the version rows. It runs nothing.
 */
export interface MigrationStep<R extends Revision = Revision> {
  /** What the log calls the step. */
  readonly name: "upgrade" | "downgrade" | "stamp_revision";
  /** Whether the step goes towards the heads. */
  readonly isUpgrade: boolean;
  /** Whether the step goes towards the bases. */
  readonly isDowngrade: boolean;
  /** Whether the step only writes the version table and runs no script. */
  readonly isStamp: boolean;
  /** The revision that the step applies or takes back; a stamp has none. */
  readonly revision: R | null;
  /** The message of the revision; empty for a stamp. */
  readonly doc: string;
  /** What is applied before the step, dependencies that count as parents included. */
  readonly fromRevisions: readonly string[];
  /** What is applied after the step, dependencies that count as parents included. */
  readonly toRevisions: readonly string[];
  /** The same without dependencies, as the log names it. */
  readonly fromRevisionsNoDeps: readonly string[];
  /** The same without dependencies, as the log names it. */
  readonly toRevisionsNoDeps: readonly string[];
  /** The step in words, such as `upgrade a -> b`. */
  readonly shortLog: string;
  /** The step in words with the revision's message, such as `upgrade a -> b, add users`. */
  readonly longLog: string;
  /** What an `onVersionApply` callback receives. */
  readonly info: MigrationInfo<R>;
  /**
   * What the step does to the given version rows.
   *
   * @throws RevisionError when the rows do not allow it.
   */
  headMove(heads: ReadonlySet<string>): HeadMove;
}

/** The words for a step. */
export function stepText(name: string, from: readonly string[], to: readonly string[], doc: string): string {
  const text = `${name} ${from.join(", ")} -> ${to.join(", ")}`;
  return doc === "" ? text : `${text}, ${doc}`;
}

/** The error for a step that the version rows do not allow. */
export function cannot(step: Pick<MigrationStep, "shortLog">, reason: string): RevisionError {
  return new RevisionError(`Cannot ${step.shortLog.trim()}: ${reason}`);
}
