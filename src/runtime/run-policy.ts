/** How the statements of a run are grouped into transactions. */
export type TransactionPolicy =
  /** The caller's own transaction is used; nothing is begun or committed. */
  | "external"
  /** The run only reads. */
  | "read"
  /** One transaction around everything. */
  | "run"
  /** One transaction for each step. */
  | "step";

/** What the policy is decided from. */
export interface PolicyFacts {
  readonly inTransaction: boolean;
  readonly dontMutate: boolean;
  /** What `configure()` said, `undefined` where it said nothing. */
  readonly transactionalDdl: boolean | undefined;
  readonly transactionPerMigration: boolean;
}

/**
 * Chooses the policy of an online run. Drivers here run DDL inside transactions, SQLite's included, so one transaction
 * around the run is the default even where the dialect's offline scripts have none.
 */
export function transactionPolicy(facts: PolicyFacts): TransactionPolicy {
  if (facts.inTransaction) return "external";
  if (facts.dontMutate) return "read";
  return facts.transactionPerMigration || facts.transactionalDdl === false ? "step" : "run";
}
