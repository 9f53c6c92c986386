import { Revision } from "../../src/graph/revision.js";
import { catchRevisionErrors, revisionErrorWords } from "../../src/graph/revision-command-error.js";
import { RevisionError } from "../../src/graph/revision-error.js";
import { idsAsArray, type RevisionIds } from "../../src/graph/revision-ids.js";
import { RevisionMap } from "../../src/graph/revision-map.js";
import { branchPointText, cmdFormat, logEntry, revisionText } from "../../src/graph/revision-text.js";
import { downgradeSteps } from "../../src/graph/steps/downgrade-steps.js";
import { type HeadChange, HeadMaintainer } from "../../src/graph/steps/head-maintainer.js";
import type { MigrationStep } from "../../src/graph/steps/migration-step.js";
import { stampSteps } from "../../src/graph/steps/stamp-steps.js";
import { upgradeSteps } from "../../src/graph/steps/upgrade-steps.js";
import { walkRevisions } from "../../src/graph/walk-revisions.js";
import { CommandError } from "../../src/support/command-error.js";
import { inOurWords } from "../interop/our-words.js";

/** A revision file, as far as the graph sees it. */
export interface RevisionSpec {
  readonly id: string;
  readonly down?: RevisionIds;
  readonly depends?: RevisionIds;
  readonly labels?: RevisionIds;
  readonly doc?: string;
}

/** A question: its name, as graph_oracle.py has it, and its arguments. */
export type Query = readonly [name: string, ...args: unknown[]];

/** A graph and what is asked of it. */
export interface GraphCase {
  readonly revisions: readonly RevisionSpec[];
  readonly queries: readonly Query[];
}

/** One answer; Python's has `traceback` where Alembic ends in an exception that is not meant to be read. */
export interface Answer {
  readonly value?: unknown;
  readonly error?: string;
  readonly message?: string;
  readonly traceback?: string;
  readonly warnings?: readonly string[];
}

type Questions = Record<string, (...args: never[]) => unknown>;

/** Answers a case as graph_oracle.py does, from this package. */
export function answersTo(graphCase: GraphCase): readonly Answer[] {
  const warnings: string[] = [];
  const map = new RevisionMap(() => graphCase.revisions.map(revisionOf), { onWarning: (text) => warnings.push(text) });
  const questions: Questions = questionsAbout(map);
  return graphCase.queries.map(([name, ...args]) => {
    warnings.length = 0;
    const answer = attempt(() => questions[name]!(...(args as never[])));
    return warnings.length === 0 ? answer : { ...answer, warnings: [...warnings] };
  });
}

export function revisionOf(spec: RevisionSpec): Revision {
  return new Revision(spec.id, spec.down ?? null, {
    dependsOn: spec.depends,
    branchLabels: spec.labels,
    longdoc: (spec.doc ?? "").trim(),
  });
}

function attempt(action: () => unknown): Answer {
  try {
    return { value: action() };
  } catch (error) {
    if (error instanceof CommandError || error instanceof RevisionError) {
      return { error: error.name, message: error.message };
    }
    throw error;
  }
}

function questionsAbout(map: RevisionMap): Questions {
  const ids = (revisions: readonly Revision[]): readonly string[] => revisions.map((revision) => revision.revision);
  const path = (revision: Revision): string => `/versions/${revision.revision}.py`;
  return {
    map: () => ({
      heads: map.heads,
      realHeads: map.realHeads,
      bases: map.bases,
      realBases: map.realBases,
      keys: map.keys,
      revisions: map.revisions.map(describeRevision),
    }),
    add: (spec: RevisionSpec, replace = false) => {
      map.addRevision(revisionOf(spec), { replace });
      return [map.heads, map.realHeads, map.bases];
    },
    revision: (symbol: RevisionIds) => map.getRevision(symbol)?.revision ?? null,
    revisions: (symbols: RevisionIds) => ids(map.getRevisions(symbols)),
    scripts: (symbols: RevisionIds) => ids(catchRevisionErrors({}, () => map.getRevisions(symbols))),
    number: (symbol: string | null) => {
      const resolved = catchRevisionErrors({}, () => map.resolveRevisionNumber(symbol).ids);
      if (resolved.length === 0) return null;
      return symbol === "heads" ? resolved : resolved[0];
    },
    resolve: (symbol: RevisionIds) => {
      const { ids: names, branchLabel } = map.resolveRevisionNumber(symbol);
      return [names, branchLabel];
    },
    current_head: (label: string | null = null) => map.getCurrentHead(label),
    script_head: () => catchRevisionErrors(revisionErrorWords.currentHead, () => map.getCurrentHead()),
    all_current: (rows: readonly string[]) => ids(catchRevisionErrors({}, () => map.getAllCurrent(rows))),
    lineage: (targets: readonly string[], against: RevisionIds, includeDependencies = false) =>
      map.filterForLineage(targets, against, { includeDependencies }),
    iterate: (
      upper: RevisionIds,
      lower: RevisionIds,
      implicitBase: boolean,
      inclusive: boolean,
      assertRelativeLength: boolean,
      selectForDowngrade: boolean,
    ) => ids(map.iterateRevisions(upper, lower, { implicitBase, inclusive, assertRelativeLength, selectForDowngrade })),
    history: (base: RevisionIds, head: RevisionIds) =>
      walkRevisions(map, isEmpty(base) ? "base" : base, isEmpty(head) ? "heads" : head).map((revision) =>
        cmdFormat(revision, { includeBranches: true, includeDoc: true, includeParents: true }),
      ),
    show: (symbol: RevisionIds, current = false) =>
      catchRevisionErrors({}, () => map.getRevisions(symbol)).flatMap((revision) => [
        logEntry(revision, { path: path(revision), current }),
        cmdFormat(revision, { current }),
        cmdFormat(revision, { current, includeBranches: true, treeIndicators: false }),
      ]),
    branches: (verbose: boolean) =>
      walkRevisions(map)
        .filter((revision) => revision.isBranchPoint)
        .map((revision) =>
          branchPointText(revision, map.getRevisions(revision.nextrev), { verbose, path: path(revision) }),
        ),
    upgrade: (target: RevisionIds, rows: readonly string[]) =>
      run(
        catchRevisionErrors(revisionErrorWords.upgrade(target), () => upgradeSteps(map, target, rows)),
        rows,
      ),
    downgrade: (target: string, rows: readonly string[]) =>
      run(
        catchRevisionErrors(revisionErrorWords.downgrade(target), () => downgradeSteps(map, target, rows)),
        rows,
      ),
    stamp: (targets: RevisionIds, rows: readonly string[]) =>
      run(
        catchRevisionErrors(revisionErrorWords.stamp, () => stampSteps(map, targets, rows)),
        rows,
      ),
  };
}

function isEmpty(ids: RevisionIds): boolean {
  return ids === "" || idsAsArray(ids).length === 0;
}

function describeRevision(revision: Revision): object {
  const flags = {
    is_head: revision.isHead,
    _is_real_head: revision.isRealHead,
    is_base: revision.isBase,
    _is_real_base: revision.isRealBase,
    is_branch_point: revision.isBranchPoint,
    _is_real_branch_point: revision.isRealBranchPoint,
    is_merge_point: revision.isMergePoint,
  };
  return {
    id: revision.revision,
    down: revision.versionedDownRevisions,
    normalizedDown: revision.normalizedDownRevisions,
    allDown: [...revision.allDownRevisions].sort(),
    dependencies: [...revision.resolvedDependencies].sort(),
    nextrev: revision.nextrev,
    allNextrev: [...revision.allNextrev].sort(),
    labels: [...revision.branchLabels],
    flags: Object.entries(flags).flatMap(([name, on]) => (on ? [name] : [])),
    text: revisionText(revision),
    repr: revision.doc,
  };
}

/** A line for each step, with what the bookkeeping makes of it; stops at the first that it cannot do. */
function run(steps: readonly MigrationStep[], rows: readonly string[]): readonly string[] {
  const maintainer = new HeadMaintainer(rows);
  const found: string[] = [];
  for (const step of steps) {
    const { info } = step;
    const way = `${info.isUpgrade ? "up" : "down"}${info.isStamp ? ", stamp" : ""}`;
    const parts = [
      step.longLog,
      step.doc === "" ? "" : step.shortLog,
      arrow(step.fromRevisions, step.toRevisions),
      `${way} ${info.upRevisionId} of ${arrow(info.upRevisionIds, info.downRevisionIds)}`,
      arrow(info.sourceRevisionIds, info.destinationRevisionIds),
    ];
    try {
      const { changes, log, heads } = maintainer.updateToStep(step);
      found.push([...parts, log, ...changes.map(changeText), [...heads].sort().join(",")].join("; "));
    } catch (error) {
      if (!(error instanceof RevisionError)) throw error;
      found.push([...parts, `broken: ${error.message}`].join("; "));
      break;
    }
  }
  return found;
}

function arrow(from: readonly string[], to: readonly string[]): string {
  return `${from.join(",")}>${to.join(",")}`;
}

function changeText(change: HeadChange): string {
  if (change.kind === "update") return `${change.from}>${change.to}`;
  return `${change.kind === "insert" ? "+" : "-"}${change.version}`;
}

/**
 * Why an answer of this package is not what Python answers, or `undefined` where it is. Where Python ends in a
 * traceback, any error of ours with a message of one line will do.
 */
export function differenceFrom(python: Answer, ours: Answer): string | undefined {
  if (python.traceback !== undefined) {
    if (ours.error === undefined) return `Python ends in ${python.traceback}`;
    return ours.message === "" || /\n/.test(ours.message!) ? "the message is not one line" : undefined;
  }
  const { message } = python;
  const inWords = message === undefined ? python : { ...python, message: inOurWords(message) };
  const expected = JSON.stringify(loosened(inWords), sorted);
  const actual = JSON.stringify(loosened(ours, python), sorted);
  return expected === actual ? undefined : `expected ${expected}\n     got ${actual}`;
}

/** Takes the words out that are ours where Alembic has none, and Python's way to write a tuple. */
function loosened(answer: Answer, python: Answer = answer): unknown {
  const { value } = answer;
  const message = answer.message?.replace(/\((?:'[^']*'(?:, )?,?)*\)/g, (tuple) => tuple.replace(/[(')]|,(?=\))/g, ""));
  if (!Array.isArray(value)) return { ...answer, message };
  const theirs = python.value as readonly unknown[] | undefined;
  const steps = value.map((step, at) => {
    const isTraceback = typeof step === "string" && `${theirs?.[at]}`.endsWith("; broken: ?");
    return isTraceback ? step.replace(/; broken: .*$/, "; broken: ?") : step;
  });
  return { ...answer, message, value: steps };
}

function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
