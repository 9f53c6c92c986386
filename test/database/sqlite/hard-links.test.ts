import { copyFileSync, linkSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { openDatabase } from "../../../src/backends/open-database.js";
import { DatabaseError } from "../../../src/database/database-error.js";
import { temporaryFolder } from "./temporary-folder.js";

const folder = temporaryFolder();

async function make(name: string, mode: string): Promise<void> {
  const connection = await openDatabase(`sqlite:///${folder(name)}`);
  await connection.execute(`PRAGMA journal_mode = ${mode}`);
  await connection.execute("CREATE TABLE t (v)");
  await connection.close();
}

/** Opens the file and reads; the warnings. */
async function read(name: string): Promise<string[]> {
  const warnings: string[] = [];
  const onWarning = (message: string) => void warnings.push(message);
  const connection = await openDatabase(`sqlite:///${folder(name)}`, { onWarning });
  await connection.execute("SELECT count(*) FROM t");
  await connection.close();
  return warnings;
}

test("when a file has several names then there is one warning that names another of them", async () => {
  await make("a.db", "delete");
  expect(await read("a.db")).toEqual([]);
  linkSync(folder("a.db"), folder("b.db"));
  const [warning, ...more] = await read("a.db");
  expect(more).toEqual([]);
  expect(warning).toContain(`'${folder("a.db")}' has 2 names (hard links), such as '${folder("b.db")}'.`);
  expect(await read("a.db")).toEqual([]);
});

test("when the other name is in another folder then the warning goes without it", async () => {
  await make("c.db", "delete");
  mkdirSync(folder("elsewhere"));
  linkSync(folder("c.db"), folder("elsewhere/c.db"));
  expect((await read("c.db"))[0]).toContain("c.db' has 2 names (hard links). SQLite keeps");
});

test.each([
  ["delete", "-journal", "a transaction that is not finished"],
  ["wal", "-wal", "changes that are not in the file yet"],
])(
  "when another name has what a %s database needs then the file is refused and stays as it is",
  async (mode, suffix, why) => {
    await make("d.db", mode);
    const writer = await openDatabase(`sqlite:///${folder("d.db")}`);
    await writer.begin("immediate");
    await writer.execute("PRAGMA cache_size = 1");
    await writer.execute(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200) INSERT INTO t SELECT hex(zeroblob(500)) FROM n",
    );
    if (mode === "wal") await writer.commit();
    // What a crash would leave at this moment, under another name of the file.
    copyFileSync(folder("d.db"), folder("left.db"));
    writeFileSync(folder(`left.db${suffix}`), readFileSync(folder(`d.db${suffix}`)));
    await writer.close();
    linkSync(folder("left.db"), folder("new-name.db"));
    const before = readFileSync(folder("left.db"));
    const error = await read("new-name.db").catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(DatabaseError);
    expect(String(error)).toContain(`'${folder("left.db")}${suffix}' holds ${why}: open the database by that name`);
    expect(readFileSync(folder("left.db"))).toEqual(before);
    // Under its own name it is recovered, and only warned about.
    if (mode === "wal") expect(await read("left.db")).toHaveLength(1);
    else renameSync(folder("left.db-journal"), folder("kept"));
    expect((await read("new-name.db").catch(() => ["refused"]))[0]).toMatch(mode === "wal" ? /refused/ : /has 2 names/);
  },
);
