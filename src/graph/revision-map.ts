import { buildGraph, type Graph } from "./build/build-graph.js";
import { collectDowngrade } from "./ranges/collect-downgrade.js";
import { collectUpgrade } from "./ranges/collect-upgrade.js";
import {
  currentBranchHeads,
  currentHead,
  filterForLineage,
  oneRevisionFor,
  placesFor,
  type ResolvedSymbol,
  resolveSymbol,
} from "./ranges/resolve.js";
import { sortTopologically } from "./ranges/topological-sort.js";
import { onlyRevisions, type Place } from "./ranges/walk-relative.js";
import type { Revision } from "./revision.js";
import { RevisionError } from "./revision-error.js";
import type { RevisionIds } from "./revision-ids.js";

/** Options of a {@link RevisionMap}. */
export interface RevisionMapOptions {
  /** Receives what Alembic issues as a Python warning, such as an identifier that is used twice; default: dropped. */
  readonly onWarning?: ((message: string) => void) | undefined;
}

/** How {@link RevisionMap.iterateRevisions} treats the ends of its range. */
export interface IterateRevisionsOptions {
  /** Whether to list everything that the upper end needs, even what is not above the lower end; default no. */
  readonly implicitBase?: boolean;
  /** Whether to list the lower end itself; default no. */
  readonly inclusive?: boolean;
  /** Whether a relative end that leads out of the graph is an error; default yes. */
  readonly assertRelativeLength?: boolean;
  /** Whether to list what a downgrade from the upper to the lower end removes; default no. */
  readonly selectForDowngrade?: boolean;
}

/**
 * The revision graph: finds revisions by identifier and symbol, and lists them in order.
 *
 * Its source is read on first use. Nothing in it depends on files, so it also works on revisions made in a program.
 *
 * @example
 * ```ts
 * import { Revision, RevisionMap } from "alembic-ts";
 *
 * const map = new RevisionMap([
 *   new Revision("a", null),
 *   new Revision("b1", "a"),
 *   new Revision("b2", "a", { branchLabels: "lib" }),
 * ]);
 * console.log(map.heads); // [ 'b1', 'b2' ]
 * console.log(map.getRevision("lib@head")?.revision); // b2
 * console.log(map.iterateRevisions("heads", "base").map((one) => one.revision)); // [ 'b1', 'b2', 'a' ]
 * ```
 */
export class RevisionMap<R extends Revision = Revision> {
  readonly #source: Iterable<R> | (() => Iterable<R>);
  readonly #warn: (message: string) => void;
  #graph: Graph<R> | undefined;

  /** @param source the revisions, or a function that reads them when they are first needed. */
  constructor(source: Iterable<R> | (() => Iterable<R>), options: RevisionMapOptions = {}) {
    this.#source = source;
    this.#warn = options.onWarning ?? (() => undefined);
  }

  /**
   * The revisions that no other one names as its parent.
   *
   * @throws RevisionError as all members do that need the revisions: when they do not form a graph.
   */
  get heads(): readonly string[] {
    return this._graph.heads;
  }

  /** The revisions that no other one names as its parent or depends on: what `heads` means as a symbol. */
  get realHeads(): readonly string[] {
    return this._graph.realHeads;
  }

  /** The revisions without a parent. */
  get bases(): readonly string[] {
    return this._graph.bases;
  }

  /** The revisions with neither a parent nor a dependency. */
  get realBases(): readonly string[] {
    return this._graph.realBases;
  }

  /** All revisions in the order in which they were read. */
  get revisions(): readonly R[] {
    return this._graph.revisions;
  }

  /** All names that a symbol is looked up in: identifiers, then branch labels. */
  get keys(): readonly string[] {
    return [...this._graph.keys.keys()];
  }

  /**
   * The one revision that an identifier or its beginning, a branch label or a symbol means; `null` for the base.
   *
   * @throws ResolutionError when no revision matches, or several begin with it.
   * @throws MultipleHeads when the symbol means several.
   */
  getRevision(symbol: RevisionIds): R | null {
    return oneRevisionFor(this._graph, symbol);
  }

  /**
   * All revisions that one symbol, or each of several, means; an empty list for the base.
   *
   * @throws ResolutionError when no revision matches one of them, or several begin with it.
   * @throws MultipleHeads when `head` means several.
   * @throws RevisionError when one such as `-3` leads out of the graph.
   */
  getRevisions(symbols: RevisionIds | readonly (string | null)[]): readonly R[] {
    return onlyRevisions(placesFor(this._graph, symbols), symbols);
  }

  /**
   * The only head of the whole graph or of a branch; `null` where the graph is empty.
   *
   * @throws MultipleHeads when there are several.
   */
  getCurrentHead(branchLabel: string | null = null): string | null {
    return currentHead(this._graph, branchLabel);
  }

  /** The revisions that a database with the given version rows is at, including those that its rows only imply. */
  getAllCurrent(rows: readonly string[]): readonly R[] {
    return currentBranchHeads(this._graph, rows);
  }

  /** Splits a symbol into the names that it means and the branch that it is narrowed to, without looking them up. */
  resolveRevisionNumber(symbol: RevisionIds): ResolvedSymbol {
    return resolveSymbol(this._graph, symbol);
  }

  /**
   * Those of the targets that have the named revision, or its branch, among their ancestors or descendants.
   *
   * @throws ResolutionError when no revision has the name.
   */
  filterForLineage<T extends R | string>(
    targets: Iterable<T>,
    checkAgainst: RevisionIds,
    options: { readonly includeDependencies?: boolean } = {},
  ): readonly T[] {
    return filterForLineage(this._graph, targets, checkAgainst, options.includeDependencies === true);
  }

  /**
   * Lists the revisions from an upper end down to a lower end, newest first.
   *
   * @throws RangeNotAncestorError when the lower end is not below the upper end.
   * @throws RevisionError when an end cannot be resolved.
   */
  iterateRevisions(upper: RevisionIds, lower: RevisionIds, options: IterateRevisionsOptions = {}): readonly R[] {
    const graph = this._graph;
    const collect = options.selectForDowngrade === true ? collectDowngrade<R> : collectUpgrade<R>;
    const range = {
      upper,
      lower,
      inclusive: options.inclusive === true,
      implicitBase: options.implicitBase === true,
      assertRelativeLength: options.assertRelativeLength !== false,
    };
    const { revisions, heads } = collect(graph, range, this.#warn);
    return sortTopologically(revisions, heads, graph);
  }

  /** Puts a set of revisions in order, newest first, walking down from the given heads. */
  topologicalSort(revisions: Iterable<R>, heads: readonly R[]): readonly R[] {
    return sortTopologically(new Set(revisions), heads, this._graph);
  }

  /**
   * Adds one revision, or replaces the one with the same identifier. The whole map is computed again,
   * which takes a pass over all its revisions, so a map is best filled by its constructor.
   *
   * @throws RevisionError when the revision does not fit, or has none to replace; the map is then unchanged.
   */
  addRevision(revision: R, options: { readonly replace?: boolean } = {}): void {
    const { all, revisions } = this._graph;
    const at = revisions.findIndex((one) => one.revision === revision.revision);
    if (options.replace === true && at < 0) throw new RevisionError(`revision ${revision.revision} not in map`);
    if (options.replace !== true && at >= 0) this.#warn(`Revision ${revision.revision} is present more than once`);
    try {
      this.#graph = buildGraph(at < 0 ? [...revisions, revision] : revisions.with(at, revision), this.#warn);
    } catch (error) {
      // The revisions' places were overwritten on the way to the failure.
      this.#graph = buildGraph(all, () => undefined);
      throw error;
    }
  }

  /** The same with the places outside the graph that a walk such as `-3` can end at. @internal */
  _places(symbols: RevisionIds): readonly Place<R>[] {
    return placesFor(this._graph, symbols);
  }

  /** The linked revisions, read on first use. @internal */
  get _graph(): Graph<R> {
    this.#graph ??= buildGraph(typeof this.#source === "function" ? this.#source() : this.#source, this.#warn);
    return this.#graph;
  }
}
