import { expect, test } from "vitest";
import { SqliteBackend } from "../../src/backends/sqlite/sqlite-backend.js";
import { ConcurrentMigrationGuard } from "../../src/runtime/concurrent-migration-guard.js";
import type { StepContext } from "../../src/runtime/step-context.js";
import type { VersionRows } from "../../src/runtime/version-rows.js";

/** A run that had heads `a`, has committed once since, and finds `b`; the other parts of a context are not asked for. */
function guardOn(lockScope: "transaction" | "run"): ConcurrentMigrationGuard {
  const transaction = { commits: 0 };
  const backend = Object.assign(new SqliteBackend(), { transactions: { transactionalDdl: false, lockScope } });
  const context = { transaction, connection: { backend }, versionTable: { readAgain: async () => ["b"] } };
  const rows = { heads: new Set(["a"]) };
  const guard = new ConcurrentMigrationGuard(context as unknown as StepContext, rows as unknown as VersionRows);
  transaction.commits = 1;
  return guard;
}

test("when the lock ends with a transaction then the rows are read again after a commit", async () => {
  await expect(guardOn("transaction").check()).rejects.toThrow("Another process migrated this database during the run");
});

test("when the lock is held for the run then nobody can have written the rows, and they are not read", async () => {
  await expect(guardOn("run").check()).resolves.toBeUndefined();
});
