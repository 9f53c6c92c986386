import { type ChildProcess, spawn } from "node:child_process";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/backends/open-database.js";
import type { DriverConnection } from "../../src/database/connection.js";
import { temporaryFolder } from "../database/sqlite/temporary-folder.js";
import { noPython, python } from "../interop/python.js";
import type { TestDatabase } from "../servers/postgresql.js";
import { endServer, type RunningServer } from "../servers/processes.js";
import { randomSeed, recordFigure, seededRandom, tortureCount } from "./counts.js";
import { alembicTs, makeProject, type ProjectStep, STEP_IDS } from "./project.js";

const folder = temporaryFolder();
const LONG = 3_600_000;

/** A kind of server that is tortured. */
export interface TorturedKind {
  readonly title: string;
  /** Whether it is installed, and what the titles of tests say of it. */
  readonly isHere: boolean;
  readonly note: string;
  /** Whether a run is one transaction, so that a killed one leaves all or nothing; else each step is. */
  readonly isAtomic: boolean;
  newDatabase(on?: RunningServer): Promise<TestDatabase>;
  /** Its URL, for both tools. */
  urlOf(url: string): string;
  start(): Promise<RunningServer>;
  /** Starts a server anew on what a killed one left behind. */
  restart(dead: RunningServer): Promise<RunningServer>;
  /** Takes everything out of the database. */
  clear(database: DriverConnection): Promise<unknown>;
  /** Four steps, `s1` to `s4`, that take their time, so that a random moment lies inside of them. */
  readonly slowSteps: readonly ProjectStep[];
  /** Steps that make a table each, whose statements are sent ahead; `s1` is the first. */
  readonly plainSteps?: readonly ProjectStep[];
  /** What a run of ours says that is refused beside Python's. */
  readonly refused: RegExp;
}

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

/** Runs the torture of a server: many programs at once, of both tools, and programs and servers that are killed. */
export function tortureServer(kind: TorturedKind): void {
  const prefix = kind.title.toUpperCase();
  const ROUNDS = tortureCount(`${prefix}_ROUNDS`, 2, 50);
  const KILLS = tortureCount(`${prefix}_KILLS`, 4, 100);
  const CRASHES = tortureCount(`${prefix}_CRASHES`, 2, 20);

  describe.skipIf(!kind.isHere || python() === undefined)(
    `torture on ${kind.title} (${kind.note}, ${noPython})`,
    () => {
      let database: TestDatabase;
      let judge: DriverConnection;
      let place = "";
      beforeEach(async () => {
        database = await kind.newDatabase();
        judge = await openDatabase(database.url);
        place = folder();
        return async () => {
          await judge.close();
          database.drop();
        };
      });
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
      const rest = kind.isAtomic ? "anything else" : "between two steps";
      /** Counts where the next run has begun. */
      const note = (figures: Record<string, number>, stderr: string): void => {
        const first = /Running upgrade (\S*) -> (\S+)/.exec(stderr);
        const found = first === null ? "as after" : first[2]?.startsWith("s1") ? "as before" : rest;
        if (kind.isAtomic) expect(found, stderr).not.toBe(rest);
        figures["kills"] = (figures["kills"] ?? 0) + 1;
        figures[found] = (figures[found] ?? 0) + 1;
      };
      const values = async (sql: string, connection = judge): Promise<unknown[]> =>
        (await connection.execute(sql)).rows.map((row) => Object.values(row)[0]);
      const clear = (): Promise<unknown> => kind.clear(judge);
      /** How long an upgrade takes that nobody disturbs: a random part of it is where it is killed. */
      const timeOfUpgrade = async (): Promise<number> => {
        const begun = performance.now();
        const { code, stderr } = await ours("upgrade", "head");
        expect(code, stderr).toBe(0);
        return performance.now() - begun;
      };

      /** Kills upgrades between two parts of their time, and runs each again to its end, which `isWhole` checks. */
      const killAtRandom = async (
        title: string,
        [from, to]: readonly [from: number, to: number],
        isWhole: () => Promise<void>,
      ): Promise<void> => {
        const random = seededRandom(randomSeed());
        const figures = { kills: 0, "as before": 0, "as after": 0, [rest]: 0 };
        const whole = await timeOfUpgrade();
        for (let kill = 0; kill < KILLS; kill++) {
          await clear();
          const child = startOurs("upgrade", "head");
          const over = ended(child);
          await new Promise((resolve) => setTimeout(resolve, whole * (from + (to - from) * random())));
          child.kill("SIGKILL");
          await over;
          const again = await ours("upgrade", "head");
          expect(again.code, again.stderr).toBe(0);
          note(figures, again.stderr);
          await isWhole();
        }
        recordFigure(title, figures);
      };

      test(
        "when eight processes upgrade one database at once then every step is applied once and all succeed",
        async () => {
          makeProject(place, kind.urlOf(database.url));
          let slowest = 0;
          for (let round = 0; round < ROUNDS; round++) {
            await clear();
            const begun = performance.now();
            const results = await Promise.all(Array.from({ length: 8 }, () => ours("upgrade", "head")));
            slowest = Math.max(slowest, performance.now() - begun);
            for (const { code, stderr } of results) expect(code, stderr).toBe(0);
            expect(await values("SELECT concat(step, ' ', tool) FROM applied")).toEqual(
              STEP_IDS.map((id) => `${id} ts`),
            );
            expect(await values("SELECT version_num FROM alembic_version")).toEqual([STEP_IDS.at(-1)]);
          }
          recordFigure(`${kind.title}: eight processes at once`, {
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
          makeProject(place, kind.urlOf(database.url));
          const figures = {
            rounds: 0,
            "steps by ours": 0,
            "repeated steps": 0,
            "ours refused": 0,
            "steps by Python": 0,
            "Python refused": 0,
          };
          const random = seededRandom(randomSeed());
          // Python takes longer to start: ours begin at random moments of its run, so that the two meet.
          let pythonTime = 0;
          for (let round = 0; round < ROUNDS; round++) {
            await clear();
            const late = async (): Promise<Ended> => {
              await new Promise((resolve) => setTimeout(resolve, random() * pythonTime));
              return ours("upgrade", "head");
            };
            const begun = performance.now();
            const [mine, others] = await Promise.all([
              Promise.all(Array.from({ length: 4 }, late)),
              Promise.all(Array.from({ length: 4 }, () => theirs("upgrade", "head"))).then((results) => {
                pythonTime = performance.now() - begun;
                return results;
              }),
            ]);
            // Python reads the version before it locks anything, so one of the two tools may be refused; never is a step repeated.
            for (const { code, stderr } of mine) if (code !== 0) expect(stderr, stderr).toMatch(kind.refused);
            const applied = (await values("SELECT concat(step, ' ', tool) FROM applied")) as string[];
            expect(applied.map((one) => one.split(" ")[0])).toEqual(STEP_IDS);
            expect(await values("SELECT version_num FROM alembic_version")).toEqual([STEP_IDS.at(-1)]);
            figures.rounds += 1;
            figures["steps by ours"] += applied.filter((one) => one.endsWith("ts")).length;
            figures["steps by Python"] += applied.filter((one) => one.endsWith("py")).length;
            figures["ours refused"] += mine.filter(({ code }) => code !== 0).length;
            figures["Python refused"] += others.filter(({ code }) => code !== 0).length;
          }
          recordFigure(`${kind.title}: four of ours and four of Python's at once`, figures);
        },
        LONG,
      );

      test(
        "when a client is killed at a random moment then the database is as before or as after, and free",
        async () => {
          makeProject(place, kind.urlOf(database.url), kind.slowSteps);
          await killAtRandom(`${kind.title}: kill -9 of the client`, [0.2, 1.2], async () => {
            expect(await values("SELECT count(*) FROM s1, s2, s3, s4")).toEqual([1]);
            expect(await values("SELECT version_num FROM alembic_version")).toEqual(["s4"]);
          });
        },
        LONG,
      );

      const steps = kind.plainSteps;
      if (steps !== undefined)
        test(
          "when a client is killed while its statements are sent ahead then the database is as before or as after, and free",
          async () => {
            makeProject(place, kind.urlOf(database.url), steps);
            const title = `${kind.title}: kill -9 of the client while its statements are sent ahead`;
            await killAtRandom(title, [0.4, 1.1], async () => {
              expect(
                await values("SELECT table_name FROM information_schema.tables WHERE table_name LIKE 'plain%'"),
              ).toHaveLength(steps.length);
              expect(await values("SELECT version_num FROM alembic_version")).toEqual([steps.at(-1)?.id]);
            });
          },
          LONG,
        );

      describe("a server that is killed", () => {
        let server: RunningServer;
        beforeAll(async () => {
          server = await kind.start();
        }, 120_000);
        afterAll(() => endServer(server));

        test(
          "when it starts again then the database is as before or as after",
          async () => {
            const own = await kind.newDatabase(server);
            makeProject(place, kind.urlOf(own.url), kind.slowSteps);
            const random = seededRandom(randomSeed());
            const figures = { kills: 0, "as before": 0, "as after": 0, [rest]: 0 };
            const whole = await timeOfUpgrade();
            const first = await openDatabase(own.url);
            await kind.clear(first);
            await first.close();
            for (let crash = 0; crash < CRASHES; crash++) {
              const run = ours("upgrade", "head");
              await new Promise((resolve) => setTimeout(resolve, whole * (0.2 + random())));
              process.kill(server.pid, "SIGKILL");
              const { code, stderr } = await run;
              if (code !== 0)
                expect(stderr).toMatch(/FAILED|The connection to the server was lost|Cannot connect|no server listens/);
              server = await kind.restart(server);
              const again = await ours("upgrade", "head");
              expect(again.code, again.stderr).toBe(0);
              note(figures, again.stderr);
              const eyes = await openDatabase(own.url);
              expect(await values("SELECT count(*) FROM s1, s2, s3, s4", eyes)).toEqual([1]);
              await kind.clear(eyes);
              await eyes.close();
            }
            recordFigure(`${kind.title}: kill -9 of the server`, figures);
          },
          LONG,
        );
      });
    },
  );
}
