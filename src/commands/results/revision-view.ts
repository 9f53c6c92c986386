import type { Script } from "../../script/script.js";

/** A revision as commands return it: plain data, the same as `--json` prints. */
export interface RevisionView {
  readonly revision: string;
  /** The parents; none for a base. */
  readonly downRevisions: readonly string[];
  /** The dependencies, as written. */
  readonly dependsOn: readonly string[];
  /** Branch labels, those that spread from other revisions included. */
  readonly branchLabels: readonly string[];
  /** The revisions that name this one as a parent. */
  readonly children: readonly string[];
  /** First paragraph of the message. */
  readonly doc: string;
  /** The whole message. */
  readonly message: string;
  /** The file. */
  readonly path: string;
  readonly isBase: boolean;
  /** Whether no revision names this one as a parent. */
  readonly isHead: boolean;
  /** A head that another revision depends on. */
  readonly isEffectiveHead: boolean;
  readonly isBranchPoint: boolean;
  readonly isMergePoint: boolean;
  /** Whether the database is at it; left out where no database was opened. */
  readonly isCurrent?: boolean;
}

/** The data of a revision. */
export function viewRevision(script: Script, isCurrent?: boolean): RevisionView {
  const { dependsOn } = script;
  return {
    revision: script.revision,
    downRevisions: script.versionedDownRevisions,
    dependsOn: dependsOn === null ? [] : typeof dependsOn === "string" ? [dependsOn] : dependsOn,
    branchLabels: [...script.branchLabels],
    children: script.nextrev,
    doc: script.doc,
    message: script.longdoc,
    path: script.path,
    isBase: script.isBase,
    isHead: script.isHead,
    isEffectiveHead: script.isHead && !script.isRealHead,
    isBranchPoint: script.isBranchPoint,
    isMergePoint: script.isMergePoint,
    ...(isCurrent === undefined ? {} : { isCurrent }),
  };
}
