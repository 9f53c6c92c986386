import { similarName } from "../../support/similar-name.js";
import type { Graph } from "../build/build-graph.js";
import { Revision } from "../revision.js";
import { MultipleHeads, ResolutionError, RevisionError } from "../revision-error.js";
import type { RevisionIds } from "../revision-ids.js";
import { ancestorsOf, descendantsOf, inMapOrder, walk } from "../walk.js";
import { onlyRevisions, type Place, walkRelative } from "./walk-relative.js";

/** The parts of a symbol: the names that it means, and the branch that it is narrowed to. */
export interface ResolvedSymbol {
  readonly ids: readonly string[];
  readonly branchLabel: string | null;
}

/**
 * Replaces `head`, `heads` and `base` by the identifiers that they mean, and splits `branch@` off. Other names are
 * kept.
 */
export function resolveSymbol<R extends Revision>(graph: Graph<R>, symbol: RevisionIds): ResolvedSymbol {
  if (symbol === null) return { ids: [], branchLabel: null };
  if (typeof symbol !== "string") {
    if (!Array.isArray(symbol) || (symbol.length > 0 && typeof symbol[0] !== "string")) throw notAString(symbol);
    return { ids: symbol, branchLabel: null };
  }
  const at = symbol.indexOf("@");
  const branchLabel = at < 0 ? null : symbol.slice(0, at);
  const id = symbol.slice(at + 1);
  if (id === "heads") {
    return { ids: branchLabel ? filterForLineage(graph, graph.heads, branchLabel) : graph.realHeads, branchLabel };
  }
  if (id === "head") {
    const head = currentHead(graph, branchLabel);
    return { ids: head === null ? [] : [head], branchLabel };
  }
  return { ids: id === "base" ? [] : [id], branchLabel };
}

/** The only head of the whole graph or of a branch, or `null` where the graph is empty. */
export function currentHead<R extends Revision>(graph: Graph<R>, branchLabel: string | null): string | null {
  const heads = branchLabel ? filterForLineage(graph, graph.heads, branchLabel) : graph.heads;
  if (heads.length > 1) throw new MultipleHeads(heads, branchLabel ? `${branchLabel}@head` : "head");
  return heads[0] ?? null;
}

/** The places that the symbols mean, in the order of the symbols. */
export function placesFor<R extends Revision>(
  graph: Graph<R>,
  symbols: RevisionIds | readonly (string | null)[],
): readonly Place<R>[] {
  if (Array.isArray(symbols)) return symbols.flatMap((symbol) => placesFor(graph, symbol));
  const known = exactly(graph, symbols as string | null);
  if (known !== undefined) return [known];
  const { ids, branchLabel } = resolveSymbol(graph, symbols as string | null);
  const steps = ids.length === 1 ? negativeInteger(ids[0]!) : undefined;
  if (steps !== undefined) {
    const heads = placesFor(graph, "heads") as readonly R[];
    return heads
      .filter((head) => branchLabel === null || head.branchLabels.has(branchLabel))
      .map((head) => walkRelative(graph, head, steps));
  }
  return ids.map((id) => revisionFor(graph, id, branchLabel));
}

/** The revision with just this identifier, unless the identifier also reads as a symbol. */
function exactly<R extends Revision>(graph: Graph<R>, id: string | null): R | undefined {
  if (id === null || id === "head" || id === "heads" || id === "base") return undefined;
  const revision = graph.keys.get(id);
  return revision?.revision === id ? revision : undefined;
}

/** The one revision that a symbol means, or `null` for the base. */
export function oneRevisionFor<R extends Revision>(graph: Graph<R>, symbol: RevisionIds): R | null {
  const { ids, branchLabel } = resolveSymbol(graph, symbol);
  if (ids.length > 1) throw new MultipleHeads(ids, Array.isArray(symbol) ? symbol.join(", ") : (symbol as string));
  if (ids.length === 0) {
    if (branchLabel) branchRevision(graph, branchLabel);
    return null;
  }
  return revisionFor(graph, ids[0]!, branchLabel);
}

/** The revision behind the name of a branch: the one that declares the label, or one with that identifier. */
export function branchRevision<R extends Revision>(graph: Graph<R>, branchLabel: string): R {
  const known = graph.keys.get(branchLabel);
  if (known !== undefined) return known;
  try {
    return revisionFor(graph, branchLabel, null);
  } catch (error) {
    if (!(error instanceof ResolutionError)) throw error;
    const labels = [...graph.keys].flatMap(([key, { revision }]) => (key === revision ? [] : [key]));
    const known = labels.length === 0 ? "There are no branch labels" : `The branch labels are ${labels.join(", ")}`;
    throw new ResolutionError(`No such branch: '${branchLabel}'`, branchLabel, { cause: error, hint: `${known}.` });
  }
}

/** The revision that an identifier, the beginning of one, or a label names. */
export function revisionFor<R extends Revision>(graph: Graph<R>, id: string, branchLabel: string | null): R {
  const branch = branchLabel ? branchRevision(graph, branchLabel) : undefined;
  const revision = graph.keys.get(id) ?? partialMatch(graph, id, branch === undefined ? null : branchLabel);
  if (branch !== undefined && !lineageOf([branch], false).has(revision)) {
    const message = `Revision ${revision.revision} is not a member of branch '${branchLabel}'`;
    throw new ResolutionError(message, id, { hint: `${message}; 'history' shows the branches.` });
  }
  return revision;
}

function partialMatch<R extends Revision>(graph: Graph<R>, id: string, branchLabel: string | null): R {
  if (typeof id !== "string") throw notAString(id);
  if (id === "") throw new ResolutionError("No such revision or branch ''", id);
  let matches: readonly string[] = [...graph.keys.keys()].filter((key) => key.length > 3 && key.startsWith(id));
  if (branchLabel !== null) matches = filterForLineage(graph, matches, branchLabel);
  if (matches.length === 0) {
    const hint =
      id.length < 4
        ? "; please ensure at least four characters are present for partial revision identifier matches"
        : "";
    throw new ResolutionError(`No such revision or branch '${id}'${hint}`, id, { hint: whatWasMeant(graph, id) });
  }
  if (matches.length > 1) {
    const names = matches.slice(0, 3).map((match) => `'${match}'`);
    throw new ResolutionError(`Multiple revisions start with '${id}': ${names.join(", ")}...`, id, {
      hint: `Several revisions begin with '${id}': ${names.join(", ")}${matches.length > 3 ? ", …" : ""}; write more of the one that is meant.`,
    });
  }
  return graph.keys.get(matches[0]!)!;
}

/** The way out for a name that no revision has. */
function whatWasMeant<R extends Revision>(graph: Graph<R>, id: string): string {
  const names = [...graph.keys.keys(), "head", "heads", "base"];
  const meant = id.length > 100 ? undefined : similarName(id, names);
  if (meant !== undefined) return `Did you mean '${meant}'?`;
  return "'history' lists the revisions, the newest ones first.";
}

/** Those of the targets that have the named revision, or its branch, among their ancestors or descendants. */
export function filterForLineage<R extends Revision, T extends R | string>(
  graph: Graph<R>,
  targets: Iterable<T>,
  checkAgainst: RevisionIds,
  includeDependencies = false,
): readonly T[] {
  return [...targets].filter(lineageTest(graph, checkAgainst, includeDependencies));
}

/** The test behind {@link filterForLineage}, which finds the lineage once for any number of targets. */
export function lineageTest<R extends Revision>(
  graph: Graph<R>,
  checkAgainst: RevisionIds,
  includeDependencies = false,
): (target: R | string) => boolean {
  const { ids, branchLabel } = resolveSymbol(graph, checkAgainst);
  const names = branchLabel ? [branchLabel, ...ids] : ids;
  let lineage: ReadonlySet<R> | undefined;
  return (target) => {
    if (names.length === 0) return true;
    const revision = target instanceof Revision ? target : revisionFor(graph, target, null);
    // Looked up late, because an unknown name is an error only where there is a target to test.
    lineage ??= lineageOf(
      names.map((name) => revisionFor(graph, name, null)),
      includeDependencies,
    );
    return lineage.has(revision);
  };
}

/**
 * The revisions that a database with the given version rows is at: those of the rows, and those that the rows imply
 * because something depends on them and that no other applied revision follows on their own branch.
 */
export function currentBranchHeads<R extends Revision>(graph: Graph<R>, rows: readonly string[]): readonly R[] {
  const applied = ancestorsOf(onlyRevisions(placesFor(graph, rows), rows), true);
  const followed = new Set<Revision>();
  for (const revision of applied) for (const parent of revision._links.down) followed.add(parent);
  const behind = walk(followed, (links) => links.down);
  return inMapOrder([...applied].filter((revision) => !behind.has(revision)));
}

/**
 * The test for the way up along a branch. The branch is looked up when the test is first used; without one there is no
 * test.
 */
export function branchTest<R extends Revision>(
  graph: Graph<R>,
  branchLabel: string | null,
): (() => (revision: R) => boolean) | undefined {
  if (!branchLabel) return undefined;
  let test: ((revision: R) => boolean) | undefined;
  return () => {
    test ??= lineageTest(graph, branchLabel);
    return test;
  };
}

function lineageOf<R extends Revision>(revisions: readonly R[], dependencies: boolean): ReadonlySet<R> {
  const lineage = ancestorsOf(revisions, dependencies);
  for (const revision of descendantsOf(revisions, dependencies)) lineage.add(revision);
  return lineage;
}

/** Reads a text like `-2` as Python's `int` does; `undefined` for any other text. */
function negativeInteger(text: string): number | undefined {
  if (typeof text !== "string" || !/^\s*-\d+(?:_\d+)*\s*$/.test(text)) return undefined;
  const value = Number(text.replaceAll("_", ""));
  return value < 0 ? value : undefined;
}

function notAString(value: unknown): RevisionError {
  const shown = typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
  return new RevisionError(`revision identifier ${shown} is not a string; ensure database driver settings are correct`);
}
