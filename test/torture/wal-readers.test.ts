import { spawn } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { temporaryFolder } from "../database/sqlite/temporary-folder.js";
import { noPython, python } from "../interop/python.js";
import { randomSeed, recordFigure, tortureCount } from "./counts.js";
import { Judge } from "./judge.js";
import { alembicTs, makeProject } from "./project.js";
import { WAL_STEPS, WalPeer, walOrigin } from "./wal-peers.js";

const folder = temporaryFolder();
const TURNS = tortureCount("WAL_TURNS", 2, 100);
const ROWS = tortureCount("WAL_ROWS", 5000, 100_000);

describe.skipIf(python() === undefined)(noPython, () => {
  let judge: Judge;
  beforeAll(() => {
    judge = new Judge();
  });
  afterAll(() => judge.close());

  const database = () => folder("live.db");
  const ours = (...args: string[]) =>
    new Promise<{ code: number | null; stderr: string }>((resolve) => {
      const child = spawn(process.execPath, [alembicTs, ...args], {
        cwd: folder(),
        stdio: ["ignore", "ignore", "pipe"],
      });
      let stderr = "";
      child.stderr.on("data", (text: Buffer) => {
        stderr += text.toString();
      });
      child.once("close", (code) => resolve({ code, stderr }));
    });

  test("when Python programs write and read all through rebuilds of a WAL database then nobody is harmed", async () => {
    makeProject(folder(), database(), WAL_STEPS);
    await judge.run(database(), walOrigin(ROWS));
    expect(await ours("stamp", "origin")).toMatchObject({ code: 0 });
    const seed = randomSeed() % 100;
    const peers = [
      new WalPeer(database(), { role: "write", seed: seed + 1, synchronous: "NORMAL", timeout: 30 }),
      new WalPeer(database(), { role: "write", seed: seed + 2, synchronous: "FULL", timeout: 0.2 }),
      new WalPeer(database(), { role: "read", seed, synchronous: "NORMAL", timeout: 30 }),
      new WalPeer(database(), { role: "long", seed, synchronous: "FULL", timeout: 30 }),
      new WalPeer(database(), { role: "long", seed: seed + 1, synchronous: "NORMAL", timeout: 30 }),
    ];
    await Promise.all(peers.map(({ begun }) => begun));
    for (let turn = 0; turn < TURNS; turn++) {
      for (const args of [
        ["upgrade", "head"],
        ["downgrade", "-1"],
      ]) {
        const { code, stderr } = await ours(...args);
        expect(code, stderr).toBe(0);
        for (const reading of turn === 0 ? [["current"], ["history", "-i"], ["upgrade", "--preview"]] : []) {
          const read = await ours(...reading);
          expect(read.code, read.stderr).toBe(0);
        }
        expect((await judge.run(database(), ["PRAGMA integrity_check"])).rows).toEqual([["ok"]]);
      }
    }
    const results = await Promise.all(peers.map((peer) => peer.end()));
    const [rows] = (await judge.run(database(), ["SELECT json_group_array(id) FROM a WHERE id > 10000000"])).rows!;
    const there = new Set(JSON.parse(String(rows![0])) as number[]);
    const acknowledged = peers.flatMap((peer) => peer.acknowledged);
    expect(acknowledged.filter((key) => !there.has(key))).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(10);
    for (const { errors, wrong, done } of results) {
      expect(errors).toEqual([]);
      expect(wrong).toEqual([]);
      expect(done).toBeGreaterThan(0);
    }
    const patient = results.filter((_, index) => index !== 1);
    expect(patient.reduce((sum, { busy }) => sum + busy, 0)).toBe(0);
    recordFigure("WAL: Python programs write and read during rebuilds", {
      "upgrades and downgrades": 2 * TURNS,
      "rows of each table": ROWS,
      "rows written by others": acknowledged.length,
      lost: 0,
      "transactions read": results.slice(2).reduce((sum, { done }) => sum + done, 0),
      "that saw two states": 0,
      "SQLITE_BUSY with a timeout of 30 s": 0,
      "with one of 0.2 s": results[1]!.busy,
    });
  }, 3_600_000);
});
