/** Returns the name that a misspelt one most likely means, or `undefined` if none is similar. */
export function similarName(given: string, names: readonly string[]): string | undefined {
  const allowed = given.length < 5 ? 1 : 2;
  const near = names
    .map((name) => ({ name, distance: distance(given.toLowerCase(), name.toLowerCase()) }))
    .sort((first, second) => first.distance - second.distance)[0];
  if (near !== undefined && near.distance <= allowed) return near.name;
  return names.find((name) => given.length > 3 && name.startsWith(given));
}

/** The smallest number of edits that turn one word into another: change, add or remove a letter, or swap two neighbours. */
function distance(first: string, second: string): number {
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: second.length + 1 }, (_, at) => at);
  for (let at = 0; at < first.length; at++) {
    const next = [at + 1];
    for (let other = 0; other < second.length; other++) {
      const changed = row[other]! + (first[at] === second[other] ? 0 : 1);
      const isSwapped = other > 0 && first[at] === second[other - 1] && first[at - 1] === second[other];
      const swapped = isSwapped ? before[other - 1]! + 1 : changed;
      next.push(Math.min(changed, swapped, row[other + 1]! + 1, next[other]! + 1));
    }
    before = row;
    row = next;
  }
  return row[second.length] ?? 0;
}
