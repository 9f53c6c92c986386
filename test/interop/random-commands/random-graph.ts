import type { Random } from "../random.js";

/** One revision of a random graph. */
export interface RandomRevision {
  readonly id: string;
  readonly down: readonly string[];
  readonly dependsOn: readonly string[];
  readonly labels: readonly string[];
  readonly message: string;
}

const LETTERS = "abcdef0123456789";
const WORDS = ["add", "users", "drop", "index", "it's", 'a "quoted" word', "naïve", "100%", "Größe", "table"];

/** An identifier; about half of them look like one that is there already. */
function randomId(random: Random, taken: readonly string[]): string {
  const length = 4 + random.below(9);
  let id = "";
  if (taken.length > 0 && random.chance(0.5)) {
    const other = random.pick(taken);
    id = other.slice(0, 1 + random.below(other.length));
  }
  while (id.length < length) id += random.pick([...LETTERS]);
  return taken.includes(id) ? randomId(random, taken) : id;
}

/**
 * A graph with branches, merges, several bases, labels, dependencies and look-alike identifiers. Parents come before
 * children, but not in the order of the file names.
 */
export function randomGraph(random: Random, size: number): readonly RandomRevision[] {
  const revisions: RandomRevision[] = [];
  const labels: string[] = [];
  for (let index = 0; index < size; index++) {
    const ids = revisions.map((revision) => revision.id);
    const recent = ids.slice(-4);
    const down =
      index === 0 || random.chance(0.08) ? [] : random.sample(recent, random.chance(0.2) ? 2 + random.below(2) : 1);
    const others = ids.filter((id) => !down.includes(id));
    const dependsOn = random.chance(0.12) ? random.sample([...others, ...labels], 1 + random.below(2)) : [];
    const own = random.chance(0.15) ? [`${random.pick(["lib", "feature", "ab12", "zz"])}${index}`] : [];
    if (own.length > 0 && random.chance(0.2)) own.push(`extra${index}`);
    const message = random.chance(0.05) ? "" : random.sample(WORDS, 1 + random.below(3)).join(" ");
    revisions.push({ id: randomId(random, [...ids, ...labels]), down, dependsOn, labels: own, message });
    labels.push(...own);
  }
  return revisions;
}
