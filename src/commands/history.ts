import type { Config } from "../config/config.js";
import { drawRevisions } from "../graph/draw-revisions.js";
import type { RunHooks } from "../runtime/options/context-options.js";
import type { Script } from "../script/script.js";
import { ScriptDirectory } from "../script/script-directory.js";
import { CommandError } from "../support/command-error.js";
import { type RevisionView, viewRevision } from "./results/revision-view.js";
import { asBoolean } from "./run/as-boolean.js";
import { runEnvironment } from "./run/run-environment.js";

/** Options of {@link history}. */
export interface HistoryOptions extends RunHooks {
  /** `start:end`, `start:` or `:end`, each a symbol or `current`; by default everything. */
  readonly revRange?: string | null | undefined;
  /** Print each revision in full; by default one line each. */
  readonly verbose?: boolean | undefined;
  /** Draw the graph beside the revisions; by default they are listed. */
  readonly graph?: boolean | undefined;
  /** Mark the revisions that the database is at; by default no database is opened. */
  readonly indicateCurrent?: boolean | undefined;
}

/**
 * Lists revisions, newest first.
 *
 * @returns the revisions; with `indicateCurrent`, `isCurrent` tells whether the database is at it.
 * @throws CommandError where the range is not valid.
 * @example
 * ```ts
 * import { command, loadConfig } from "alembic-ts";
 *
 * for (const revision of await command.history(loadConfig(), { revRange: "base:head" })) console.log(revision.doc);
 * ```
 */
export async function history(config: Config, options: HistoryOptions = {}): Promise<readonly RevisionView[]> {
  const script = await ScriptDirectory.fromConfig(config);
  const { indicateCurrent, verbose } = options;
  const [base, head] = splitRange(options.revRange);
  const found: RevisionView[] = [];
  const print = (from: string | readonly string[], to: string | readonly string[], rows: readonly string[]) => {
    // A database without a revision leaves the end open, as in Alembic.
    const revisions = script.walkRevisions(from.length > 0 ? from : "base", to.length > 0 ? to : "heads");
    const isCurrent = ({ revision }: Script) => (indicateCurrent ? rows.includes(revision) : undefined);
    const lines = options.graph
      ? drawRevisions(revisions, {
          isCurrent: (revision) => isCurrent(revision) ?? false,
          ...(verbose ? { text: (revision) => line(revision, true, isCurrent(revision)).trimEnd() } : {}),
        })
      : revisions.map((revision) => line(revision, verbose, isCurrent(revision)));
    // One write for all lines: a write for each of thousands of lines takes longer than finding them.
    if (lines.length > 0) config.printStdout(lines.join("\n"));
    found.push(...revisions.map((revision) => viewRevision(revision, isCurrent(revision))));
  };
  const environment = asBoolean(config.getAlembicOption("revision_environment")) || indicateCurrent;
  if (base !== "current" && head !== "current" && !environment) {
    print(base, head, []);
    return found;
  }
  await runEnvironment(config, script, {
    listener: options.listener,
    signal: options.signal,
    dontMutate: true,
    fn(rows) {
      if (head === "current") print(base, rows, rows);
      else if (base === "current") print(rows, head, rows);
      else print(base, head, rows);
      return [];
    },
  });
  return found;
}

function splitRange(range: string | null | undefined): readonly [string, string] {
  if (range === undefined || range === null) return ["", ""];
  const parts = range.trim().split(":");
  if (parts.length !== 2) throw new CommandError("History range requires [start]:[end], [start]:, or :[end]");
  return [parts[0] ?? "", parts[1] ?? ""];
}

function line(revision: Script, verbose: boolean | undefined, current: boolean | undefined): string {
  return revision.cmdFormat({ verbose, includeBranches: true, includeDoc: true, includeParents: true, current });
}
