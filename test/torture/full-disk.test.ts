import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { backup } from "../../src/backends/backup.js";
import { openDatabase } from "../../src/backends/open-database.js";
import { DatabaseError } from "../../src/database/database-error.js";
import { temporaryFolder } from "../database/sqlite/temporary-folder.js";
import { recordFigure } from "./counts.js";
import { MIGRATIONS, originStatements } from "./migration.js";

const folder = temporaryFolder();

/** Whether this machine lets the test mount a small file system: that takes root, and the right to mount. */
function canMount(): boolean {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
  const probe = spawnSync("mktemp", ["-d"], { encoding: "utf8" }).stdout.trim();
  const isMounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", probe]).status === 0;
  if (isMounted) spawnSync("umount", [probe]);
  spawnSync("rmdir", [probe]);
  return isMounted;
}

const rows = async (path: string, sql: string) => {
  const connection = await openDatabase(`sqlite:///${path}`);
  const result = (await connection.execute(sql)).rows;
  await connection.close();
  return result;
};

describe.skipIf(!canMount())("left out: mounting a small file system takes root", () => {
  test("when the disk is full then the run fails clearly and the file is as it was", async () => {
    mkdirSync(folder("small"));
    const mount = ["-t", "tmpfs", "-o", "size=3m", "tmpfs", folder("small")];
    expect(spawnSync("mount", mount).status).toBe(0);
    try {
      const path = folder("small/a.db");
      const connection = await openDatabase(`sqlite:///${path}`);
      for (const statement of originStatements(20_000, "delete")) await connection.execute(statement);
      const before = await rows(path, "SELECT * FROM t ORDER BY id");
      await connection.beginRun();
      await connection.begin("immediate");
      let failure: unknown;
      try {
        for (let round = 0; round < 3; round++) {
          await connection.execute(`CREATE TABLE copy${round} AS SELECT * FROM t`);
          await connection.execute(`CREATE INDEX ix_copy${round} ON copy${round} (v)`);
        }
        for (const statement of MIGRATIONS.rebuild) await connection.execute(statement);
        await connection.commit();
      } catch (error) {
        failure = error;
      }
      expect(failure).toBeInstanceOf(DatabaseError);
      expect(String(failure)).toMatch(/disk is full \(write ENOSPC/);
      await connection.rollback();
      expect(connection.inTransaction).toBe(false);
      await connection.endRun();
      expect(await rows(path, "SELECT * FROM t ORDER BY id")).toEqual(before);
      expect(await rows(path, "PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);

      await expect(backup(connection, folder("small/copy.db"))).rejects.toThrow("ENOSPC");
      expect(readdirSync(folder("small"))).toEqual(["a.db"]);
      await connection.close();
      recordFigure("Full disk", {
        migration: "everything as before, no journal left",
        backup: "nothing left behind",
      });
    } finally {
      spawnSync("umount", [folder("small")]);
    }
  });
});
