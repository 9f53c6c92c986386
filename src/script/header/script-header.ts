import type { RevisionIds } from "../../graph/revision-ids.js";

/** The header of a revision file, read without running it. */
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

/** A file whose header has an expression, so that it must be run to be read. */
export interface ComputedHeader {
  /** The variable that is computed, by its name in the file. */
  readonly computed: string;
  readonly line: number;
  /** The leading comment, or docstring, where it is known without running the file. */
  readonly longdoc?: string;
}

/**
 * The result of reading a file's header: the header, the field that has an expression, or `undefined` where the file
 * has
 * a form that only {@link readScriptClosely} reads.
 */
export type HeaderReading = ScriptHeader | ComputedHeader | undefined;

/** Whether a field of the header has an expression. */
export function isComputed(reading: ScriptHeader | ComputedHeader): reading is ComputedHeader {
  return "computed" in reading;
}

/** The number of the line that a position is on, from 1. */
export function lineAt(text: string, position: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < position; at = text.indexOf("\n", at + 1)) line++;
  return line;
}
