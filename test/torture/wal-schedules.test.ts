import { rmSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DriverConnection } from "../../src/database/connection.js";
import { DatabaseLockedError } from "../../src/database/database-locked-error.js";
import { parseDatabaseUrl } from "../../src/database/database-url.js";
import { systemFileLocks } from "../../src/database/sqlite/locks/system-file-locks.js";
import { SqliteConnection } from "../../src/database/sqlite/sqlite-connection.js";
import { SqliteFile } from "../../src/database/sqlite/sqlite-file.js";
import { systemFileCalls } from "../../src/database/sqlite/storage/file-calls.js";
import { NodeFileStorage } from "../../src/database/sqlite/storage/node-file-storage.js";
import { OpenFileTable } from "../../src/database/sqlite/storage/open-file-table.js";
import { systemMemoryMaps } from "../../src/database/sqlite/wal-index/system-memory-maps.js";
import { loadSqlJs } from "../../src/database/sqlite/wasm/load-sql-js.js";
import type { SqliteApi } from "../../src/database/sqlite/wasm/sqlite-api.js";
import { PythonPeer } from "../database/sqlite/python-peer.js";
import { temporaryFolder } from "../database/sqlite/temporary-folder.js";
import { noPython, python } from "../interop/python.js";
import { recordFigure, tortureCount } from "./counts.js";

const folder = temporaryFolder();
const RUNS = tortureCount("WAL_SCHEDULES", 8, 600);

/** One that takes its turn; a statement that finds another's lock in its way says "locked". */
interface Player {
  run(sql: string): Promise<number | "locked" | undefined>;
  close(): Promise<void>;
}

/** One of ours, with a SQLite of its own as another process has it. */
async function ourPlayer(api: SqliteApi, path: string): Promise<Player> {
  const maps = systemMemoryMaps();
  const table = new OpenFileTable();
  const locks = systemFileLocks("test");
  const storage = new NodeFileStorage(systemFileCalls, locks, table, process.platform, () => maps);
  const file = new SqliteFile({ api, storage, unlockedStorage: storage, path, isReadOnly: false });
  const url = parseDatabaseUrl(`sqlite:///${path}`);
  const connection: DriverConnection = new SqliteConnection(file, { url, timeout: 0, onWait: undefined });
  return {
    async run(sql) {
      try {
        const { rows } = await connection.execute(sql);
        return rows[0]?.["n"] as number | undefined;
      } catch (error) {
        if (error instanceof DatabaseLockedError) return "locked";
        throw error;
      }
    },
    close: () => connection.close(),
  };
}

function pythonPlayer(path: string): Player {
  const peer = new PythonPeer(path, 0);
  return {
    async run(sql) {
      try {
        return (await peer.run(sql))[0]?.[0] as number | undefined;
      } catch (error) {
        if (String(error).includes("locked")) return "locked";
        throw error;
      }
    },
    close: () => peer.close(),
  };
}

const STATEMENTS = {
  read: "SELECT (SELECT count(*) FROM a) * 1000000 + (SELECT count(*) FROM b) AS n",
  writeA: "INSERT INTO a SELECT hex(zeroblob(700))",
  writeB: "INSERT INTO b SELECT hex(zeroblob(700))",
  begin: "BEGIN",
  beginImmediate: "BEGIN IMMEDIATE",
  commit: "COMMIT",
  rollback: "ROLLBACK",
  checkpoint: "PRAGMA wal_checkpoint(PASSIVE)",
  restart: "PRAGMA wal_checkpoint(RESTART)",
  truncate: "PRAGMA wal_checkpoint(TRUNCATE)",
} as const;
type Move = keyof typeof STATEMENTS;

/** Rows in both tables. */
interface State {
  readonly a: number;
  readonly b: number;
}

interface Transaction {
  snapshot: State | undefined;
  own: State | undefined;
  /** Whether the WAL may have been started over since, after which SQLite lets the transaction read and not write. */
  mayBeRefused: boolean;
}

/** What SQLite promises: whoever reads sees the last commit, and in a transaction the one that it began with. */
class Model {
  committed: State = { a: 0, b: 0 };
  readonly #transactions: (Transaction | undefined)[] = [];
  /** Who holds the write lock. */
  writer: number | undefined;

  inTransaction(player: number): boolean {
    return this.#transactions[player] !== undefined;
  }

  /** Makes a move; gives what the statement must say, where it may say several things one of which is what it said. */
  move(player: number, move: Move, said: unknown): number | "locked" | undefined {
    const transaction = this.#transactions[player];
    if (move === "restart" || move === "truncate" || move === "rollback") {
      for (const [other, reading] of this.#transactions.entries()) {
        if (other !== player && reading?.snapshot !== undefined) reading.mayBeRefused = true;
      }
    }
    const see = ({ a, b }: State): number => a * 1_000_000 + b;
    switch (move) {
      case "read":
        if (transaction === undefined) return see(this.committed);
        transaction.snapshot ??= this.committed;
        return see(transaction.own ?? transaction.snapshot);
      case "writeA":
      case "writeB": {
        const add = ({ a, b }: State): State => (move === "writeA" ? { a: a + 1, b } : { a, b: b + 1 });
        // A transaction whose first statement is refused has not begun to read.
        if (this.writer !== undefined && this.writer !== player) return "locked";
        if (transaction === undefined) {
          this.committed = add(this.committed);
          return undefined;
        }
        transaction.snapshot ??= this.committed;
        // What was read is no longer what would be written on.
        if (transaction.own === undefined && transaction.snapshot !== this.committed) return "locked";
        if (transaction.own === undefined && transaction.mayBeRefused && said === "locked") return "locked";
        transaction.own = add(transaction.own ?? transaction.snapshot);
        this.writer = player;
        return undefined;
      }
      case "begin":
        this.#transactions[player] = { snapshot: undefined, own: undefined, mayBeRefused: false };
        return undefined;
      case "beginImmediate":
        if (this.writer !== undefined) return "locked";
        this.#transactions[player] = { snapshot: this.committed, own: this.committed, mayBeRefused: false };
        this.writer = player;
        return undefined;
      case "commit":
      case "rollback":
        if (move === "commit" && transaction?.own !== undefined) this.committed = transaction.own;
        if (this.writer === player) this.writer = undefined;
        this.#transactions[player] = undefined;
        return undefined;
      default:
        return undefined;
    }
  }
}

const moves = fc.array(
  fc.record({ player: fc.nat(2), move: fc.constantFrom(...(Object.keys(STATEMENTS) as Move[]), "read", "writeA") }),
  { minLength: 5, maxLength: 60 },
);

describe.skipIf(python() === undefined)(noPython, () => {
  test("when two of ours and Python's sqlite3 take turns in any order then each sees what SQLite promises", async () => {
    const apis = [await loadSqlJs("release"), await loadSqlJs("release")] as const;
    const path = folder("a.db");
    let statements = 0;
    await fc.assert(
      fc.asyncProperty(moves, async (schedule) => {
        for (const suffix of ["", "-wal", "-shm"]) rmSync(path + suffix, { force: true });
        const python = pythonPlayer(path);
        for (const sql of [
          "PRAGMA page_size = 512",
          "PRAGMA journal_mode = wal",
          "CREATE TABLE a (v)",
          "CREATE TABLE b (v)",
        ])
          await python.run(sql);
        await python.run("PRAGMA wal_autocheckpoint = 3");
        const players = [await ourPlayer(apis[0], path), await ourPlayer(apis[1], path), python] as const;
        try {
          const model = new Model();
          for (const [index, { player, move }] of schedule.entries()) {
            const isInside = model.inTransaction(player);
            const ends = move === "commit" || move === "rollback";
            const begins = move === "begin" || move === "beginImmediate";
            if (isInside ? begins || /checkpoint|restart|truncate/.test(move) : ends) continue;
            const got = await players[player]!.run(STATEMENTS[move]);
            statements++;
            const expected = model.move(player, move, got);
            if (/checkpoint|restart|truncate/.test(move)) continue;
            expect(got, `${index}: player ${player} ${move}`).toBe(expected);
          }
          for (const [player, { run }] of players.entries()) if (model.inTransaction(player)) await run("ROLLBACK");
          for (const { run } of players) {
            expect(await run(STATEMENTS.read)).toBe(model.committed.a * 1_000_000 + model.committed.b);
            expect(await run("SELECT count(*) AS n FROM pragma_integrity_check WHERE integrity_check <> 'ok'")).toBe(0);
          }
        } finally {
          for (const player of players) await player.close();
        }
      }),
      { numRuns: RUNS, ...(process.env["SEED"] === undefined ? {} : { seed: Number(process.env["SEED"]) }) },
    );
    recordFigure("WAL: random schedules of three, two of them ours", {
      schedules: RUNS,
      statements,
      "unlike the model": 0,
    });
  }, 3_600_000);
});
