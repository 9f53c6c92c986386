import type { Revision } from "../revision.js";
import { inMapOrder } from "../walk.js";

/**
 * Leaves out of each revision's dependencies those that one of its ancestors, by parents only, already has.
 *
 * Works from the dependency's side: where only one revision has it, nothing has to be walked at all, and where several
 * have it, one walk up from all of them tells which of them is above another; ranks bound that walk.
 */
export function normalizeDependencies(revisions: readonly Revision[]): void {
  const holders = new Map<Revision, Revision[]>();
  for (const revision of revisions) {
    const links = revision._links;
    if (links.dependencies.length === 0) continue;
    links.normalizedDependencies = links.dependencies;
    for (const dependency of links.dependencies) {
      const list = holders.get(dependency);
      if (list === undefined) holders.set(dependency, [revision]);
      else list.push(revision);
    }
  }
  const implied = new Map<Revision, Set<Revision>>();
  for (const [dependency, list] of holders) {
    if (list.length < 2) continue;
    const top = list.reduce((rank, revision) => Math.max(rank, revision._links.rank), 0);
    const above = descendantsUpTo(top, list);
    for (const revision of list) {
      if (!above.has(revision)) continue;
      const set = implied.get(revision);
      if (set === undefined) implied.set(revision, new Set([dependency]));
      else set.add(dependency);
    }
  }
  for (const revision of revisions) {
    const links = revision._links;
    if (links.dependencies.length < 2 && !implied.has(revision)) continue;
    const drop = implied.get(revision);
    links.normalizedDependencies = inMapOrder(links.dependencies.filter((one) => drop === undefined || !drop.has(one)));
  }
}

/** All strict descendants of the revisions, by parents only, whose rank is not higher than the given one. */
function descendantsUpTo(rank: number, revisions: readonly Revision[]): Set<Revision> {
  const above = new Set<Revision>();
  const todo = [...revisions];
  for (let revision = todo.pop(); revision !== undefined; revision = todo.pop()) {
    for (const child of revision._links.next) {
      if (child._links.rank > rank || above.has(child)) continue;
      above.add(child);
      todo.push(child);
    }
  }
  return above;
}
