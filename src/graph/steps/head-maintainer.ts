import { cannot, type HeadMove, type MigrationStep } from "./migration-step.js";

/** One change of the version table. */
export type HeadChange =
  | { readonly kind: "insert"; readonly version: string }
  | { readonly kind: "update"; readonly from: string; readonly to: string }
  | { readonly kind: "delete"; readonly version: string };

/** What one step does to the version table. */
export interface HeadChanges {
  /** The changes in the order in which they are written. */
  readonly changes: readonly HeadChange[];
  /** The rows afterwards. */
  readonly heads: ReadonlySet<string>;
  /** The line that Alembic's debug log has for it, on `alembic.runtime.migration`. */
  readonly log: string;
}

/**
 * Computes what a step changes in the version table, given its rows.
 *
 * @throws RevisionError when the rows do not allow the step; nothing has been written then.
 * @example
 * ```ts
 * import { headChanges, Revision, RevisionMap, upgradeSteps } from "alembic-ts";
 *
 * const map = new RevisionMap([new Revision("a", null)]);
 * const [step] = upgradeSteps(map, "head", []);
 * console.log(headChanges(step!, new Set()).changes); // [ { kind: 'insert', version: 'a' } ]
 * ```
 */
export function headChanges(step: MigrationStep, heads: ReadonlySet<string>): HeadChanges {
  const move = step.headMove(heads);
  const changes = changesFor(move);
  return { changes, heads: applied(step, changes, new Set(heads)), log: logLine(move) };
}

/**
 * Tracks the version rows through a run.
 *
 * @example
 * ```ts
 * import { HeadMaintainer, Revision, RevisionMap, upgradeSteps } from "alembic-ts";
 *
 * const map = new RevisionMap([new Revision("a", null), new Revision("b", "a")]);
 * const rows = new HeadMaintainer([]);
 * for (const step of upgradeSteps(map, "head", [])) console.log(rows.updateToStep(step).log);
 * // new branch insert a
 * // update a to b
 * ```
 */
export class HeadMaintainer {
  #heads: Set<string>;

  /** Starts from the rows that the version table has. */
  constructor(heads: Iterable<string>) {
    this.#heads = new Set(heads);
  }

  /** The rows as they are now. */
  get heads(): ReadonlySet<string> {
    return this.#heads;
  }

  /**
   * Applies a step to the rows and returns its changes of the table.
   *
   * @throws RevisionError when the rows do not allow the step; the rows are then as they were.
   */
  updateToStep(step: MigrationStep): HeadChanges {
    const move = step.headMove(this.#heads);
    const changes = changesFor(move);
    // A single change either works or does nothing, so only several need a copy to fall back from.
    this.#heads = applied(step, changes, changes.length === 1 ? this.#heads : new Set(this.#heads));
    return { changes, heads: this.#heads, log: logLine(move) };
  }
}

function applied(step: MigrationStep, changes: readonly HeadChange[], heads: Set<string>): Set<string> {
  for (const change of changes) {
    const out = change.kind === "update" ? change.from : change.kind === "delete" ? change.version : undefined;
    const into = change.kind === "update" ? change.to : change.kind === "insert" ? change.version : undefined;
    if (into !== undefined && heads.has(into)) {
      throw cannot(step, `revision ${into} is already in the version table`);
    }
    if (out !== undefined && !heads.delete(out)) {
      throw cannot(step, `revision ${out} is not in the version table`);
    }
    if (into !== undefined) heads.add(into);
  }
  return heads;
}

function changesFor(move: HeadMove): readonly HeadChange[] {
  switch (move.kind) {
    case "deleteBranch":
      return [{ kind: "delete", version: move.version }];
    case "createBranch":
      return [{ kind: "insert", version: move.version }];
    case "merge":
      return [
        ...move.deleteVersions.map((version): HeadChange => ({ kind: "delete", version })),
        { kind: "update", from: move.from, to: move.to },
      ];
    case "unmerge":
      return [
        ...move.insertVersions.map((version): HeadChange => ({ kind: "insert", version })),
        { kind: "update", from: move.from, to: move.to },
      ];
    case "update":
      return [{ kind: "update", from: move.from, to: move.to }];
  }
}

/** Alembic's words, Python's way to write a list or a tuple included. */
function logLine(move: HeadMove): string {
  switch (move.kind) {
    case "deleteBranch":
      return `branch delete ${move.version}`;
    case "createBranch":
      return `new branch insert ${move.version}`;
    case "merge":
      return `merge, delete [${quoted(move.deleteVersions)}], update ${move.from} to ${move.to}`;
    case "unmerge": {
      const comma = move.brackets === "()" && move.insertVersions.length === 1 ? "," : "";
      const [open, close] = [...move.brackets];
      return `unmerge, insert ${open}${quoted(move.insertVersions)}${comma}${close}, update ${move.from} to ${move.to}`;
    }
    case "update":
      return `update ${move.from} to ${move.to}`;
  }
}

function quoted(ids: readonly string[]): string {
  return ids.map((id) => `'${id}'`).join(", ");
}
