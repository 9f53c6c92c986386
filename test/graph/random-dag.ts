import fc from "fast-check";
import { Revision } from "../../src/graph/revision.js";

/** Revisions r0, r1, … in random load order, each with parents and dependencies among those of a lower number. */
export const someRevisions: fc.Arbitrary<readonly Revision[]> = fc
  .array(
    fc.record({
      parents: fc.array(fc.nat(1000), { maxLength: 3 }),
      dependencies: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.array(fc.nat(1000), { maxLength: 2 })),
      key: fc.nat(1000),
    }),
    { maxLength: 16 },
  )
  .map((nodes) =>
    nodes
      .map(({ parents, dependencies, key }, at) => {
        const pick = (numbers: readonly number[]): readonly string[] =>
          at === 0 ? [] : [...new Set(numbers.map((number) => `r${number % at}`))];
        return { key, revision: new Revision(`r${at}`, pick(parents), { dependsOn: pick(dependencies) }) };
      })
      .sort((one, other) => one.key - other.key)
      .map(({ revision }) => revision),
  );

/** How often a property is tried, and from which seed: COUNT and SEED decide; a failure names its seed. */
export function runs(): { numRuns: number; seed?: number } {
  const numRuns = Number(process.env["COUNT"] ?? 500);
  const seed = process.env["SEED"];
  return seed === undefined ? { numRuns } : { numRuns, seed: Number(seed) };
}

/** All that a revision needs, itself included, found the plain way. */
export function needsOf(revision: Revision, all: readonly Revision[]): Set<string> {
  const needs = new Set<string>();
  const visit = (id: string): void => {
    if (needs.has(id)) return;
    needs.add(id);
    const found = all.find((one) => one.revision === id)!;
    for (const parent of [...found.versionedDownRevisions, ...[found.dependsOn ?? []].flat()]) visit(parent);
  };
  visit(revision.revision);
  return needs;
}
