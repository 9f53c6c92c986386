/** An `upgrade` or `downgrade` function of a revision file: `op` first, then what the environment hands in. */
// biome-ignore lint/suspicious/noExplicitAny: a script's own parameter types are checked where the script is written
export type StepFunction = (...args: any[]) => unknown; // whatever the environment hands in

/** A revision file that has been run. */
export interface ScriptModule {
  /** Brings the schema from the parent to this revision. */
  readonly upgrade: StepFunction | undefined;
  /** Brings the schema from this revision back to the parent. */
  readonly downgrade: StepFunction | undefined;
  /** All that the file exports. */
  readonly exports: Readonly<Record<string, unknown>>;
}
