import { existsSync, readdirSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { backup } from "../../src/backends/backup.js";
import { openDatabase } from "../../src/backends/open-database.js";
import type { DriverConnection } from "../../src/database/connection.js";
import { DatabaseLockedError } from "../../src/database/database-locked-error.js";
import { temporaryFolder } from "../database/sqlite/temporary-folder.js";
import { randomSeed, recordFigure, seededRandom, tortureCount } from "./counts.js";
import { NEIGHBOURS, type Neighbour } from "./wal-neighbours.js";

const folder = temporaryFolder();
const ROUNDS = tortureCount("WAL_NEIGHBOUR_ROUNDS", 30, 1000);
const COUNT = "SELECT count(*) AS n FROM t";

describe.each(Object.entries(NEIGHBOURS))("beside %s", (name, { open, missing }) => {
  describe.skipIf(missing !== undefined)(missing === undefined ? "on one WAL database" : `left out: ${missing}`, () => {
    let neighbour: Neighbour;
    let ours: DriverConnection;
    beforeEach(async () => {
      neighbour = open(folder("a.db"));
      await neighbour.run("PRAGMA journal_mode = wal");
      await neighbour.run("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)");
      await neighbour.run("INSERT INTO t (v) VALUES ('one'), ('two'), ('three')");
      ours = await openDatabase(`sqlite:///${folder("a.db")}?timeout=0`);
    });
    afterEach(async () => {
      await ours.close();
      await neighbour.close();
    });
    const oursCounts = async () => (await ours.execute(COUNT)).rows[0]?.["n"];
    const theirsCounts = async () => (await neighbour.run(COUNT))[0]?.[0];

    test("then what one commits the other sees, and a transaction sees one state to its end", async () => {
      expect(await oursCounts()).toBe(3);
      await neighbour.run("BEGIN");
      expect(await theirsCounts()).toBe(3);
      await ours.begin("immediate");
      await ours.execute("CREATE TABLE n (id INTEGER PRIMARY KEY, v TEXT, more TEXT DEFAULT 'x')");
      await ours.execute("INSERT INTO n (id, v) SELECT id, v FROM t");
      await ours.execute("DROP TABLE t");
      await ours.execute("ALTER TABLE n RENAME TO t");
      await ours.execute("INSERT INTO t (v) VALUES ('four')");
      await ours.commit();
      expect(await theirsCounts()).toBe(3);
      await neighbour.run("COMMIT");
      expect(await theirsCounts()).toBe(4);
      expect(await neighbour.run("SELECT more FROM t WHERE id = 1")).toEqual([["x"]]);
      await ours.begin();
      expect(await oursCounts()).toBe(4);
      await neighbour.run("INSERT INTO t (v) VALUES ('five')");
      expect(await oursCounts()).toBe(4);
      await ours.rollback();
      expect(await oursCounts()).toBe(5);
    });

    test("then only one of them writes at a time", async () => {
      await neighbour.run("BEGIN IMMEDIATE");
      await expect(ours.begin("immediate")).rejects.toThrow(DatabaseLockedError);
      expect(await oursCounts()).toBe(3);
      await neighbour.run("COMMIT");
      await ours.begin("immediate");
      await expect(neighbour.run("INSERT INTO t (v) VALUES ('x')")).rejects.toThrow("locked");
      expect(await theirsCounts()).toBe(3);
      await ours.rollback();
      await neighbour.run("INSERT INTO t (v) VALUES ('x')");
      expect(await oursCounts()).toBe(4);
    });

    test("then no checkpoint passes a reader, whosever both are", async () => {
      const busy = (row: unknown) => Number(row);
      await neighbour.run("BEGIN");
      await neighbour.run(COUNT);
      await ours.execute("UPDATE t SET v = 'ours'");
      const held = await ours.execute("PRAGMA wal_checkpoint(TRUNCATE)");
      expect(busy(held.rows[0]?.["busy"])).toBe(1);
      expect(await neighbour.run("SELECT v FROM t WHERE id = 1")).toEqual([["one"]]);
      await neighbour.run("COMMIT");
      const passed = await ours.execute("PRAGMA wal_checkpoint(TRUNCATE)");
      expect(busy(passed.rows[0]?.["busy"])).toBe(0);
      await ours.begin();
      await ours.execute(COUNT);
      await neighbour.run("UPDATE t SET v = 'theirs'");
      expect(busy((await neighbour.run("PRAGMA wal_checkpoint(TRUNCATE)"))[0]?.[0])).toBe(1);
      expect((await ours.execute("SELECT v FROM t WHERE id = 1")).rows).toEqual([{ v: "ours" }]);
      await ours.rollback();
      expect(busy((await neighbour.run("PRAGMA wal_checkpoint(TRUNCATE)"))[0]?.[0])).toBe(0);
      expect((await ours.execute("SELECT v FROM t WHERE id = 1")).rows).toEqual([{ v: "theirs" }]);
    });

    test("then both write and check by turns in any order, and nothing is lost", async () => {
      const random = seededRandom(randomSeed());
      let rows = 3;
      for (let round = 0; round < ROUNDS; round++) {
        const statement = `INSERT INTO t (v) SELECT hex(zeroblob(${Math.floor(random() * 3000)}))`;
        const checkpoint = `PRAGMA wal_checkpoint(${["PASSIVE", "FULL", "RESTART", "TRUNCATE"][round % 4]})`;
        if (random() < 0.5) await ours.execute(statement);
        else await neighbour.run(statement);
        rows++;
        if (random() < 0.2) await ours.execute(checkpoint);
        if (random() < 0.2) await neighbour.run(checkpoint);
        expect(random() < 0.5 ? await oursCounts() : await theirsCounts(), `round ${round}`).toBe(rows);
      }
      await backup(ours, folder("copy.db"));
      const copy = await openDatabase(`sqlite:///${folder("copy.db")}`);
      expect((await copy.execute(COUNT)).rows).toEqual([{ n: rows }]);
      await copy.close();
      expect(await neighbour.run("PRAGMA integrity_check")).toEqual([["ok"]]);
      expect((await ours.execute("PRAGMA integrity_check")).rows).toEqual([{ integrity_check: "ok" }]);
      recordFigure(`WAL: turns beside ${name}`, { statements: ROUNDS, "lost or unseen": 0 });
    });

    test.each(["ours", "theirs"])("then %s may be the last to close it, and leaves one file", async (last) => {
      await ours.execute("INSERT INTO t (v) VALUES ('ours')");
      await neighbour.run("INSERT INTO t (v) VALUES ('theirs')");
      if (last === "ours") await neighbour.close();
      else await ours.close();
      expect(existsSync(folder("a.db-wal"))).toBe(true);
      if (last === "ours") await ours.close();
      else await neighbour.close();
      expect(readdirSync(folder())).toEqual(["a.db"]);
      neighbour = open(folder("a.db"));
      expect(await theirsCounts()).toBe(5);
    });
  });
});
