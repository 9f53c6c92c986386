/** Returns the name that a misspelt one most likely means, or `undefined` if none is similar. */
export function similarName(given: string, names: readonly string[]): string | undefined {
  const allowed = given.length < 5 ? 1 : 2;
  const near = names
    .map((name) => ({ name, distance: distance(given.toLowerCase(), name.toLowerCase()) }))
    .sort((first, second) => first.distance - second.distance)[0];
  if (near !== undefined && near.distance <= allowed) return near.name;
  return names.find((name) => given.length > 3 && name.startsWith(given));
}

/** The number of letters to change, add or remove that turns one word into another. */
function distance(first: string, second: string): number {
  let row = Array.from({ length: second.length + 1 }, (_, at) => at);
  for (const [at, letter] of [...first].entries()) {
    const next = [at + 1];
    for (const [other, another] of [...second].entries()) {
      const changed = (row[other] ?? 0) + (letter === another ? 0 : 1);
      next.push(Math.min(changed, (row[other + 1] ?? 0) + 1, (next[other] ?? 0) + 1));
    }
    row = next;
  }
  return row[second.length] ?? 0;
}
