import type { DriverConnection } from "../../connection.js";
import type { CompareStatesOptions, DatabaseChanges, StepLocks, TableLock } from "../../database-changes.js";
import type { RolledBackRun } from "../../rolled-back-run.js";
import { type CatalogState, lostObjects, readCatalogState, readRowCounters, rowChanges } from "./catalog-state.js";
import { RolledBackConnection } from "./rolled-back-connection.js";

/** The lock modes that block reads or writes of others, schema changes or VACUUM, the strongest last. */
const modes = ["ShareUpdateExclusive", "Share", "ShareRowExclusive", "Exclusive", "AccessExclusive"];

/** A step, and the locks that it was the first to take. */
interface StartedStep {
  readonly step: string;
  readonly startedAt: number;
  locks: readonly TableLock[];
}

/** A preview on a PostgreSQL database. The run is in a transaction that is rolled back. */
export class PreviewRun implements RolledBackRun {
  readonly connection: RolledBackConnection;
  #skip: readonly string[] = [];
  #before: CatalogState | undefined;
  readonly #steps: StartedStep[] = [];
  /** The strongest lock of each table, as an index of `modes`. */
  readonly #held = new Map<string, number>();

  constructor(inner: DriverConnection) {
    this.connection = new RolledBackConnection(inner);
  }

  async start({ skip }: CompareStatesOptions, atEnd: () => Promise<void>): Promise<void> {
    this.connection.atEndOfRun = atEnd;
    this.#skip = skip;
    this.#before = await readCatalogState(this.connection, skip);
    // No step took the locks that the run has already, which are on its version table.
    await this.#newLocks();
  }

  async beginStep(step: string): Promise<void> {
    await this.#endStep();
    this.#steps.push({ step, startedAt: performance.now(), locks: [] });
  }

  async changes(): Promise<DatabaseChanges> {
    await this.#endStep();
    const end = performance.now();
    const before = this.#before;
    if (before === undefined) return { rows: [], lost: [], locks: [] };
    const counters = await readRowCounters(this.connection);
    const after = await readCatalogState(
      this.connection,
      this.#skip,
      (id, file) => counters.has(id) || file !== before.objects.get(id)?.file,
    );
    const locks: StepLocks[] = this.#steps
      .filter((one) => one.locks.length > 0)
      .map((one) => ({ step: one.step, milliseconds: end - one.startedAt, locks: one.locks }));
    return { rows: rowChanges(before, after, counters), lost: lostObjects(before, after), locks };
  }

  async #endStep(): Promise<void> {
    const last = this.#steps.at(-1);
    if (last !== undefined) last.locks = await this.#newLocks();
  }

  /** Reads the locks on existing tables that were taken, or became stronger, since the last call. */
  async #newLocks(): Promise<readonly TableLock[]> {
    const { rows } = await this.connection.execute(
      "SELECT relation::text AS id, mode FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'relation' AND granted",
    );
    const found = new Map<string, number>();
    for (const row of rows) {
      const id = String(row["id"]);
      const strength = modes.indexOf(String(row["mode"]).replace(/Lock$/, ""));
      const object = this.#before?.objects.get(id);
      if (object?.kind !== "table" || strength <= (this.#held.get(id) ?? -1)) continue;
      this.#held.set(id, strength);
      found.set(id, strength);
    }
    return [...found]
      .map(([id, strength]) => ({
        mode: (modes[strength] ?? "").replace(/(?<=[a-z])(?=[A-Z])/g, " ").toUpperCase(),
        table: this.#before?.objects.get(id)?.shown ?? id,
      }))
      .sort((one, other) => (one.table < other.table ? -1 : 1));
  }
}
