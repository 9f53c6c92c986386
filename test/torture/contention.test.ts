import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { temporaryFolder } from "../database/sqlite/temporary-folder.js";
import { noPython, python } from "../interop/python.js";
import { randomSeed, recordFigure, tortureCount } from "./counts.js";
import { Judge } from "./judge.js";
import { Race, raceOfEight, raceWithPython } from "./races.js";

const folder = temporaryFolder();
const ROUNDS = tortureCount("CONTENTION_ROUNDS", 2, 100);
const TURNS = tortureCount("WRITER_TURNS", 3, 100);
const LONG = 3_600_000;

describe.skipIf(python() === undefined)(noPython, () => {
  let judge: Judge;
  beforeAll(() => {
    judge = new Judge();
  });
  afterAll(() => judge.close());

  const database = () => folder("live.db");

  test(
    "when eight processes upgrade one file at once then every step is applied once and all succeed",
    () => raceOfEight(new Race(folder(), database(), judge, "delete"), ROUNDS, "Eight processes at once"),
    LONG,
  );

  test(
    "when four of ours and four of Python's upgrade at once then the file is whole and none of ours repeats a step",
    () =>
      raceWithPython(
        new Race(folder(), database(), judge, "delete"),
        ROUNDS,
        "Four of ours and four of Python's at once",
      ),
    LONG,
  );

  test(
    "when a Python program writes all through upgrades and downgrades then no row of its is lost",
    async () => {
      const race = new Race(folder(), database(), judge, "delete");
      expect((await race.ours("upgrade", "head")).code).toBe(0);
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
          const { code, stderr } = await race.ours(...command);
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
