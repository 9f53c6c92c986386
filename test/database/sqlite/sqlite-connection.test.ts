import { expect, test } from "vitest";
import { openDatabase } from "../../../src/backends/open-database.js";
import { parseDatabaseUrl } from "../../../src/database/database-url.js";
import { SqliteConnection } from "../../../src/database/sqlite/sqlite-connection.js";
import { SqliteFile } from "../../../src/database/sqlite/sqlite-file.js";
import { MemoryFileStorage } from "../../../src/database/sqlite/storage/memory-file-storage.js";
import { sharedSqlJs } from "../../../src/database/sqlite/wasm/load-sql-js.js";
import { RESULT, SqliteFailure } from "../../../src/database/sqlite/wasm/sqlite-api.js";

test("when the rollback at the end of a run fails then the file is let go all the same", async () => {
  const storage = new MemoryFileStorage();
  const calls: string[] = [];
  class FailingFile extends SqliteFile {
    override run(sql: string) {
      if (sql === "ROLLBACK") throw new SqliteFailure(RESULT.ioError, "disk I/O error", undefined);
      return super.run(sql);
    }
    override letGo(): void {
      calls.push("letGo");
      super.letGo();
    }
  }
  const api = await sharedSqlJs();
  const file = new FailingFile({ api, storage, unlockedStorage: storage, path: "/memory/a.db", isReadOnly: false });
  const url = parseDatabaseUrl("sqlite:////memory/a.db");
  const connection = new SqliteConnection(file, { url, timeout: 0, onWait: undefined });
  await connection.beginRun();
  await connection.begin("immediate");
  await expect(connection.endRun()).rejects.toThrow("disk I/O error");
  expect(calls).toEqual(["letGo"]);
  await connection.close();
});

test("when SQL needs what sql.js leaves out then the error says so, and where it can be had", async () => {
  const connection = await openDatabase("sqlite://");
  const advice =
    /^no such .*\. The SQLite of sql\.js has no (fts5|rtree|REGEXP); a database that needs it can be migrated by/;
  for (const sql of [
    "CREATE VIRTUAL TABLE f USING fts5(a)",
    "CREATE VIRTUAL TABLE r USING rtree(id, a, b)",
    "SELECT 'a' REGEXP 'b'",
  ]) {
    await expect(connection.execute(sql)).rejects.toMatchObject({ reason: expect.stringMatching(advice) });
  }
  await expect(connection.execute("SELECT nope()")).rejects.toMatchObject({ reason: "no such function: nope" });
  await connection.close();
});
