import type { ScriptDirectory } from "../index.js";

/** Those of a file's revisions that this version of the package has no script for. */
export function unknownRevisions(scripts: ScriptDirectory, heads: readonly string[]): readonly string[] {
  if (heads.length === 0) return [];
  const known = new Set(Array.from(scripts.walkRevisions(), (script) => script.revision));
  return heads.filter((head) => !known.has(head));
}
