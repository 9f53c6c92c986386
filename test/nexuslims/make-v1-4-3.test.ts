import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import vectors from "../interop/vectors/nexuslims.json" with { type: "json" };
import { makeV143 } from "./make-v1-4-3.mjs";
import { digestsOf, query } from "./sqlite-file.js";

const folder = mkdtempSync(join(tmpdir(), "v1-4-3-"));
const path = join(folder, "database.sqlite");
beforeAll(async () => writeFileSync(path, await makeV143()));
afterAll(() => rmSync(folder, { recursive: true }));

test("when a file is made, then it holds the same rows every time", async () => {
  expect(await digestsOf(path)).toEqual(vectors.real.before.digests);
});

test("when a file is made, then it has what installations of that time have", async () => {
  const [table] = await query(path, "SELECT sql FROM sqlite_master WHERE name = 'session_log'");
  expect(table?.[0]).toMatch(/AUTOINCREMENT/);
  expect(table?.[0]).toMatch(/DATETIME NOT NULL DEFAULT \(strftime\(/);
  expect(table?.[0]).toMatch(/CONSTRAINT "fk_instrument" FOREIGN KEY.*ON DELETE CASCADE ON UPDATE CASCADE/);
  expect(table?.[0]).toMatch(/UNIQUE\("id_session_log"\)/);
  expect(table?.[0]).not.toMatch(/BUILT_NOT_EXPORTED/);
  expect(
    await query(
      path,
      "SELECT name FROM sqlite_master WHERE name IN ('sqlite_sequence', 'session_log.fk_instrument_idx') ORDER BY 1",
    ),
  ).toEqual([["session_log.fk_instrument_idx"], ["sqlite_sequence"]]);
  expect(await query(path, "PRAGMA integrity_check")).toEqual([["ok"]]);
  expect(await query(path, "PRAGMA foreign_key_check")).toEqual([]);
});

test("when a file is made, then its rows are as uneven as real ones", async () => {
  const [counts] = await query(
    path,
    `SELECT COUNT(*), COUNT(*) - COUNT(user), MAX(id_session_log) > COUNT(*),
       SUM(timestamp GLOB '*[+-][0-9][0-9]:[0-9][0-9]') > 0, SUM(timestamp NOT GLOB '*[+-][0-9][0-9]:[0-9][0-9]') > 0
     FROM session_log`,
  );
  expect(counts?.[0]).toBe(2270);
  expect(counts?.[1]).toBeGreaterThan(100);
  expect(counts?.slice(2)).toEqual([1, 1, 1]);
  const [tools] = await query(path, "SELECT COUNT(*), COUNT(*) - COUNT(harvester) > 0 FROM instruments");
  expect(tools).toEqual([23, 1]);
});
