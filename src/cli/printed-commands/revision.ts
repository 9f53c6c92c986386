import type { RevisionView } from "../../commands/results/revision-view.js";
import { type MakeRevisionOptions, revision as makeRevision, withoutAutogenerate } from "../../commands/revision.js";
import type { Config } from "../../config/config.js";
import { printFindings } from "./print-findings.js";

/** Options of {@link revision}. */
export interface RevisionOptions extends Omit<MakeRevisionOptions, "diff" | "onFindings"> {
  /** Print what differs between the database and the models as a diff of SQL; by default `false`. */
  readonly diff?: boolean | undefined;
  /** Print why each difference was found; by default `false`. */
  readonly verbose?: boolean | undefined;
}

/**
 * Makes a new revision file, and prints the requested findings of a comparison.
 *
 * @returns the new revisions: one, unless the environment's `processRevisionDirectives` removed it or added others.
 * @throws CommandError if its parent is unknown or not a head, or the options exclude each other.
 * @example
 * ```ts
 * import { command, loadConfig } from "alembic-ts";
 *
 * const [made] = await command.revision(loadConfig(), { message: "add accounts" });
 * console.log(made?.path);
 * ```
 */
export async function revision(config: Config, options: RevisionOptions = {}): Promise<readonly RevisionView[]> {
  if (options.verbose && !options.autogenerate) throw withoutAutogenerate("verbose");
  return makeRevision(config, { ...options, onFindings: (findings) => printFindings(config, findings, options) });
}
