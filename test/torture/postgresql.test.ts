import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/backends/open-database.js";
import type { DriverConnection } from "../../src/database/connection.js";
import { temporaryFolder } from "../database/sqlite/temporary-folder.js";
import { noPython, python } from "../interop/python.js";
import {
  havePostgresql,
  newPostgresqlDatabase,
  onPostgresql,
  startOnData,
  startPostgresqlServer,
  type TestDatabase,
} from "../servers/postgresql.js";
import { endServer, type RunningServer } from "../servers/processes.js";
import { randomSeed, recordFigure, seededRandom, tortureCount } from "./counts.js";
import { alembicTs, makeProject, type ProjectStep, STEP_IDS } from "./project.js";

const folder = temporaryFolder();
const ROUNDS = tortureCount("POSTGRESQL_ROUNDS", 2, 50);
const KILLS = tortureCount("POSTGRESQL_KILLS", 4, 100);
const CRASHES = tortureCount("POSTGRESQL_CRASHES", 2, 20);
const LONG = 3_600_000;
const settings = ["fsync=off", "full_page_writes=off"];

/** Steps that take their time, so that a random moment lies inside of them. */
const SLOW_STEPS: readonly ProjectStep[] = ["s1", "s2", "s3", "s4"].map((id) => ({
  id,
  up: [`CREATE TABLE ${id} (id integer)`, "SELECT pg_sleep(0.05)", `INSERT INTO ${id} VALUES (1)`],
  down: [`DROP TABLE ${id}`],
}));

/** How a program ended. */
interface Ended {
  readonly code: number | null;
  readonly stderr: string;
}

function ended(child: ChildProcess): Promise<Ended> {
  let stderr = "";
  child.stderr?.on("data", (text: Buffer) => {
    stderr += text.toString();
  });
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, stderr })));
}

describe.skipIf(!havePostgresql || python() === undefined)(
  `torture on PostgreSQL (${onPostgresql}, ${noPython})`,
  () => {
    let database: TestDatabase;
    let judge: DriverConnection;
    let place = "";
    beforeEach(async () => {
      database = await newPostgresqlDatabase();
      judge = await openDatabase(database.url);
      place = folder();
      return async () => {
        await judge.close();
        database.drop();
      };
    });
    const urlOf = (url: string): string => url.replace("postgresql://", "postgresql+psycopg://");
    const startOurs = (...args: string[]): ChildProcess =>
      spawn(process.execPath, [alembicTs, ...args], { cwd: place, stdio: ["ignore", "ignore", "pipe"] });
    const ours = (...args: string[]): Promise<Ended> => ended(startOurs(...args));
    const theirs = (...args: string[]): Promise<Ended> =>
      ended(
        spawn(python() ?? "", ["-m", "alembic", "-c", "python.ini", ...args], {
          cwd: place,
          stdio: ["ignore", "ignore", "pipe"],
        }),
      );
    const values = async (sql: string, connection = judge): Promise<unknown[]> =>
      (await connection.execute(sql)).rows.map((row) => Object.values(row)[0]);
    const clear = (): Promise<unknown> => judge.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");

    test(
      "when eight processes upgrade one database at once then every step is applied once and all succeed",
      async () => {
        makeProject(place, urlOf(database.url));
        let slowest = 0;
        for (let round = 0; round < ROUNDS; round++) {
          await clear();
          const begun = performance.now();
          const results = await Promise.all(Array.from({ length: 8 }, () => ours("upgrade", "head")));
          slowest = Math.max(slowest, performance.now() - begun);
          for (const { code, stderr } of results) expect(code, stderr).toBe(0);
          expect(await values("SELECT step || ' ' || tool FROM applied")).toEqual(STEP_IDS.map((id) => `${id} ts`));
          expect(await values("SELECT version_num FROM alembic_version")).toEqual([STEP_IDS.at(-1)]);
        }
        recordFigure("PostgreSQL: eight processes at once", {
          rounds: ROUNDS,
          processes: ROUNDS * 8,
          "exit 0": ROUNDS * 8,
          "repeated steps": 0,
          "slowest round, s": (slowest / 1000).toFixed(1),
        });
      },
      LONG,
    );

    test(
      "when four of ours and four of Python's upgrade at once then none of ours repeats a step",
      async () => {
        makeProject(place, urlOf(database.url));
        const figures = {
          rounds: 0,
          "steps by ours": 0,
          "repeated steps": 0,
          "ours refused": 0,
          "steps by Python": 0,
          "Python refused": 0,
        };
        for (let round = 0; round < ROUNDS; round++) {
          await clear();
          const [mine, others] = await Promise.all([
            Promise.all(Array.from({ length: 4 }, () => ours("upgrade", "head"))),
            Promise.all(Array.from({ length: 4 }, () => theirs("upgrade", "head"))),
          ]);
          // Python reads the version before it locks anything, so one of the two tools may be refused; never is a step repeated.
          for (const { code, stderr } of mine)
            if (code !== 0)
              expect(stderr, stderr).toMatch(
                /deadlock detected|already exists|duplicate key|Online migration expected/,
              );
          const applied = (await values("SELECT step || ' ' || tool FROM applied")) as string[];
          expect(applied.map((one) => one.split(" ")[0])).toEqual(STEP_IDS);
          expect(await values("SELECT version_num FROM alembic_version")).toEqual([STEP_IDS.at(-1)]);
          figures.rounds += 1;
          figures["steps by ours"] += applied.filter((one) => one.endsWith("ts")).length;
          figures["steps by Python"] += applied.filter((one) => one.endsWith("py")).length;
          figures["ours refused"] += mine.filter(({ code }) => code !== 0).length;
          figures["Python refused"] += others.filter(({ code }) => code !== 0).length;
        }
        recordFigure("PostgreSQL: four of ours and four of Python's at once", figures);
      },
      LONG,
    );

    test(
      "when a client is killed at a random moment then the database is as before or as after, and free",
      async () => {
        makeProject(place, urlOf(database.url), SLOW_STEPS);
        const random = seededRandom(randomSeed());
        let [before, after] = [0, 0];
        for (let kill = 0; kill < KILLS; kill++) {
          await clear();
          const child = startOurs("upgrade", "head");
          const over = ended(child);
          await new Promise((resolve) => setTimeout(resolve, 150 + random() * 700));
          child.kill("SIGKILL");
          await over;
          const again = await ours("upgrade", "head");
          expect(again.code, again.stderr).toBe(0);
          if (/Running upgrade\s+-> s1/.test(again.stderr)) before += 1;
          else {
            expect(again.stderr).not.toContain("Running upgrade");
            after += 1;
          }
          expect(await values("SELECT count(*) FROM s1, s2, s3, s4")).toEqual([1]);
          expect(await values("SELECT version_num FROM alembic_version")).toEqual(["s4"]);
        }
        recordFigure("PostgreSQL: kill -9 of the client", {
          kills: KILLS,
          "as before": before,
          "as after": after,
          "anything else": 0,
        });
      },
      LONG,
    );

    describe("a server that is killed", () => {
      let server: RunningServer;
      beforeAll(async () => {
        server = await startPostgresqlServer(settings);
      }, 120_000);
      afterAll(() => endServer(server));

      test(
        "when it starts again then the database is as before or as after",
        async () => {
          const own = await newPostgresqlDatabase(server);
          makeProject(place, urlOf(own.url), SLOW_STEPS);
          const random = seededRandom(randomSeed());
          const figures = { kills: 0, "as before": 0, "as after": 0, "anything else": 0 };
          for (let crash = 0; crash < CRASHES; crash++) {
            const run = ours("upgrade", "head");
            await new Promise((resolve) => setTimeout(resolve, 150 + random() * 700));
            process.kill(server.pid, "SIGKILL");
            const { code, stderr } = await run;
            if (code !== 0)
              expect(stderr).toMatch(/FAILED|The connection to the server was lost|Cannot connect|no server listens/);
            server = await restart(server);
            const again = await ours("upgrade", "head");
            expect(again.code, again.stderr).toBe(0);
            const isBefore = /Running upgrade\s+-> s1/.test(again.stderr);
            if (!isBefore) expect(again.stderr).not.toContain("Running upgrade");
            const eyes = await openDatabase(own.url);
            expect(await values("SELECT count(*) FROM s1, s2, s3, s4", eyes)).toEqual([1]);
            await eyes.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
            await eyes.close();
            figures.kills += 1;
            figures[isBefore ? "as before" : "as after"] += 1;
          }
          recordFigure("PostgreSQL: kill -9 of the server", figures);
        },
        LONG,
      );

      /** Starts the server on what it left behind, as soon as its processes have let go of it. */
      async function restart(dead: RunningServer): Promise<RunningServer> {
        for (let tries = 0; ; tries++) {
          await new Promise((resolve) => setTimeout(resolve, 300));
          try {
            return await startOnData(dead.folder, join(dead.folder, "data"), settings, dead.port);
          } catch (error) {
            if (tries === 20) throw error;
          }
        }
      }
    });
  },
);
