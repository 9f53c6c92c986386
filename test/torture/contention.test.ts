import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { temporaryFolder } from "../database/sqlite/temporary-folder.js";
import { noPython, python } from "../interop/python.js";
import { randomSeed, recordFigure, seededRandom, tortureCount } from "./counts.js";
import { Judge } from "./judge.js";
import { alembicTs, makeProject, STEP_IDS } from "./project.js";

const folder = temporaryFolder();
const ROUNDS = tortureCount("CONTENTION_ROUNDS", 2, 100);
const TURNS = tortureCount("WRITER_TURNS", 3, 100);
const LONG = 3_600_000;

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

describe.skipIf(python() === undefined)(noPython, () => {
  let judge: Judge;
  beforeAll(() => {
    judge = new Judge();
  });
  afterAll(() => judge.close());

  const database = () => folder("live.db");
  const ours = (...args: string[]) =>
    ended(spawn(process.execPath, [alembicTs, ...args], { cwd: folder(), stdio: ["ignore", "ignore", "pipe"] }));
  const theirs = (...args: string[]) =>
    ended(
      spawn(python()!, ["-m", "alembic", "-c", "python.ini", ...args], {
        cwd: folder(),
        stdio: ["ignore", "ignore", "pipe"],
      }),
    );
  const clear = () => {
    for (const suffix of ["", "-journal"]) rmSync(database() + suffix, { force: true });
  };
  const applied = async () =>
    (await judge.run(database(), ["SELECT step, tool, count(*) FROM applied GROUP BY 1, 2 ORDER BY 1"])).rows;

  test(
    "when eight processes upgrade one file at once then every step is applied once and all succeed",
    async () => {
      makeProject(folder(), database());
      let slowest = 0;
      for (let round = 0; round < ROUNDS; round++) {
        clear();
        const begun = performance.now();
        const results = await Promise.all(Array.from({ length: 8 }, () => ours("upgrade", "head")));
        slowest = Math.max(slowest, performance.now() - begun);
        for (const { code, stderr } of results) expect(code, stderr).toBe(0);
        expect(await applied()).toEqual(STEP_IDS.map((id) => [id, "ts", 1]));
        expect((await judge.dump(database())).integrity).toEqual(["ok"]);
        expect(existsSync(`${database()}-journal`)).toBe(false);
      }
      recordFigure("Eight processes at once", {
        rounds: ROUNDS,
        processes: ROUNDS * 8,
        "exit 0": ROUNDS * 8,
        "steps applied": ROUNDS * STEP_IDS.length,
        "repeated steps": 0,
        "slowest round, s": (slowest / 1000).toFixed(1),
      });
    },
    LONG,
  );

  test(
    "when four of ours and four of Python's upgrade at once then the file is whole and none of ours repeats a step",
    async () => {
      makeProject(folder(), database());
      const random = seededRandom(randomSeed());
      const figures = {
        rounds: 0,
        "file whole": 0,
        "steps by ours": 0,
        "repeated by ours": 0,
        "ours refused": 0,
        "steps by Python": 0,
        "repeated by Python": 0,
        "Python refused": 0,
      };
      let pythonTime = 2000;
      for (let round = 0; round < ROUNDS; round++) {
        clear();
        // Python takes longer to start: ours wait, so that both come first, and come between.
        const late = async () => {
          await new Promise((resolve) => setTimeout(resolve, random() * pythonTime));
          return ours("upgrade", "head");
        };
        const begun = performance.now();
        const [first, second] = await Promise.all([
          Promise.all(Array.from({ length: 4 }, late)),
          Promise.all(Array.from({ length: 4 }, () => theirs("upgrade", "head"))).then((results) => {
            pythonTime = performance.now() - begun;
            return results;
          }),
        ]);
        figures.rounds++;
        figures["ours refused"] += first.filter(({ code }) => code !== 0).length;
        figures["Python refused"] += second.filter(({ code }) => code !== 0).length;
        expect((await judge.dump(database())).integrity).toEqual(["ok"]);
        figures["file whole"]++;
        // A step that is there already is a repetition, whoever did it first: rows are in the order of their writing.
        const done = new Set<unknown>();
        for (const [step, tool] of (await judge.run(database(), ["SELECT step, tool FROM applied ORDER BY rowid"]))
          .rows ?? []) {
          const who = tool === "ts" ? "ours" : "Python";
          figures[`steps by ${who}`]++;
          if (done.has(step)) figures[`repeated by ${who}`]++;
          done.add(step);
        }
        expect(figures["repeated by ours"], `round ${round}`).toBe(0);
        // Ours fails only where Python, which does not hold the lock from reading to writing, was half through a step.
        for (const { code, stderr } of first) {
          if (code !== 0) expect(stderr).toMatch(/already exists|no such table|locked|expected to match one row/i);
        }
      }
      recordFigure("Four of ours and four of Python's at once", figures);
      console.log(JSON.stringify(figures));
    },
    LONG,
  );

  test(
    "when a Python program writes all through upgrades and downgrades then no row of its is lost",
    async () => {
      makeProject(folder(), database());
      expect((await ours("upgrade", "head")).code).toBe(0);
      const program = fileURLToPath(new URL("writer.py", import.meta.url));
      const writer = spawn(python()!, [program, database(), String(randomSeed())], {
        stdio: ["pipe", "pipe", "inherit"],
      });
      const lines: string[] = [];
      const begun = new Promise((resolve) => {
        createInterface({ input: writer.stdout }).on("line", (line) => {
          lines.push(line);
          resolve(line);
        });
      });
      const over = new Promise((resolve) => writer.once("close", resolve));
      await begun;
      for (let turn = 0; turn < TURNS; turn++) {
        for (const command of [
          ["downgrade", "-1"],
          ["upgrade", "head"],
        ]) {
          const { code, stderr } = await ours(...command);
          expect(code, stderr).toBe(0);
        }
      }
      writer.stdin.end();
      await over;
      const { committed, retries } = JSON.parse(lines[1]!) as { committed: Record<string, string>; retries: number };
      const { rows } = await judge.run(database(), ["SELECT id, name FROM item"]);
      expect(Object.fromEntries(rows!.map(([id, name]) => [String(id), name]))).toEqual(committed);
      expect(rows!.length).toBeGreaterThan(10);
      recordFigure("A Python writer during rebuilds", {
        rebuilds: 2 * TURNS,
        "rows written": rows!.length,
        "lost or changed": 0,
        "times that the writer was locked out": retries,
      });
    },
    LONG,
  );
});
