import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { backup } from "../../../src/backends/backup.js";
import { openDatabase } from "../../../src/backends/open-database.js";
import type { DriverConnection } from "../../../src/database/connection.js";
import { InterruptedError } from "../../../src/database/interrupted-error.js";
import { python } from "../../interop/python.js";
import { PythonPeer } from "./python-peer.js";
import { temporaryFolder } from "./temporary-folder.js";

const folder = temporaryFolder();
const open = (name: string) => openDatabase(`sqlite:///${folder(name)}?timeout=0.2`);

const FILL =
  "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) " +
  "INSERT INTO t SELECT i, 'some text that fills pages ' || i FROM n";

async function filled(name: string): Promise<DriverConnection> {
  const connection = await open(name);
  await connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v)");
  await connection.execute(FILL);
  return connection;
}

async function countIn(name: string): Promise<unknown> {
  const copy = await open(name);
  const { rows } = await copy.execute("SELECT count(*) AS n FROM t");
  await copy.close();
  return rows[0]?.["n"];
}

test("when a run takes a backup before its first write then it is the state that the run starts from", async () => {
  const connection = await filled("a.db");
  const original = readFileSync(folder("a.db"));
  chmodSync(folder("a.db"), 0o640);
  await connection.begin("immediate");
  const seen: number[] = [];
  await backup(connection, folder("copy.db"), { onProgress: ({ done, total }) => seen.push(done / total) });
  await connection.execute("DELETE FROM t");
  await connection.commit();
  await connection.close();
  expect(readFileSync(folder("copy.db")).equals(original)).toBe(true);
  expect(statSync(folder("copy.db")).mode & 0o777).toBe(0o640);
  expect(seen.at(-1)).toBe(1);
  expect(readdirSync(folder())).toEqual(["a.db", "copy.db"]);
  expect(await countIn("copy.db")).toBe(20000);
});

test.each(["DELETE", "WAL"])(
  "when a backup is taken between two transactions of a run on a %s database then it works",
  async (mode) => {
    const connection = await filled("a.db");
    await connection.execute(`PRAGMA journal_mode = ${mode}`);
    await connection.beginRun();
    for (const expected of [19999, 19998]) {
      await connection.begin("immediate");
      await connection.execute("DELETE FROM t WHERE id = (SELECT max(id) FROM t)");
      await connection.commit();
      await backup(connection, folder(`copy${expected}.db`));
      expect(await countIn(`copy${expected}.db`)).toBe(expected);
    }
    await connection.endRun();
    await connection.close();
  },
);

test("when a transaction has written then it refuses a backup", async () => {
  const connection = await filled("a.db");
  await connection.begin("immediate");
  await connection.execute("DELETE FROM t WHERE id = 1");
  await expect(backup(connection, folder("copy.db"))).rejects.toThrow("before its first write");
  await connection.rollback();
  await connection.close();
  expect(readdirSync(folder())).toEqual(["a.db"]);
});

describe("when a crash left a journal that was never put in force", () => {
  async function begun(): Promise<DriverConnection> {
    await (await filled("a.db")).close();
    writeFileSync(folder("a.db-journal"), Buffer.alloc(1024));
    utimesSync(folder("a.db-journal"), 1, 1);
    const connection = await open("a.db");
    await connection.begin("immediate");
    return connection;
  }

  test("then a transaction can be backed up before its first write, and leaves no journal", async () => {
    const connection = await begun();
    await backup(connection, folder("copy.db"));
    await connection.execute("DELETE FROM t");
    await connection.commit();
    await connection.close();
    expect(await countIn("copy.db")).toBe(20000);
    expect(readdirSync(folder())).toEqual(["a.db", "copy.db"]);
  });

  test("then one that has written still refuses a backup", async () => {
    const connection = await begun();
    await connection.execute("DELETE FROM t WHERE id = 1");
    await expect(backup(connection, folder("copy.db"))).rejects.toThrow("before its first write");
    await connection.close();
  });
});

test("when a deferred transaction is backed up then nobody writes meanwhile", async () => {
  const connection = await filled("a.db");
  await connection.execute("INSERT INTO t SELECT id + 20000, hex(zeroblob(100)) FROM t");
  const other = await openDatabase(`sqlite:///${folder("a.db")}?timeout=0`);
  await connection.begin();
  await connection.execute("PRAGMA user_version = 1");
  await connection.rollback();
  await connection.begin();
  let written: unknown;
  await backup(connection, folder("copy.db"), {
    onProgress: ({ done, total }) => {
      if (done < total) written ??= other.execute("DELETE FROM t").catch((error: unknown) => error);
    },
  });
  expect(await written).toMatchObject({ driverCode: "SQLITE_BUSY" });
  await connection.rollback();
  await connection.close();
  await other.close();
});

test("when the name is taken then nothing is overwritten and nothing is left behind", async () => {
  const connection = await filled("a.db");
  writeFileSync(folder("copy.db"), "mine");
  await expect(backup(connection, folder("copy.db"))).rejects.toThrow("already exists");
  await connection.close();
  expect(readFileSync(folder("copy.db"), "utf8")).toBe("mine");
  expect(readdirSync(folder())).toEqual(["a.db", "copy.db"]);
});

test("when the folder of the copy is missing then the error names it", async () => {
  const connection = await filled("a.db");
  await expect(backup(connection, folder("missing/copy.db"))).rejects.toThrow("ENOENT");
  await connection.close();
});

test("when the database is damaged then the backup fails and nothing is left behind", async () => {
  await (await filled("a.db")).close();
  const bytes = readFileSync(folder("a.db"));
  bytes.fill(0xff, bytes.length - 4096 * 20, bytes.length - 4096 * 19);
  writeFileSync(folder("a.db"), bytes);
  const connection = await open("a.db");
  await expect(backup(connection, folder("copy.db"))).rejects.toThrow("The backup");
  await connection.close();
  expect(readdirSync(folder())).toEqual(["a.db"]);
});

test("when the signal aborts in the middle then the backup stops and leaves nothing", async () => {
  const connection = await filled("a.db");
  const controller = new AbortController();
  const stopped = backup(connection, folder("copy.db"), {
    signal: controller.signal,
    onProgress: () => controller.abort("SIGINT"),
  });
  await expect(stopped).rejects.toThrow(InterruptedError);
  await connection.close();
  expect(readdirSync(folder())).toEqual(["a.db"]);
});

test.each(["DELETE", "WAL"])(
  "when a private copy of a %s database that may only be read is made then it is this user's alone, to be written",
  async (mode) => {
    const connection = await filled("a.db");
    await connection.execute(`PRAGMA journal_mode = ${mode}`);
    await connection.close();
    chmodSync(folder("a.db"), 0o444);
    const reading = await openDatabase(`sqlite:///${folder("a.db")}`, { readOnly: true });
    await backup(reading, folder("copy.db"), { isPrivate: true });
    await reading.close();
    expect(statSync(folder("copy.db")).mode & 0o777).toBe(0o600);
    expect(statSync(folder("a.db")).mode & 0o777).toBe(0o444);
    expect(await countIn("copy.db")).toBe(20000);
  },
);

test("when a private copy cannot be made then the message does not speak of a backup", async () => {
  const connection = await filled("a.db");
  const copy = backup(connection, folder("no/copy.db"), { isPrivate: true });
  await expect(copy).rejects.toThrow(/^The private copy .*copy\.db was not made: /);
  await connection.close();
});

test("when the database is in memory then a private copy is this user's alone", async () => {
  const connection = await openDatabase("sqlite://");
  await connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)");
  await backup(connection, folder("copy.db"), { isPrivate: true });
  await connection.close();
  expect(statSync(folder("copy.db")).mode & 0o777).toBe(0o600);
  expect(await countIn("copy.db")).toBe(0);
});

test("when the database is in memory then it is written to a file", async () => {
  const connection = await openDatabase("sqlite://");
  await connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v)");
  await connection.execute(FILL);
  await backup(connection, folder("copy.db"));
  await connection.close();
  expect(await countIn("copy.db")).toBe(20000);
});

describe.skipIf(python() === undefined)("with a Python process on the same file (needs npm run python)", () => {
  test.each(["delete", "wal"])("when Python uses a %s database then the copy holds all it committed", async (mode) => {
    const peer = new PythonPeer(folder("a.db"));
    await peer.run(`PRAGMA journal_mode=${mode}`);
    await peer.run("CREATE TABLE t (id INTEGER PRIMARY KEY, v)");
    await peer.run(FILL);
    await peer.run("BEGIN IMMEDIATE");
    await peer.run("DELETE FROM t WHERE id <= 5000");
    const connection = await open("a.db");
    await backup(connection, folder("before.db"));
    await peer.run("COMMIT");
    await backup(connection, folder("after.db"));
    await connection.close();
    const present = readdirSync(folder()).filter((name) => !name.startsWith("a.db"));
    expect(present).toEqual(["after.db", "before.db"]);
    for (const [name, count] of [
      ["before.db", 20000],
      ["after.db", 15000],
    ] as const) {
      const copy = new PythonPeer(folder(name));
      expect(await copy.run("SELECT count(*) FROM t")).toEqual([[count]]);
      expect(await copy.run("PRAGMA integrity_check")).toEqual([["ok"]]);
      expect(await copy.run("PRAGMA journal_mode")).toEqual([[mode]]);
      await copy.close();
    }
    await peer.close();
  });

  test("when a WAL was left by a crash then a run's backup includes it", async () => {
    const peer = new PythonPeer(folder("a.db"));
    await peer.run("PRAGMA journal_mode=wal");
    await peer.run("CREATE TABLE t (id INTEGER PRIMARY KEY, v)");
    await peer.run(FILL);
    await peer.kill();
    const connection = await open("a.db");
    await connection.begin("immediate");
    await backup(connection, folder("copy.db"));
    await connection.rollback();
    await connection.close();
    expect(await countIn("copy.db")).toBe(20000);
  });
});

test("when a link to nowhere has the name of the backup then it is refused, and nothing is written through the link", async () => {
  const connection = await filled("a.db");
  symlinkSync(folder("elsewhere.db"), folder("copy.db"));
  await expect(backup(connection, folder("copy.db"))).rejects.toThrow("copy.db already exists");
  await connection.close();
  expect(readdirSync(folder())).toEqual(["a.db", "copy.db"]);
});
