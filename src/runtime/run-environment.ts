import type { Config } from "../config/config.js";
import type { EnvironmentView } from "../operations/operations-host.js";

/** A revision symbol resolved: one identifier, several, or none for `base`. */
export type RevisionNumber = string | readonly string[] | null;

/** What an environment asks its script directory for. */
export interface EnvironmentScript {
  /** The identifiers that a symbol means. */
  asRevisionNumber(symbol: string | readonly string[] | null): RevisionNumber;
  /** The one revision that a symbol means; `null` for the base. */
  getRevision(symbol: string): { readonly revision: string } | null;
}

/** The environment that a context is part of: an {@link EnvironmentContext}. */
export interface RunEnvironment extends EnvironmentView {
  readonly config: Config;
  readonly script: EnvironmentScript;
}
