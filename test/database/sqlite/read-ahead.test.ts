import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openDatabase } from "../../../src/backends/open-database.js";
import { MemoryFileStorage } from "../../../src/database/sqlite/storage/memory-file-storage.js";
import { ReadAhead } from "../../../src/database/sqlite/wasm/read-ahead.js";
import { noPython, python } from "../../interop/python.js";
import { PythonPeer } from "./python-peer.js";
import { temporaryFolder } from "./temporary-folder.js";

const folder = temporaryFolder();
const PAGE = 1024;
const upTo = (count: number) => Array.from({ length: count }, (_, at) => at);
const byteOf = (page: number) => (page % 251) + 1;

/** A file whose pages are filled with a byte each; it counts the reads, and fails where they touch what is broken. */
function countedFile(pages: number) {
  const file = new MemoryFileStorage().open("/a.db", { write: true, create: true, exclusive: false, mode: 0o644 });
  for (const page of upTo(pages)) file.write(Buffer.alloc(PAGE, byteOf(page)), page * PAGE);
  const state = { reads: 0, brokenFrom: Number.POSITIVE_INFINITY };
  const read = file.read.bind(file);
  file.read = (buffer, position) => {
    state.reads++;
    if (position + buffer.length > state.brokenFrom) throw Object.assign(new Error("EIO: read"), { code: "EIO" });
    return read(buffer, position);
  };
  return { file, state };
}

/** The bytes that pages are filled with, as the reader reads them. */
function readPages(reader: ReadAhead, pages: readonly number[]): (number | undefined)[] {
  return pages.map((page) => {
    const buffer = Buffer.alloc(PAGE);
    const length = reader.read(buffer, page * PAGE);
    return length === PAGE && buffer.every((byte) => byte === buffer[0]) ? buffer[0] : undefined;
  });
}

test.each([
  ["forwards", upTo(1000), 17],
  ["backwards", upTo(1000).reverse(), 17],
  ["with gaps", upTo(1000).filter((page) => page % 7 !== 3), 17],
  ["at two places in turn", upTo(500).flatMap((page) => [page, 500 + page]), 19],
  [
    "among 100 that are looked up",
    upTo(500).flatMap((page) => (page % 5 ? [page] : [page, 600 + ((page * 37) % 400)])),
    110,
  ],
])("when pages are read %s then few reads of the file are enough", (_, pages, reads) => {
  const { file, state } = countedFile(1000);
  expect(readPages(new ReadAhead(file), pages)).toEqual(pages.map(byteOf));
  expect(state.reads).toBeLessThanOrEqual(reads);
});

test("when pages are looked up here and there then nothing else is read", () => {
  const { file } = countedFile(1000);
  let bytes = 0;
  const read = file.read.bind(file);
  file.read = (buffer, position) => {
    bytes += buffer.length;
    return read(buffer, position);
  };
  const pages = upTo(200).map((at) => (at * 377) % 1000);
  expect(readPages(new ReadAhead(file), pages)).toEqual(pages.map(byteOf));
  expect(bytes).toBe(200 * PAGE);
});

test("when a page that nobody needs cannot be read then the pages before it are read nevertheless", () => {
  const { file, state } = countedFile(100);
  state.brokenFrom = 50 * PAGE;
  const reader = new ReadAhead(file);
  expect(readPages(reader, upTo(50))).toEqual(upTo(50).map(byteOf));
  expect(() => readPages(reader, [50])).toThrow("EIO");
});

test("when the file ends within a read then its bytes up to the end are read, and more once it has grown", () => {
  const { file } = countedFile(10);
  const reader = new ReadAhead(file);
  readPages(reader, upTo(9));
  const buffer = Buffer.alloc(2 * PAGE);
  expect(reader.read(buffer, 9 * PAGE)).toBe(PAGE);
  expect(reader.read(buffer, 10 * PAGE)).toBe(0);
  reader.forgetRange(10 * PAGE, 11 * PAGE);
  file.write(Buffer.alloc(PAGE, 7), 10 * PAGE);
  expect(readPages(reader, [9, 10])).toEqual([byteOf(9), 7]);
});

test("when the file is read, written and changed by others at random then every read has what the file has", () => {
  const page = fc.nat(150);
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.tuple(fc.constant("scan" as const), page, fc.integer({ min: -40, max: 40 })) },
    { weight: 2, arbitrary: fc.tuple(fc.constant("write" as const), page, fc.integer({ min: 1, max: 251 })) },
    { weight: 1, arbitrary: fc.tuple(fc.constant("change" as const), page, fc.integer({ min: 1, max: 251 })) },
    { weight: 1, arbitrary: fc.tuple(fc.constant("truncate" as const), page, fc.constant(0)) },
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const { file } = countedFile(120);
      const reader = new ReadAhead(file);
      const [expected, found] = [Buffer.alloc(PAGE), Buffer.alloc(PAGE)];
      for (const [kind, at, value] of steps) {
        const start = at * PAGE;
        if (kind === "scan") {
          for (let one = at; one !== at + value && one >= 0; one += Math.sign(value)) {
            const length = file.read(expected, one * PAGE);
            expect(reader.read(found, one * PAGE)).toBe(length);
            expect(found.subarray(0, length).equals(expected.subarray(0, length))).toBe(true);
          }
          continue;
        }
        if (kind === "write") reader.forgetRange(start, start + PAGE);
        else reader.forget();
        if (kind === "truncate") file.truncate(start);
        else file.write(Buffer.alloc(PAGE, value), start);
      }
    }),
  );
});

test("when a transaction writes the pages that it has read ahead then it reads what it wrote", async () => {
  const connection = await openDatabase(`sqlite:///${folder("large.db")}`);
  await connection.execute("PRAGMA cache_size = 5");
  await connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER, filling BLOB)");
  await connection.begin("immediate");
  await connection.execute(
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200) INSERT INTO t SELECT i, 0, zeroblob(900) FROM n",
  );
  for (const value of [1, 2, 3]) {
    await connection.execute(`UPDATE t SET v = ${value}`);
    for (const order of ["DESC", "ASC"]) {
      const { rows } = await connection.execute(`SELECT v, length(filling) AS n FROM t ORDER BY id ${order}`);
      expect(rows).toEqual(Array.from({ length: 200 }, () => ({ v: value, n: 900 })));
    }
  }
  await connection.commit();
  await connection.close();
});

describe.skipIf(python() === undefined)(noPython, () => {
  test("when a checkpoint changes pages between two statements under one lock then the second reads the new ones", async () => {
    const path = folder("wal.db");
    const peer = new PythonPeer(path);
    for (const sql of [
      "PRAGMA journal_mode = wal",
      "CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER, filling BLOB)",
      "CREATE TABLE other (id INTEGER PRIMARY KEY)",
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 440) INSERT INTO t SELECT i, 0, zeroblob(900) FROM n",
      "PRAGMA wal_checkpoint(TRUNCATE)",
      "PRAGMA wal_autocheckpoint = 0",
      "UPDATE t SET v = 1 WHERE id % 20 = 0",
    ])
      await peer.run(sql);
    const [early, late, reader] = await Promise.all([1, 2, 3].map(() => openDatabase(`sqlite:///${path}`)));
    await reader!.execute("PRAGMA cache_size = 5");
    const ids = async (order: string) =>
      (await reader!.execute(`SELECT id FROM t WHERE v = 1 ORDER BY id ${order}`)).rows.map((row) => Number(row["id"]));
    const begin = async (connection: typeof early) => {
      await connection!.begin("deferred");
      await connection!.execute("SELECT count(*) FROM other");
    };
    // The first lets the checkpoint write the update and no more, the second keeps the lock that the reader shares.
    await begin(early);
    await peer.run("INSERT INTO other VALUES (1)");
    await begin(late);
    const expected = Array.from({ length: 22 }, (_, at) => 20 * (at + 1));
    expect(await ids("ASC")).toEqual(expected);
    await peer.run("PRAGMA wal_checkpoint(PASSIVE)");
    expect(await ids("DESC")).toEqual(expected.toReversed());
    for (const connection of [early, late]) await connection!.rollback();
    for (const connection of [early, late, reader]) await connection!.close();
    await peer.close();
  });
});
