import { statSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { openDatabase } from "../../src/backends/open-database.js";
import { PythonPeer } from "../database/sqlite/python-peer.js";
import { temporaryFolder } from "../database/sqlite/temporary-folder.js";
import { noPython, python } from "../interop/python.js";
import { recordFigure, tortureCount } from "./counts.js";

const folder = temporaryFolder();
/** In full as many as a WAL of 4 GiB has with pages of 4 KiB, and some more. */
const FRAMES = tortureCount("WAL_FRAMES", 10_000, 1_060_000);
const MEBIBYTES = tortureCount("WAL_MEBIBYTES", 20, 4200);
const REGION = 32_768;
const FRAMES_OF_REGION = 4096;

/** Neither side moves anything out of the WAL meanwhile. */
const KEPT = "PRAGMA wal_autocheckpoint = 0";

describe.skipIf(python() === undefined)(noPython, () => {
  test("when a WAL has very many frames then both sides find the last state of each page", async () => {
    const path = folder("frames.db");
    const peer = new PythonPeer(path, 60);
    await peer.run("PRAGMA page_size = 512");
    await peer.run("PRAGMA journal_mode = wal");
    await peer.run(KEPT);
    await peer.run("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)");
    const ours = await openDatabase(`sqlite:///${path}?timeout=60`);
    await ours.execute(KEPT);
    await ours.execute("PRAGMA synchronous = OFF");
    await ours.begin("immediate");
    // The cache is small, so that pages reach the WAL again and again.
    await ours.execute("PRAGMA cache_size = 20");
    const fill = (rows: number) =>
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows}) INSERT INTO t (v) SELECT hex(zeroblob(200)) FROM n`;
    await ours.execute(fill(FRAMES));
    await ours.commit();
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(FRAMES * 512);
    const regions = statSync(`${path}-shm`).size / REGION;
    expect(regions).toBeGreaterThanOrEqual(FRAMES / FRAMES_OF_REGION);
    const counted = "SELECT count(*), sum(length(v)) FROM t";
    expect(await peer.run(counted)).toEqual([[FRAMES, 400 * FRAMES]]);
    await peer.run("UPDATE t SET v = 'theirs' WHERE id % 1000 = 0");
    await ours.execute("UPDATE t SET v = 'ours' WHERE id % 1000 = 1");
    const changed =
      "SELECT (SELECT count(*) FROM t WHERE v = 'ours') AS o, (SELECT count(*) FROM t WHERE v = 'theirs') AS t";
    const [o, t] = [Math.ceil(FRAMES / 1000), Math.floor(FRAMES / 1000)];
    expect(await peer.run(changed)).toEqual([[o, t]]);
    expect((await ours.execute(changed)).rows).toEqual([{ o, t }]);
    expect((await ours.execute("PRAGMA wal_checkpoint(TRUNCATE)")).rows[0]).toMatchObject({ busy: 0 });
    await ours.execute("INSERT INTO t (v) VALUES ('after it')");
    expect(await peer.run("SELECT v FROM t ORDER BY id DESC LIMIT 1")).toEqual([["after it"]]);
    expect(await peer.run("PRAGMA integrity_check")).toEqual([["ok"]]);
    await ours.close();
    await peer.close();
    recordFigure("WAL: very many frames", {
      frames: `more than ${FRAMES.toLocaleString("en-US")}`,
      "regions of the index": String(regions),
    });
  }, 3_600_000);

  test("when a WAL grows beyond 4 GiB then its far end is read and written by both", async () => {
    const path = folder("bytes.db");
    const peer = new PythonPeer(path, 60);
    await peer.run("PRAGMA page_size = 65536");
    await peer.run("PRAGMA journal_mode = wal");
    await peer.run(KEPT);
    await peer.run("CREATE TABLE t (id INTEGER PRIMARY KEY, v BLOB)");
    // Sixteen pages and more, written in each turn.
    await peer.run(
      "INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 16) SELECT i, zeroblob(65000) FROM n",
    );
    const ours = await openDatabase(`sqlite:///${path}?timeout=60`);
    await ours.execute(KEPT);
    await ours.execute("PRAGMA synchronous = OFF");
    for (let turn = 0; statSync(`${path}-wal`).size < MEBIBYTES * 2 ** 20; turn++) {
      await ours.execute("UPDATE t SET v = randomblob(65000)");
      if (turn % 500 === 0) await peer.run("UPDATE t SET v = randomblob(65000) WHERE id = 3");
    }
    await ours.execute("UPDATE t SET v = 'ours' WHERE id = 1");
    await peer.run("UPDATE t SET v = 'theirs' WHERE id = 2");
    const far = "SELECT id, v FROM t WHERE id < 3 ORDER BY id";
    expect(await peer.run(far)).toEqual([
      [1, "ours"],
      [2, "theirs"],
    ]);
    expect((await ours.execute(far)).rows).toEqual([
      { id: 1, v: "ours" },
      { id: 2, v: "theirs" },
    ]);
    expect((await ours.execute("PRAGMA wal_checkpoint(TRUNCATE)")).rows[0]).toMatchObject({ busy: 0 });
    expect(await peer.run(far)).toEqual([
      [1, "ours"],
      [2, "theirs"],
    ]);
    expect(await peer.run("PRAGMA integrity_check")).toEqual([["ok"]]);
    await ours.close();
    await peer.close();
    recordFigure("WAL: a large one", { MiB: String(MEBIBYTES) });
  }, 3_600_000);
});
