import type { Revision } from "./revision.js";
import { idsAsArray } from "./revision-ids.js";

/** The parts of a one-line description of a revision, in addition to its identifier. */
export interface RevisionTextOptions {
  /** The branch labels; default no. */
  readonly includeBranches?: boolean;
  /** The message's first paragraph; default no. */
  readonly includeDoc?: boolean;
  /** The parents and dependencies, before the identifier; default no. */
  readonly includeParents?: boolean;
  /** Whether it is a branch point or a merge point; default yes. */
  readonly treeIndicators?: boolean;
  /** Whether to mark it as a revision that a database is at; default no. */
  readonly current?: boolean;
}

/** Options of the paragraph that describes a revision. */
export interface LogEntryOptions {
  /** The revision's file; the line is left out without one. */
  readonly path?: string | undefined;
  /** Whether to mark it as a revision that a database is at; default no. */
  readonly current?: boolean;
}

/**
 * A revision on one line, as `alembic history` and its siblings print it.
 *
 * @example
 * ```ts
 * import { cmdFormat, Revision, RevisionMap } from "alembic-ts";
 *
 * const map = new RevisionMap([new Revision("a", null), new Revision("b", "a", { longdoc: "add users" })]);
 * const line = cmdFormat(map.getRevision("b")!, { includeParents: true, includeDoc: true });
 * console.log(line); // a -> b (head), add users
 * ```
 */
export function cmdFormat(revision: Revision, options: RevisionTextOptions = {}): string {
  let text = revision.revision;
  if (options.includeParents === true) {
    const dependencies = idsAsArray(revision.dependsOn);
    const needs = dependencies.length === 0 ? "" : ` (${dependencies.join(", ")})`;
    text = `${parents(revision)}${needs} -> ${text}`;
  }
  if (options.includeBranches === true && revision.branchLabels.size > 0) {
    text += ` (${[...revision.branchLabels].join(", ")})`;
  }
  if (revision.isHead) text += revision.isRealHead ? " (head)" : " (effective head)";
  if (options.current === true) text += " (current)";
  if (options.treeIndicators ?? true) text += treeMarks(revision);
  if (options.includeDoc === true) text += `, ${revision.doc}`;
  return text;
}

/**
 * A revision as the paragraph that `alembic show` prints.
 *
 * @example
 * ```ts
 * import { logEntry, Revision, RevisionMap } from "alembic-ts";
 *
 * const map = new RevisionMap([new Revision("a", null, { longdoc: "first" })]);
 * console.log(logEntry(map.getRevision("a")!, { path: "versions/a_first.ts" }));
 * ```
 */
export function logEntry(revision: Revision, options: LogEntryOptions = {}): string {
  const current = options.current === true ? " (current)" : "";
  let entry = `Rev: ${revision.revision}${revision.isHead ? " (head)" : ""}${treeMarks(revision)}${current}\n`;
  entry += `${revision.isMergePoint ? "Merges" : "Parent"}: ${parents(revision)}\n`;
  const dependencies = idsAsArray(revision.dependsOn);
  if (dependencies.length > 0) entry += `Also depends on: ${dependencies.join(", ")}\n`;
  if (revision.isBranchPoint) entry += `Branches into: ${revision.nextrev.join(", ")}\n`;
  if (revision.branchLabels.size > 0) entry += `Branch names: ${[...revision.branchLabels].join(", ")}\n`;
  if (options.path !== undefined) entry += `Path: ${options.path}\n`;
  const lines = splitLines(revision.longdoc).map((line) => `    ${line}`);
  return `${entry}\n${lines.join("\n")}\n`;
}

/** A revision as warnings name it. */
export function revisionText(revision: Revision): string {
  const head = revision.isHead ? " (head)" : "";
  return `${parents(revision)} -> ${revision.revision}${head}${treeMarks(revision)}, ${revision.doc}`;
}

/**
 * A branch point with a line for each revision that it branches into, as `alembic branches` prints it.
 *
 * @returns the text, which ends with a line end.
 *
 * @example
 * ```ts
 * import { branchPointText, Revision, RevisionMap } from "alembic-ts";
 *
 * const map = new RevisionMap([new Revision("a", null), new Revision("b", "a"), new Revision("c", "a")]);
 * const a = map.getRevision("a")!;
 * console.log(branchPointText(a, map.getRevisions(a.nextrev)));
 * // a (branchpoint)
 * //   -> b (head)
 * //   -> c (head)
 * ```
 */
export function branchPointText(
  revision: Revision,
  children: readonly Revision[],
  options: { readonly verbose?: boolean | undefined; readonly path?: string | undefined } = {},
): string {
  const verbose = options.verbose === true;
  const first = verbose ? logEntry(revision, { path: options.path }) : cmdFormat(revision, { includeBranches: true });
  const indent = " ".repeat(revision.revision.length);
  const lines = children.map(
    (child) => `${indent} -> ${cmdFormat(child, { includeBranches: true, includeDoc: verbose })}`,
  );
  return `${first}\n${lines.join("\n")}\n`;
}

const lineEnds = "\\n\\r\\v\\f\\x1c-\\x1e\\x85\\u2028\\u2029";
const lineEnd = new RegExp(`\\r\\n|[${lineEnds}]`);

/** The lines of a text as Python's `str.splitlines()` has them: a line end at the end starts no further line. */
function splitLines(text: string): readonly string[] {
  const lines = text.split(lineEnd);
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

function parents(revision: Revision): string {
  return revision.downRevision === null ? "<base>" : idsAsArray(revision.downRevision).join(", ");
}

function treeMarks(revision: Revision): string {
  return `${revision.isBranchPoint ? " (branchpoint)" : ""}${revision.isMergePoint ? " (mergepoint)" : ""}`;
}
