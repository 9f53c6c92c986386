import { optionKeys } from "../../schema/arguments/option-keys.js";
import type { PreviewedDatabases } from "../previewed-databases.js";
import type { RunListener } from "../run-listener.js";
import type { StepsFunction } from "../runnable-step.js";
import type { ConfigureOptions } from "./configure-options.js";
import type { RunContext } from "./version-apply.js";

/** The options of a run for applications, in addition to Alembic's own. */
export interface RunHooks {
  /** Receives the events of the run; by default nothing does. */
  readonly listener?: RunListener | undefined;
  /** When it aborts, the run stops before its next statement and rolls back. */
  readonly signal?: AbortSignal | undefined;
}

/** What a command decides about its run, before the environment configures anything. */
export interface CommandContextOptions extends RunHooks {
  /** The work: which steps to take, given the version rows. It is given a MigrationContext. */
  fn?(heads: readonly string[], context: RunContext): ReturnType<StepsFunction<RunContext>>;
  /** Write a script in place of running statements. */
  readonly asSql?: boolean | undefined;
  /** Where an offline run starts; `undefined` where the command has no such thing. */
  readonly startingRev?: string | null | undefined;
  /** The version rows that an offline run starts from, where they are no single revision that has a name. */
  readonly startingHeads?: readonly string[] | undefined;
  /** Where the run goes. */
  readonly destinationRev?: string | readonly string[] | undefined;
  readonly tag?: string | null | undefined;
  /** Delete all version rows first. */
  readonly purge?: boolean | undefined;
  /** The run reads only: no version table is created, no lock is taken. */
  readonly dontMutate?: boolean | undefined;
  /** The run is a preview: it works on these, and no other connection is taken. */
  readonly previewed?: PreviewedDatabases | undefined;
  /** Values for a new revision's template, which the environment may add to. */
  readonly templateArgs?: Record<string, unknown> | undefined;
}

/** The names of {@link CommandContextOptions}. */
export const commandContextKeys = optionKeys<CommandContextOptions>({
  fn: true,
  asSql: true,
  startingRev: true,
  startingHeads: true,
  destinationRev: true,
  tag: true,
  purge: true,
  dontMutate: true,
  previewed: true,
  templateArgs: true,
  listener: true,
  signal: true,
});

/** Keywords whose `null` is a value like any other. */
type NullableKeyword = "outputEncoding" | "versionTableSchema" | "mssqlBatchSeparator" | "oracleBatchSeparator";

/** Alembic's keywords as they are kept, without the values that only reset an earlier one. */
type HeldKeywords = {
  readonly [Key in keyof ConfigureOptions]: Key extends NullableKeyword
    ? ConfigureOptions[Key]
    : Exclude<ConfigureOptions[Key], null>;
};

/** Everything that a migration context is made from. */
export type ContextOptions = Omit<HeldKeywords, keyof CommandContextOptions> & CommandContextOptions;

declare module "../../operations/operations-host.js" {
  // What the environment configured is there under its own name.
  interface MigrationContextOptions extends Omit<ContextOptions, "targetMetadata" | "dialectOpts" | "literalBinds"> {}
}
