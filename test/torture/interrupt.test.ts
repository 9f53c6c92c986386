import { copyFileSync, rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { temporaryFolder } from "../database/sqlite/temporary-folder.js";
import { noPython, python } from "../interop/python.js";
import { recordFigure } from "./counts.js";
import { Judge } from "./judge.js";
import { originStatements } from "./migration.js";
import { bundleWorker, startWorker } from "./start-worker.js";

const folder = temporaryFolder();

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

  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("when %s comes in the middle of a run then it rolls back, lets go and exits %i", async (signal, code) => {
    await judge.run(folder("a.db"), originStatements(1000, "delete"));
    const before = await judge.dump(folder("a.db"));
    const running = startWorker(worker, "wait", `sqlite:///${folder("a.db")}`);
    await running.line("holding");
    running.process.kill(signal);
    expect(await running.ended).toEqual({ code, stderr: "" });
    expect(await judge.dump(folder("a.db"))).toEqual(before);
    expect(await judge.run(folder("a.db"), ["BEGIN EXCLUSIVE", "COMMIT"])).toEqual({ rows: [] });
    recordFigure("Interruption", { [signal]: `exit ${code}, rolled back, lock free` });
  });

  test("when SIGINT comes while another process holds the lock then the wait ends at once", async () => {
    await judge.run(folder("a.db"), originStatements(1000, "delete"));
    copyFileSync(folder("a.db"), folder("b.db"));
    const holder = startWorker(worker, "wait", `sqlite:///${folder("a.db")}`);
    await holder.line("holding");
    const waiting = startWorker(worker, "migrate", `sqlite:///${folder("a.db")}?timeout=30`, "rebuild");
    await waiting.line("begin");
    await new Promise((resolve) => setTimeout(resolve, 300));
    const sent = performance.now();
    waiting.process.kill("SIGINT");
    expect(await waiting.ended).toEqual({ code: 130, stderr: "" });
    expect(performance.now() - sent).toBeLessThan(5000);
    holder.process.kill("SIGTERM");
    expect((await holder.ended).code).toBe(143);
    expect(await judge.dump(folder("a.db"))).toEqual(await judge.dump(folder("b.db")));
    recordFigure("Interruption", { "during a wait": "exit 130 at once" });
  });
});
