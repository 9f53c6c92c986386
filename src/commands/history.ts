import type { Config } from "../config/config.js";
import type { RunHooks } from "../runtime/options/context-options.js";
import type { Script } from "../script/script.js";
import { ScriptDirectory } from "../script/script-directory.js";
import { CommandError } from "../support/command-error.js";
import { asBoolean } from "./run/as-boolean.js";
import { runEnvironment } from "./run/run-environment.js";

/** Which revisions are listed. */
export interface ListHistoryOptions extends RunHooks {
  /** `start:end`, `start:` or `:end`, each a symbol or `current`; by default everything. */
  readonly revRange?: string | null | undefined;
  /** Mark the revisions that the database is at; by default no database is opened. */
  readonly indicateCurrent?: boolean | undefined;
  /** Called with the list of each database as soon as it is known; without a database once. */
  readonly onListed?: ((revisions: readonly ListedRevision[]) => void) | undefined;
}

/** A revision in the history. */
export interface ListedRevision {
  readonly script: Script;
  /** Whether the database is at it; `undefined` unless that was asked for. */
  readonly isCurrent: boolean | undefined;
}

/**
 * Lists revisions, newest first.
 *
 * @returns the revisions; where the environment has several databases, their lists one after another.
 * @throws CommandError where the range is not valid.
 */
export async function history(config: Config, options: ListHistoryOptions = {}): Promise<readonly ListedRevision[]> {
  const directory = await ScriptDirectory.fromConfig(config);
  const { indicateCurrent } = options;
  const [base, head] = splitRange(options.revRange);
  const all: ListedRevision[] = [];
  const list = (from: string | readonly string[], to: string | readonly string[], rows: readonly string[]) => {
    // A database without a revision leaves the end open, as in Alembic.
    const revisions = directory.walkRevisions(from.length > 0 ? from : "base", to.length > 0 ? to : "heads");
    const listed = revisions.map((script) => ({
      script,
      isCurrent: indicateCurrent ? rows.includes(script.revision) : undefined,
    }));
    options.onListed?.(listed);
    for (const one of listed) all.push(one);
  };
  const environment = asBoolean(config.getAlembicOption("revision_environment")) || indicateCurrent;
  if (base !== "current" && head !== "current" && !environment) {
    list(base, head, []);
    return all;
  }
  await runEnvironment(config, directory, {
    listener: options.listener,
    signal: options.signal,
    dontMutate: true,
    fn(rows) {
      if (head === "current") list(base, rows, rows);
      else if (base === "current") list(rows, head, rows);
      else list(base, head, rows);
      return [];
    },
  });
  return all;
}

/** The two ends of a range; an end that is left out is empty. @internal */
export function splitRange(range: string | null | undefined): readonly [string, string] {
  if (range === undefined || range === null) return ["", ""];
  const parts = range.trim().split(":");
  if (parts.length !== 2) throw new CommandError("History range requires [start]:[end], [start]:, or :[end]");
  return [parts[0] ?? "", parts[1] ?? ""];
}
