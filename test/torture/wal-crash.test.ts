import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/backends/open-database.js";
import { PythonPeer } from "../database/sqlite/python-peer.js";
import { temporaryFolder } from "../database/sqlite/temporary-folder.js";
import { noPython, python } from "../interop/python.js";
import { randomSeed, recordFigure, seededRandom, tortureCount } from "./counts.js";
import { Judge } from "./judge.js";
import { originStatements } from "./migration.js";
import { bundleWorker, startProgram } from "./start-worker.js";
import { WalPeer, walOrigin } from "./wal-peers.js";

const folder = temporaryFolder();
const KILLS = tortureCount("WAL_KILLS", 6, 300);
const WRITER_KILLS = tortureCount("WAL_WRITER_KILLS", 3, 100);
const LONG = 3_600_000;
const trap = fileURLToPath(new URL("trap.mjs", import.meta.url));
const SUMS = "SELECT (SELECT total(v) FROM a) - (SELECT total(v) FROM b) AS d, (SELECT count(*) FROM a) AS n";
/** All that a migration changes, in one value. */
const CONTENT =
  "SELECT (SELECT group_concat(sql, ';') FROM sqlite_schema) || (SELECT version_num FROM alembic_version) || " +
  "(SELECT count(*) || ' ' || total(id) || ' ' || total(length(v)) FROM t)";

describe.skipIf(python() === undefined)(noPython, () => {
  let judge: Judge;
  let worker: string;
  beforeAll(async () => {
    judge = new Judge();
    worker = await bundleWorker();
  });
  afterAll(() => {
    judge.close();
    rmSync(worker, { force: true });
  });

  test(
    "when ours is killed at a call that writes WAL or index then those who have the database open go on",
    async () => {
      mkdirSync(folder("data"));
      const database = folder("data/work.db");
      const origin = folder("origin.db");
      await judge.run(origin, originStatements(300, "wal"));
      const random = seededRandom(randomSeed());
      const begin = async (): Promise<PythonPeer[]> => {
        for (const suffix of ["", "-wal", "-shm", "-journal"]) rmSync(database + suffix, { force: true });
        copyFileSync(origin, database);
        const peers = [new PythonPeer(database, 10), new PythonPeer(database, 10)];
        // What others have not moved into the database yet stands in WAL and index.
        await peers[0]!.run("PRAGMA wal_autocheckpoint = 10");
        await peers[0]!.run("UPDATE t SET v = v || '.' WHERE id % 3 = 0");
        return peers;
      };
      const migrate = (trapped: Record<string, string>) =>
        startProgram(
          process.execPath,
          ["--import", trap, worker, "migrate", `sqlite:///${database}?timeout=10`, "rebuild"],
          { env: { ...process.env, TRAP_FOLDER: folder("data"), ...trapped } },
        ).ended;

      let peers = await begin();
      const before = await peers[0]!.run(CONTENT);
      expect(await migrate({ TRAP_CALLS: folder("calls.json") })).toMatchObject({ code: 0 });
      const after = await peers[0]!.run(CONTENT);
      expect(after).not.toEqual(before);
      for (const peer of peers) await peer.close();
      const calls = JSON.parse(readFileSync(folder("calls.json"), "utf8")) as string[];
      expect(calls.filter((name) => name === "store").length).toBeGreaterThan(20);

      const moments = calls.flatMap((name, at) =>
        (name === "write" ? ["before", "half", "after"] : ["before", "after"]).map((part) => ({ name, at, part })),
      );
      const figures = { killed: 0, "at a word of the index": 0, "content before": 0, "content after": 0 };
      for (let round = 0; round < KILLS; round++) {
        // Evenly over the run, so that each kind of call comes, and not always at the same ones.
        const { at, part, name } = moments[Math.floor(((round + random()) * moments.length) / KILLS)]!;
        const what = `round ${round}: ${part} call ${at} (${name})`;
        peers = await begin();
        const [quick, slow] = peers as [PythonPeer, PythonPeer];
        await slow.run("BEGIN");
        expect(await slow.run(CONTENT)).toEqual(before);
        const { code, stderr } = await migrate({ TRAP_AT: String(at), TRAP_PART: part });
        expect(code, `${what}: ${stderr}`).toBe("SIGKILL");
        figures.killed++;
        if (name === "store") figures["at a word of the index"]++;
        // Nobody opens the database anew.
        const content = await quick.run(CONTENT);
        expect([JSON.stringify(before), JSON.stringify(after)], what).toContain(JSON.stringify(content));
        figures[JSON.stringify(content) === JSON.stringify(after) ? "content after" : "content before"]++;
        expect(await slow.run(CONTENT), what).toEqual(before);
        await slow.run("COMMIT");
        expect(await slow.run(CONTENT), what).toEqual(content);
        await quick.run("INSERT INTO t (id, v) VALUES (100000, 'written after the crash')");
        expect(await slow.run("SELECT v FROM t WHERE id = 100000"), what).toEqual([["written after the crash"]]);
        expect(await slow.run("PRAGMA integrity_check"), what).toEqual([["ok"]]);
        if (JSON.stringify(content) === JSON.stringify(before)) {
          expect(await migrate({}), what).toMatchObject({ code: 0 });
          expect(await slow.run("SELECT version_num FROM alembic_version"), what).toEqual([["two"]]);
        }
        expect(await quick.run("SELECT v FROM t WHERE id = 100000"), what).toEqual([["written after the crash"]]);
        expect(await quick.run("PRAGMA integrity_check"), what).toEqual([["ok"]]);
        for (const peer of peers) await peer.close();
        expect((await judge.dump(database)).integrity, what).toEqual(["ok"]);
        for (const suffix of ["-wal", "-shm"]) expect(existsSync(database + suffix), what).toBe(false);
      }
      recordFigure("WAL: kill -9 of ours beside two Python programs", { ...figures, "others that had to reopen": 0 });
      console.log(JSON.stringify({ ...figures, calls: calls.length }));
    },
    LONG,
  );

  test(
    "when a Python writer is killed then ours goes on with the database that it has open",
    async () => {
      const database = folder("writer.db");
      await judge.run(database, walOrigin(2000));
      const seed = randomSeed();
      const random = seededRandom(seed);
      const reader = await openDatabase(`sqlite:///${database}?timeout=30`);
      const connection = await openDatabase(`sqlite:///${database}?timeout=30`);
      let acknowledged = 0;
      for (let round = 0; round < WRITER_KILLS; round++) {
        const peer = new WalPeer(database, {
          role: "write",
          seed: round + 1,
          synchronous: round % 2 === 0 ? "NORMAL" : "FULL",
          timeout: 30,
        });
        await peer.begun;
        const killed = new Promise((resolve) => setTimeout(resolve, 20 + random() * 200)).then(() => peer.kill());
        await connection.beginRun();
        await connection.begin("immediate");
        await connection.execute("CREATE TABLE n (id INTEGER PRIMARY KEY, v INTEGER)");
        await connection.execute("INSERT INTO n SELECT id, v FROM a");
        await connection.execute("DROP TABLE a");
        await connection.execute("ALTER TABLE n RENAME TO a");
        await connection.commit();
        await connection.endRun();
        await killed;
        for (const { rows } of [await reader.execute(SUMS), await connection.execute(SUMS)]) {
          expect(rows[0]?.["d"], `round ${round}`).toBe(0);
        }
        const list = JSON.stringify(peer.acknowledged);
        const { rows } = await reader.execute(
          "SELECT count(*) AS n FROM json_each(?) WHERE value NOT IN (SELECT id FROM a)",
          [list],
        );
        expect(rows, `round ${round}`).toEqual([{ n: 0 }]);
        acknowledged += peer.acknowledged.length;
        await connection.execute("INSERT INTO a (v) VALUES (1)");
        await connection.execute("INSERT INTO b (v) VALUES (1)");
        expect((await reader.execute("PRAGMA integrity_check")).rows).toEqual([{ integrity_check: "ok" }]);
      }
      await connection.close();
      await reader.close();
      expect((await judge.dump(database)).integrity).toEqual(["ok"]);
      recordFigure("WAL: kill -9 of a Python writer beside ours", {
        killed: WRITER_KILLS,
        "rows acknowledged": acknowledged,
        lost: 0,
        "ours that had to reopen": 0,
      });
    },
    LONG,
  );
});
