/** An `upgrade` or `downgrade` function of a revision file: `op` first, then what the environment hands in. */
export type StepFunction = (...args: unknown[]) => unknown;

/** A revision file that has been run. */
export interface ScriptModule {
  /** Brings the schema from the parent to this revision. */
  readonly upgrade: StepFunction | undefined;
  /** Brings the schema from this revision back to the parent. */
  readonly downgrade: StepFunction | undefined;
  /** All that the file exports. */
  readonly exports: Readonly<Record<string, unknown>>;
}
