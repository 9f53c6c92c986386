import type { TransactionFacts } from "../backends/backend.js";

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

/** The facts that the policy depends on. */
export interface PolicyFacts {
  readonly inTransaction: boolean;
  readonly dontMutate: boolean;
  /** The option of `configure()`; `undefined` leaves it to the database. */
  readonly transactionalDdl: boolean | undefined;
  /** What the database can do. */
  readonly transactions: TransactionFacts;
  readonly transactionPerMigration: boolean;
}

/**
 * Chooses the policy of an online run: one transaction around everything where a rollback undoes schema changes, or
 * else one for each step, so that a commit on the way covers one step only.
 */
export function transactionPolicy(facts: PolicyFacts): TransactionPolicy {
  if (facts.inTransaction) return "external";
  if (facts.dontMutate) return "read";
  const transactionalDdl = facts.transactionalDdl ?? facts.transactions.transactionalDdl;
  return facts.transactionPerMigration || !transactionalDdl ? "step" : "run";
}
