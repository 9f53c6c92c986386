import { expect, test } from "vitest";
import { parseDatabaseUrl } from "../../../src/database/database-url.js";
import { sharedSqlJs } from "../../../src/database/sqlite/load-sql-js.js";
import { MemoryFileStorage } from "../../../src/database/sqlite/memory-file-storage.js";
import { RESULT, SqliteFailure } from "../../../src/database/sqlite/sqlite-api.js";
import { SqliteConnection } from "../../../src/database/sqlite/sqlite-connection.js";
import { SqliteFile } from "../../../src/database/sqlite/sqlite-file.js";

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
