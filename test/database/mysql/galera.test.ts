import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../../src/backends/open-database.js";
import { haveGalera, newGaleraDatabase, onGalera, startGalera } from "../../servers/galera.js";
import type { TestDatabase } from "../../servers/postgresql.js";
import { endServer, type RunningServer } from "../../servers/processes.js";
import { makeProject } from "../../servers/project.js";

const rounds = Number(process.env["COUNT"] ?? 3);
const versionTable = { name: "alembic_version", schema: null };

describe.skipIf(!haveGalera)(`runs ${onGalera}`, () => {
  let nodes: readonly RunningServer[] = [];
  let database: TestDatabase;
  beforeAll(async () => {
    nodes = await startGalera(2);
  }, 240_000);
  afterAll(async () => {
    for (const node of nodes.toReversed()) await endServer(node);
  });
  afterEach(() => database?.drop());

  const urlOn = (at: number): string => database.url.replace(/:\d+\//, `:${nodes[at]?.port}/`);
  const rowsOf = async (at: number, sql: string) => {
    const connection = await openDatabase(urlOn(at));
    await connection.execute("SET SESSION wsrep_sync_wait = 15");
    const { rows } = await connection.execute(sql);
    await connection.close();
    return rows;
  };

  test(`when runs start on two nodes at once then each step is taken once (${rounds} rounds of eight)`, async () => {
    for (let round = 0; round < rounds; round++) {
      database = await newGaleraDatabase(nodes);
      const steps = ["a1", "a2", "a3"].map((revision, at) => ({
        revision,
        down: at === 0 ? null : `a${at}`,
        upgrade: `  await op.execute("CREATE TABLE ${revision} (a INTEGER PRIMARY KEY)");
  await op.execute("INSERT INTO ${revision} VALUES (1)");`,
      }));
      const projects = [0, 1].map((at) => makeProject(urlOn(at), steps));
      await Promise.all([0, 1, 0, 1, 0, 1, 0, 1].map((at) => projects[at]?.upgrade()));
      for (const at of [0, 1]) {
        expect(await rowsOf(at, "SELECT version_num FROM alembic_version")).toEqual([{ version_num: "a3" }]);
        expect(await rowsOf(at, "SHOW TABLES LIKE '%lock'")).toEqual([]);
      }
      for (const project of projects) project.remove();
      if (round < rounds - 1) database.drop();
    }
  }, 300_000);

  test("when a run on another node holds the lock then the wait is bounded and names who holds it", async () => {
    database = await newGaleraDatabase(nodes);
    const holder = await openDatabase(urlOn(0));
    await holder.beginRun({ versionTable });
    await holder.begin("immediate");
    const waiter = await openDatabase(urlOn(1));
    await waiter.beginRun({ versionTable, lockTimeout: 700 });
    await expect(waiter.begin("immediate")).rejects.toThrow(/another migration is running: \S+@\S+, process \d+/);
    await holder.endRun();
    await waiter.begin("immediate");
    await waiter.endRun();
    await Promise.all([holder.close(), waiter.close()]);
  }, 60_000);

  test("when a run was killed then the next one takes its lock after half a minute", async () => {
    database = await newGaleraDatabase(nodes);
    await rowsOf(0, "CREATE TABLE alembic_version_lock (id INT PRIMARY KEY, owner VARCHAR(255), beat BIGINT)");
    await rowsOf(0, "INSERT INTO alembic_version_lock VALUES (1, 'gone', 7)");
    const next = await openDatabase(urlOn(1));
    await next.beginRun({ versionTable, lockTimeout: 60_000 });
    const started = Date.now();
    await next.begin("immediate");
    expect(Date.now() - started).toBeGreaterThan(29_000);
    await next.endRun();
    await next.close();
    expect(await rowsOf(0, "SHOW TABLES LIKE '%lock'")).toEqual([]);
  }, 90_000);
});
