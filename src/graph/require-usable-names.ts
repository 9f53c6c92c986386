import { parseRelativeDestination } from "./ranges/relative-destination.js";
import { Revision } from "./revision.js";
import { labelTaken, RevisionError } from "./revision-error.js";
import type { RevisionMap } from "./revision-map.js";

/** Names that the commands read as symbols before they look for a revision. */
const symbols: ReadonlySet<string> = new Set(["base", "head", "heads", "current"]);

/**
 * Makes sure that a new revision can be found by its names, and that no other revision has them already. Existing
 * revisions are read whatever their names are.
 *
 * @throws RevisionError when a name is taken, reads as a symbol, or holds a character that symbols or paths use.
 */
export function requireUsableNames(map: RevisionMap, revision: string, branchLabels: readonly string[]): void {
  Revision.verifyRevId(revision);
  const illegal = ["/", "\\"].filter((character) => revision.includes(character));
  if (illegal.length > 0) {
    throw new RevisionError(`Character(s) '${illegal.join(", ")}' not allowed in revision identifier '${revision}'`);
  }
  if (symbols.has(revision)) {
    throw new RevisionError(`Revision identifier '${revision}' is not allowed: commands take it for a symbol`);
  }
  for (const label of branchLabels) requireUsableLabel(label);
  const { keys } = map._graph;
  const owner = keys.get(revision);
  if (owner?.revision === revision) {
    const hint = "A file has this identifier already: give --rev-id another one.";
    throw new RevisionError(`Revision ${revision} is present more than once`, { hint });
  }
  if (owner !== undefined) throw labelTaken(revision, owner.revision, revision);
  const own = new Set([revision]);
  for (const label of branchLabels) {
    if (own.has(label)) throw labelTaken(label, revision, revision);
    const other = keys.get(label);
    if (other !== undefined) throw labelTaken(label, revision, other.revision);
    own.add(label);
  }
}

function requireUsableLabel(label: string): void {
  const illegal = [":", "@"].filter((character) => label.includes(character));
  if (illegal.length > 0) {
    throw new RevisionError(`Character(s) '${illegal.join(", ")}' not allowed in branch label '${label}'`);
  }
  if (symbols.has(label)) {
    throw new RevisionError(`Branch label '${label}' is not allowed: commands take it for a symbol`);
  }
  if (parseRelativeDestination(label) !== undefined) {
    throw new RevisionError(`Branch label '${label}' is not allowed: commands take it for a relative revision`);
  }
}
