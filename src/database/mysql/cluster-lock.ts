import { randomBytes } from "node:crypto";
import { hostname, userInfo } from "node:os";
import { DatabaseError } from "../database-error.js";
import { failures, numberOf } from "./failure.js";
import type { MysqlWire } from "./mysql-wire.js";

/** How often the holder raises its count, and after how long without a change another run takes the lock. */
const beatEvery = 2000;
const staleAfter = 30_000;
/** How often a waiting run reads the table. */
const lookEvery = 250;

const duplicate = 1062;

/** The holder of the lock, and its count. */
interface Holder {
  readonly owner: string;
  readonly beat: string;
}

/**
 * A lock that all nodes of a Galera cluster see; `GET_LOCK` and locked rows are known to their own node only. The lock
 * is a table with one row, which has the holder and a count. The holder raises the count every two seconds. If the
 * count does not change for half a minute, the holder has ended and another run takes the lock. The runs do not compare
 * their clocks. A schema change that blocks the cluster also blocks the waiting runs, because each query waits until
 * its node has caught up. The holder drops the table at the end.
 */
export class ClusterLock {
  readonly #wire: MysqlWire;
  readonly #table: string;
  readonly #owner = `${userInfo().username}@${hostname()}, process ${process.pid}, ${randomBytes(4).toString("hex")}`;
  #timer: NodeJS.Timeout | undefined;
  #seen: (Holder & { readonly since: number }) | undefined;

  /**
   * @param wire - a connection that only the lock uses.
   * @param table - the quoted name of the table.
   */
  constructor(wire: MysqlWire, table: string) {
    this.#wire = wire;
    this.#table = table;
  }

  /** Whether the server is a node of a cluster. */
  static async isNeeded(wire: MysqlWire): Promise<boolean> {
    const { rows } = await wire.query("SHOW VARIABLES LIKE 'wsrep_on'");
    return rows[0]?.[1]?.toString() === "ON";
  }

  /**
   * Takes the lock.
   *
   * @param onHeld - called with the holder after each attempt that failed; it throws to end the waiting.
   */
  async take(onHeld: (holder: string) => void): Promise<void> {
    await this.#wire.query("SET SESSION wsrep_sync_wait = 15");
    while (!(await this.#try())) {
      if (this.#seen !== undefined) onHeld(this.#seen.owner);
      await new Promise((resolve) => setTimeout(resolve, lookEvery));
    }
    this.#timer = setInterval(() => void this.#beat(), beatEvery).unref();
  }

  /**
   * Checks before a step that this run still holds the lock.
   *
   * @throws {DatabaseError} if another run has taken the lock, because this one did not raise its count in time.
   */
  async confirm(): Promise<void> {
    const holder = await this.#holder();
    if (typeof holder === "object" && holder.owner === this.#owner) return;
    throw new DatabaseError(
      "another run has taken over the lock of the cluster, because this one did nothing for too long",
    );
  }

  /** Releases the lock and closes the connection. */
  async release(): Promise<void> {
    clearInterval(this.#timer);
    const holder = await this.#holder().catch(() => "none");
    if (typeof holder === "object" && holder.owner === this.#owner)
      await this.#wire.query(`DROP TABLE IF EXISTS ${this.#table}`).catch(() => undefined);
    await this.#wire.close();
  }

  async #try(): Promise<boolean> {
    const holder = await this.#holder();
    if (holder === "no table") {
      await this.#attempt(
        `CREATE TABLE IF NOT EXISTS ${this.#table} (id INT PRIMARY KEY, owner VARCHAR(255) NOT NULL, beat BIGINT NOT NULL) ENGINE=InnoDB`,
      );
      return false;
    }
    const owner = quoted(this.#owner);
    if (holder === "free") return (await this.#attempt(`INSERT INTO ${this.#table} VALUES (1, ${owner}, 0)`)) === 1;
    if (this.#seen?.owner !== holder.owner || this.#seen.beat !== holder.beat)
      this.#seen = { ...holder, since: Date.now() };
    if (Date.now() - this.#seen.since < staleAfter) return false;
    const isSame = `owner = ${quoted(holder.owner)} AND beat = ${holder.beat}`;
    return (await this.#attempt(`UPDATE ${this.#table} SET owner = ${owner}, beat = beat + 1 WHERE ${isSame}`)) === 1;
  }

  async #holder(): Promise<Holder | "free" | "no table"> {
    try {
      const [row] = (await this.#wire.query(`SELECT owner, beat FROM ${this.#table} WHERE id = 1`)).rows;
      return row === undefined ? "free" : { owner: String(row[0]), beat: String(row[1]) };
    } catch (error) {
      if (numberOf(error) === failures.unknownTable) return "no table";
      throw error;
    }
  }

  /** Runs a statement, and returns the number of changed rows; 0 if another node was faster. */
  async #attempt(sql: string): Promise<number> {
    try {
      return (await this.#wire.query(sql)).rowCount;
    } catch (error) {
      const number = numberOf(error);
      const isBehind = number === duplicate || number === failures.deadlock || number === failures.unknownTable;
      if (isBehind || number === failures.tableExists) return 0;
      throw error;
    }
  }

  async #beat(): Promise<void> {
    // A failure is ignored: the next call raises the count again.
    await this.#wire
      .query(`UPDATE ${this.#table} SET beat = beat + 1 WHERE owner = ${quoted(this.#owner)}`)
      .catch(() => undefined);
  }
}

const quoted = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
