import type { RevisionIds } from "../graph/revision-ids.js";

/** What a revision file says of itself, read without running it. */
export interface ScriptHeader {
  /** `undefined` where the file has no such variable. */
  readonly revision: string | undefined;
  /** `undefined` where the file has no such variable. */
  readonly downRevision: RevisionIds | undefined;
  readonly branchLabels: RevisionIds;
  readonly dependsOn: RevisionIds;
  /** The leading comment, or docstring, without the white space around it. */
  readonly longdoc: string;
}

/** A header that has all that a revision needs. */
export interface CompleteHeader extends ScriptHeader {
  readonly revision: string;
  readonly downRevision: RevisionIds;
}

/** A file whose header holds an expression, so that it says nothing until it is run. */
export interface ComputedHeader {
  /** The variable that is computed, by its name in the file. */
  readonly computed: string;
  readonly line: number;
}
