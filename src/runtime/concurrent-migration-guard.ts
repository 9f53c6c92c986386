import { CommandError } from "../support/command-error.js";
import type { StepContext } from "./step-context.js";
import type { VersionRows } from "./version-rows.js";

/** Stops a run where another process migrated the database between two of its transactions. */
export class ConcurrentMigrationGuard {
  readonly #context: StepContext;
  readonly #rows: VersionRows;
  /** Up to which commit the rows are known to be this run's. */
  #commits: number;

  constructor(context: StepContext, rows: VersionRows) {
    this.#context = context;
    this.#rows = rows;
    this.#commits = context.transaction?.commits ?? 0;
  }

  /**
   * Reads the version rows again if the run has committed since they were last known. While a transaction is open
   * nobody else can write them, and no other run can at all where the lock is held for the whole run.
   *
   * @throws {CommandError} where they are not what this run left.
   */
  async check(): Promise<void> {
    const commits = this.#context.transaction?.commits ?? 0;
    if (commits === this.#commits) return;
    const { connection, versionTable } = this.#context;
    if (connection === undefined || connection.backend.transactions.lockScope === "run") return;
    this.#commits = commits;
    const { heads } = this.#rows;
    const found = await versionTable.readAgain(connection);
    if (found.length === heads.size && found.every((head) => heads.has(head))) return;
    const [expected, actual] = [[...heads], found].map((rows) => rows.join(", ") || "none");
    throw new CommandError(
      `Another process migrated this database during the run: its version is ${actual}, expected ${expected}. ` +
        "The steps before are applied, those after are not.",
    );
  }
}
