import { rmSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/backends/open-database.js";
import { DatabaseLockedError } from "../../src/database/database-locked-error.js";
import { temporaryFolder } from "../database/sqlite/temporary-folder.js";
import { recordFigure } from "./counts.js";
import { originStatements } from "./migration.js";
import { bundleWorker } from "./start-worker.js";

const folder = temporaryFolder();

describe.skipIf(process.platform !== "linux")("left out: locks belong to the open file on Linux only", () => {
  let script: string;
  beforeAll(async () => {
    script = await bundleWorker();
  });
  afterAll(() => rmSync(script, { force: true }));

  test("when a thread of this process holds the write lock then another thread is locked out until it ends", async () => {
    const url = `sqlite:///${folder("a.db")}?timeout=0.2`;
    const connection = await openDatabase(url);
    for (const sql of originStatements(1000, "delete")) await connection.execute(sql);
    const thread = new Worker(script, { argv: ["wait", url], stdout: true });
    await new Promise<void>((resolve) => {
      thread.stdout.on("data", (text: Buffer) => text.toString().includes("holding") && resolve());
    });
    await expect(connection.begin("immediate")).rejects.toThrow(DatabaseLockedError);
    expect((await connection.execute("SELECT count(*) AS n FROM t")).rows).toEqual([{ n: 1000 }]);
    await thread.terminate();
    await connection.begin("immediate");
    expect((await connection.execute("SELECT count(*) AS n FROM t")).rows).toEqual([{ n: 1000 }]);
    await connection.rollback();
    await connection.close();
    recordFigure("Threads of one process", { "second thread": "locked out until the first ends" });
  });
});
