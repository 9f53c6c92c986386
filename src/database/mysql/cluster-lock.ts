import { randomBytes } from "node:crypto";
import { hostname, userInfo } from "node:os";
import { DatabaseError } from "../database-error.js";
import { failures, numberOf } from "./failure.js";
import type { MysqlWire } from "./mysql-wire.js";

/** How often the holder counts on, and how long the count may stand still before another one takes the lock. */
const beatEvery = 2000;
const staleAfter = 30_000;
/** How often a waiting run looks. */
const lookEvery = 250;

const duplicate = 1062;

/** Who holds the lock, and its count. */
interface Holder {
  readonly owner: string;
  readonly beat: string;
}

/**
 * A lock that all nodes of a Galera cluster see, where `GET_LOCK` and locked rows are known to their own node only: a table
 * with one row, which names the holder and a count that the holder raises every two seconds. A row whose count stands still
 * for half a minute belongs to a program that is gone. Nobody compares clocks, and a schema change that stops the cluster
 * stops the waiting with it, because each look waits until its node has caught up. The holder drops the table in the end.
 */
export class ClusterLock {
  readonly #wire: MysqlWire;
  readonly #table: string;
  readonly #owner = `${userInfo().username}@${hostname()}, process ${process.pid}, ${randomBytes(4).toString("hex")}`;
  #timer: NodeJS.Timeout | undefined;
  #seen: (Holder & { readonly since: number }) | undefined;

  /**
   * @param wire - a connection of its own.
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
   * @param onHeld - called with the holder each time that it is not free; it throws to end the waiting.
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
   * Makes sure that the lock is still held, before a step.
   *
   * @throws {DatabaseError} when another run took it over, because this one did not count on for too long.
   */
  async confirm(): Promise<void> {
    const holder = await this.#holder();
    if (typeof holder === "object" && holder.owner === this.#owner) return;
    throw new DatabaseError(
      "another run has taken over the lock of the cluster, because this one did nothing for too long",
    );
  }

  /** Ends the lock. */
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

  /** Runs a statement that another node may be ahead of; returns the rows that it changed. */
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
    // A count that is missed is made up by the next one.
    await this.#wire
      .query(`UPDATE ${this.#table} SET beat = beat + 1 WHERE owner = ${quoted(this.#owner)}`)
      .catch(() => undefined);
  }
}

const quoted = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
