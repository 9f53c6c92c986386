import type { Revision } from "../../src/graph/revision.js";
import { RevisionMap } from "../../src/graph/revision-map.js";
import { ancestorsOf } from "../../src/graph/walk.js";
import { type Query, type RevisionSpec, revisionOf } from "../graph/graph-case.js";
import type { Random } from "./random.js";

/** Identifiers, many of which begin alike; a few look like numbers, and some are shorter than a partial match may be. */
function identifiers(random: Random, count: number): readonly string[] {
  const stems = ["abcd", "abce", "abc", "ab", "1234", "12", "feat", "x", "rev_", "ünï"];
  const ids = new Set<string>();
  while (ids.size < count) {
    const length = random.below(4);
    let id = random.pick(stems);
    for (let more = 0; more < length; more++) id += random.pick(["0", "1", "a", "b", "_"]);
    ids.add(id);
  }
  return [...ids];
}

/** A graph with branches, merges, several bases, labels and dependencies, in random order of loading. */
export function randomRevisions(random: Random): readonly RevisionSpec[] {
  const count = random.chance(0.05) ? 0 : 1 + random.below(random.chance(0.03) ? 90 : random.chance(0.2) ? 24 : 10);
  const ids = identifiers(random, count);
  const labels = random
    .sample(["feature", "feat", "lib", "abcdef", "main", "12345"], 5)
    .filter((label) => !ids.includes(label));
  const baseChance = random.pick([0.02, 0.15, 0.4]);
  const mergeChance = random.pick([0, 0.15, 0.4]);
  const dependChance = random.pick([0, 0.15, 0.4]);
  const spread = random.pick([1, 2, 5, count]);
  const specs: RevisionSpec[] = ids.map((id, at) => {
    const earlier = ids.slice(0, at);
    const near = earlier.slice(-spread);
    const isBase = at === 0 || random.chance(baseChance);
    const parents = isBase ? [] : random.sample(near, random.chance(mergeChance) ? 2 + random.below(2) : 1);
    const dependencies = random.chance(dependChance) ? random.sample(earlier, 1 + random.below(2)) : [];
    const own = labels.length > 0 && random.chance(isBase ? 0.5 : 0.15) ? [labels.pop()!] : [];
    if (own.length > 0 && labels.length > 0 && random.chance(0.15)) own.push(labels.pop()!);
    const doc = random.pick(["", `about ${id}`, `first line\nsecond\n\nmore of ${id}\n\n  and more\n`, "x, y -> z"]);
    return {
      id,
      ...(parents.length > 0 ? { down: parents.length === 1 && random.chance(0.7) ? parents[0]! : parents } : {}),
      ...(dependencies.length > 0 ? { depends: dependencies } : {}),
      ...(own.length > 0 ? { labels: own } : {}),
      ...(doc !== "" ? { doc } : {}),
    };
  });
  const byLabel = specs.map((spec) => withLabelDependency(random, spec, specs));
  return random.chance(0.5) ? byLabel : random.sample(byLabel, byLabel.length);
}

/** Now and then names a dependency by its label. */
function withLabelDependency(random: Random, spec: RevisionSpec, specs: readonly RevisionSpec[]): RevisionSpec {
  if (spec.depends === undefined || spec.depends === null || random.chance(0.6)) return spec;
  const depends = [spec.depends].flat().map((id) => {
    const labels = specs.find((one) => one.id === id)?.labels;
    return labels === undefined || labels === null ? id : [labels].flat()[0]!;
  });
  return { ...spec, depends };
}

/** A graph that cannot be loaded, most of the time: a name that is missing, taken twice or part of a cycle. */
export function brokenRevisions(random: Random): readonly RevisionSpec[] {
  const specs = [...randomRevisions(random)];
  if (specs.length === 0) return specs;
  const at = random.below(specs.length);
  const spec = specs[at]!;
  const any = random.pick(specs);
  const kind = random.below(7);
  if (kind === 0) specs[at] = { ...spec, down: "missing" };
  if (kind === 1) specs[at] = { ...spec, depends: [any.id, "gone"] };
  if (kind === 2) specs[at] = { ...spec, down: random.sample([...specs, spec], 2).map((one) => one.id) };
  if (kind === 3) specs[at] = { ...spec, depends: random.sample(specs, 2).map((one) => one.id) };
  if (kind === 4) specs[at] = { ...spec, id: any.id };
  if (kind === 5) specs[at] = { ...spec, labels: [any.id] };
  if (kind === 6) specs.push({ ...spec, down: random.chance(0.5) ? null : (spec.down ?? null) });
  // To Alembic a revision that another one replaces is still its parents' child if it has a label; here it is not.
  const isReplaced = (one: RevisionSpec, at: number): boolean => specs.findLastIndex(({ id }) => id === one.id) !== at;
  return specs.map((one, at) => {
    if (!isReplaced(one, at)) return one;
    const { labels: _, ...rest } = one;
    return rest;
  });
}

/** Rows that the version table can have: revisions of which none needs another. */
export function randomRows(random: Random, map: RevisionMap): readonly string[] {
  const picked = random.sample([...map.revisions], random.below(4));
  if (random.chance(0.05)) return picked.map((revision) => revision.revision);
  return picked
    .filter((one) => !picked.some((other) => other !== one && ancestorsOf([other as Revision], true).has(one)))
    .map((revision) => revision.revision);
}

/** A symbol of any form, often one that means something in the graph. */
export function randomSymbol(random: Random, map: RevisionMap, specs: readonly RevisionSpec[]): string {
  const ids = specs.map((spec) => spec.id);
  const labels = specs.flatMap((spec) => [spec.labels ?? []].flat());
  const name = (): string => {
    if (ids.length === 0 || random.chance(0.03)) return random.pick(["nosuch", "zz", "", "head", "base"]);
    if (labels.length > 0 && random.chance(0.2)) return random.pick(labels);
    const id = random.pick(ids);
    if (random.chance(0.2)) return id.slice(0, 1 + random.below(id.length));
    return id;
  };
  const symbol = (): string => {
    const dice = random.next();
    if (dice < 0.12) return "head";
    if (dice < 0.26) return "heads";
    if (dice < 0.36) return "base";
    return name();
  };
  const dice = random.next();
  const branch = (): string => (labels.length > 0 && random.chance(0.7) ? random.pick(labels) : name());
  const number = (): string => random.pick(["+1", "+1", "+2", "+3", "-1", "-1", "-2", "-3", "+0", "-0", "+02", "-1x"]);
  void map;
  if (dice < 0.4) return symbol();
  if (dice < 0.6) return `${branch()}@${symbol()}`;
  if (dice < 0.72) return number();
  if (dice < 0.82) return `${branch()}@${number()}`;
  if (dice < 0.93) return `${symbol()}${number()}`;
  return `${branch()}@${symbol()}${number()}`;
}

/** Questions about a graph that can be loaded. */
export function randomQueries(random: Random, specs: readonly RevisionSpec[], count: number): readonly Query[] {
  const map = new RevisionMap(specs.map(revisionOf));
  const symbol = (): string => randomSymbol(random, map, specs);
  const rows = (): readonly string[] => randomRows(random, map);
  const several = (): string | readonly string[] =>
    random.chance(0.7) ? symbol() : Array.from({ length: random.below(4) }, symbol);
  const end = (): string => (random.chance(0.25) ? "" : symbol());
  const makers: readonly (() => Query)[] = [
    () => ["upgrade", several(), rows()],
    () => ["upgrade", symbol(), rows()],
    () => ["upgrade", random.pick(["head", "heads"]), rows()],
    () => ["downgrade", symbol(), rows()],
    () => ["downgrade", symbol(), rows()],
    () => ["downgrade", random.pick(["base", "-1"]), rows()],
    () => ["stamp", several(), rows()],
    () => ["history", end(), end()],
    () => ["history", "", ""],
    () => ["show", several(), random.chance(0.3)],
    () => ["revisions", several()],
    () => ["scripts", several()],
    () => ["revision", symbol()],
    () => ["number", random.chance(0.1) ? null : symbol()],
    () => ["resolve", symbol()],
    () => ["current_head", random.chance(0.5) ? null : symbol().split(/[@+-]/)[0]!],
    () => ["script_head"],
    () => ["all_current", rows()],
    () => ["lineage", specs.map((spec) => spec.id), symbol(), random.chance(0.5)],
    () => ["branches", random.chance(0.5)],
    () => ["map"],
    () => [
      "iterate",
      random.chance(0.3) ? rows() : several(),
      random.chance(0.3) ? rows() : symbol(),
      random.chance(0.5),
      random.chance(0.5),
      random.chance(0.5),
      random.chance(0.2),
    ],
  ];
  return Array.from({ length: count }, () => random.pick(makers)());
}
