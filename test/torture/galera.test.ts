import { type ChildProcess, spawn } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/backends/open-database.js";
import { haveGalera, newGaleraDatabase, onGalera, startGalera } from "../servers/galera.js";
import type { TestDatabase } from "../servers/postgresql.js";
import { endServer, type RunningServer } from "../servers/processes.js";
import { makeProject } from "../servers/project.js";
import { recordFigure, tortureCount } from "./counts.js";
import { alembicTs } from "./project.js";

const ROUNDS = tortureCount("GALERA_ROUNDS", 1, 30);
const NODES = tortureCount("GALERA_NODES", 2, 3);
const versionTable = { name: "alembic_version", schema: null };

// At the same time, since one of the tests only waits.
describe.skipIf(!haveGalera).concurrent(`runs ${onGalera}`, () => {
  let nodes: readonly RunningServer[] = [];
  beforeAll(async () => {
    nodes = await startGalera(NODES);
  }, 240_000);
  afterAll(async () => {
    for (const node of nodes.toReversed()) await endServer(node);
  });

  /** The URL of a database on a node. */
  const urlOn = (database: TestDatabase, at: number): string => database.url.replace(/:\d+\//, `:${nodes[at]?.port}/`);
  const rowsOf = async (database: TestDatabase, at: number, sql: string) => {
    const connection = await openDatabase(urlOn(database, at));
    await connection.execute("SET SESSION wsrep_sync_wait = 15");
    const { rows } = await connection.execute(sql);
    await connection.close();
    return rows;
  };

  /** Runs the command line in a folder; resolves to its exit code and what it wrote to stderr. */
  const upgrade = (folder: string): Promise<string> => {
    const child: ChildProcess = spawn(process.execPath, [alembicTs, "upgrade", "head"], {
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
    });
    let stderr = "";
    child.stderr?.on("data", (text: Buffer) => {
      stderr += text.toString();
    });
    return new Promise((resolve) => child.once("close", (code) => resolve(code === 0 ? "" : `${code}: ${stderr}`)));
  };

  test(`when eight processes start on ${NODES} nodes at once then each step is taken once and all succeed (${ROUNDS} rounds)`, async () => {
    let slowest = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const database = await newGaleraDatabase(nodes);
      const steps = ["a1", "a2", "a3"].map((revision, at) => ({
        revision,
        down: at === 0 ? null : `a${at}`,
        upgrade: `  await op.execute("CREATE TABLE IF NOT EXISTS applied (id INTEGER AUTO_INCREMENT PRIMARY KEY, step VARCHAR(9))");
  await op.execute("CREATE TABLE ${revision} (a INTEGER PRIMARY KEY)");
  await op.execute("INSERT INTO applied (step) VALUES ('${revision}')");`,
      }));
      const projects = nodes.map((_, at) => makeProject(urlOn(database, at), steps));
      const begun = performance.now();
      const ended = Array.from({ length: 8 }, (_, at) => upgrade(projects[(at + round) % NODES]?.folder ?? ""));
      for (const failure of await Promise.all(ended)) expect(failure).toBe("");
      slowest = Math.max(slowest, performance.now() - begun);
      for (const at of nodes.keys()) {
        expect((await rowsOf(database, at, "SELECT step FROM applied ORDER BY id")).map(({ step }) => step)).toEqual([
          "a1",
          "a2",
          "a3",
        ]);
        expect(await rowsOf(database, at, "SELECT version_num FROM alembic_version")).toEqual([{ version_num: "a3" }]);
        expect(await rowsOf(database, at, "SHOW TABLES LIKE '%lock'")).toEqual([]);
      }
      for (const project of projects) project.remove();
      database.drop();
    }
    recordFigure("Galera: eight processes at once", {
      nodes: NODES,
      rounds: ROUNDS,
      processes: ROUNDS * 8,
      "exit 0": ROUNDS * 8,
      "repeated steps": 0,
      "slowest round, s": (slowest / 1000).toFixed(1),
    });
  }, 3_600_000);

  test("when a run on another node holds the lock then the wait is bounded and names who holds it", async () => {
    const database = await newGaleraDatabase(nodes);
    const holder = await openDatabase(urlOn(database, 0));
    await holder.beginRun({ versionTable });
    await holder.begin("immediate");
    const waiter = await openDatabase(urlOn(database, 1));
    await waiter.beginRun({ versionTable, lockTimeout: 700 });
    await expect(waiter.begin("immediate")).rejects.toThrow(/another migration is running: \S+@\S+, process \d+/);
    await holder.endRun();
    await waiter.begin("immediate");
    await waiter.endRun();
    await Promise.all([holder.close(), waiter.close()]);
    database.drop();
  }, 60_000);

  test("when a run was killed then the next one takes its lock after half a minute", async () => {
    const database = await newGaleraDatabase(nodes);
    await rowsOf(
      database,
      0,
      "CREATE TABLE alembic_version_lock (id INT PRIMARY KEY, owner VARCHAR(255), beat BIGINT)",
    );
    await rowsOf(database, 0, "INSERT INTO alembic_version_lock VALUES (1, 'gone', 7)");
    const next = await openDatabase(urlOn(database, 1));
    await next.beginRun({ versionTable, lockTimeout: 60_000 });
    const started = Date.now();
    await next.begin("immediate");
    expect(Date.now() - started).toBeGreaterThan(29_000);
    await next.endRun();
    await next.close();
    expect(await rowsOf(database, 0, "SHOW TABLES LIKE '%lock'")).toEqual([]);
    database.drop();
  }, 90_000);
});
