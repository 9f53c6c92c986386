import { afterEach, describe, expect, test } from "vitest";
import { backup } from "../../../src/backends/backup.js";
import { openDatabase } from "../../../src/backends/open-database.js";
import type { DriverConnection } from "../../../src/database/connection.js";
import { temporaryFolder } from "./temporary-folder.js";

const folder = temporaryFolder();
const open: DriverConnection[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function connection(name: string): Promise<DriverConnection> {
  const made = await openDatabase(`sqlite:///${folder(name)}?timeout=0`);
  open.push(made);
  return made;
}

async function rows(one: DriverConnection): Promise<unknown> {
  return (await one.execute("SELECT a FROM t ORDER BY a")).rows.map((row) => row["a"]);
}

describe.each(["first", "second"])("a backup in a deferred transaction, whose connection was opened %s", (order) => {
  test.each(["delete", "wal"])("has the rows that the transaction sees, in the journal mode %s", async (mode) => {
    const maker = await connection("app.db");
    await maker.execute(`PRAGMA journal_mode = ${mode}`);
    await maker.execute("CREATE TABLE t (a)");
    await maker.execute("INSERT INTO t VALUES (1)");
    const [one, two] = [await connection("app.db"), await connection("app.db")];
    const [reader, writer] = order === "first" ? [one, two] : [two, one];
    for (const each of [one, two]) await rows(each);
    await reader.execute("BEGIN");
    expect(await rows(reader)).toEqual([1]);
    // As many rows as before, so that their number does not show that they are others.
    const isWritten = await writer.execute("UPDATE t SET a = 2").then(
      () => true,
      () => false,
    );
    expect(isWritten).toBe(mode === "wal");
    expect(await rows(writer)).toEqual([mode === "wal" ? 2 : 1]);
    await backup(reader, folder("copy.db"));
    expect(await rows(reader)).toEqual([1]);
    await reader.execute("COMMIT");
    expect(await rows(await connection("copy.db"))).toEqual([1]);
  });
});
