import { closeSync, openSync, statSync, writeSync } from "node:fs";
import { expect, test } from "vitest";
import { openDatabase } from "../../src/backends/open-database.js";
import { temporaryFolder } from "../database/sqlite/temporary-folder.js";
import { python } from "../interop/python.js";
import { recordFigure } from "./counts.js";
import { Judge } from "./judge.js";

const folder = temporaryFolder();
const PAGE = 65536;

/** Makes a database with most of its pages on the list of free ones; the file has holes, so it takes no room. */
async function makeLarge(path: string, bytes: number): Promise<void> {
  const connection = await openDatabase(`sqlite:///${path}`);
  await connection.execute(`PRAGMA page_size = ${PAGE}`);
  await connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)");
  await connection.execute("INSERT INTO alembic_version VALUES ('one')");
  await connection.close();
  // The header's page count is only believed where its change counter agrees with the version number beside it.
  const pages = Math.floor(bytes / PAGE);
  const fd = openSync(path, "r+");
  const count = Buffer.alloc(4);
  count.writeUInt32BE(pages);
  writeSync(fd, count, 0, 4, 28);
  writeSync(fd, Buffer.alloc(1), 0, 1, pages * PAGE - 1);
  closeSync(fd);
}

test("when a database is larger than 4 GiB then its far end is read and written", async () => {
  const path = folder("large.db");
  await makeLarge(path, 4.5 * 2 ** 30);
  const before = process.memoryUsage().rss;
  const connection = await openDatabase(`sqlite:///${path}`);
  expect((await connection.execute("SELECT version_num FROM alembic_version")).rows).toEqual([{ version_num: "one" }]);
  await connection.begin("immediate");
  await connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)");
  await connection.execute(
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) INSERT INTO t SELECT i, 'row ' || i FROM n",
  );
  await connection.commit();
  expect(statSync(path).size).toBeGreaterThan(4.5 * 2 ** 30);
  const { rows } = await connection.execute("SELECT count(*) AS n, sum(id) AS s FROM t");
  expect(rows).toEqual([{ n: 100_000, s: 5_000_050_000 }]);
  await connection.close();
  if (python() !== undefined) {
    const judge = new Judge();
    expect((await judge.run(path, ["SELECT count(*), sum(id) FROM t"])).rows).toEqual([[100_000, 5_000_050_000]]);
    judge.close();
  }
  const grown = Math.round((process.memoryUsage().rss - before) / 2 ** 20);
  expect(grown).toBeLessThan(200);
  recordFigure("File of 4.5 GiB", { "memory grew by, MiB": grown });
});
