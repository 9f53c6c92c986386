import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { expect } from "vitest";
import { PythonPeer } from "../database/sqlite/python-peer.js";
import { python } from "../interop/python.js";
import { randomSeed, recordFigure, seededRandom } from "./counts.js";
import type { Judge } from "./judge.js";
import { alembicTs, makeProject, STEP_IDS } from "./project.js";

/** How a program ended. */
export interface Ended {
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

/** A race of programs for one database. */
export class Race {
  readonly #folder: string;
  readonly database: string;
  readonly #judge: Judge;
  readonly #isWal: boolean;
  /** A program that has the database open all the time, in WAL mode. */
  #idle: PythonPeer | undefined;

  constructor(folder: string, database: string, judge: Judge, mode: "delete" | "wal") {
    this.#folder = folder;
    this.database = database;
    this.#judge = judge;
    this.#isWal = mode === "wal";
    makeProject(folder, database);
  }

  /** Ours, as people start it. */
  ours(...args: string[]): Promise<Ended> {
    return ended(
      spawn(process.execPath, [alembicTs, ...args], { cwd: this.#folder, stdio: ["ignore", "ignore", "pipe"] }),
    );
  }

  /** Python Alembic on the same database. */
  theirs(...args: string[]): Promise<Ended> {
    return ended(
      spawn(python()!, ["-m", "alembic", "-c", "python.ini", ...args], {
        cwd: this.#folder,
        stdio: ["ignore", "ignore", "pipe"],
      }),
    );
  }

  /** Begins a round: no file, or in WAL mode an empty database that an idle program has open. */
  async clear(): Promise<void> {
    await this.#idle?.close();
    for (const suffix of ["", "-journal", "-wal", "-shm"]) rmSync(this.database + suffix, { force: true });
    if (!this.#isWal) return;
    this.#idle = new PythonPeer(this.database);
    await this.#idle.run("PRAGMA journal_mode = wal");
    await this.#idle.run("CREATE TABLE idle (v)");
  }

  /** Judges the file after a round, with the eyes of the idle program too. */
  async judge(): Promise<void> {
    expect((await this.#judge.dump(this.database)).integrity).toEqual(["ok"]);
    if (this.#idle === undefined) expect(existsSync(`${this.database}-journal`)).toBe(false);
    else expect(await this.#idle.run("PRAGMA integrity_check")).toEqual([["ok"]]);
  }

  /** Which tool applied which step, in the order of their writing. */
  async applied(): Promise<readonly (readonly unknown[])[]> {
    const sql = "SELECT step, tool FROM applied ORDER BY rowid";
    return this.#idle === undefined
      ? ((await this.#judge.run(this.database, [sql])).rows ?? [])
      : await this.#idle.run(sql).catch(() => []);
  }

  async end(): Promise<void> {
    await this.#idle?.close();
    this.#idle = undefined;
  }
}

/** Eight processes upgrade one database at once, again and again: each step is applied once, and all succeed. */
export async function raceOfEight(race: Race, rounds: number, name: string): Promise<void> {
  let slowest = 0;
  for (let round = 0; round < rounds; round++) {
    await race.clear();
    const begun = performance.now();
    const results = await Promise.all(Array.from({ length: 8 }, () => race.ours("upgrade", "head")));
    slowest = Math.max(slowest, performance.now() - begun);
    for (const { code, stderr } of results) expect(code, stderr).toBe(0);
    expect(await race.applied()).toEqual(STEP_IDS.map((id) => [id, "ts"]));
    await race.judge();
  }
  recordFigure(name, {
    rounds,
    processes: rounds * 8,
    "exit 0": rounds * 8,
    "steps applied": rounds * STEP_IDS.length,
    "repeated steps": 0,
    "slowest round, s": (slowest / 1000).toFixed(1),
  });
}

/** Four of ours and four of Python's upgrade one database at once: the file is whole, and none of ours repeats a step. */
export async function raceWithPython(race: Race, rounds: number, name: string): Promise<void> {
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
  for (let round = 0; round < rounds; round++) {
    await race.clear();
    // Python takes longer to start: ours wait, so that both come first, and come between.
    const late = async () => {
      await new Promise((resolve) => setTimeout(resolve, random() * pythonTime));
      return race.ours("upgrade", "head");
    };
    const begun = performance.now();
    const [first, second] = await Promise.all([
      Promise.all(Array.from({ length: 4 }, late)),
      Promise.all(Array.from({ length: 4 }, () => race.theirs("upgrade", "head"))).then((results) => {
        pythonTime = performance.now() - begun;
        return results;
      }),
    ]);
    figures.rounds++;
    figures["ours refused"] += first.filter(({ code }) => code !== 0).length;
    figures["Python refused"] += second.filter(({ code }) => code !== 0).length;
    await race.judge();
    figures["file whole"]++;
    // A step that is there already is a repetition, whoever did it first: rows are in the order of their writing.
    const done = new Set<unknown>();
    for (const [step, tool] of await race.applied()) {
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
  recordFigure(name, figures);
  console.log(JSON.stringify(figures));
}
