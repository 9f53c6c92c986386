import type { RevisionIds } from "../../graph/revision-ids.js";

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

/**
 * What reading a file's header comes to: the header, the field that holds an expression, or `undefined` where the file
 * has a form that needs a closer look.
 */
export type HeaderReading = ScriptHeader | ComputedHeader | undefined;

/** Whether a reading ended at a field that holds an expression. */
export function isComputed(reading: ScriptHeader | ComputedHeader): reading is ComputedHeader {
  return "computed" in reading;
}

/** The number of the line that a position is on, from 1. */
export function lineAt(text: string, position: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < position; at = text.indexOf("\n", at + 1)) line++;
  return line;
}
