import { copyFileSync, existsSync, readdirSync, rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { temporaryFolder } from "../database/sqlite/temporary-folder.js";
import { noPython, python } from "../interop/python.js";
import { randomSeed, recordFigure, seededRandom, tortureCount } from "./counts.js";
import { Judge } from "./judge.js";
import { MIGRATIONS, type Migration, originStatements } from "./migration.js";
import { bundleWorker, startWorker } from "./start-worker.js";

const folder = temporaryFolder();
const ROUNDS = tortureCount("CRASH_ROUNDS", 8, 500);
const ACTIONS = ["rebuild", "downgrade", "backup", "stamp"] as const;

describe.skipIf(python() === undefined)(noPython, () => {
  let judge: Judge;
  let worker: string;
  beforeAll(async () => {
    judge = new Judge();
    worker = await bundleWorker();
  });
  afterAll(() => {
    judge.close();
    rmSync(worker, { force: true });
  });

  const start = (action: (typeof ACTIONS)[number]) => {
    const url = `sqlite:///${folder("work.db")}`;
    return action === "backup"
      ? startWorker(worker, "backup", url, folder("copy.db"))
      : startWorker(worker, "migrate", url, action);
  };

  const fresh = (origin: string) => {
    for (const name of readdirSync(folder())) if (/^\.?(work|copy)/.test(name)) rmSync(folder(name));
    copyFileSync(folder(origin), folder("work.db"));
  };

  const contentOf = async (name: string): Promise<string> => {
    const verdict = await judge.dump(folder(name));
    expect(verdict, name).toMatchObject({ integrity: ["ok"] });
    return verdict.content!;
  };

  test("when the process is killed at any moment then the file is as before or as after, and the next run works", async () => {
    const random = seededRandom(randomSeed());
    const modes = ["delete", "wal"];
    const expected = new Map<string, { before: string; after: string; duration: number }>();
    for (const mode of modes) {
      const origin = `origin-${mode}.db`;
      await judge.run(folder(origin), originStatements(20_000, mode));
      const before = await contentOf(origin);
      for (const action of ACTIONS) {
        fresh(origin);
        const running = start(action);
        await running.line("begin");
        const begun = performance.now();
        await running.line("end");
        const duration = performance.now() - begun;
        expect((await running.ended).stderr).toBe("");
        expected.set(mode + action, { before, after: await contentOf("work.db"), duration });
      }
    }

    const figures = { rounds: 0, killed: 0, hot: 0, before: 0, after: 0 };
    for (let round = 0; round < ROUNDS; round++) {
      const mode = modes[round % 2]!;
      const action = ACTIONS[(round >> 1) % ACTIONS.length]!;
      const { before, after, duration } = expected.get(mode + action)!;
      fresh(`origin-${mode}.db`);
      const running = start(action);
      await running.line("begin");
      await new Promise((resolve) => setTimeout(resolve, random() * duration * 1.1));
      running.process.kill("SIGKILL");
      if ((await running.ended).code === "SIGKILL") figures.killed++;
      figures.rounds++;
      if (existsSync(folder("work.db-journal")) || existsSync(folder("work.db-wal"))) figures.hot++;
      const what = `round ${round}: ${action} on ${mode}`;
      // Half of the rounds are recovered by our own next run, half by Python.
      if (round % 4 < 2) {
        const content = await contentOf("work.db");
        expect([before, after], what).toContain(content);
        figures[content === after && after !== before ? "after" : "before"]++;
      }
      if (existsSync(folder("copy.db"))) expect(await contentOf("copy.db"), what).toBe(before);
      for (const name of readdirSync(folder())) if (/^\.?copy/.test(name)) rmSync(folder(name));
      if (round % 8 < 4 || action === "backup") {
        expect((await start(action).ended).stderr, what).toBe("");
      } else {
        const redone = ["BEGIN IMMEDIATE", ...MIGRATIONS[action as Migration], "COMMIT"];
        expect(await judge.run(folder("work.db"), redone), what).not.toHaveProperty("error");
      }
      const last = await judge.run(folder("work.db"), ["SELECT count(*) FROM t"]);
      expect(last.rows, what).toEqual([[20_000]]);
      expect(await judge.run(folder("work.db"), ["PRAGMA journal_mode"]), what).toEqual({ rows: [[mode]] });
      expect((await judge.dump(folder("work.db"))).integrity, what).toEqual(["ok"]);
    }
    recordFigure("kill -9", figures);
    console.log(JSON.stringify(figures));
  }, 3_600_000);
});
