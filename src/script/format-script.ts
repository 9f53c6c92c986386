import { splitLines } from "../config/python-text.js";
import { formatAsComma } from "./format-as-comma.js";
import type { Script } from "./script.js";

/** What a revision's line shows besides its identifier; everything is off where it is left out, but for `treeIndicators`. */
export interface ScriptFormat {
  /** Several lines with all that is known. */
  readonly verbose?: boolean | undefined;
  /** The branch labels. */
  readonly includeBranches?: boolean | undefined;
  /** The message. */
  readonly includeDoc?: boolean | undefined;
  /** The parents and dependencies, before an arrow. */
  readonly includeParents?: boolean | undefined;
  /** `(branchpoint)` and `(mergepoint)`; default `true`. */
  readonly treeIndicators?: boolean | undefined;
  /** Whether the database is at this revision, shown as `(current)`. */
  readonly current?: boolean | undefined;
}

/** The one-line form of a revision. */
export function formatScript(script: Script, format: ScriptFormat): string {
  let text = script.revision;
  if (format.includeParents) {
    const needs = script.dependsOn === null ? "" : ` (${formatAsComma(script.dependsOn)})`;
    text = `${script.formattedDownRevision}${needs} -> ${text}`;
  }
  if (format.includeBranches && script.branchLabels.size > 0) text += ` (${formatAsComma(script.branchLabels)})`;
  if (script.isRealHead) text += " (head)";
  else if (script.isHead) text += " (effective head)";
  if (format.current) text += " (current)";
  if (format.treeIndicators ?? true) {
    if (script.isBranchPoint) text += " (branchpoint)";
    if (script.isMergePoint) text += " (mergepoint)";
  }
  return format.includeDoc ? `${text}, ${script.doc}` : text;
}

/** The many-line form of a revision, its message included; it ends with a line end. */
export function scriptLogEntry(script: Script, current: boolean): string {
  const marks = [
    script.isHead ? " (head)" : "",
    script.isBranchPoint ? " (branchpoint)" : "",
    script.isMergePoint ? " (mergepoint)" : "",
    current ? " (current)" : "",
  ].join("");
  const lines = [
    `Rev: ${script.revision}${marks}`,
    `${script.isMergePoint ? "Merges" : "Parent"}: ${script.formattedDownRevision}`,
  ];
  if (script.dependsOn !== null) lines.push(`Also depends on: ${formatAsComma(script.dependsOn)}`);
  if (script.isBranchPoint) lines.push(`Branches into: ${formatAsComma(script.nextrev)}`);
  if (script.branchLabels.size > 0) lines.push(`Branch names: ${formatAsComma(script.branchLabels)}`);
  lines.push(
    `Path: ${script.path}`,
    "",
    splitLines(script.longdoc)
      .map((line) => `    ${line}`)
      .join("\n"),
  );
  return `${lines.join("\n")}\n`;
}
